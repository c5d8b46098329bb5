import { randomUUID } from 'node:crypto';
import { assignedRoles, consentedRoles } from '../tenant/register.ts';
import { principalOf } from '../tenant/tables.ts';
import type { SeedPerson, World } from '../world.ts';

/** Seconds an access token lives; real time, unlike everything else here. */
export const tokenLifetime = 3_599;

/** Client id of Teams on the web, which asks for tab tokens on a person's behalf. */
const teamsWebClient = '5e3ce6c0-2b1f-4285-8d4b-75ee78787346';
/** The roles that the app's registration offers; being a mentee or a mentor is no app role. */
const appRoles: ReadonlyMap<string, string> = new Map([
  ['coach', 'Coach'],
  ['pilot', 'Pilot'],
]);

/** An app-only token. Application rights are consented in the home tenant alone. */
export function appToken(
  world: World,
  tenant: string,
  audience: string,
  appId: string = world.product.appId,
): Promise<string> {
  const graph = audience === 'https://graph.microsoft.com';
  const atHome = tenant === world.seed.home.tenant;
  const roles = graph && atHome ? consentedRoles(world, appId) : [];
  const objectId = (atHome ? principalOf(world, appId)?.id : undefined) ?? appId;
  return world.sign({
    ...common(tenant, audience),
    // Tokens for the connector carry `appid`; Graph's carry both.
    appid: appId,
    azp: appId,
    appidacr: '1',
    idtyp: 'app',
    oid: objectId,
    sub: objectId,
    ...(graph ? { roles } : {}),
  });
}

/** A token for Graph in the name of a person who signed in to the app. */
export function delegatedToken(
  world: World,
  person: { tid: unknown; oid: unknown },
  scope: string,
): Promise<string> {
  return world.sign({
    ...common(String(person.tid), 'https://graph.microsoft.com'),
    appid: world.product.appId,
    idtyp: 'user',
    oid: person.oid,
    scp: scope,
    sub: randomUUID(),
  });
}

/** What a public client gets when somebody has signed in to it: the token for Graph, and who it was. */
export async function signedInTokens(
  world: World,
  person: { id: string; mail: string; name: string; tenant: string },
  clientId: string,
  scopes: string[],
): Promise<Record<string, string>> {
  const { id: oid, tenant: tid, mail, name } = person;
  const identity = { oid, name, preferred_username: mail, sub: `${oid}-in-${clientId}` };
  const access = { appid: clientId, idtyp: 'user', upn: mail, scp: scopes.join(' ') };
  const [access_token, id_token] = await Promise.all([
    world.sign({ ...common(tid, 'https://graph.microsoft.com'), ...identity, ...access }),
    world.sign({ ...common(tid, clientId), ...identity }),
  ]);
  const clientInfo = JSON.stringify({ uid: oid, utid: tid });
  return { access_token, id_token, client_info: Buffer.from(clientInfo).toString('base64url') };
}

/** What Teams hands to the app's tab when `person` opens it. */
export function tabToken(world: World, person: SeedPerson): Promise<string> {
  return world.sign({ ...personalClaims(world, person), azp: teamsWebClient });
}

/** What nested app authentication hands to the app's own client in Outlook: the person's two tokens. */
export async function nestedTokens(
  world: World,
  person: SeedPerson,
): Promise<{ accessToken: string; idToken: string }> {
  const { scp: _, azpacr: __, roles: ___, ...identity } = personalClaims(world, person);
  const [accessToken, idToken] = await Promise.all([
    world.sign({ ...personalClaims(world, person), azp: world.product.appId }),
    world.sign(identity),
  ]);
  return { accessToken, idToken };
}

function personalClaims(world: World, person: SeedPerson): Record<string, unknown> {
  const roles = rolesInApp(world, person);
  return {
    ...common(person.tenant, world.product.appId),
    azpacr: '0',
    name: person.name,
    oid: person.id,
    preferred_username: person.mail,
    scp: 'access_as_user',
    sub: `${person.id}-in-app`,
    ...(roles.length > 0 ? { roles } : {}),
  };
}

/** As assigned at home; other organisations assign theirs as the seed has them. */
function rolesInApp(world: World, person: SeedPerson): string[] {
  if (person.tenant === world.seed.home.tenant) return assignedRoles(world, person.id);
  return person.roles.flatMap((role) => appRoles.get(role) ?? []);
}

function common(tenant: string, audience: string): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1_000);
  return {
    aud: audience,
    iss: `https://login.microsoftonline.com/${tenant}/v2.0`,
    iat: now,
    nbf: now - 5,
    exp: now + tokenLifetime,
    tid: tenant,
    uti: randomUUID(),
    ver: '2.0',
  };
}
