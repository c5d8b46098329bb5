import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSender } from '../../src/bot/send.ts';
import { OutsideFault } from '../../src/domain/outside.ts';
import type { Sender } from '../../src/tell/ports.ts';
import { aConnector, appId, awa, type Connector, homeTenant, type Told } from './bot-world.ts';

let connector: Connector;
let sender: Sender;
beforeEach(async () => {
  connector = await aConnector(500);
  sender = openSender(connector.config);
});
afterEach(() => connector.close());

const toAwa = () => ({
  conversationId: 'a:awa',
  serviceUrl: connector.serviceUrl,
  tid: homeTenant,
  userId: awa.id,
});
const card = { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'TextBlock', text: 'mardi' }] };
const summary = 'Télémaque : une question sur votre agenda';
const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }];
const channelData = { tenant: { id: homeTenant } };
const chat = '/connector/v3/conversations/a%3Aawa';

async function faultOf(sending: Promise<unknown>): Promise<OutsideFault> {
  const error = await sending.then(
    () => 'no fault',
    (reason: unknown) => reason,
  );
  if (error instanceof OutsideFault) return error;
  throw new Error(`not an OutsideFault: ${String(error)}`);
}

describe('each act is one request', () => {
  test('a card is sent with the words of its notification and the app’s token', async () => {
    expect(await sender.send(toAwa(), card, summary)).toEqual({ activityId: '1776150000000' });
    expect(connector.sent()).toMatchObject([
      {
        method: 'POST',
        path: `${chat}/activities`,
        headers: { authorization: 'Bearer token-1' },
        body: { type: 'message', attachments, summary, channelData },
      },
    ]);
  });

  test('a card is put in the place of another, without notification', async () => {
    connector.tell = () => ({ status: 200, body: { id: '1776150000000' } });
    await sender.update(toAwa(), '1776150000000', card);
    const [update, ...more] = connector.sent();
    expect(more).toEqual([]);
    expect(update).toMatchObject({
      method: 'PUT',
      path: `${chat}/activities/1776150000000`,
      body: { type: 'message', id: '1776150000000', attachments },
    });
    expect(update?.body).not.toHaveProperty('summary');
  });

  test('a chat is opened with a person of a tenant', async () => {
    connector.tell = () => ({ status: 201, body: { id: 'a:new' } });
    expect(await sender.create(toAwa())).toEqual({ conversationId: 'a:new' });
    expect(connector.sent()).toMatchObject([
      {
        method: 'POST',
        path: '/connector/v3/conversations',
        body: {
          bot: { id: `28:${appId}` },
          members: [{ id: awa.id }],
          isGroup: false,
          tenantId: homeTenant,
          channelData,
        },
      },
    ]);
  });

  test('a message is taken back', async () => {
    connector.tell = () => ({ status: 200 });
    await sender.remove(toAwa(), '1776150000000');
    expect(connector.sent()).toMatchObject([
      { method: 'DELETE', path: `${chat}/activities/1776150000000` },
    ]);
  });

  test('a message that is gone already is taken back just as well', async () => {
    connector.tell = () => refusal(404, 'ActivityNotFoundInConversation');
    await expect(sender.remove(toAwa(), '1776150000000')).resolves.toBeUndefined();
  });
});

describe('the roster', () => {
  const oid = awa.aadObjectId;
  test.each([
    [{ aadObjectId: oid, email: 'Awa.Diallo@comite.example' }, 'awa.diallo@comite.example'],
    [
      { objectId: oid.toUpperCase(), email: 'awa.diallo@comite.example ' },
      'awa.diallo@comite.example',
    ],
    [{ aadObjectId: oid, email: '' }, null],
    [{ aadObjectId: oid, userPrincipalName: 'awa_hopital#EXT#@comite.example' }, null],
  ])('%o is read', async (told, mail) => {
    connector.tell = () => ({ status: 200, body: { id: awa.id, name: awa.name, ...told } });
    expect(await sender.member(toAwa())).toEqual({ mail, oid });
    expect(connector.sent()).toMatchObject([{ method: 'GET', path: `${chat}/members/29%3A1awa` }]);
  });

  test('a person who is not in it is nobody', async () => {
    connector.tell = () => refusal(404, 'MemberNotFoundInConversation');
    expect(await sender.member(toAwa())).toBeNull();
  });

  test('a chat that is not there is a fault', async () => {
    connector.tell = () => refusal(404, 'ConversationNotFound');
    expect(await faultOf(sender.member(toAwa()))).toMatchObject({
      status: 404,
      code: 'ConversationNotFound',
    });
  });

  test('a member without object id is a fault', async () => {
    connector.tell = () => ({ status: 200, body: { id: awa.id } });
    expect(await faultOf(sender.member(toAwa()))).toMatchObject({ code: 'unreadable' });
  });
});

