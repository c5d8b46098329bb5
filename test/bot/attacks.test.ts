import { connect } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { botEndpoint } from '../../src/bot/adapter.ts';
import type { BotConfig } from '../../src/bot/bot-config.ts';
import {
  aConnector,
  aDoor,
  aMessage,
  aPress,
  appId,
  aToken,
  awa,
  type Connector,
  type Door,
  homeTenant,
  microsoft,
  post,
  type Sent,
  stranger,
} from './bot-world.ts';

let connector: Connector;
let door: Door;
beforeAll(async () => {
  connector = await aConnector();
  door = await aDoor(connector.config);
  // The keys are fetched by the first good token; what follows must not fetch them again.
  await post(door, connector);
});
afterAll(async () => {
  await door.close();
  await connector.close();
});
beforeEach(() => {
  door.turns.length = 0;
  door.lines.length = 0;
  connector.asked.length = 0;
});

const publicPem = microsoft.publicKey.export({ type: 'spki', format: 'pem' }).toString();
const otherTenant = '55555555-0000-4000-8000-000000000005';
const evil = 'https://evil.example/keys';

type Forge = () => Sent;
const token = (parts: Parameters<typeof aToken>[1]): Forge => {
  return () => ({ token: aToken(connector, parts) });
};
const body = (changes: Record<string, unknown>): Forge => {
  return () => ({ body: JSON.stringify(aMessage(connector, changes)) });
};
/** The body as text, which JSON.stringify would not write so. */
const text = (change: (good: string) => string): Forge => {
  return () => ({ body: change(JSON.stringify(aMessage(connector))) });
};
const at = (serviceUrl: string): Forge => {
  return () => ({
    token: aToken(connector, { claims: { serviceurl: serviceUrl } }),
    body: JSON.stringify(aMessage(connector, { serviceUrl })),
  });
};
const inTenants = (tenantId: string | undefined, id: string | undefined): Forge =>
  body({
    conversation: { conversationType: 'personal', id: 'a:awa', tenantId },
    channelData: { tenant: id && { id } },
  });
const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const withValue = (value: string) => text((good) => good.replace('{', `{"value":${value},`));
const withText = (bytes: Buffer): Forge => {
  return () => {
    const [before = '', after = ''] = JSON.stringify(aMessage(connector)).split('réserver');
    return { body: Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]) };
  };
};

