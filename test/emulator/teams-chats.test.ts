import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { installBot, installedBot } from '../../src/emulator/teams/installs.ts';
import type { TestBot, TestWorld } from './teams-world.ts';
import { aBot, aCard, ask, aWorld, awa, cardMessage, lucie } from './teams-world.ts';

let bot: TestBot;
let world: TestWorld;
let activities: string;

beforeEach(async () => {
  bot = await aBot();
  world = await aWorld({ productUrl: bot.url });
  installBot(world, awa);
  await world.agenda.runDue();
  bot.received.length = 0;
  const { conversationId } = installedBot(world, awa);
  activities = `/connector/v3/conversations/${conversationId}/activities`;
});
afterEach(() => bot.close());

const chatOf = ({ mail }: { mail: string }) => `/_emulator/chats/${mail}`;
const press = (body: object) => ask(world, 'POST', `${chatOf(awa)}/press`, body);
const seen = async () => (await ask(world, 'GET', chatOf(awa))).body.messages;
const sendCard = async (card: object) => {
  const { body } = await ask(world, 'POST', activities, cardMessage(card));
  return body.id ?? '';
};
const replyCard = (card: object) => ({
  status: 200,
  body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card },
});

describe('a chat', () => {
  test('of someone without the bot is empty, of nobody is not found', async () => {
    expect((await ask(world, 'GET', chatOf(lucie))).raw).toEqual({ messages: [] });
    expect((await ask(world, 'GET', chatOf({ mail: 'nobody@x.example' }))).status).toBe(404);
  });

  test('of someone without the bot cannot be used', async () => {
    const said = await ask(world, 'POST', `${chatOf(lucie)}/say`, { text: 'aide' });
    const pressed = await ask(world, 'POST', `${chatOf(lucie)}/press`, {
      messageId: '1',
      action: 'x',
      inputs: {},
    });

    expect([said.status, pressed.status]).toEqual([409, 409]);
    expect(said.body.error?.message).toBe('Lucie Morel n’a pas le bot.');
  });

  test('opens with an installation and keeps its past after a removal', async () => {
    const installed = await ask(world, 'POST', `${chatOf(lucie)}/install`);
    const said = await ask(world, 'POST', `${chatOf(lucie)}/say`, { text: 'aide' });
    await ask(world, 'POST', `${chatOf(lucie)}/uninstall`);

    expect([installed.status, said.status]).toEqual([200, 200]);
    expect(bot.received.map(({ type }) => type)).toEqual([
      'installationUpdate',
      'conversationUpdate',
      'message',
      'installationUpdate',
      'conversationUpdate',
    ]);
    expect((await ask(world, 'GET', chatOf(lucie))).body.messages).toMatchObject([
      { text: 'aide' },
    ]);
    expect((await ask(world, 'POST', `${chatOf(lucie)}/say`, { text: 'aide' })).status).toBe(409);
  });

  test('shows what the person said and what the bot answered before its turn ended', async () => {
    bot.answer = async () => {
      await ask(world, 'POST', activities, { type: 'message', text: 'Voici' });
      return { status: 200 };
    };

    const said = await ask(world, 'POST', `${chatOf(awa)}/say`, { text: 'réserver <b> & co' });

    expect(said.raw).toMatchObject({
      messages: [
        { from: 'person', text: 'réserver <b> & co' },
        { from: 'bot', text: 'Voici' },
      ],
      pending: 0,
      nextDue: null,
    });
    expect(bot.received).toMatchObject([
      {
        type: 'message',
        id: said.body.messages?.[0]?.id,
        text: 'réserver <b> & co',
        attachments: [{ contentType: 'text/html', content: '<p>réserver &lt;b&gt; &amp; co</p>' }],
      },
    ]);
  });

  test.each([[{}], [{ text: '   ' }], [{ text: 3 }], [{ text: 'x', extra: 1 }]])(
    'refuses to say %j',
    async (body) => {
      const said = await ask(world, 'POST', `${chatOf(awa)}/say`, body);

      expect([said.status, said.body.error?.code]).toEqual([400, 'BadRequest']);
      expect(await seen()).toEqual([]);
    },
  );
});

