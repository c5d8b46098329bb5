import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Denied } from '../../src/bot/denied.ts';
import {
  aConnector,
  aDoor,
  aMessage,
  aPress,
  awa,
  type Connector,
  type Door,
  homeTenant,
  hospitalTenant,
  post,
} from './bot-world.ts';

let connector: Connector;
let door: Door;
beforeAll(async () => {
  connector = await aConnector();
  door = await aDoor(connector.config);
});
afterAll(async () => {
  await door.close();
  await connector.close();
});
beforeEach(() => {
  door.turns.length = 0;
  door.lines.length = 0;
  door.onTurn = async () => undefined;
});

const say = (activity: object) => post(door, connector, { body: JSON.stringify(activity) });

const awasTurn = () => ({
  tid: homeTenant,
  oid: awa.aadObjectId,
  userId: awa.id,
  conversationId: 'a:awa',
  serviceUrl: connector.serviceUrl,
  locale: 'fr',
});

describe('what a person does', () => {
  test('a message typed by Awa is a turn, answered with an empty 200', async () => {
    const answer = await say(aMessage(connector));
    expect(answer.status).toBe(200);
    expect(answer.body).toBeUndefined();
    expect(door.turns).toEqual([
      { ...awasTurn(), id: '1776150000001', kind: 'message', text: 'réserver' },
    ]);
    expect(door.lines).toEqual([]);
  });

  test.each([
    ['add', 'install'],
    ['add-upgrade', 'install'],
    ['remove', 'uninstall'],
    ['remove-upgrade', 'uninstall'],
  ])('an installation update « %s » is an %s', async (action, kind) => {
    const activity = aMessage(connector, { type: 'installationUpdate', action, text: undefined });
    expect((await say(activity)).status).toBe(200);
    expect(door.turns).toEqual([{ ...awasTurn(), id: '1776150000001', kind }]);
  });

  test('a press brings its verb, its data and the message it was made on', async () => {
    door.onTurn = async () => ({ text: 'C’est noté.' });
    await say(aPress(connector));
    expect(door.turns).toEqual([
      {
        ...awasTurn(),
        id: 'f:1',
        kind: 'press',
        replyToId: '1776150000000',
        verb: 'meeting.find',
        data: { minutes: 60 },
      },
    ]);
  });

  test.each([
    ['a list', [1]],
    ['a text', 'minutes=60'],
    ['nothing', undefined],
    ['null', null],
  ])('a press whose data is %s is a press without data', async (_what, data) => {
    const value = { action: { type: 'Action.Execute', verb: 'meeting.find', data } };
    expect((await say(aPress(connector, { value }))).status).toBe(200);
    expect(door.turns[0]).not.toHaveProperty('data');
  });

  test.each([
    ['fr-FR', 'fr'],
    ['en-GB', 'en'],
    ['EN-us', 'en'],
    ['de-DE', 'fr'],
    [undefined, 'fr'],
    [7, 'fr'],
  ])('with the locale %s Awa is spoken to in %s', async (locale, spoken) => {
    await say(aMessage(connector, { locale }));
    expect(door.turns[0]?.locale).toBe(spoken);
  });

  test('tenant and object id are kept in lower case, from another allowed tenant too', async () => {
    const tenantId = hospitalTenant.toUpperCase();
    const conversation = { conversationType: 'personal', tenantId, id: 'a:awa' };
    const from = { ...awa, aadObjectId: awa.aadObjectId.toUpperCase() };
    const channelData = { tenant: { id: hospitalTenant } };
    await say(aMessage(connector, { conversation, from, channelData }));
    expect(door.turns[0]).toMatchObject({ tid: hospitalTenant, oid: awa.aadObjectId });
  });

  test('news of the conversation and a message without words ask for nothing', async () => {
    const news = { type: 'conversationUpdate', membersAdded: [{ id: awa.id }], text: undefined };
    await say(aMessage(connector, news));
    await say(aMessage(connector, { text: ' ' }));
    expect(door.turns.map(({ kind }) => kind)).toEqual(['other', 'other']);
  });
});

describe('what a press is answered', () => {
  const card = { type: 'AdaptiveCard', version: '1.5', body: [] };
  test.each([
    [{ card }, { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: card }],
    [
      { text: 'C’est noté.' },
      {
        statusCode: 200,
        type: 'application/vnd.microsoft.activity.message',
        value: 'C’est noté.',
      },
    ],
    [
      { refused: 403, text: 'Cette rencontre n’est pas la vôtre.' },
      {
        statusCode: 403,
        type: 'application/vnd.microsoft.error',
        value: { code: '403', message: 'Cette rencontre n’est pas la vôtre.' },
      },
    ],
    [undefined, { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: '' }],
  ])('%o', async (answer, body) => {
    door.onTurn = async () => answer;
    expect(await say(aPress(connector))).toMatchObject({ status: 200, body });
  });

  test('the same press twice has the same answer in the same shape', async () => {
    door.onTurn = async () => ({ card });
    const first = await say(aPress(connector));
    expect(await say(aPress(connector))).toMatchObject({ status: 200, body: first.body });
  });

  test('a message is answered by nothing, whatever the turn says', async () => {
    door.onTurn = async () => ({ text: 'bonjour' });
    expect((await say(aMessage(connector))).body).toBeUndefined();
    expect(connector.sent()).toEqual([]);
  });
});

describe('a turn that breaks', () => {
  const broken = new Error('Awa wrote: marked-word');
  beforeEach(() => {
    door.onTurn = async () => {
      throw broken;
    };
  });

  test('a message is answered 500 with no word of the error', async () => {
    const answer = await say(aMessage(connector));
    expect(answer).toMatchObject({ status: 500, body: undefined });
  });

  test.each([
    ['fr-FR', /incident/],
    ['en-US', /went wrong/],
  ])('a press in %s is answered 500 with a sentence', async (locale, words) => {
    const answer = await say(aPress(connector, { locale }));
    expect(answer).toMatchObject({
      status: 500,
      body: {
        statusCode: 500,
        type: 'application/vnd.microsoft.error',
        value: { code: '500', message: expect.stringMatching(words) },
      },
    });
    expect(JSON.stringify(answer.body)).not.toContain('marked-word');
  });

  test('91 while the store is out of reach is answered 503, a press with the same sentence', async () => {
    door.onTurn = async () => {
      throw new Denied(503, 'store-unreachable');
    };
    expect(await say(aMessage(connector))).toMatchObject({ status: 503, body: undefined });
    expect(await say(aPress(connector))).toMatchObject({
      status: 503,
      body: { statusCode: 503, value: { code: '503', message: expect.stringMatching(/incident/) } },
    });
  });

  test('one line tells of it, with ids only', async () => {
    await say(aPress(connector));
    expect(door.lines).toEqual([
      { event: 'turn-failed', activity: 'f:1', tenant: homeTenant, kind: 'press', error: broken },
    ]);
  });
});