const refusal = (status: number, code: string, headers: Record<string, string> = {}): Told => ({
  status,
  headers,
  body: { error: { code, message: 'Awa wrote: marked-word' } },
});

/** A refusal whose body has another shape than Teams' usual one. */
const shaped = (status: number, body: unknown): Told => ({ status, body });

const faults: [what: string, told: () => Told, fault: object][] = [
  ['400', () => refusal(400, 'BadArgument'), { status: 400, code: 'BadArgument' }],
  ['401', () => refusal(401, 'BotNotRegistered'), { status: 401, code: 'BotNotRegistered' }],
  [
    '403 blocked by the person',
    () => refusal(403, 'ConversationBlockedByUser'),
    { status: 403, code: 'ConversationBlockedByUser' },
  ],
  [
    '403 not installed',
    () => refusal(403, 'BotNotInConversationRoster'),
    { status: 403, code: 'BotNotInConversationRoster' },
  ],
  [
    '403 with a subCode',
    () => shaped(403, { error: { code: 'Forbidden', subCode: 'MessageWritesBlocked' } }),
    { status: 403, code: 'MessageWritesBlocked' },
  ],
  [
    '403 with a subCode within a message',
    () => shaped(403, { errorCode: 209, message: '{"subCode":"MessageWritesBlocked"}' }),
    { status: 403, code: 'MessageWritesBlocked' },
  ],
  ['403 without a body', () => ({ status: 403 }), { status: 403, code: 'http-403' }],
  [
    '403 whose code is a sentence',
    () => refusal(403, 'Awa wrote: marked-word'),
    { status: 403, code: 'http-403' },
  ],
  [
    '404 chat',
    () => refusal(404, 'ConversationNotFound'),
    { status: 404, code: 'ConversationNotFound' },
  ],
  [
    '404 message',
    () => refusal(404, 'ActivityNotFoundInConversation'),
    { status: 404, code: 'ActivityNotFoundInConversation' },
  ],
  ['412', () => refusal(412, 'PreconditionFailed'), { status: 412, code: 'PreconditionFailed' }],
  [
    '429 for 7 s',
    () => refusal(429, 'Throttled', { 'retry-after': '7' }),
    { status: 429, code: 'Throttled', retryAfter: 7_000 },
  ],
  [
    '429 until an hour of the other side’s clock',
    () =>
      refusal(429, 'Throttled', {
        date: 'Tue, 14 Apr 2026 07:00:00 GMT',
        'retry-after': 'Tue, 14 Apr 2026 07:00:30 GMT',
      }),
    { status: 429, code: 'Throttled', retryAfter: 30_000 },
  ],
  ['500', () => refusal(500, 'ServiceError'), { status: 500, code: 'ServiceError' }],
  ['502', () => refusal(502, 'BadGateway'), { status: 502, code: 'BadGateway' }],
  [
    '503 for 2 s',
    () => refusal(503, 'Unavailable', { 'retry-after': '2' }),
    { status: 503, code: 'Unavailable', retryAfter: 2_000 },
  ],
  ['504', () => refusal(504, 'GatewayTimeout'), { status: 504, code: 'GatewayTimeout' }],
  ['no answer in time', () => 'silent', { status: undefined, code: 'timeout' }],
  ['a dropped connection', () => 'drop', { status: undefined, code: 'dropped' }],
  ['half an answer', () => 'half', { status: undefined }],
  [
    'a yes without an id',
    () => ({ status: 201, body: {} }),
    { status: undefined, code: 'unreadable' },
  ],
  [
    'a redirection elsewhere',
    () => ({ status: 303, headers: { location: '/connector/elsewhere' } }),
    { status: 303, code: 'http-303' },
  ],
];

