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
  pilar,
  programme,
  startAnew,
} from './graph-world.ts';

let emulator: RunningEmulator;
beforeEach(async () => {
  emulator = await startAnew();
});
afterEach(() => emulator.close());

const theTabs = [
  { entityId: 'pair', name: 'Binôme', url: `${noProduct}/tab/pair` },
  { entityId: 'coach', name: 'Promotion', url: `${noProduct}/tab/coach` },
];
const tabsOf = (mail: string) => ask(emulator, 'GET', `/_emulator/tabs/${mail}`);
const tokenOf = (mail: string) => ask(emulator, 'GET', `/_emulator/tokens/${mail}`);

describe('the tabs', () => {
  test('of somebody who has the app are the product’s, with what Teams says of that person', async () => {
    expect(await tabsOf(awa.mail)).toMatchObject({
      status: 200,
      body: {
        tabs: theTabs,
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
  });

  test.each([
    ['Paul, of another organisation', paul],
    ['Coline, who coaches pairs and is in none', coline],
    ['Pilar, who pilots', pilar],
  ])('are the same two for %s: Teams knows nothing of pairs', async (_who, person) => {
    expect((await tabsOf(person.mail)).body.tabs).toEqual(theTabs);
  });

  test('are none for Lucie, who has no Teams', async () => {
    expect(await tabsOf(lucie.mail)).toMatchObject({ status: 200, body: { tabs: [] } });
  });

  test('go with the app and come with it', async () => {
    await ask(emulator, 'POST', `/_emulator/chats/${awa.mail}/uninstall`, {});
    await ask(emulator, 'POST', `/_emulator/chats/${lucie.mail}/install`, {});

    expect((await tabsOf(awa.mail)).body.tabs).toEqual([]);
    expect((await tabsOf(lucie.mail)).body.tabs).toEqual(theTabs);
  });

  test('are nobody’s at the programme’s mailbox, or at an unknown address', async () => {
    expect((await tabsOf(programme)).status).toBe(404);
    expect((await tabsOf('personne@comite.example')).status).toBe(404);
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

    expect((await tabsOf(awa.mail)).status).toBe(200);
  });
});
