import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openSignIn, type SignIn } from '../../src/web/sign-in.ts';
import type { TokenParts } from '../support/signed-token.ts';
import {
  aKeyPlace,
  appId,
  awasOid,
  bearer,
  forged,
  homeTenant,
  hospitalTenant,
  type KeyPlace,
  otherTenant,
} from './sign-in-world.ts';

let keys: KeyPlace;
let signIn: SignIn;
beforeEach(async () => {
  keys = await aKeyPlace();
  signIn = openSignIn(keys.config);
});
afterEach(() => {
  keys.close();
  vi.useRealTimers();
});

const awa = { tid: homeTenant, oid: awasOid, roles: [] };
const speaksFor = (parts?: TokenParts) => signIn(bearer(parts));
const said = (claims: Record<string, unknown>) => speaksFor({ claims });
/** The real clock stands: tokens live by it, and so does the cache of keys. */
const standStill = () =>
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-22T10:00Z') });
const minutesLater = (minutes: number) => vi.setSystemTime(Date.now() + minutes * 60_000);

describe('a token of Teams', () => {
  test('tells tenant and object id, and nothing that could be somebody else’s tomorrow', async () => {
    expect(await speaksFor()).toEqual(awa);
  });

  test('is read with the keys of its own tenant', async () => {
    const iss = `https://login.microsoftonline.com/${hospitalTenant}/v2.0`;

    expect(await said({ tid: hospitalTenant, iss })).toEqual({ ...awa, tid: hospitalTenant });
    expect(keys.asked).toEqual([`/${hospitalTenant}/discovery/v2.0/keys`]);
  });

  test.each([
    ['our app', appId],
    ['its address', `api://mentorat.example/${appId}`],
    ['its address as our package has it', `api://mentorat.example/botid-${appId}`],
  ])('may be for %s', async (_, aud) => {
    expect(await said({ aud })).toEqual(awa);
  });

  // The table of learn.microsoft.com/…/tab-sso-register-aad, read on 22 November 2026.
  test.each([
    ['Teams, mobile or desktop', '1fec8e78-bce4-4aaf-ab1b-5451cc387264'],
    ['Teams on the web', '5e3ce6c0-2b1f-4285-8d4b-75ee78787346'],
    ['Microsoft 365 on the web', '4765445b-32c6-49b0-83e6-1d93765276ca'],
    ['Microsoft 365 desktop', '0ec893e0-5785-4de6-99da-4ed124e5296c'],
    ['Microsoft 365 mobile and Outlook desktop', 'd3590ed6-52b3-4102-aeff-aad2292ab01c'],
    ['Outlook on the web', 'bc59ab01-8403-45c6-8796-ac3ef710b3e3'],
    ['Outlook mobile', '27922004-5251-4030-b22d-91ecd9a37ea4'],
  ])('may come through %s', async (_, azp) => {
    expect(await said({ azp })).toEqual(awa);
  });

  test('may carry other scopes, and say that it is a person’s', async () => {
    expect(await said({ scp: 'openid access_as_user profile', idtyp: 'user' })).toEqual(awa);
  });

  test('may be a minute late or early by our clock, and no more', async () => {
    standStill();

    expect(await speaksFor({ expires: -59 })).toEqual(awa);
    expect(await speaksFor({ expires: -60 })).toEqual({ fault: 'token-expired' });
    expect(await speaksFor({ begins: 60 })).toEqual(awa);
    expect(await speaksFor({ begins: 61 })).toEqual({ fault: 'token-nbf' });
  });

  test('may be as long as 8 kB, its scheme included, and no longer', async () => {
    const long = (length: number) => {
      for (let padding = 4_500; padding < 7_000; padding += 1) {
        const header = bearer({ claims: { pad: 'x'.repeat(padding) } });
        if (header.length >= length) return header;
      }
      throw new Error('not long enough');
    };

    const [fits, tooLong] = [long(8_191), long(8_193)];
    expect([fits.length, tooLong.length].map((length) => length <= 8_192)).toEqual([true, false]);
    expect(await signIn(fits)).toEqual(awa);
    expect(await signIn(tooLong)).toEqual({ fault: 'token-malformed' });
  });
});

