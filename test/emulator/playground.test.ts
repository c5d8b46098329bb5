import { createServer } from 'node:http';
import express from 'express';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type Authenticate, openAuthenticate } from '../../src/bot/authenticate.ts';
import { Denied } from '../../src/bot/denied.ts';
import { unlink } from '../../src/emulator/playground/link.ts';
import { resetWorld } from '../../src/emulator/reset.ts';
import { installBot, installedBot } from '../../src/emulator/teams/installs.ts';
import type { TestWorld } from './teams-world.ts';
import {
  aCard,
  appId,
  ask,
  aWorld,
  awa,
  cardMessage,
  homeTenant,
  hospitalTenant,
  listen,
  lucie,
  marc,
  serve,
} from './teams-world.ts';

const shown = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  attachments: z.array(z.looseObject({ content: z.unknown() })).optional(),
});

/** Microsoft's client as its 0.2.28 speaks: numbers of its own, no token, deletions not served. */
async function aPlayground() {
  const playground = {
    url: '',
    /** By its own id: what it shows. */
    messages: new Map<string, z.infer<typeof shown>>(),
    calls: [] as string[],
    close: (): Promise<void> => Promise.resolve(),
    last: () => [...playground.messages].at(-1),
    async send(activity: object, to = world.url) {
      const headers = { 'content-type': 'application/json', 'x-ms-agents-playground': 'true' };
      const body = JSON.stringify(activity);
      const answer = await fetch(`${to}/playground/messages`, { method: 'POST', headers, body });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
    },
  };
  const app = express();
  app.use(express.json());
  const activities = '/_connector/v3/conversations/:chat/activities';
  app.post(activities, (req, res) => {
    playground.calls.push(`POST ${req.params.chat}`);
    const id = String(9000 + playground.messages.size);
    playground.messages.set(id, shown.parse(req.body));
    res.status(201).json({ id });
  });
  app.put(`${activities}/:id`, (req, res) => {
    playground.calls.push(`PUT ${req.params.id}`);
    playground.messages.set(req.params.id, shown.parse(req.body));
    res.json({ id: req.params.id });
  });
  app.delete(`${activities}/:id`, (req, res) => {
    playground.calls.push(`DELETE ${req.params.id}`);
    res.status(501).json({ error: { code: 'DeleteActivityAPINotImplemented' } });
  });
  const server = await listen(createServer(app), 0);
  playground.url = server.url;
  playground.close = server.close;
  return playground;
}

const heardActivity = z.looseObject({
  type: z.string(),
  id: z.string(),
  text: z.string().optional(),
  replyToId: z.string().optional(),
  value: z.unknown().optional(),
});

/** A bot behind the product's own check of who speaks, which has neither switch nor exception. */
async function aCheckingBot() {
  const bot = {
    url: '',
    heard: [] as z.infer<typeof heardActivity>[],
    answer: (_activity: z.infer<typeof heardActivity>): unknown => undefined,
    close: (): Promise<void> => Promise.resolve(),
  };
  const app = express();
  app.use(express.json());
  app.post('/api/messages', async (req, res) => {
    try {
      await authenticate(req.headers.authorization, req.body);
    } catch (error) {
      if (!(error instanceof Denied)) throw error;
      res.sendStatus(error.status);
      return;
    }
    const activity = heardActivity.parse(req.body);
    bot.heard.push(activity);
    const answer = await bot.answer(activity);
    if (answer === undefined) res.end();
    else res.json(answer);
  });
  const server = await listen(createServer(app), 0);
  bot.url = server.url;
  bot.close = server.close;
  return bot;
}

let world: TestWorld;
let playground: Awaited<ReturnType<typeof aPlayground>>;
let bot: Awaited<ReturnType<typeof aCheckingBot>>;
let authenticate: Authenticate;
const closing: (() => Promise<void>)[] = [];

