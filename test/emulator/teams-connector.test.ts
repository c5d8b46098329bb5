import { beforeEach, describe, expect, test } from 'vitest';
import {
  installBot,
  installedBot,
  installOf,
  uninstallBot,
} from '../../src/emulator/teams/installs.ts';
import type { TestWorld } from './teams-world.ts';
import {
  aCard,
  appId,
  ask,
  aWorld,
  awa,
  cardMessage,
  homeTenant,
  lucie,
  marc,
} from './teams-world.ts';

let world: TestWorld;
let activities: string;

beforeEach(async () => {
  world = await aWorld();
  installBot(world, awa);
  const { conversationId } = installedBot(world, awa);
  activities = `/connector/v3/conversations/${encodeURIComponent(conversationId)}/activities`;
});

const say = (text: string) => ask(world, 'POST', activities, { type: 'message', text });
const chat = async () => (await ask(world, 'GET', `/_emulator/chats/${awa.mail}`)).body.messages;

describe('the bot in a conversation', () => {
  test('sends messages that stand in order, each dated on the virtual clock', async () => {
    await say('Bonjour');
    world.pass(60);
    await ask(world, 'POST', activities, cardMessage(aCard('meeting.find')));

    expect(await chat()).toMatchObject([
      { from: 'bot', text: 'Bonjour', at: '2026-04-14T07:00:00.000Z' },
      { from: 'bot', card: aCard('meeting.find'), at: '2026-04-14T07:01:00.000Z' },
    ]);
  });

  test('updates a message in place, and what it deletes is gone', async () => {
    const first = await say('Bonjour');
    const second = await say('Encore moi');
    const put = await ask(world, 'PUT', `${activities}/${first.body.id}`, cardMessage(aCard('x')));
    const removed = await ask(world, 'DELETE', `${activities}/${second.body.id}`);

    expect([put.status, put.body.id, removed.status]).toEqual([200, first.body.id, 200]);
    expect(await chat()).toMatchObject([{ id: first.body.id, card: aCard('x') }]);
    expect((await chat())?.[0]?.text).toBeUndefined();
  });

  test('replies to a message or to an event, not to what nobody sent', async () => {
    const { body } = await say('Bonjour');
    const reply = { type: 'message', text: 'Suite' };

    expect((await ask(world, 'POST', `${activities}/${body.id}`, reply)).status).toBe(201);
    expect((await ask(world, 'POST', `${activities}/f:invoke`, reply)).status).toBe(201);
    expect((await ask(world, 'POST', `${activities}/12`, reply)).body.error?.code).toBe(
      'ActivityNotFoundInConversation',
    );
  });

  test('types without leaving a message', async () => {
    expect((await ask(world, 'POST', activities, { type: 'typing' })).status).toBe(201);
    expect(await chat()).toEqual([]);
  });

  test('is told who is there, by Teams id or by Entra id', async () => {
    const members = activities.replace('/activities', '/members');
    const awaInTeams = {
      aadObjectId: awa.id,
      email: awa.mail,
      name: 'Awa Diallo',
      tenantId: homeTenant,
      userRole: 'user',
    };
    const { userId } = installedBot(world, awa);

    expect(userId).toMatch(/^29:/);
    expect((await ask(world, 'GET', members)).raw).toMatchObject([{ ...awaInTeams, id: userId }]);
    expect(
      (await ask(world, 'GET', activities.replace('/activities', '/pagedmembers'))).raw,
    ).toEqual({ members: [expect.objectContaining(awaInTeams)] });
    expect((await ask(world, 'GET', `${members}/${awa.id}`)).raw).toMatchObject({ id: userId });
    expect((await ask(world, 'GET', `${members}/${marc.id}`)).status).toBe(404);
  });
});