describe('a press', () => {
  test('sends what Teams sends: the verb, the data under the inputs, the message', async () => {
    const card = {
      ...aCard(),
      actions: [{ ...aCard('book').actions[0], data: { slot: 1, n: 2 } }],
    };
    const messageId = await sendCard(card);

    await press({ messageId, action: 'book', inputs: { n: 3, place: '' } });

    expect(bot.received).toMatchObject([
      {
        type: 'invoke',
        name: 'adaptiveCard/action',
        replyToId: messageId,
        value: {
          action: { type: 'Action.Execute', verb: 'book', data: { slot: 1, n: 3, place: '' } },
          trigger: 'manual',
        },
        from: { aadObjectId: awa.id },
        conversation: { id: installedBot(world, awa).conversationId },
      },
    ]);
  });

  test('may carry forged data in place of the action’s own', async () => {
    const card = { ...aCard(), actions: [{ ...aCard('book').actions[0], data: { slot: 1 } }] };
    const messageId = await sendCard(card);

    await press({ messageId, action: 'book', inputs: { n: 3 }, data: { pair: 'B-02' } });
    await press({ messageId, action: 'book', data: ['odd'] });

    expect(bot.received).toMatchObject([
      { value: { action: { data: { pair: 'B-02', n: 3 } } } },
      { value: { action: { data: ['odd'] } } },
    ]);
  });

  test('answered with a card makes it this person’s view, until the bot updates it', async () => {
    const messageId = await sendCard(aCard('book'));
    bot.answer = () => replyCard(aCard('undo'));

    const pressed = await press({ messageId, action: 'book' });
    const view = (await seen())?.[0]?.card;
    const gone = await press({ messageId, action: 'book' });
    await ask(world, 'PUT', `${activities}/${messageId}`, cardMessage(aCard('move')));

    expect(pressed.raw).toMatchObject({ status: 200, card: aCard('undo'), pending: 0 });
    expect(view).toEqual(aCard('undo'));
    expect([gone.status, gone.body.error?.code]).toEqual([404, 'ActionNotFound']);
    expect((await seen())?.[0]?.card).toEqual(aCard('move'));
  });

  test('shows the bot’s own card over an update made while it answered', async () => {
    const messageId = await sendCard(aCard('book'));
    bot.answer = async () => {
      await ask(world, 'PUT', `${activities}/${messageId}`, cardMessage(aCard('stored')));
      return replyCard(aCard('mine'));
    };

    await press({ messageId, action: '« book »' });

    expect((await seen())?.[0]?.card).toEqual(aCard('mine'));
  });

  test('answered with words or an error tells them, and the card stays', async () => {
    const messageId = await sendCard(aCard('book'));
    const type = 'application/vnd.microsoft.activity.message';
    bot.answer = () => ({ status: 200, body: { statusCode: 200, type, value: 'Noté.' } });
    const words = await press({ messageId, action: 'book' });
    const value = { code: 'Forbidden', message: 'Pas vous.' };
    const error = 'application/vnd.microsoft.error';
    bot.answer = () => ({ status: 200, body: { statusCode: 403, type: error, value } });
    const refused = await press({ messageId, action: 'book' });

    expect(words.body).toMatchObject({ status: 200, text: 'Noté.' });
    expect(refused).toMatchObject({ status: 200, body: { status: 403, error: value } });
    expect((await seen())?.[0]?.card).toEqual(aCard('book'));
  });

  test('answered without a body is worth its HTTP status', async () => {
    const messageId = await sendCard(aCard('book'));
    bot.answer = () => ({ status: 501 });

    expect((await press({ messageId, action: 'book' })).body.status).toBe(501);
  });

  test('of Action.Submit is a message with a value, kept when nobody listens', async () => {
    const submit = { type: 'Action.Submit', title: 'Envoyer', data: { kind: 'x' } };
    const messageId = await sendCard({ ...aCard(), actions: [submit] });
    const pressed = await press({ messageId, action: 'Envoyer', inputs: { a: 1 } });
    await bot.close();
    const later = await press({ messageId, action: 'Envoyer', inputs: { a: 2 } });

    expect(pressed.body).toMatchObject({ status: 200 });
    expect(bot.received).toMatchObject([
      { type: 'message', value: { kind: 'x', a: 1 }, replyToId: messageId },
    ]);
    expect(later).toMatchObject({ status: 503, body: { status: 503, pending: 1 } });
    expect(await seen()).toHaveLength(1);
  });

  test('of a link or of a toggle stays on the person’s screen', async () => {
    const link = { type: 'Action.OpenUrl', title: 'Ouvrir', url: 'https://comite.example/guide' };
    const toggle = { type: 'Action.ToggleVisibility', title: 'Plus', targetElements: ['x'] };
    const messageId = await sendCard({ ...aCard(), actions: [link, toggle] });

    const opened = await press({ messageId, action: 'Ouvrir' });
    const toggled = await press({ messageId, action: 'Plus' });

    expect(opened.body).toMatchObject({ status: 200, url: 'https://comite.example/guide' });
    expect(toggled.body.status).toBe(200);
    expect(bot.received).toEqual([]);
  });

  test('of what is not there is not found; of what cannot be read is refused', async () => {
    const messageId = await sendCard(aCard('book'));
    const statusOf = async (body: object) => (await press(body)).status;

    expect(await statusOf({ messageId, action: 'cancel' })).toBe(404);
    expect(await statusOf({ messageId, action: 'book', nth: 1 })).toBe(404);
    expect(await statusOf({ messageId: '12', action: 'book' })).toBe(404);
    expect(await statusOf({ messageId, action: 'book', nth: -1 })).toBe(400);
    expect(await statusOf({ action: 'book' })).toBe(400);
    expect(await statusOf({ messageId, action: 'book', inputs: 'x' })).toBe(400);
    expect(bot.received).toEqual([]);
  });

  test('is not kept when the bot is down or drops it, and says so', async () => {
    const messageId = await sendCard(aCard('book'));
    bot.answer = () => 'drop';
    const dropped = await press({ messageId, action: 'book' });
    await bot.close();
    const down = await press({ messageId, action: 'book' });

    expect(dropped).toMatchObject({
      status: 502,
      body: { status: 502, error: { code: 'BotDroppedConnection' }, pending: 0 },
    });
    expect(down).toMatchObject({
      status: 503,
      body: { status: 503, error: { code: 'BotUnreachable' }, pending: 0 },
    });
    expect((await seen())?.[0]?.card).toEqual(aCard('book'));
  });
});