/** The attack list on the bot's address, by its numbers; several rows are one attack's variants. */
const attacks: [attack: string, forge: Forge, status: number, reason: string][] = [
  ['1 no Authorization', () => ({ token: null }), 401, 'token-missing'],
  ['1 an empty Authorization', () => ({ token: '' }), 401, 'token-malformed'],
  ['2 a garbage bearer', () => ({ token: 'garbage' }), 401, 'token-malformed'],
  ['2 three parts of garbage', () => ({ token: 'a.b.c' }), 401, 'token-header'],
  [
    '2 another scheme',
    () => ({ token: null, headers: { authorization: 'Basic YTpi' } }),
    401,
    'token-malformed',
  ],
  ['3 alg none', token({ header: { alg: 'none' }, key: null }), 401, 'token-malformed'],
  ['3 alg none with a signature', token({ header: { alg: 'none' } }), 401, 'token-header'],
  [
    '4 HS256 keyed with the public key',
    token({ header: { alg: 'HS256' }, key: { secret: publicPem } }),
    401,
    'token-header',
  ],
  ['4 HS256 signed, RS256 claimed', token({ key: { secret: publicPem } }), 401, 'token-signature'],
  ['4 signed by another key', token({ key: stranger.privateKey }), 401, 'token-signature'],
  ['5 expired 6 min ago', token({ begins: -3600, expires: -360 }), 401, 'token-expired'],
  ['5 never expiring', token({ claims: { exp: undefined } }), 401, 'token-exp'],
  ['6 beginning in 6 min', token({ begins: 360 }), 401, 'token-nbf'],
  ['7 aud of another app', token({ claims: { aud: otherTenant } }), 401, 'token-aud'],
  ['7 aud empty', token({ claims: { aud: '' } }), 401, 'token-aud'],
  ['7 aud of two apps', token({ claims: { aud: [appId, otherTenant] } }), 401, 'token-aud'],
  [
    '8 iss of a look-alike',
    token({ claims: { iss: 'https://api.botframework.com.evil' } }),
    401,
    'token-iss',
  ],
  ['9 an unknown kid', token({ header: { kid: 'key-2' } }), 401, 'token-key-unknown'],
  ['9 no kid', token({ header: { kid: undefined } }), 401, 'token-header'],
  [
    '10 jku of the attacker',
    token({ header: { jku: evil }, key: stranger.privateKey }),
    401,
    'token-header',
  ],
  ['10 jku on a good token', token({ header: { jku: evil } }), 401, 'token-header'],
  ['10 x5u', token({ header: { x5u: evil } }), 401, 'token-header'],
  [
    '10 jwk',
    token({ header: { jwk: stranger.publicKey.export({ format: 'jwk' }) } }),
    401,
    'token-header',
  ],
  ['10 x5c', token({ header: { x5c: ['MIIB'] } }), 401, 'token-header'],
  [
    '11 serviceUrl other than the claim',
    token({ claims: { serviceurl: 'https://smba.trafficmanager.net/emea/' } }),
    403,
    'service-url-not-claimed',
  ],
  [
    '11 no serviceurl claim',
    token({ claims: { serviceurl: undefined } }),
    403,
    'service-url-not-claimed',
  ],
  ['11 no serviceUrl', body({ serviceUrl: undefined }), 403, 'service-url-not-claimed'],
  ['12 the metadata service', at('http://169.254.169.254/'), 403, 'service-url-not-allowed'],
  ['12 an internal host', at('http://localhost:8080/'), 403, 'service-url-not-allowed'],
  ['12 a neighbour', at('https://evil.trafficmanager.net/'), 403, 'service-url-not-allowed'],
  ['12 not an address', at('smba'), 403, 'service-url-not-allowed'],
  [
    '12 a good host as user name',
    at('http://127.0.0.1@evil.example/'),
    403,
    'service-url-not-allowed',
  ],
  ['13 channel emulator', body({ channelId: 'emulator' }), 403, 'channel'],
  ['13 channel directline', body({ channelId: 'directline' }), 403, 'channel'],
  ['13 channel webchat', body({ channelId: 'webchat' }), 403, 'channel'],
  ['13 channel of an App Service', body({ channelId: 'AseChannel' }), 403, 'channel'],
  ['13 channel a list', body({ channelId: ['msteams'] }), 403, 'channel'],
  [
    '13 a key that is not endorsed for Teams',
    token({ header: { kid: 'key-skype' } }),
    403,
    'key-not-endorsed',
  ],
  ['14 another tenant', inTenants(otherTenant, otherTenant), 403, 'tenant'],
  ['14 another tenant in one place', inTenants(otherTenant, homeTenant), 403, 'tenant'],
  ['14 another tenant in the other', inTenants(homeTenant, otherTenant), 403, 'tenant'],
  ['14 no tenant', inTenants(undefined, undefined), 403, 'tenant'],
  [
    '15 a token of the app’s own tenant',
    token({ claims: { iss: `https://login.microsoftonline.com/${homeTenant}/v2.0`, ver: '2.0' } }),
    401,
    'token-iss',
  ],
  ['17 5 MB', () => ({ body: 'x'.repeat(5_000_000) }), 413, 'body-too-large'],
  ['17 256 kB and more', body({ text: 'x'.repeat(256 * 1024) }), 413, 'body-too-large'],
  ['18 nested 10,000 deep', withValue(deep(10_000)), 400, 'body-too-deep'],
  ['18 nested 51 deep', withValue(deep(50)), 400, 'body-too-deep'],
  ['19 a key __proto__', withValue('{"__proto__":{"isAdmin":true}}'), 400, 'body-forbidden-key'],
  ['19 spelt otherwise', withValue('{"__pro\\u0074o__":1}'), 400, 'body-forbidden-key'],
  ['19 a key constructor', withValue('{"constructor":{}}'), 400, 'body-forbidden-key'],
  ['20 text/plain', () => ({ headers: { 'content-type': 'text/plain' } }), 415, 'body-not-json'],
  ['20 no type', () => ({ headers: { 'content-type': '' } }), 415, 'body-not-json'],
  [
    '20 another charset',
    () => ({ headers: { 'content-type': 'application/json; charset=utf-16' } }),
    415,
    'body-not-json',
  ],
  ['20 packed', () => ({ headers: { 'content-encoding': 'gzip' } }), 415, 'body-encoded'],
  ['21 a key twice', withValue('{"verb":1,"verb":2}'), 400, 'body-duplicate-key'],
  ['21 twice, spelt otherwise', withValue('{"a":1,"\\u0061":2}'), 400, 'body-duplicate-key'],
  [
    '21 the type twice',
    text((good) => good.replace('{', '{"type":"x",')),
    400,
    'body-duplicate-key',
  ],
  ['22 a NUL', withText(Buffer.from('a\\u0000b')), 400, 'body-unsound-text'],
  ['22 a bare NUL', withText(Buffer.from('a\0b')), 400, 'body-unsound-text'],
  ['22 a lone surrogate', withText(Buffer.from('\\ud83d')), 400, 'body-unsound-text'],
  ['22 invalid UTF-8', withText(Buffer.from([0xc3, 0x28])), 400, 'body-not-utf8'],
  ['malformed JSON', text((good) => good.slice(0, -1)), 400, 'body-malformed'],
  ['no body', () => ({ body: '' }), 400, 'body-malformed'],
  ['a list', text((good) => `[${good}]`), 400, 'body-not-object'],
  ['a bare text', text(() => '"hello"'), 400, 'body-malformed'],
  ['25 an unknown type', body({ type: 'selfDestruct' }), 200, 'type'],
  ['25 a type that is a method’s name', body({ type: 'toString' }), 200, 'type'],
  ['25 no type', body({ type: undefined }), 200, 'type'],
  ['25 an unknown invoke', body({ type: 'invoke', name: 'task/fetch' }), 501, 'invoke-unknown'],
  ['25 an invoke without a name', body({ type: 'invoke' }), 501, 'invoke-unknown'],
  [
    'a press without an action',
    () => ({ body: JSON.stringify(aPress(connector, { value: {} })) }),
    400,
    'press-malformed',
  ],
  ['a person without object id', body({ from: { id: '29:1' } }), 400, 'activity-malformed'],
  ['a person of many ids', body({ from: { ...awa, id: ['1'] } }), 400, 'activity-malformed'],
  [
    'a group chat',
    body({ conversation: { conversationType: 'groupChat', tenantId: homeTenant, id: '19:x' } }),
    403,
    'not-personal',
  ],
];

