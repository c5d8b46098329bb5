import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import { ask, awa, home, newFolder, startAnew, startOn } from './graph-world.ts';
import { administrator, atOnce, caller, commandLine, everyScope, signIn } from './tenant-world.ts';

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startAnew({ limits: atOnce });
});
afterAll(() => emulator.close());

const form = (change: object = {}) => ({
  client_id: commandLine,
  scope: 'https://graph.microsoft.com/Application.ReadWrite.All openid profile',
  ...change,
});
const begin = (change: object = {}, tenant = 'organizations', on = emulator) =>
  ask(on, 'POST', `/${tenant}/oauth2/v2.0/devicecode`, form(change));
const redeem = (device_code: string, on = emulator) =>
  ask(on, 'POST', '/organizations/oauth2/v2.0/token', {
    grant_type: 'urn:ietf:params:oauth:grant-type:device_code',
    client_id: commandLine,
    device_code,
  });
const type = (userCode: string, mail: string, more: object = {}, on = emulator) =>
  ask(on, 'POST', '/_emulator/device', { userCode, mail, ...more });

describe('a sign-in by device code', () => {
  test('waits until somebody types the code, then gives a token with what was asked, once', async () => {
    const { body: code } = await begin();
    expect(code).toMatchObject({ interval: 0, expires_in: 900 });
    expect(code.verification_uri).toBe(`${emulator.url}/device`);

    expect((await redeem(code.device_code)).body.error).toBe('authorization_pending');
    expect((await type(code.user_code.toLowerCase(), administrator)).body.state).toBe('approved');

    const { body: token } = await redeem(code.device_code);
    expect(decodeJwt(token.access_token)).toMatchObject({
      aud: 'https://graph.microsoft.com',
      appid: commandLine,
      idtyp: 'user',
      scp: 'Application.ReadWrite.All openid profile',
      tid: home,
      upn: administrator,
    });
    expect((await redeem(code.device_code)).body.error).toBe('bad_verification_code');
  });

  test('is refused when the person declines', async () => {
    const { body: code } = await begin();

    await type(code.user_code, administrator, { decline: true });

    expect((await redeem(code.device_code)).body.error).toBe('authorization_declined');
  });

  test('takes a code once, and only one that exists, from somebody who exists', async () => {
    const { body: code } = await begin();

    expect((await type('WRONGCODE', administrator)).status).toBe(404);
    expect((await type(code.user_code, 'nobody@comite.example')).status).toBe(404);
    expect((await type(code.user_code, administrator)).status).toBe(200);
    expect((await type(code.user_code, administrator)).status).toBe(404);
  });

  test('gives nobody but the administrator more than their own name', async () => {
    const { body: code } = await begin();
    await type(code.user_code, awa.mail);
    const refused = await redeem(code.device_code);
    expect(refused.body).toMatchObject({ error: 'invalid_grant', suberror: 'consent_required' });
    expect(refused.body.error_description).toContain('AADSTS65001');

    const token = await signIn(emulator, ['User.Read'], awa.mail);
    const asAwa = caller(emulator, token);
    expect((await asAwa('GET', '/me')).body).toMatchObject({ id: awa.id, mail: awa.mail });
    expect((await asAwa('GET', `/users/${awa.mail}`)).status).toBe(403);
    expect((await asAwa('GET', '/applications')).status).toBe(403);
  });

  test.each([
    ['an unknown tenant', {}, 'nowhere', 'AADSTS90002'],
    [
      'an app with a secret',
      { client_id: '33333333-0000-4000-8000-000000000003' },
      'common',
      'AADSTS7000218',
    ],
    ['another resource', { scope: 'https://vault.azure.net/.default' }, 'common', 'AADSTS70011'],
    ['no scope', { scope: undefined }, 'common', 'AADSTS900144'],
  ])('is not begun for %s', async (_what, change, tenant, code) => {
    expect((await begin(change, tenant)).body.error_description).toContain(code);
  });
});

test('a code that is too old, and a device that asks too often, are told so', async () => {
  const hurried = { ...atOnce, deviceCode: { intervalSeconds: 1, lifeSeconds: 1 } };
  const other = await startAnew({ limits: hurried });
  try {
    const { body: code } = await begin({}, home, other);
    expect((await redeem(code.device_code, other)).body.error).toBe('authorization_pending');
    expect((await redeem(code.device_code, other)).body.error).toBe('slow_down');

    await new Promise((done) => setTimeout(done, 1_050));

    expect((await type(code.user_code, administrator, {}, other)).status).toBe(404);
    expect((await redeem(code.device_code, other)).body.error).toBe('expired_token');
  } finally {
    await other.close();
  }
});

test('a code begun before a restart can be ended after it', async () => {
  const folder = newFolder();
  const first = await startOn(folder, { limits: atOnce });
  const { body: code } = await begin({}, home, first);
  await first.close();

  const second = await startOn(folder, { limits: atOnce });
  try {
    await type(code.user_code, administrator, {}, second);
    expect((await redeem(code.device_code, second)).status).toBe(200);
  } finally {
    await second.close();
  }
});

test('msal’s own device code flow ends with a token of the administrator', async () => {
  const claims = decodeJwt(await signIn(emulator, everyScope));

  expect(String(claims.scp).split(' ')).toEqual(expect.arrayContaining(everyScope));
  expect(claims.upn).toBe(administrator);
});

test('the administrator is none of the people', async () => {
  const people = await ask(emulator, 'GET', '/_emulator/people');
  const told = await ask(emulator, 'GET', '/_emulator/administrator');

  expect(told.body.mail).toBe(administrator);
  expect(JSON.stringify(people.body)).not.toContain(administrator);
});
