import { createRemoteJWKSet, decodeJwt, type JWTPayload } from 'jose';
import { z } from 'zod';
import { applicationIdUri, pageScope, tokenHosts } from '../domain/token-hosts.ts';
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

const microsoft = 'https://login.microsoftonline.com';
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
  applicationIdUri(host, appId),
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
    scp: z.string().refine((scopes) => scopes.split(' ').includes(pageScope)),
    azp: z.string().refine((client) => tokenHosts.has(client) || client === own),
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
