import { tabToken } from '../entra/token-claims.ts';
import { claimTokenFault, type TokenFault } from '../faults.ts';
import { personByMail } from '../people.ts';
import { installOf } from '../teams/installs.ts';
import type { Answer, Call, Route, SeedPerson, World } from '../world.ts';
import { deny, knownMail } from './reading.ts';

/** What Teams knows of the app's tab: the pages of the emulator play Teams for it. */
export const tabRoutes: Route[] = [
  { method: 'GET', path: '/_emulator/tabs/:mail', token: 'none', handle: tabsOf },
  { method: 'GET', path: '/_emulator/tokens/:mail', token: 'none', handle: tokenOf },
];

/** As Teams writes them, all in lower case. */
export const locales: Record<SeedPerson['locale'], string> = { fr: 'fr-fr', en: 'en-gb' };

/** The static tabs of the manifest, shown to whoever has the app: Teams knows nothing of pairs. */
const staticTabs = [
  { entityId: 'pair', name: 'Binôme', path: '/tab/pair' },
  { entityId: 'coach', name: 'Promotion', path: '/tab/coach' },
];

function tabsOf(call: Call, world: World): Answer {
  const person = someone(call, world);
  const shown = installOf(world, person)?.installed === true ? staticTabs : [];
  const tabs = shown.map(({ path, ...tab }) => ({ ...tab, url: world.product.url + path }));
  const { id, tenant, mail, name, locale } = person;
  const context = { userObjectId: id, tid: tenant, loginHint: mail, userPrincipalName: mail };
  return {
    status: 200,
    body: {
      tabs,
      context: { ...context, userDisplayName: name, locale: locales[locale] },
    },
  };
}

/** What `getAuthToken` fails with: nothing consented yet, or a consent window that was closed. */
const refusals: Record<TokenFault, string> = {
  'consent-required': 'resourceRequiresConsent',
  'consent-withheld': 'CancelledByUser',
};

async function tokenOf(call: Call, world: World): Promise<Answer> {
  const person = someone(call, world);
  const fault = claimTokenFault(world, call.path);
  if (fault) deny(403, refusals[fault], `Entra gives no token for ${person.mail}.`);
  return { status: 200, body: { token: await tabToken(world, person) } };
}

/** The person of the address in the path. */
export const someone = (call: Call, world: World): SeedPerson =>
  personByMail(world, knownMail(call, world)) ?? deny(404, 'not-found', 'A mailbox opens no tab.');