describe('what is not from Teams, or not for us', () => {
  test.each(attacks)('%s', async (_attack, forge, status, reason) => {
    const answer = await post(door, connector, forge());
    expect(answer.status).toBe(status);
    expect(answer.body).toBeUndefined();
    expect(door.turns).toEqual([]);
    const event = status === 200 ? 'activity-ignored' : 'activity-denied';
    expect(door.lines).toEqual([{ event, reason, status }]);
    // Nobody is asked for a key or a token because of it, least of all the attacker.
    expect(connector.asked).toEqual([]);
    expect(Object.prototype).not.toHaveProperty('isAdmin');
  });

  test('a 401 says which scheme is wanted', async () => {
    const { headers } = await post(door, connector, { token: null });
    expect(headers.get('www-authenticate')).toBe('Bearer');
  });
});

test('claims that only botbuilder reads are refused by its own check', async () => {
  const asSkill = { ver: '1.0', appid: otherTenant };
  const answer = await post(door, connector, { token: aToken(connector, { claims: asSkill }) });
  expect(answer.status).toBe(401);
  expect(door.turns).toEqual([]);
  expect(door.lines).toEqual([{ event: 'activity-denied', reason: 'token-refused', status: 401 }]);
});

describe('what stands just within the limits', () => {
  test.each<[string, Forge]>([
    ['5 expired 4 min 59 s ago', token({ begins: -3600, expires: -299 + 1 })],
    ['6 beginning in 4 min', token({ begins: 240 })],
    ['17 200 kB', body({ text: 'x'.repeat(200_000) })],
    ['18 nested 50 deep', withValue(deep(49))],
    ['20 JSON without charset', () => ({ headers: { 'content-type': 'application/json' } })],
    ['21 a key again in another object', withValue('[{"a":1},{"a":{"a":"\\"a\\":"}}]')],
    ['22 an emoji, whole', withText(Buffer.from('\\ud83d\\ude42'))],
  ])('%s', async (_what, forge) => {
    expect((await post(door, connector, forge())).status).toBe(200);
    expect(door.turns).toHaveLength(1);
    expect(door.lines).toEqual([]);
  });
});

