import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { OutsideFault } from '../../src/domain/outside.ts';
import { type FakeGraph, fakeGraph, faultOf, now, type Script, tenant } from './fake-graph.ts';

let fake: FakeGraph | undefined;
afterEach(async () => {
  await fake?.close();
  fake = undefined;
});

const letter = {
  to: { mail: 'marc@chu.example', name: 'Marc Leroy' },
  replyTo: { mail: 'coachs@mentorat.example', name: 'Les coachs' },
  subject: 'Télémaque',
  html: '<p>Bonjour</p>',
};
const accepted: Script = () => ({ status: 202 });
const good = {
  status: 200,
  body: { token_type: 'Bearer', expires_in: 3_600, access_token: 'a-token' },
};

/** How the token endpoint fails, and how it is told. */
const faults: [what: string, told: ReturnType<Script>, fault: object][] = [
  [
    '429 with seconds',
    { status: 429, headers: { 'Retry-After': '3' }, body: {} },
    { status: 429, code: 'token-http-429', retryAfter: 3_000 },
  ],
  [
    'an expired secret',
    { status: 401, body: { error: 'invalid_client', error_codes: [7000222] } },
    { status: 503, code: 'token-invalid_client-7000222' },
  ],
  ['503', { status: 503, body: {} }, { status: 503, code: 'token-http-503' }],
  ['500', { status: 500, body: '<html>' }, { status: 503, code: 'token-http-500' }],
  ['504', { status: 504, body: {} }, { status: 503, code: 'token-http-504' }],
  ['a dropped connection', 'drop', { status: 503, code: 'token-dropped' }],
  ['no answer', 'silence', { status: 503, code: 'token-timeout' }],
  ['no token', { status: 200, body: {} }, { status: 503, code: 'token-empty' }],
];

describe('a token endpoint', () => {
  test.each(faults)(
    'with %s is asked once, and Graph not at all',
    async (_what, told, expected) => {
      fake = await fakeGraph(accepted, { token: () => told, config: { timeoutMs: 1_000 } });

      const ended = await faultOf(fake.graph.mail.send(letter));

      expect(ended).toBeInstanceOf(OutsideFault);
      expect(ended).toMatchObject(expected);
      expect([fake.tokens.length, fake.asked.length]).toEqual([1, 0]);
    },
  );

  test.each(faults.slice(0, 5))(
    'that recovers from %s is believed at once',
    async (_what, told) => {
      const turns = [told, good];
      fake = await fakeGraph(accepted, { token: () => turns.shift() ?? good });

      await faultOf(fake.graph.mail.send(letter));
      await fake.graph.mail.send(letter);

      expect([fake.tokens.length, fake.asked.length]).toEqual([2, 1]);
    },
  );

  test('is asked once for calls that start together, and for those that follow', async () => {
    fake = await fakeGraph(accepted);

    await Promise.all([1, 2, 3].map(() => fake?.graph.mail.send(letter)));
    await fake.graph.mail.send(letter);

    expect([fake.tokens.length, fake.asked.length]).toEqual([1, 4]);
    expect(fake.asked[0]?.headers.authorization).toBe('Bearer a-token');
  });

  test('is asked anew after Graph refused its token', async () => {
    const turns = [{ status: 401, body: {} }, { status: 202 }];
    fake = await fakeGraph(() => turns.shift() ?? { status: 500 });

    await faultOf(fake.graph.mail.send(letter));
    await fake.graph.mail.send(letter);

    expect([fake.tokens.length, fake.asked.length]).toEqual([2, 2]);
  });
});

describe('the app proves who it is', () => {
  test('with a secret, to its own tenant, for Graph alone', async () => {
    fake = await fakeGraph(accepted);

    await fake.graph.mail.send(letter);

    expect(fake.tokens[0]?.path).toMatch(new RegExp(`^/${tenant}/oauth2/v2.0/token`));
    const sent = new URLSearchParams(String(fake.tokens[0]?.body));
    expect(sent.get('grant_type')).toBe('client_credentials');
    expect(sent.get('scope')).toBe('https://graph.microsoft.com/.default');
    expect(sent.get('client_secret')).toBe('a-secret');
  });

  test('with a certificate, of which only a signature leaves the house', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const certificate = { thumbprintSha256: 'ab'.repeat(32), privateKey };
    fake = await fakeGraph(accepted, { config: { credential: { certificate }, now: () => now } });

    await fake.graph.mail.send(letter);

    const sent = new URLSearchParams(String(fake.tokens[0]?.body));
    expect(sent.get('client_assertion')?.split('.')).toHaveLength(3);
    expect(String(fake.tokens[0]?.body)).not.toContain('PRIVATE');
  });
});
