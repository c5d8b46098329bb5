import { z } from 'zod';
import { nestedTokens, tokenLifetime } from '../entra/token-claims.ts';
import { claimTokenFault } from '../faults.ts';
import type { Answer, Call, Route, SeedPerson, World } from '../world.ts';
import { deny } from './reading.ts';
import { locales, someone } from './tabs.ts';

/** What Outlook knows of the app's add-in, and the tokens it hands to the app nested in it. */
export const addinRoutes: Route[] = [
  { method: 'GET', path: '/_emulator/addins/:mail', token: 'none', handle: addinOf },
  { method: 'GET', path: '/_emulator/tokens/:mail/nested', token: 'none', handle: nestedToken },
];

/** The one add-in of the manifest, given to everybody by their administrator. */
function addinOf(call: Call, world: World): Answer {
  const { locale } = someone(call, world);
  const url = `${world.product.url}/outlook`;
  // Office writes a region in capitals.
  const [displayLanguage] = Intl.getCanonicalLocales(locales[locale]);
  return { status: 200, body: { name: 'Télémaque', url, displayLanguage } };
}

/** Statuses of a bridge's refusal: https://learn.microsoft.com/entra/msal/javascript/browser */
const refusals = {
  'consent-required': 'USER_INTERACTION_REQUIRED',
  'consent-withheld': 'USER_CANCEL',
} as const;

const asked = z.object({ clientId: z.string(), scope: z.string() });
const openid = new Set(['openid', 'profile', 'offline_access', 'email']);

async function nestedToken(call: Call, world: World): Promise<Answer> {
  const person = someone(call, world);
  const read = asked.safeParse(call.query);
  if (!read.success) return deny(400, 'PERSISTENT_ERROR', z.prettifyError(read.error));
  checkClient(read.data, world);
  const fault = claimTokenFault(world, call.path);
  if (fault) deny(403, refusals[fault], `AADSTS65001: ${person.mail} has consented to nothing.`);
  const { accessToken, idToken } = await nestedTokens(world, person);
  const token = {
    access_token: accessToken,
    id_token: idToken,
    expires_in: tokenLifetime,
    scope: read.data.scope,
    properties: null,
  };
  return { status: 200, body: { token, account: accountOf(person) } };
}

function checkClient({ clientId, scope }: z.infer<typeof asked>, { product }: World): void {
  if (clientId !== product.appId) {
    const message = `AADSTS700016: Application with identifier '${clientId}' was not found in the directory.`;
    deny(400, 'PERSISTENT_ERROR', message);
  }
  const { host } = new URL(product.url);
  const names = [product.appId, `api://${product.appId}`];
  names.push(`api://${host}/${product.appId}`, `api://${host}/botid-${product.appId}`);
  const served = names.flatMap((name) => [`${name}/access_as_user`, `${name}/.default`]);
  const wanted = scope.split(' ').filter((one) => !openid.has(one));
  const other = wanted.find((one) => !served.includes(one));
  if (other === undefined && wanted.length === 1) return;
  const message = `AADSTS500011: The scope ${other ?? scope} is none of the app’s.`;
  deny(400, 'PERSISTENT_ERROR', message);
}

const accountOf = ({ id, tenant, mail, name }: SeedPerson) => ({
  homeAccountId: `${id}.${tenant}`,
  environment: 'login.microsoftonline.com',
  tenantId: tenant,
  username: mail,
  localAccountId: id,
  name,
});
