import { createServer } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { OutsideFault } from '../../src/domain/outside.ts';
import { localAppSecret, type RunningEmulator } from '../../src/emulator/start.ts';
import { openTokens, type Tokens } from '../../src/entra/token.ts';
import { blind, newToken, unblind } from '../../src/seal/blind-token.ts';
import { type KeyVaultConfig, openKeyVault } from '../../src/seal/key-vault.ts';
import { KeyTrouble } from '../../src/seal/ports.ts';
import { openWaveKeys } from '../../src/seal/wave-keys.ts';
import type { Half, Wrapping } from '../../src/seal/wrapping.ts';
import { fewKeys } from '../emulator/few-keys.ts';
import { appId, ask, home, startAnew } from '../emulator/graph-world.ts';

const wave = '5f0c-midterm';
const secret = new TextEncoder().encode('the key that opens the ballots');

let emulator: RunningEmulator;
let tokens: Tokens;
let lines: unknown[];
let keys: Wrapping;

beforeAll(async () => {
  emulator = await startAnew({ slowMs: 400, newRsaKey: fewKeys });
  const app = { tenant: home, appId, credential: { secret: localAppSecret }, timeoutMs: 5_000 };
  tokens = openTokens({ ...app, login: emulator.url }, 'https://vault.azure.net');
});
afterAll(() => emulator.close());
beforeEach(async () => {
  await emulator.reset();
  lines = [];
  keys = keeper();
});

/** A program that has just begun: all it has of a key is in the vault. */
function keeper(given: Partial<KeyVaultConfig> = {}, by: Pick<Tokens, 'get' | 'forget'> = tokens) {
  const log = { warn: (line: unknown) => void lines.push(line) };
  const url = `${emulator.url}/vault`;
  const small = { keySize: 2048 as const, waitsMs: [0, 0] };
  return openKeyVault({ url, timeoutMs: 5_000, log, ...small, ...given }, by);
}
const opened = (wrapped: Uint8Array, half: Half = 'sealing', of = wave) =>
  keys.unwrap(of, half, wrapped).then((bytes) => new Uint8Array(bytes));
const table = <T>(name: string) => emulator.world.store.table<T>(name);
const live = () => table<{ version: string }[]>('vault-keys');
const recoverable = () => [...table('vault-deleted').entries()].map(([name]) => name);
const versionsOf = (name: string) => (live().get(name) ?? []).map(({ version }) => version);