beforeAll(async () => {
  world = await aWorld();
  const emulator = await serve(world);
  world.url = emulator.url.replace('127.0.0.1', 'localhost');
  playground = await aPlayground();
  bot = await aCheckingBot();
  world.product.url = bot.url;
  authenticate = openAuthenticate({
    appId,
    tenant: homeTenant,
    credential: { secret: 'local' },
    allowedTenants: [homeTenant, hospitalTenant],
    serviceHosts: [{ protocol: 'http:', host: new URL(world.url).host }],
    local: { login: world.url, openId: `${world.url}/v1/.well-known/openidconfiguration` },
    timeoutMs: 5_000,
  });
  installBot(world, awa);
  installBot(world, marc);
  await world.agenda.runDue();
  closing.push(emulator.close, playground.close, bot.close);
});
beforeEach(() => {
  world.pass(60);
  bot.heard = [];
  bot.answer = () => undefined;
  playground.messages.clear();
  playground.calls = [];
});
afterEach(() => void unlink(world));
afterAll(async () => {
  for (const close of closing) await close();
});

async function turnOn(as = awa.mail, client = playground.url) {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ as, client });
  const answer = await fetch(`${world.url}/_emulator/playground`, {
    method: 'POST',
    headers,
    body,
  });
  return { status: answer.status, body: z.looseObject({}).parse(await answer.json()) };
}

/** What the Playground says of itself: a user, a tenant and a bot that exist nowhere else. */
const fromPlayground = (person = awa) => ({
  channelId: 'msteams',
  id: 'b6a96400-4555-4e47-8a3b-9f4442a4574a',
  serviceUrl: `${playground.url}/_connector`,
  from: { id: 'user-id-0', name: 'Alex Wilber', aadObjectId: marc.id },
  recipient: { id: '00000000-0000-0000-0000-00000000000011', name: 'Test Bot' },
  conversation: {
    conversationType: 'personal',
    tenantId: hospitalTenant,
    id: installedBot(world, person).conversationId,
  },
  channelData: { tenant: { id: hospitalTenant } },
  locale: 'en-US',
});
const says = (text: string, person = awa) => ({ type: 'message', text, ...fromPlayground(person) });
const presses = (replyToId: string, verb: string, data: object) => ({
  type: 'invoke',
  name: 'adaptiveCard/action',
  ...fromPlayground(),
  replyToId,
  value: { action: { type: 'Action.Execute', verb, data } },
});

const activitiesOf = (person = awa) =>
  `/connector/v3/conversations/${installedBot(world, person).conversationId}/activities`;
/** What the bot does by the connector: answers the message's id. */
const botSends = async (message: object, person = awa) =>
  (await ask(world, 'POST', activitiesOf(person), message)).body.id ?? '';
const chat = async () => (await ask(world, 'GET', `/_emulator/chats/${awa.mail}`)).body.messages;

