import { createRemoteJWKSet, decodeJwt, type JWTPayload } from 'jose';
import { z } from 'zod';
import { readBearer, type TokenFault, verifyToken } from '../inbound-token.ts';

/** Who somebody is in Entra: never a mail or a name, which others may be given later. */
export interface Identity {
  tid: string;
  oid: string;
}

/** Whose token it is, and the app roles their own administrator gave them in Entra. */
export interface TokenHolder extends Identity {
  roles: readonly string[];
}

export type SignedIn = TokenHolder | TokenFault | 'keys-unreachable';

/** Who an `Authorization` header speaks for. */
export type SignIn = (authorization: string | undefined) => Promise<SignedIn>;

export interface SignInConfig {
  /** Client id of the one Entra app, whose scope the token is for. */
  appId: string;
  /** Our own host, with its port where it has one: part of the app's Application ID URI. */
  host: string;
  /** Tenants whose people may sign in. */
  allowedTenants: readonly string[];
  /** Whether our own pages may ask for the token themselves, by nested app authentication. */
  nested?: true;
  /** Longest that reading a tenant's keys may take, in ms. */
  timeoutMs: number;
  /** Local mode only: where keys are read. It changes an address, never what is checked. */
  local?: { login: string } | undefined;
}

/**
 * Who may ask for a tab's token on somebody's behalf.
 * https://learn.microsoft.com/microsoftteams/platform/tabs/how-to/authentication/tab-sso-register-aad
 */
const hosts: ReadonlyMap<string, string> = new Map([
  ['1fec8e78-bce4-4aaf-ab1b-5451cc387264', 'Teams, mobile or desktop'],
  ['5e3ce6c0-2b1f-4285-8d4b-75ee78787346', 'Teams on the web'],
  ['4765445b-32c6-49b0-83e6-1d93765276ca', 'Microsoft 365 on the web'],
  ['0ec893e0-5785-4de6-99da-4ed124e5296c', 'Microsoft 365, desktop'],
  ['d3590ed6-52b3-4102-aeff-aad2292ab01c', 'Microsoft 365, mobile; Outlook, desktop'],
  ['bc59ab01-8403-45c6-8796-ac3ef710b3e3', 'Outlook on the web'],
  ['27922004-5251-4030-b22d-91ecd9a37ea4', 'Outlook, mobile'],
]);

const microsoft = 'https://login.microsoftonline.com';
const scope = 'access_as_user';
/** Seconds that two clocks may differ by; real ones, whatever the programme's clock says. */
const skew = 60;

// How long keys are kept, and how soon an unknown one may make us look again.
// https://learn.microsoft.com/entra/identity-platform/signing-key-rollover
const keptMs = 24 * 60 * 60 * 1000;
const restMs = 5 * 60 * 1000;

/**
 * Checks the token that Teams gives to a tab: its signature by the tenant's own keys, who issued it,
 * for whom, through which host, with which scope and until when.
 * https://learn.microsoft.com/entra/identity-platform/claims-validation
 */
export function openSignIn(config: SignInConfig): SignIn {
  const login = config.local?.login ?? microsoft;
  const tenants = new Map(
    config.allowedTenants.map((each) => {
      const tid = each.toLowerCase();
      return [tid, keysAt(new URL(`${login}/${tid}/discovery/v2.0/keys`), config.timeoutMs)];
    }),
  );
  const audience = audiences(config);
  const claims = claimsThrough(config.nested ? config.appId.toLowerCase() : undefined);
  return async (authorization) => {
    const bearer = readBearer(authorization);
    if ('fault' in bearer) return bearer;
    const tid = tenantOf(bearer.token);
    const keys = tenants.get(tid);
    if (!keys) return { fault: 'token-tenant' };
    const checked = await verifyToken(bearer, keys, {
      ...{ issuer: `${microsoft}/${tid}/v2.0`, audience },
      ...{ clockTolerance: skew, requiredClaims: ['exp', 'nbf', 'iat'] },
    });
    return typeof checked === 'object' && 'payload' in checked
      ? speaksFor(claims, checked.payload, tid)
      : checked;
  };
}

const keysAt = (url: URL, timeoutMs: number) =>
  createRemoteJWKSet(url, {
    cacheMaxAge: keptMs,
    cooldownDuration: restMs,
    timeoutDuration: timeoutMs,
  });

/** A v2.0 token names the client id; the others are how the app is known to Entra and in its package. */
const audiences = ({ appId, host }: SignInConfig): string[] => [
  appId,
  `api://${host}/${appId}`,
  `api://${host}/botid-${appId}`,
];

const tenant = z.object({ tid: z.string() });

/** Read before anything is checked, only to choose the keys that check it. */
function tenantOf(token: string): string {
  try {
    return tenant.safeParse(decodeJwt(token)).data?.tid ?? '';
  } catch {
    // What is not even base64 of JSON names no tenant.
    return '';
  }
}

/** Every token comes through a host of Microsoft's, or through `own`, the app itself. */
const claimsThrough = (own: string | undefined) =>
  z.object({
    ver: z.literal('2.0'),
    tid: z.guid(),
    oid: z.guid(),
    scp: z.string().refine((scopes) => scopes.split(' ').includes(scope)),
    azp: z.string().refine((client) => hosts.has(client) || client === own),
    // Left out for people unless the app asks for it; `app` is a token that no person is behind.
    idtyp: z.literal('user').optional(),
    // Left out for whoever has none.
    roles: z.array(z.string()).default([]),
  });

function speaksFor(
  claims: ReturnType<typeof claimsThrough>,
  payload: JWTPayload,
  tid: string,
): TokenHolder | TokenFault {
  const read = claims.safeParse(payload);
  if (read.success) return { tid, oid: read.data.oid, roles: read.data.roles };
  return { fault: `token-${String(read.error.issues[0]?.path[0])}` };
}