async function strike(method: string, path: string, fault: string, more: object = {}) {
  const asked = { match: { method, path: `/vault${path}` }, fault, ...more };
  expect((await ask(emulator, 'POST', '/_emulator/faults', asked)).status).toBe(201);
}
/** Something that says the same to whoever calls, or what it has for that call. */
async function answering(said: string | ((call: string) => [status: number, text: string])) {
  const server = createServer((req, res) => {
    const call = `${req.method} ${req.url?.split('?')[0]}`;
    const [status, text] = typeof said === 'string' ? [200, said] : said(call);
    res.writeHead(status).end(text);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const place = server.address();
  const port = place !== null && typeof place === 'object' ? place.port : 0;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}`, close };
}
const protectFromPurge = () => ask(emulator, 'POST', '/_emulator/vault', { purgeProtection: true });

describe('what was wrapped', () => {
  test('is unwrapped, also after a restart', async () => {
    const wrapped = await keys.wrap(wave, 'sealing', secret);
    keys = keeper();

    expect(await opened(wrapped)).toEqual(secret);
    expect(Buffer.from(wrapped).includes(Buffer.from(secret))).toBe(false);
  });

  test('says which version of the wave’s key wrapped it; each call has its own, and all serve', async () => {
    const first = await keys.wrap(wave, 'sealing', secret);
    const second = await keys.wrap(wave, 'sealing', secret);

    const saidBy = (wrapped: Uint8Array) => Buffer.from(wrapped).toString('hex', 1, 17);
    expect([first[0], second[0]]).toEqual([2, 2]);
    expect([saidBy(first), saidBy(second)]).toEqual(versionsOf(`${wave}-sealing`));
    expect(new Set([saidBy(first), saidBy(second)]).size).toBe(2);
    expect([await opened(first), await opened(second)]).toEqual([secret, secret]);
  });

  test('is wrapped by 3072 bits unless told otherwise', async () => {
    const wrapped = await keeper({ keySize: undefined }).wrap(wave, 'sealing', secret);

    // Format, version, length, what RSA made, nonce, cipher, tag.
    expect(wrapped).toHaveLength(1 + 16 + 2 + 384 + 12 + secret.length + 16);
    expect(await opened(wrapped)).toEqual(secret);
  });
});

describe('trouble is told apart, destroys nothing, and passes', () => {
  test('the key is not there, or not in this version', async () => {
    const wrapped = await keys.wrap(wave, 'sealing', secret);
    const before = live().get(`${wave}-sealing`) ?? [];
    live().remove(`${wave}-sealing`);
    await expect(opened(wrapped)).rejects.toMatchObject({ name: 'KeyTrouble', why: 'missing' });
    await keys.wrap(wave, 'sealing', secret);
    await expect(opened(wrapped)).rejects.toMatchObject({ why: 'missing' });

    live().put(`${wave}-sealing`, before);
    expect(await opened(wrapped)).toEqual(secret);
  });

  test('the version holds another key', async () => {
    const wrapped = await keys.wrap(wave, 'sealing', secret);
    const [version = ''] = versionsOf(`${wave}-sealing`);
    await keys.wrap('5f0c-end', 'sealing', secret);
    const others = live().get('5f0c-end-sealing') ?? [];
    live().put(
      `${wave}-sealing`,
      others.map((other) => ({ ...other, version })),
    );

    await expect(opened(wrapped)).rejects.toMatchObject({ name: 'KeyTrouble', why: 'wrong' });
  });

  test('any bit of what was wrapped is another, or some of it is gone', async () => {
    const wrapped = await keys.wrap(wave, 'sealing', secret);
    const troubles = new Set<unknown>();
    const bits = [0, 7, 8, 135, 136, 143, 151, 152, wrapped.length * 8 - 1];
    for (let bit = 29; bit < wrapped.length * 8; bit += 61) bits.push(bit);
    for (const bit of bits) {
      const other = Uint8Array.from(wrapped);
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const inVersion = bit >> 3 >= 1 && bit >> 3 < 17;
      await opened(other).then(
        () => troubles.add(`bit ${bit} made no difference`),
        (error: { why: string }) => troubles.add(`${inVersion ? 'version' : 'rest'}: ${error.why}`),
      );
    }
    for (const length of [0, 1, 17, 18, 19, 275, 302, wrapped.length - 1])
      await expect(opened(wrapped.subarray(0, length))).rejects.toMatchObject({ why: 'wrong' });

    expect([...troubles].sort()).toEqual(['rest: wrong', 'version: missing']);
    expect(await opened(wrapped)).toEqual(secret);
  });

  test('one wave does not unwrap for another, nor one half for the other', async () => {
    const wrapped = await keys.wrap(wave, 'sealing', secret);
    await expect(opened(wrapped, 'sealing', '5f0c-end')).rejects.toMatchObject({ why: 'missing' });

    const versions = live().get(`${wave}-sealing`) ?? [];
    live().put('5f0c-end-sealing', versions);
    live().put(`${wave}-signing`, versions);
    await expect(opened(wrapped, 'sealing', '5f0c-end')).rejects.toMatchObject({ why: 'wrong' });
    await expect(opened(wrapped, 'signing')).rejects.toMatchObject({ why: 'wrong' });
  });

  test.each([
    ['403', { status: 403, code: 'Forbidden' }],
    ['429', { status: 429, code: 'TooManyRequests', retryAfter: 7_000 }],
    ['503', { status: 503, code: 'ServiceUnavailable', retryAfter: 7_000 }],
    ['504-before-write', { status: 504, code: 'GatewayTimeout' }],
    ['drop-before-write', { status: undefined, code: 'dropped' }],
    ['slow', { status: undefined, code: 'timeout' }],
  ])('the vault answers %s: nobody’s key is missing or wrong', async (fault, told) => {
    const wrapped = await keys.wrap(wave, 'sealing', secret);
    const after = 'retryAfter' in told ? { retryAfter: 7 } : {};
    await strike('POST', '/keys/*/*/unwrapkey', fault, after);

    const hasty = keeper({ timeoutMs: 200 }).unwrap(wave, 'sealing', wrapped);
    await expect(hasty).rejects.toMatchObject(told);
    await expect(hasty).rejects.toBeInstanceOf(OutsideFault);

    expect(await opened(wrapped)).toEqual(secret);
  });

  test('the vault cannot be reached', async () => {
    const { url, close } = await answering('');
    close();
    const nobody = keeper({ url });

    const fault = { code: 'ECONNREFUSED', status: undefined };
    await expect(nobody.wrap(wave, 'sealing', secret)).rejects.toMatchObject(fault);
    await expect(nobody.destroy(wave)).rejects.toMatchObject(fault);
  });

  test.each([
    ['nothing', ''],
    ['HTML', '<p>welcome</p>'],
    ['a key without a version', '{"key":{"kid":"https://v.vault.azure.net/keys/a"}}'],
  ])('what answers is no vault, but %s', async (_what, text) => {
    const calls: string[] = [];
    const { url, close } = await answering((call) => {
      calls.push(call);
      return [200, text];
    });

    const wrapping = keeper({ url }).wrap(wave, 'sealing', secret);

    await expect(wrapping).rejects.toMatchObject({ code: 'unreadable' });
    expect(calls).toEqual([`POST /keys/${wave}-sealing/create`]);
    close();
  });

  test('a key without the right to unwrap is no wrong key', async () => {
    const wrapped = await keys.wrap(wave, 'sealing', secret);
    const versions = live().get(`${wave}-sealing`) ?? [];
    live().put(
      `${wave}-sealing`,
      versions.map((each) => ({ ...each, operations: ['wrapKey'] })),
    );

    await expect(opened(wrapped)).rejects.toMatchObject({ status: 403, code: 'Forbidden' });
  });
});

describe('a token', () => {
  /** Hands out the first token until told that it was refused. */
  function handing(first: string, then: () => Promise<string>) {
    let [refused, asked] = [0, 0];
    return {
      counts: () => ({ refused, asked }),
      get: () => {
        asked += 1;
        return refused > 0 ? then() : Promise.resolve(first);
      },
      forget: () => {
        refused += 1;
      },
    };
  }

  test('that is refused is asked for anew, once', async () => {
    const wrapped = await keys.wrap(wave, 'sealing', secret);
    const stale = handing('stale', () => tokens.get());

    expect(await keeper({}, stale).unwrap(wave, 'sealing', wrapped)).toHaveLength(secret.length);
    expect(stale.counts()).toEqual({ refused: 1, asked: 2 });
  });

  test('that is refused again is a fault, and not a third time asked for', async () => {
    const stale = handing('stale', async () => 'stale too');

    const wrapping = keeper({}, stale).wrap(wave, 'sealing', secret);

    await expect(wrapping).rejects.toMatchObject({ status: 401, code: 'Unauthorized' });
    expect(stale.counts()).toEqual({ refused: 1, asked: 2 });
  });

  test('that Entra does not give leaves every key as it is', async () => {
    const none = { get: () => Promise.reject(new OutsideFault({ code: 'token-x' })), forget() {} };

    await expect(keeper({}, none).destroy(wave)).rejects.toMatchObject({ code: 'token-x' });
  });
});

describe('destroyed', () => {
  test('for good, both halves in all their versions, and no other wave', async () => {
    const first = await keys.wrap(wave, 'sealing', secret);
    const again = await keys.wrap(wave, 'sealing', secret);
    const signing = await keys.wrap(wave, 'signing', secret);
    const longer = await keys.wrap(`${wave}-2`, 'sealing', secret);

    await keys.destroy(wave);
    await keys.destroy(wave);

    for (const wrapped of [first, again])
      await expect(opened(wrapped)).rejects.toMatchObject({ why: 'missing' });
    await expect(opened(signing, 'signing')).rejects.toMatchObject({ why: 'missing' });
    expect(recoverable()).toEqual([]);
    expect(await opened(longer, 'sealing', `${wave}-2`)).toEqual(secret);
    expect(lines).toEqual([]);
  });

  test('a wave that never had a key, or only one half of them', async () => {
    await keys.destroy('never');
    const signing = await keys.wrap(wave, 'signing', secret);
    await keys.destroy(wave);

    await expect(opened(signing, 'signing')).rejects.toMatchObject({ why: 'missing' });
    expect(recoverable()).toEqual([]);
  });

  test('under purge protection: useless at once, and one line says until when it can be recovered', async () => {
    const wrapped = await keys.wrap(wave, 'sealing', secret);
    await keys.wrap(wave, 'signing', secret);
    await protectFromPurge();

    await keys.destroy(wave);

    await expect(opened(wrapped)).rejects.toMatchObject({ why: 'missing' });
    expect(recoverable()).toEqual([`${wave}-sealing`, `${wave}-signing`]);
    // 90 days after 14 April 2026.
    const until = expect.stringMatching(/^2026-07-13T07:/);
    expect(lines).toEqual([{ event: 'vault.not-purged', wave, until }]);
  });

  test('once more after that does no harm', async () => {
    await keys.wrap(wave, 'sealing', secret);
    await protectFromPurge();
    await keys.destroy(wave);

    await keys.destroy(wave);

    expect(recoverable()).toEqual([`${wave}-sealing`]);
  });

  test('nothing, when the vault refuses: it is asked again later', async () => {
    const wrapped = await keys.wrap(wave, 'sealing', secret);
    await strike('DELETE', '/keys/*', '503', { retryAfter: 9 });

    await expect(keys.destroy(wave)).rejects.toMatchObject({ status: 503, retryAfter: 9_000 });
    expect(await opened(wrapped)).toEqual(secret);

    await keys.destroy(wave);
    expect([versionsOf(`${wave}-sealing`), recoverable()]).toEqual([[], []]);
  });

  test('at the next try, when the purge broke down', async () => {
    await keys.wrap(wave, 'sealing', secret);
    await strike('DELETE', `/deletedkeys/${wave}-sealing`, '500');

    await expect(keys.destroy(wave)).rejects.toMatchObject({ status: 500 });
    expect(recoverable()).toEqual([`${wave}-sealing`]);

    await keys.destroy(wave);
    expect(recoverable()).toEqual([]);
  });

  test('some seconds later, while the vault is still deleting', async () => {
    await keys.wrap(wave, 'sealing', secret);
    await strike('DELETE', `/deletedkeys/${wave}-sealing`, '404', { times: 2 });

    await keys.destroy(wave);

    expect([recoverable(), lines]).toEqual([[], []]);
  });

  test('some seconds later, when an earlier try has begun it', async () => {
    const inner = { code: 'ObjectIsBeingDeleted' };
    const busy = JSON.stringify({ error: { code: 'Conflict', innererror: inner } });
    const absent = JSON.stringify({ error: { code: 'KeyNotFound' } });
    const calls: string[] = [];
    const { url, close } = await answering((call) => {
      calls.push(call);
      if (calls.filter((each) => each === call).length > 1) return [204, ''];
      return call === `DELETE /deletedkeys/${wave}-sealing` ? [404, absent] : [409, busy];
    });

    await keeper({ url }).destroy(wave);

    const [sealing, signing] = [`${wave}-sealing`, `${wave}-signing`];
    const purges = [sealing, signing].map((name) => `DELETE /deletedkeys/${name}`);
    expect(calls.slice(0, 2)).toEqual([`DELETE /keys/${sealing}`, `DELETE /keys/${signing}`]);
    expect(calls.slice(2).sort()).toEqual([...purges, ...purges].sort());
    expect(lines).toEqual([]);
    close();
  });

  test.each([
    [404, '<p>no such page</p>', { status: 404, code: 'http-404' }],
    [200, '<p>welcome</p>', { code: 'unreadable' }],
    [200, '{}', { code: 'unreadable' }],
    [409, '{"error":{"code":"Conflict"}}', { status: 409, code: 'Conflict' }],
  ])('not by what is no vault, or says no clear yes: %i %s', async (status, text, told) => {
    const { url, close } = await answering(() => [status, text]);

    await expect(keeper({ url }).destroy(wave)).rejects.toMatchObject(told);
    close();
  });

  test('by the vault itself, when it deletes for longer than we wait', async () => {
    await keys.wrap(wave, 'sealing', secret);
    await strike('DELETE', `/deletedkeys/${wave}-sealing`, '404', { times: 3 });

    await keys.destroy(wave);

    expect(recoverable()).toEqual([`${wave}-sealing`]);
    const until = expect.stringMatching(/^2026-07-13T07:/);
    expect(lines).toEqual([{ event: 'vault.not-purged', wave, until }]);
  });
});

test('a whole wave: answered, opened, destroyed, and noise from then on', async () => {
  const { seal, sign, verify, opener, destroy, make } = openWaveKeys(keys);
  const answers = new TextEncoder().encode('{"engagement":4,"relation":5}');
  const kept = await make(wave, ['all']);
  const [{ key } = { key: new Uint8Array() }] = kept.signing;
  const ballot = await seal(kept, answers);
  const token = newToken();
  const { blinded, inverse } = await blind(key, token);
  const signature = await unblind(key, token, await sign(kept, 'all', blinded), inverse);

  expect(await verify(kept, 'all', token, signature)).toBe(true);
  expect((await opener(kept))(ballot)).toEqual(answers);

  await destroy(wave);
  await expect(opener(kept)).rejects.toBeInstanceOf(KeyTrouble);
  await expect(opener(kept)).rejects.toMatchObject({ why: 'missing' });
});

test.each(['', 'a/b', '../up', 'a.b', 'é', 'a_b', 'x'.repeat(120)])(
  'a wave that is called « %s » names no key',
  async (name) => {
    await expect(keys.wrap(name, 'sealing', secret)).rejects.toThrow(RangeError);
    await expect(keys.destroy(name)).rejects.toThrow(RangeError);
  },
);