describe('nobody signs in with', () => {
  test.each(forged)('%s', async (_, make, reason) => {
    expect(await signIn(make())).toEqual({ fault: reason });
    // Nothing was asked anywhere but of the tenant's own keys.
    const ours = [homeTenant, hospitalTenant].map((tid) => `/${tid}/discovery/v2.0/keys`);
    expect(keys.asked.filter((path) => !ours.includes(path))).toEqual([]);
  });

  test('a token of a tenant that was allowed, once it is not', async () => {
    const later = openSignIn({ ...keys.config, allowedTenants: [hospitalTenant] });

    expect(await later(bearer())).toEqual({ fault: 'token-tenant' });
    expect(keys.asked).toEqual([]);
  });

  test('anything, where no tenant is allowed', async () => {
    const closed = openSignIn({ ...keys.config, allowedTenants: [] });

    expect(await closed(bearer())).toEqual({ fault: 'token-tenant' });
  });
});

test('a tenant written in capitals in our settings is the same one', async () => {
  const shouted = hospitalTenant.replaceAll('0', 'A').toUpperCase();
  const tid = shouted.toLowerCase();
  const iss = `https://login.microsoftonline.com/${tid}/v2.0`;
  const capitals = openSignIn({ ...keys.config, allowedTenants: [shouted] });

  expect(await capitals(bearer({ claims: { tid, iss } }))).toEqual({ ...awa, tid });
  expect(await capitals(bearer({ claims: { tid: otherTenant } }))).toHaveProperty('fault');
});

describe('the keys of a tenant', () => {
  test('are read once for all that come', async () => {
    await Promise.all([speaksFor(), speaksFor(), speaksFor()]);
    await speaksFor();

    expect(keys.asked).toHaveLength(1);
  });

  test('are looked at again for an unknown one, once in five minutes whoever asks', async () => {
    standStill();
    await speaksFor();
    const unknown = () => speaksFor({ header: { kid: 'key-2' } });
    for (let time = 0; time < 50; time += 1) await unknown();
    expect(keys.asked).toHaveLength(1);

    minutesLater(5);
    keys.kids = ['key-1', 'key-2'];
    expect(await unknown()).toEqual(awa);
    for (let time = 0; time < 50; time += 1) await speaksFor({ header: { kid: 'key-3' } });
    expect(keys.asked).toHaveLength(2);
  });

  test('that are withdrawn open nothing after a day', async () => {
    standStill();
    await speaksFor();
    keys.kids = ['key-2'];

    minutesLater(24 * 60 - 1);
    expect(await speaksFor()).toEqual(awa);
    minutesLater(1);
    expect(await speaksFor()).toEqual({ fault: 'token-key-unknown' });
  });

  test('out of reach are our trouble, not the token’s, and are asked for again', async () => {
    keys.kids = [];
    expect(await speaksFor()).toBe('keys-unreachable');

    keys.kids = ['key-1'];
    expect(await speaksFor()).toEqual(awa);
  });
});

describe('a token that the Outlook pane asked for itself', () => {
  const own = { claims: { azp: appId } };

  test('speaks for its person at the pane’s door, and at no other', async () => {
    const nested = openSignIn({ ...keys.config, nested: true });

    expect(await nested(bearer(own))).toEqual(awa);
    expect(await speaksFor(own)).toEqual({ fault: 'token-azp' });
  });

  test('may come through Outlook there as well, and through no other app', async () => {
    const nested = openSignIn({ ...keys.config, nested: true });
    const stranger = { claims: { azp: '99999999-0000-4000-8000-000000000009' } };

    expect(await nested(bearer())).toEqual(awa);
    expect(await nested(bearer(stranger))).toEqual({ fault: 'token-azp' });
  });
});