describe('with Microsoft’s client in the place of Teams', () => {
  test('Awa writes, is answered by a card, presses its button, and sees the card change', async () => {
    await turnOn();
    bot.answer = async () => void (await botSends(cardMessage(aCard('meeting.find'))));

    expect(await playground.send(says('réserver'))).toMatchObject({ status: 200 });

    await expect.poll(() => playground.messages.size).toBe(1);
    const [theirId = '', card] = playground.last() ?? [];
    expect(card?.attachments?.[0]?.content).toEqual(aCard('meeting.find'));
    const kept = (await chat())?.slice(-2);
    expect(kept).toMatchObject([
      { from: 'person', text: 'réserver' },
      { from: 'bot', card: aCard('meeting.find') },
    ]);

    const reply = {
      statusCode: 200,
      type: 'application/vnd.microsoft.card.adaptive',
      value: aCard('meeting.book'),
    };
    bot.answer = async ({ replyToId }) => {
      await ask(world, 'PUT', `${activitiesOf()}/${replyToId}`, cardMessage(aCard('meeting.book')));
      return reply;
    };
    const pressed = await playground.send(presses(theirId, 'meeting.find', { minutes: 60 }));

    expect(pressed).toEqual({ status: 200, body: reply });
    expect(bot.heard.at(-1)).toMatchObject({
      replyToId: kept?.[1]?.id,
      value: { action: { verb: 'meeting.find', data: { minutes: 60 } } },
    });
    await expect.poll(() => playground.calls.at(-1)).toBe(`PUT ${theirId}`);
    expect(playground.messages.size).toBe(1);
    expect(playground.last()?.[1].attachments?.[0]?.content).toEqual(aCard('meeting.book'));
    expect((await chat())?.at(-1)).toMatchObject({ card: aCard('meeting.book') });
  });

  test('the bot hears Awa’s own ids, whoever the client says it is', async () => {
    await turnOn();

    await playground.send(says('aide'));

    const { userId, conversationId } = installedBot(world, awa);
    expect(bot.heard).toMatchObject([
      {
        text: 'aide',
        from: { id: userId, name: awa.name, aadObjectId: awa.id },
        conversation: { id: conversationId, tenantId: homeTenant },
        channelData: { tenant: { id: homeTenant } },
        recipient: { id: `28:${appId}` },
        serviceUrl: `${world.url}/connector/`,
      },
    ]);
  });

  test('what a developer makes up reaches the bot as Awa’s too', async () => {
    await turnOn();
    bot.answer = () => ({ said: 'no such invoke' });

    const invoke = { type: 'invoke', name: 'composeExtension/query', ...fromPlayground() };

    expect(await playground.send(invoke)).toEqual({
      status: 200,
      body: { said: 'no such invoke' },
    });
    expect(bot.heard).toMatchObject([
      { name: 'composeExtension/query', from: { aadObjectId: awa.id } },
    ]);
  });

  test('a form sent without words is a press of that card', async () => {
    await turnOn();
    const id = await botSends(cardMessage(aCard('survey.answer')));
    await expect.poll(() => playground.messages.size).toBe(1);

    const form = { type: 'message', ...fromPlayground(), value: { q1: '4' } };
    await playground.send({ ...form, replyToId: playground.last()?.[0] });

    expect(bot.heard).toMatchObject([{ type: 'message', replyToId: id, value: { q1: '4' } }]);
  });

  test('the opening of its page tells the bot nothing new', async () => {
    await turnOn();

    const add = { type: 'installationUpdate', action: 'add', ...fromPlayground() };
    const update = { type: 'conversationUpdate', membersAdded: [], ...fromPlayground() };

    expect([(await playground.send(add)).status, (await playground.send(update)).status]).toEqual([
      200, 200,
    ]);
    expect(bot.heard).toEqual([]);
  });

  test('Awa removes the bot there, and has it again', async () => {
    await turnOn();
    const install = { type: 'installationUpdate', ...fromPlayground() };
    const word = says('aide');

    await playground.send({ ...install, action: 'remove' });
    expect((await playground.send(word)).status).toBe(409);
    await playground.send({ ...install, action: 'add' });

    const types = bot.heard.map(({ type, action }) => `${type} ${action ?? ''}`.trim());
    expect(types).toEqual([
      'installationUpdate remove',
      'conversationUpdate',
      'installationUpdate add',
      'conversationUpdate',
    ]);
  });

  test('what the bot takes away is no longer read there', async () => {
    await turnOn();
    const id = await botSends({ type: 'message', text: 'Rendez-vous à 10 h ?' });

    await ask(world, 'DELETE', `${activitiesOf()}/${id}`);

    await expect.poll(() => playground.last()?.[1].text).toBe('Message supprimé');
  });

  test('a card older than the client comes to it when it changes', async () => {
    const id = await botSends(cardMessage(aCard('old')));
    await turnOn();

    await ask(world, 'PUT', `${activitiesOf()}/${id}`, cardMessage(aCard('new')));

    await expect.poll(() => playground.calls.length).toBe(1);
    expect(playground.last()?.[1].attachments?.[0]?.content).toEqual(aCard('new'));
  });

  test('other people’s messages stay away', async () => {
    await turnOn();

    await botSends({ type: 'message', text: 'Pour Marc' }, marc);
    await botSends({ type: 'message', text: 'Pour Awa' });

    await expect.poll(() => playground.messages.size).toBe(1);
    expect(playground.last()?.[1].text).toBe('Pour Awa');
  });

  test('a client that is gone hinders nobody, and is told of by ids alone', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    await turnOn(awa.mail, 'http://127.0.0.1:2');

    const id = await botSends({ type: 'message', text: 'Une question ?' });

    expect((await chat())?.at(-1)).toMatchObject({ id, text: 'Une question ?' });
    await expect.poll(() => said.mock.calls.length).toBe(1);
    expect(said.mock.calls[0]?.[0]).toBe(
      JSON.stringify({ event: 'playground-not-told', activity: id, why: 'TypeError' }),
    );
  });

  test('after a reset, what bears an old message’s number is a new one', async () => {
    await turnOn();
    const old = await botSends({ type: 'message', text: 'Avant' });
    await expect.poll(() => playground.messages.size).toBe(1);

    await resetWorld(world);
    const id = await botSends({ type: 'message', text: 'Après' });

    expect(id).toBe(old);
    await expect.poll(() => playground.calls.length).toBe(2);
    expect([...playground.messages.values()].map(({ text }) => text)).toEqual(['Avant', 'Après']);
  });

  test('a stopped product is said to be stopped', async () => {
    await turnOn();
    world.product.url = 'http://127.0.0.1:2';
    const answer = await playground.send(presses('9000', 'meeting.find', {}));
    world.product.url = bot.url;

    expect(answer).toMatchObject({ status: 503, body: { error: { code: 'BotUnreachable' } } });
  });
});

