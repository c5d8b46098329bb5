import type { Attack, Attacker, Forged, Sent } from './attacker.ts';

const elsewhere = '99999999-9999-4999-8999-999999999999';
const evil = 'https://evil.example/keys';
const json = { 'content-type': 'application/json; charset=utf-8' };

type Make = (attacker: Attacker, door: string) => Promise<Sent>;

const sent = (token: string | null, body: string | Buffer, headers = {}): Sent => ({
  path: '/api/messages?note=x',
  headers: { ...json, ...(token !== null && { authorization: `Bearer ${token}` }), ...headers },
  body,
});

/** Awa's message, the marked word in it, under a token that differs from a good one. */
const token =
  (parts: (attacker: Attacker) => Forged): Make =>
  async (a, door) =>
    sent(await a.asTeams(parts(a)), JSON.stringify(a.message({ text: a.burden(door) })));
const claims = (changes: Record<string, unknown>) => token(() => ({ claims: changes }));
const header = (changes: Record<string, unknown>) => token(() => ({ header: changes }));

const bearing =
  (authorization: string | undefined): Make =>
  async (a, door) => {
    const { headers, ...rest } = sent(null, JSON.stringify(a.message({ text: a.burden(door) })));
    return {
      ...rest,
      headers: { ...headers, ...(authorization !== undefined && { authorization }) },
    };
  };

/** A good token, another activity. */
const body =
  (changes: (attacker: Attacker, door: string) => Record<string, unknown>): Make =>
  async (a, door) =>
    sent(
      await a.asTeams(),
      JSON.stringify(a.message({ text: a.burden(door), ...changes(a, door) })),
    );

/** A good token, the body as text that no JSON.stringify would write. */
const text =
  (change: (good: string, word: string) => string | Buffer, headers = {}): Make =>
  async (a, door) =>
    sent(
      await a.asTeams(),
      change(JSON.stringify(a.message({ text: a.burden(door) })), a.marks.at(door)),
      headers,
    );

const at =
  (url: string): Make =>
  async (a, door) =>
    sent(
      await a.asTeams({ claims: { serviceurl: url } }),
      JSON.stringify(a.message({ serviceUrl: url, text: a.burden(door) })),
    );

const inTenant = (id: string) =>
  body(() => ({
    conversation: { conversationType: 'personal', id: 'a:x', tenantId: id },
    channelData: { tenant: { id } },
  }));

const withValue = (value: string) => text((good) => good.replace('{', `{"value":${value},`));
const withText = (bytes: Buffer) =>
  text((good, word) => {
    const [before = '', after = ''] = good.split(word);
    return Buffer.concat([Buffer.from(before + word), bytes, Buffer.from(after)]);
  });
const now = () => Math.floor(Date.now() / 1000);

