import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { OutsideFault } from '../../src/domain/outside.ts';
import { type AppConfig, openTokens } from '../../src/entra/token.ts';
import {
  type FakeGraph,
  fakeGraph,
  faultOf,
  now,
  type Script,
  tenant,
} from '../graph/fake-graph.ts';

let entra: FakeGraph | undefined;
afterEach(async () => {
  await entra?.close();
  entra = undefined;
});

type Turn = ReturnType<Script>;
const audience = 'https://service.example';
const token = (access_token: string): Turn => ({
  status: 200,
  body: { token_type: 'Bearer', expires_in: 3_600, access_token },
});
const down: Turn = { status: 503, body: {} };

/** An app whose token endpoint says these things in turn, and the last of them for ever. */
async function anApp(turns: Turn[], config: Partial<AppConfig> = {}) {
  const last = turns.at(-1) ?? down;
  const fake = await fakeGraph(() => down, { token: () => turns.shift() ?? last });
  entra = fake;
  const app: AppConfig = {
    tenant,
    appId: 'bbbbbbbb-0000-4000-8000-000000000002',
    credential: { secret: 'a-secret' },
    login: fake.url,
    timeoutMs: 1_000,
    now: () => now,
    ...config,
  };
  return { tokens: openTokens(app, audience), asked: fake.tokens };
}

const throttled = (retryAfter: string, date?: string): Turn => ({
  status: 429,
  headers: { 'Retry-After': retryAfter, ...(date !== undefined && { Date: date }) },
  body: { error: 'throttled' },
});

/** How the token endpoint fails, and how it is told. */
const faults: [what: string, told: Turn, fault: object][] = [
  ['429 with seconds', throttled('3'), { status: 429, code: 'token-throttled', retryAfter: 3_000 }],
  [
    '429 with a date',
    throttled(new Date(now + 90_000).toUTCString()),
    { status: 429, code: 'token-throttled', retryAfter: 90_000 },
  ],
  [
    'an expired secret',
    { status: 401, body: { error: 'invalid_client', error_codes: [7000222] } },
    { status: 503, code: 'token-invalid_client-7000222' },
  ],
  [
    'an error that is a sentence',
    { status: 400, body: { error: 'what somebody wrote' } },
    { status: 503, code: 'token-http-400' },
  ],
  ['a redirection', { status: 307, headers: { Location: '/x' } }, { code: 'token-http-307' }],
  ['503', down, { status: 503, code: 'token-http-503' }],
  ['500', { status: 500, text: '<html>' }, { status: 503, code: 'token-http-500' }],
  ['504', { status: 504, body: {} }, { status: 503, code: 'token-http-504' }],
  ['a dropped connection', 'drop', { status: 503, code: 'token-dropped' }],
  ['no answer', 'silence', { status: 503, code: 'token-timeout' }],
  ['no token', { status: 200, body: {} }, { status: 503, code: 'token-empty' }],
  [
    'some gateway’s page',
    { status: 200, text: '<html>' },
    { status: 503, code: 'token-unreadable' },
  ],
];

describe('a token endpoint', () => {
  test.each(faults)('with %s is asked once, and again at once', async (_what, told, fault) => {
    const { tokens, asked } = await anApp([told, token('t1')]);

    const ended = await faultOf(tokens.get());

    expect(ended).toBeInstanceOf(OutsideFault);
    expect(ended).toMatchObject(fault);
    expect(asked).toHaveLength(1);
    expect(await tokens.get()).toBe('t1');
    expect(asked).toHaveLength(2);
  });

  test('where nobody listens is an outage like another', async () => {
    const { tokens } = await anApp([token('t1')]);
    await entra?.close();
    entra = undefined;

    expect(await faultOf(tokens.get())).toMatchObject({ status: 503, code: 'token-ECONNREFUSED' });
  });

  test('that names an hour, to an app without a clock, is read by its own date', async () => {
    const sevenOClock = 'Tue, 14 Apr 2026 07:00:00 GMT';
    const { tokens } = await anApp([throttled('Tue, 14 Apr 2026 07:00:30 GMT', sevenOClock)], {
      now: undefined,
    });

    expect(await faultOf(tokens.get())).toMatchObject({ status: 429, retryAfter: 30_000 });
  });
});

describe('a token', () => {
  test('is asked for once by all who start together, and those that follow', async () => {
    const { tokens, asked } = await anApp([token('t1'), token('t2')]);

    expect(await Promise.all([tokens.get(), tokens.get(), tokens.get()])).toEqual(
      Array(3).fill('t1'),
    );
    expect(await tokens.get()).toBe('t1');
    expect(asked).toHaveLength(1);
  });

  test('that was refused is asked for anew, once', async () => {
    const { tokens, asked } = await anApp([token('t1'), token('t2'), token('t3')]);
    await tokens.get();
    tokens.forget();

    expect([await tokens.get(), await tokens.get()]).toEqual(['t2', 't2']);
    expect(asked).toHaveLength(2);
  });

  test('that was refused does not come back because Entra failed meanwhile', async () => {
    const { tokens } = await anApp([token('t1'), down, token('t2')]);
    await tokens.get();
    tokens.forget();
    await faultOf(tokens.get());

    expect(await tokens.get()).toBe('t2');
  });

  test('that is refused while it is being read again is asked for anew', async () => {
    const { tokens } = await anApp([token('t1'), token('t2')]);
    await tokens.get();
    const again = tokens.get();
    tokens.forget();

    expect(await again).toBe('t1');
    expect(await tokens.get()).toBe('t2');
  });
});

describe('the app proves who it is', () => {
  const sent = () => new URLSearchParams(String(entra?.tokens[0]?.body));

  test('with a secret, to its own tenant, for one audience alone', async () => {
    const { tokens, asked } = await anApp([token('t1')]);

    await tokens.get();

    expect(asked[0]?.path).toMatch(new RegExp(`^/${tenant}/oauth2/v2.0/token`));
    expect(sent().get('grant_type')).toBe('client_credentials');
    expect(sent().get('scope')).toBe('https://service.example/.default');
    expect(sent().get('client_secret')).toBe('a-secret');
  });

  test('with a certificate, of which only a signature leaves the house', async () => {
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const certificate = { thumbprintSha256: 'ab'.repeat(32), privateKey };
    const { tokens, asked } = await anApp([token('t1')], { credential: { certificate } });

    await tokens.get();

    expect(sent().get('client_assertion')?.split('.')).toHaveLength(3);
    expect(String(asked[0]?.body)).not.toContain('PRIVATE');
  });
});