describe('nothing of it is served', () => {
  const refusals = async (activity: object) => {
    const { status, body } = await playground.send(activity);
    return [status, body?.error?.code];
  };

  test('before it is asked for, and after it was put away', async () => {
    expect(await refusals(says('réserver'))).toEqual([409, 'PlaygroundOff']);
    await turnOn();
    await fetch(`${world.url}/_emulator/playground`, { method: 'DELETE' });

    expect(await refusals(says('réserver'))).toEqual([409, 'PlaygroundOff']);
    await botSends({ type: 'message', text: 'Ici seulement' });
    expect(bot.heard).toEqual([]);
    expect(playground.calls).toEqual([]);
  });

  test.each([
    ['nobody', 'personne@nulle-part.example', 404, 'PersonNotFound'],
    ['someone without the bot', lucie.mail, 409, 'BotNotInstalled'],
  ])('for %s', async (_who, mail, status, code) => {
    expect(await turnOn(mail)).toMatchObject({ status, body: { error: { code } } });
    expect(await refusals(says('réserver'))).toEqual([409, 'PlaygroundOff']);
  });

  test.each([
    'http://192.0.2.7:56150',
    'https://localhost:56150',
    'http://localhost.example:56150',
    'http://localhost:56150/other',
    'http://moi@localhost:56150',
    'localhost:56150',
  ])('to a client at %s', async (client) => {
    expect(await turnOn(awa.mail, client)).toMatchObject({ status: 400 });
    expect(await refusals(says('réserver'))).toEqual([409, 'PlaygroundOff']);
  });

  test('in another chat than the one that was asked for', async () => {
    await turnOn();

    expect(await refusals(says('réserver', marc))).toEqual([403, 'NotThisChat']);
    expect(bot.heard).toEqual([]);
  });

  test.each(['192.0.2.7', '::ffff:192.0.2.7', '2001:db8::7', undefined])(
    'to a caller at %s',
    async (from) => {
      await turnOn();
      const bare = { params: {}, query: {}, headers: {}, claims: {}, from };
      const asked = [
        { method: 'POST', path: '/playground/messages', body: says('réserver') },
        {
          method: 'POST',
          path: '/_emulator/playground',
          body: { as: marc.mail, client: playground.url },
        },
        { method: 'DELETE', path: '/_emulator/playground', body: undefined },
      ];
      for (const call of asked) {
        expect(await world.dispatch({ ...bare, ...call })).toMatchObject({
          status: 403,
          body: { error: { code: 'NotThisMachine' } },
        });
      }
      expect(bot.heard).toEqual([]);
      // Still on, and still Awa's.
      expect((await playground.send(says('aide'))).status).toBe(200);
    },
  );

  test.each(['::ffff:127.0.0.1', '::1', '127.0.0.2'])('yet to this machine as %s', async (from) => {
    await turnOn();
    const call = { method: 'POST', path: '/playground/messages', body: says('aide'), from };

    const answer = await world.dispatch({
      params: {},
      query: {},
      headers: {},
      claims: {},
      ...call,
    });

    expect(answer.status).toBe(200);
  });
});

test('the product’s own door refuses what the Playground sends by itself', async () => {
  const answer = await fetch(`${bot.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(says('réserver')),
  });

  expect(answer.status).toBe(401);
});