const rows: [what: string, send: Make, status: number, reason: string][] = [
  ['1 no Authorization', bearing(undefined), 401, 'token-missing'],
  ['2 a garbage bearer', bearing('Bearer garbage'), 401, 'token-malformed'],
  ['2 three parts of garbage', bearing('Bearer a.b.c'), 401, 'token-header'],
  ['3 alg none', token(() => ({ header: { alg: 'none' }, key: null })), 401, 'token-malformed'],
  ['3 alg none with a signature', header({ alg: 'none' }), 401, 'token-header'],
  [
    '4 HS256 keyed with the public key',
    token((a) => ({ header: { alg: 'HS256' }, key: { secret: a.publicPem } })),
    401,
    'token-header',
  ],
  [
    '4 HS256 signed, RS256 claimed',
    token((a) => ({ key: { secret: a.publicPem } })),
    401,
    'token-signature',
  ],
  ['4 a stranger’s signature', header({}), 401, 'token-signature'],
  [
    '5 expired 6 min ago',
    token(() => ({ claims: { exp: now() - 360, nbf: now() - 3600 } })),
    401,
    'token-expired',
  ],
  ['5 never expiring', claims({ exp: undefined }), 401, 'token-exp'],
  ['6 beginning in 6 min', token(() => ({ claims: { nbf: now() + 360 } })), 401, 'token-nbf'],
  ['7 aud of another app', claims({ aud: elsewhere }), 401, 'token-aud'],
  ['7 aud of several apps', claims({ aud: [elsewhere, 'x'] }), 401, 'token-aud'],
  ['8 iss of a look-alike', claims({ iss: 'https://api.botframework.com.evil' }), 401, 'token-iss'],
  ['10 jku of the attacker', header({ jku: evil }), 401, 'token-header'],
  ['10 x5u of the attacker', header({ x5u: evil }), 401, 'token-header'],
  [
    '10 jwk of the attacker',
    token((a) => ({ header: { jwk: a.stranger.export({ format: 'jwk' }) } })),
    401,
    'token-header',
  ],
  [
    '11 serviceUrl other than the claim',
    claims({ serviceurl: 'https://smba.trafficmanager.net/emea/' }),
    403,
    'service-url-not-claimed',
  ],
  [
    '12 serviceUrl of the metadata service',
    at('http://169.254.169.254/'),
    403,
    'service-url-not-allowed',
  ],
  ['12 serviceUrl inside the house', at('http://localhost:1/'), 403, 'service-url-not-allowed'],
  ['12 serviceUrl of evil.example', at('https://evil.example/'), 403, 'service-url-not-allowed'],
  ['13 channel emulator', body(() => ({ channelId: 'emulator' })), 403, 'channel'],
  ['13 channel directline', body(() => ({ channelId: 'directline' })), 403, 'channel'],
  ['13 channel webchat', body(() => ({ channelId: 'webchat' })), 403, 'channel'],
  ['14 another tenant', inTenant(elsewhere), 403, 'tenant'],
  [
    '15 a token of the app’s own tenant, as the Bot Framework Emulator brings it',
    token((a) => ({
      claims: {
        iss: `https://login.microsoftonline.com/${a.world.emulator.world.seed.home.tenant}/v2.0`,
        ver: '2.0',
      },
    })),
    401,
    'token-iss',
  ],
  [
    '17 5 MB',
    async (a, door) => sent(await a.asTeams(), a.burden(door).padEnd(5_000_000, 'x')),
    413,
    'body-too-large',
  ],
  [
    '18 nested 10,000 deep',
    withValue(`${'['.repeat(10_000)}${']'.repeat(10_000)}`),
    400,
    'body-too-deep',
  ],
  ['19 a key __proto__', withValue('{"__proto__":{"isAdmin":true}}'), 400, 'body-forbidden-key'],
  [
    '19 a key constructor',
    withValue('{"constructor":{"prototype":{}}}'),
    400,
    'body-forbidden-key',
  ],
  ['20 text/plain', text((good) => good, { 'content-type': 'text/plain' }), 415, 'body-not-json'],
  ['21 a key twice', withValue('{"verb":1,"verb":2}'), 400, 'body-duplicate-key'],
  ['22 a NUL', withText(Buffer.from('\\u0000')), 400, 'body-unsound-text'],
  ['22 a lone surrogate', withText(Buffer.from('\\ud83d')), 400, 'body-unsound-text'],
  ['22 invalid UTF-8', withText(Buffer.from([0xc3, 0x28])), 400, 'body-not-utf8'],
  ['25 an unknown type', body((_a, door) => ({ type: `odd ${door}` })), 200, 'type'],
  [
    '25 an unknown invoke',
    body((a, door) => ({ type: 'invoke', name: a.burden(door), value: { note: a.burden(door) } })),
    501,
    'invoke-unknown',
  ],
];

/** Section A, as far as one request goes. */
export const botAttacks: Attack[] = rows.map(([what, send, status, reason]) => ({
  ...{ what, send, status, reason },
  also: ({ text: told }) => {
    if (told !== '') throw new Error(`it was answered ${told}`);
  },
}));

/** A token nobody can have signed, under a key's name that nobody knows. */
export const unknownKid = (n: number): Make => header({ kid: `key-of-nobody-${n}` });

/** 24: the same message, as Teams sends it and as somebody may send it again. */
export const goodMessage: Make = body((_a, door) => ({ id: `1776150${door.length}` }));