describe('the connector refuses', () => {
  test('a call without a token', async () => {
    const call = { method: 'POST', path: activities, params: {}, query: {}, headers: {} };

    const answer = await world.dispatch({ ...call, body: {}, claims: {} });

    expect(answer.status).toBe(401);
  });

  test('an unknown conversation and an unknown or deleted activity', async () => {
    const elsewhere = '/connector/v3/conversations/a:nobody/activities';
    const { body } = await say('Bonjour');
    await ask(world, 'DELETE', `${activities}/${body.id}`);
    const text = { type: 'message', text: 'Bonjour' };

    expect((await ask(world, 'POST', elsewhere, text)).body.error?.code).toBe(
      'ConversationNotFound',
    );
    expect(await ask(world, 'PUT', `${activities}/${body.id}`, text)).toMatchObject({
      status: 404,
      body: { error: { code: 'ActivityNotFoundInConversation' } },
    });
    expect((await ask(world, 'DELETE', `${activities}/12`)).status).toBe(404);
  });

  test('a message for someone who took the bot away', async () => {
    uninstallBot(world, awa);

    expect(await say('Bonjour')).toMatchObject({
      status: 403,
      body: { error: { code: 'BotNotInConversationRoster' } },
    });
  });

  test('an activity that cannot be read or drawn, and stores nothing of it', async () => {
    const hero = { contentType: 'application/vnd.microsoft.card.hero', content: {} };
    const statusOf = async (body: unknown) => (await ask(world, 'POST', activities, body)).status;

    expect(await statusOf({ text: 'sans type' })).toBe(400);
    expect(await statusOf({ type: 'message' })).toBe(400);
    expect(await statusOf(cardMessage({ type: 'Container' }))).toBe(400);
    expect(await statusOf({ type: 'message', attachments: [hero] })).toBe(501);
    expect(await statusOf({ type: 'event', name: 'x' })).toBe(501);
    expect(await chat()).toEqual([]);
  });

  test('an activity over 100 kB as UTF-16, and takes one just under', async () => {
    expect((await say('x'.repeat(51_300))).body.error?.code).toBe('MessageSizeTooBig');
    expect((await say('x'.repeat(51_000))).status).toBe(201);
  });

  test('to change what the person wrote', async () => {
    await ask(world, 'POST', `/_emulator/chats/${awa.mail}/say`, { text: 'Bonjour' });
    const [message] = (await chat()) ?? [];

    expect((await ask(world, 'DELETE', `${activities}/${message?.id}`)).body.error?.code).toBe(
      'NotEnoughPermissions',
    );
  });
});

describe('a proactive conversation', () => {
  const start = (body: object) => ask(world, 'POST', '/connector/v3/conversations', body);

  test('with someone who has the bot is their one chat, found by either id', async () => {
    const install = installOf(world, awa);
    const bot = { id: `28:${appId}` };

    const byTeams = await start({ bot, members: [{ id: install?.userId }], tenantId: homeTenant });
    const byEntra = await start({
      bot,
      members: [{ id: awa.id }],
      channelData: { tenant: { id: homeTenant } },
      activity: { type: 'message', text: 'Bonjour' },
    });

    expect([byTeams.status, byTeams.body.id]).toEqual([201, install?.conversationId]);
    expect(byEntra.body).toMatchObject({ id: install?.conversationId });
    expect(await chat()).toMatchObject([{ text: 'Bonjour' }]);
  });

  test('with someone who never had the bot is refused', async () => {
    const answer = await start({ members: [{ id: lucie.id }], tenantId: lucie.tenant });

    expect(answer).toMatchObject({
      status: 403,
      body: { error: { code: 'BotNotInConversationRoster' } },
    });
  });

  test('needs a tenant, one known member, and no group', async () => {
    const members = [{ id: awa.id }];

    expect((await start({ members })).status).toBe(400);
    expect((await start({ members: [{ id: 'x' }], tenantId: homeTenant })).status).toBe(400);
    expect((await start({ members, tenantId: homeTenant, isGroup: true })).status).toBe(400);
  });
});

describe('Teams slows a bot down', () => {
  test('after 7 messages in a second, 8 in two, and says how long to wait', async () => {
    for (let n = 1; n <= 7; n += 1) expect((await say(`${n}`)).status).toBe(201);

    const eighth = await say('8');
    world.pass(1);
    const later = await say('8');
    const ninth = await say('9');
    world.pass(1);

    expect([eighth.status, eighth.headers, eighth.body.error?.code]).toEqual([
      429,
      { 'Retry-After': '1' },
      'Throttled',
    ]);
    expect([later.status, ninth.status]).toEqual([201, 429]);
    expect((await say('9')).status).toBe(201);
  });

  test('after 60 messages in half a minute to one person', async () => {
    for (let n = 0; n < 60; n += 1) {
      world.pass(0.45);
      expect((await say(`${n}`)).status).toBe(201);
    }

    world.pass(0.45);
    const refused = await say('60');
    world.pass(Number(refused.headers?.['Retry-After']));

    expect(refused).toMatchObject({ status: 429, headers: { 'Retry-After': '3' } });
    expect((await say('60')).status).toBe(201);
  });

  test('after 50 messages in a second in one tenant, not in the others', async () => {
    const colleagues = Array.from({ length: 51 }, (_, n) => ({
      ...awa,
      id: `colleague-${n}`,
      mail: `colleague-${n}@comite.example`,
    }));
    const crowd = await aWorld({ people: [...colleagues, marc] });
    const statuses: number[] = [];

    for (const person of [...colleagues, marc]) {
      installBot(crowd, person);
      const { conversationId } = installedBot(crowd, person);
      const path = `/connector/v3/conversations/${conversationId}/activities`;
      const sent = await ask(crowd, 'POST', path, { type: 'message', text: 'Bonjour' });
      statuses.push(sent.status);
    }

    expect(statuses.filter((status) => status === 201)).toHaveLength(51);
    expect(statuses.indexOf(429)).toBe(50);
  });
});