describe('keys', () => {
  test('9 many unknown kids at once, before any good token, fetch the keys once', async () => {
    const cold = await aDoor(connector.config);
    const statuses = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        const forged = aToken(connector, { header: { kid: `key-of-nobody-${n}` } });
        return (await post(cold, connector, { token: forged })).status;
      }),
    );
    await cold.close();
    expect(new Set(statuses)).toEqual(new Set([401]));
    expect(connector.asked.map(({ path }) => path).filter((path) => path === '/keys')).toHaveLength(
      1,
    );
  });

  test('out of reach, they answer 503, and the next request looks again', async () => {
    const reborn = await aConnector();
    const { tellOpenId } = reborn;
    const lost = await aDoor(reborn.config);
    reborn.tellOpenId = () => ({ status: 502 });
    expect((await post(lost, reborn)).status).toBe(503);
    expect(lost.turns).toEqual([]);
    expect(lost.lines).toEqual([
      { event: 'activity-denied', reason: 'keys-unreachable', status: 503 },
    ]);
    reborn.tellOpenId = tellOpenId;
    expect((await post(lost, reborn)).status).toBe(200);
    await lost.close();
    await reborn.close();
  });
});

test('23 a request that tells two lengths is answered 400 and hung up on', async () => {
  const { hostname, port } = new URL(door.url);
  const socket = connect(Number(port), hostname);
  const head = ['POST /api/messages HTTP/1.1', 'Host: x', 'Content-Type: application/json'];
  const lengths = ['Content-Length: 4', 'Transfer-Encoding: chunked'];
  socket.write([...head, ...lengths, '', '0', '', ''].join('\r\n'));
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toMatch(/connection: close/i);
  expect(door.turns).toEqual([]);
});

test('24 a replayed activity is the same turn under the same id, for the house to know again', async () => {
  await post(door, connector);
  await post(door, connector);
  expect(door.turns[0]).toEqual(door.turns[1]);
});

describe('16 a configuration that would leave a check out is refused at the start', () => {
  test.each<[string, Partial<BotConfig>, RegExp]>([
    ['no app id', { appId: '' }, /appId/],
    ['no tenant', { tenant: '' }, /tenant/],
    ['no secret', { credential: { secret: '' } }, /credential/],
    ['nobody allowed', { allowedTenants: [] }, /allowedTenants/],
    ['no service host', { serviceHosts: [] }, /serviceHosts/],
    ['plain http outside local mode', { local: undefined }, /serviceHosts \(https only\)/],
  ])('%s', (_what, changes, words) => {
    const config = { ...connector.config, ...changes };
    const log = { warn: () => {}, error: () => {} };
    const open = () => botEndpoint(config, async () => undefined, log);
    expect(open).toThrow(words);
    expect(open).not.toThrow(/a secret of the test/);
  });
});
