import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import {
  appId,
  ask,
  awa,
  coline,
  home,
  lucie,
  noProduct,
  paul,
  programme,
  startAnew,
} from './graph-world.ts';

let emulator: RunningEmulator;
beforeEach(async () => {
  emulator = await startAnew();
});
afterEach(() => emulator.close());

const tabOf = (mail: string) => ask(emulator, 'GET', `/_emulator/tabs/${mail}`);
const tokenOf = (mail: string) => ask(emulator, 'GET', `/_emulator/tokens/${mail}`);

describe('the tab', () => {
  test('of somebody in a pair who has the app is the product’s, with what Teams says of them', async () => {
    expect(await tabOf(awa.mail)).toMatchObject({
      status: 200,
      body: {
        tab: { entityId: 'pair', url: `${noProduct}/tab/pair` },
        context: {
          userObjectId: awa.id,
          tid: home,
          loginHint: awa.mail,
          userPrincipalName: awa.mail,
          userDisplayName: 'Awa Diallo',
          locale: 'fr-fr',
        },
      },
    });
    expect((await tabOf(paul.mail)).body.tab).toEqual({
      entityId: 'pair',
      url: `${noProduct}/tab/pair`,
    });
  });

  test.each([
    ['Coline, who coaches pairs and is in none', coline],
    ['Lucie, who has no Teams', lucie],
  ])('is none for %s', async (_who, person) => {
    expect(await tabOf(person.mail)).toMatchObject({ status: 200, body: { tab: null } });
  });

  test('goes with the app and comes with it', async () => {
    await ask(emulator, 'POST', `/_emulator/chats/${awa.mail}/uninstall`, {});
    await ask(emulator, 'POST', `/_emulator/chats/${lucie.mail}/install`, {});

    expect((await tabOf(awa.mail)).body.tab).toBeNull();
    expect((await tabOf(lucie.mail)).body.tab).toMatchObject({ entityId: 'pair' });
  });

  test('is nobody’s at the programme’s mailbox, or at an unknown address', async () => {
    expect((await tabOf(programme)).status).toBe(404);
    expect((await tabOf('personne@comite.example')).status).toBe(404);
  });
});

describe('the token Teams gives to the tab', () => {
  test('is that person’s, for the app', async () => {
    const { body } = await tokenOf(awa.mail);

    expect(decodeJwt(body.token)).toMatchObject({ aud: appId, oid: awa.id, tid: home });
  });

  test.each([
    ['consent-required', 'resourceRequiresConsent'],
    ['consent-withheld', 'CancelledByUser'],
  ])('with %s it is refused as Teams does, then given', async (fault, code) => {
    const match = { method: 'GET', path: '/_emulator/tokens/*' };
    await ask(emulator, 'POST', '/_emulator/faults', { match, fault });

    expect(await tokenOf(awa.mail)).toMatchObject({ status: 403, body: { error: { code } } });
    expect((await tokenOf(awa.mail)).status).toBe(200);
  });

  test('a refusal of consent strikes nothing but tokens', async () => {
    const match = { method: '*', path: '/_emulator/tabs/*' };
    await ask(emulator, 'POST', '/_emulator/faults', { match, fault: 'consent-required' });

    expect((await tabOf(awa.mail)).status).toBe(200);
  });
});
