import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type RunningEmulator, startEmulator } from '../../src/emulator/start.ts';
import { fewKeys } from './few-keys.ts';
import { appId, appTokenFor, ask, entraApp, newFolder, noProduct, seed } from './graph-world.ts';

const folder = newFolder();
let emulator: RunningEmulator;
let token: string;

const started = () =>
  startEmulator({
    ...{ port: 0, productUrl: noProduct, appId, seed, selfRunning: false, dataDir: folder },
    newRsaKey: fewKeys,
  });

beforeAll(async () => {
  emulator = await started();
});
afterAll(() => emulator.close());
beforeEach(async () => {
  await emulator.reset();
  const scopes = ['https://vault.azure.net/.default'];
  const reply = await entraApp(emulator).acquireTokenByClientCredential({ scopes });
  token = reply?.accessToken ?? '';
});

const call = (method: string, path: string, body?: unknown, by = token) =>
  ask(emulator, method, `/vault${path}?api-version=7.4`, body, { authorization: `Bearer ${by}` });
const rsa = { kty: 'RSA', key_size: 2048, key_ops: ['wrapKey', 'unwrapKey'] };
const alg = 'RSA-OAEP-256';
const aesKey = Buffer.alloc(32, 7).toString('base64url');
const purgeProtection = (on: unknown) =>
  ask(emulator, 'POST', '/_emulator/vault', { purgeProtection: on });

/** The path of a new version of that name. */
async function aVersion(name: string, asked: object = rsa): Promise<string> {
  const made = await call('POST', `/keys/${name}/create`, asked);
  expect(made.status).toBe(200);
  return String(made.body.key.kid).replace(`${emulator.url}/vault`, '');
}

test('a token for Graph opens no vault, nor does none', async () => {
  const graph = await appTokenFor(emulator);

  expect((await call('POST', '/keys/a/create', rsa, graph)).status).toBe(401);
  expect((await call('POST', '/keys/a/create', rsa, '')).status).toBe(401);
});

test('what a version wrapped it alone unwraps, also after a restart', async () => {
  const [first, second] = [await aVersion('a-sealing'), await aVersion('a-sealing')];
  const { value } = (await call('POST', `${first}/wrapkey`, { alg, value: aesKey })).body;
  await emulator.close();
  emulator = await started();

  const back = await call('POST', `${first}/unwrapkey`, { alg, value });
  expect(back).toMatchObject({ status: 200, body: { value: aesKey } });
  const other = await call('POST', `${second}/unwrapkey`, { alg, value });
  expect(other).toMatchObject({ status: 400, body: { error: { code: 'BadParameter' } } });
});

test('an operation that the key was not made for is forbidden', async () => {
  const path = await aVersion('a-sealing', { ...rsa, key_ops: ['unwrapKey'] });

  const refused = await call('POST', `${path}/wrapkey`, { alg, value: aesKey });
  expect(refused).toMatchObject({ status: 403, body: { error: { code: 'Forbidden' } } });
});

test.each([
  ['a kind of key it does not make', '/keys/a/create', { ...rsa, kty: 'oct' }],
  ['a size it does not make', '/keys/a/create', { ...rsa, key_size: 1024 }],
  ['a name with a dot', '/keys/a.b/create', rsa],
  ['another algorithm', '/keys/a/0/wrapkey', { alg: 'RSA1_5', value: aesKey }],
])('%s is a bad parameter', async (_what, path, body) => {
  const refused = await call('POST', path, body);

  expect(refused).toMatchObject({ status: 400, body: { error: { code: 'BadParameter' } } });
});

test('no version of the API, or another, is a bad parameter', async () => {
  const headers = { authorization: `Bearer ${token}` };
  for (const query of ['', '?api-version=7.3'])
    expect((await ask(emulator, 'POST', `/vault/keys/a/create${query}`, rsa, headers)).status).toBe(
      400,
    );
});

test('what is not served of the vault is said so, so that it is taken for no missing key', async () => {
  expect((await call('GET', '/keys')).status).toBe(501);
});

describe('what was deleted', () => {
  test('unwraps nothing, can be looked at, and keeps its name until it is purged', async () => {
    const path = await aVersion('a-sealing');
    const { value } = (await call('POST', `${path}/wrapkey`, { alg, value: aesKey })).body;

    const deleted = await call('DELETE', '/keys/a-sealing');

    const { recoveryId, deletedDate, scheduledPurgeDate } = deleted.body;
    expect(recoveryId).toBe(`${emulator.url}/vault/deletedkeys/a-sealing`);
    expect(scheduledPurgeDate - deletedDate).toBe(90 * 24 * 3_600);
    expect((await call('POST', `${path}/unwrapkey`, { alg, value })).status).toBe(404);
    expect((await call('DELETE', '/keys/a-sealing')).status).toBe(404);
    expect((await call('GET', '/deletedkeys/a-sealing')).body).toEqual(deleted.body);
    expect(await call('POST', '/keys/a-sealing/create', rsa)).toMatchObject({
      status: 409,
      body: { error: { innererror: { code: 'ObjectIsDeletedButRecoverable' } } },
    });

    expect((await call('DELETE', '/deletedkeys/a-sealing')).status).toBe(204);
    expect((await call('GET', '/deletedkeys/a-sealing')).status).toBe(404);
    expect((await call('DELETE', '/deletedkeys/a-sealing')).status).toBe(404);
    await aVersion('a-sealing');
  });

  test('stays for its 90 days under purge protection, and no day longer', async () => {
    await aVersion('a-sealing');
    expect((await purgeProtection(true)).status).toBe(200);
    await call('DELETE', '/keys/a-sealing');

    expect((await call('DELETE', '/deletedkeys/a-sealing')).status).toBe(403);
    const then = (await call('GET', '/deletedkeys/a-sealing')).body.scheduledPurgeDate * 1_000;
    emulator.world.clock.moveTo(new Date(then - 60_000));
    expect((await call('GET', '/deletedkeys/a-sealing')).status).toBe(200);
    emulator.world.clock.moveTo(new Date(then));
    expect((await call('GET', '/deletedkeys/a-sealing')).status).toBe(404);
  });

  test('the switch takes yes or no', async () => {
    expect((await purgeProtection('maybe')).status).toBe(400);
  });
});