describe('each fault is told, and nothing is sent again', () => {
  test.each(faults)('%s', async (_what, told, fault) => {
    connector.tell = told;
    const thrown = await faultOf(sender.send(toAwa(), card, summary));
    expect(thrown).toMatchObject(fault);
    expect(JSON.stringify(thrown) + thrown.message).not.toContain('marked-word');
    expect(connector.sent()).toHaveLength(1);
  });

  test.each([429, 500, 502, 503, 504])('%i, whatever the act', async (status) => {
    connector.tell = () => refusal(status, 'ServiceError', { 'retry-after': '0' });
    await faultOf(sender.update(toAwa(), '1', card));
    await faultOf(sender.create(toAwa()));
    await faultOf(sender.remove(toAwa(), '1'));
    await faultOf(sender.member(toAwa()));
    expect(connector.sent()).toHaveLength(4);
  });

  test('nobody listening is a message that was surely not sent', async () => {
    const { close, ...gone } = await aConnector();
    await close();
    const serviceHosts = [...gone.config.serviceHosts];
    const lost = openSender({ ...connector.config, serviceHosts });
    const to = { ...toAwa(), serviceUrl: gone.serviceUrl };
    expect(await faultOf(lost.send(to, card, summary))).toMatchObject({
      status: undefined,
      code: 'ECONNREFUSED',
    });
  });
});

describe('an address that Teams never gave', () => {
  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://localhost:8080/connector/',
    'https://smba.trafficmanager.net.evil.example/emea/',
    'file:///etc/passwd',
    'smba.trafficmanager.net',
    '',
  ])('« %s » is not asked, and no token is made for it', async (serviceUrl) => {
    const fault = await faultOf(sender.send({ ...toAwa(), serviceUrl }, card, summary));
    expect(fault).toMatchObject({ status: 403, code: 'service-url-not-allowed' });
    expect(connector.asked).toEqual([]);
  });
});

describe('the app’s token', () => {
  const tokenRequests = () => connector.asked.filter(({ path }) => path.endsWith('/token'));

  test('is asked for once, for the Bot Connector, by sends that start together', async () => {
    await Promise.all([1, 2, 3].map(() => sender.send(toAwa(), card, summary)));
    await sender.send(toAwa(), card, summary);
    expect(tokenRequests()).toHaveLength(1);
    expect(tokenRequests()[0]).toMatchObject({
      path: expect.stringContaining(`/${homeTenant}/oauth2/v2.0/token`),
      body: expect.stringContaining(encodeURIComponent('https://api.botframework.com/.default')),
    });
  });

  test('is asked for anew after it was refused', async () => {
    connector.tell = () => refusal(401, 'Unauthorized');
    await faultOf(sender.send(toAwa(), card, summary));
    connector.tell = () => ({ status: 201, body: { id: '2' } });
    const access_token = 'token-2';
    connector.tellToken = () => ({
      status: 200,
      body: { token_type: 'Bearer', expires_in: 3600, access_token },
    });
    await sender.send(toAwa(), card, summary);
    expect(connector.sent()[1]?.headers.authorization).toBe('Bearer token-2');
    await sender.send(toAwa(), card, summary);
    expect(tokenRequests()).toHaveLength(2);
  });

  test.each<[string, Told, object]>([
    [
      'an expired secret',
      { status: 401, body: { error: 'invalid_client', error_codes: [7000222] } },
      { status: 503, code: 'token-invalid_client-7000222' },
    ],
    ['no answer', 'silent', { status: 503, code: 'token-timeout' }],
  ])('not had because of %s, nothing was sent', async (_what, told, fault) => {
    connector.tellToken = () => told;
    expect(await faultOf(sender.send(toAwa(), card, summary))).toMatchObject(fault);
    expect(tokenRequests()).toHaveLength(1);
    expect(connector.sent()).toEqual([]);
  });
});
