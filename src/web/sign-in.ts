import { createRemoteJWKSet, decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { z } from 'zod';

/** Who somebody is in Entra: never a mail or a name, which others may be given later. */
export interface Identity {
  tid: string;
  oid: string;
}

/** `fault` is for the log alone: whoever sent the token is told nothing of it. */
export type SignedIn = Identity | { fault: string } | 'keys-unreachable';

/** Who an `Authorization` header speaks for. */
export type SignIn = (authorization: string | undefined) => Promise<SignedIn>;

export interface SignInConfig {
  /** Client id of the one Entra app, whose scope the token is for. */
  appId: string;
  /** Our own host, with its port where it has one: part of the app's Application ID URI. */
  host: string;
  /** Tenants whose people may sign in. */
  allowedTenants: readonly string[];
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
/** In characters, the scheme included: Entra's own stay under half of it. */
const longest = 8 * 1024;
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
  return async (authorization) => {
    const token = tokenIn(authorization);
    if (token === undefined) return { fault: 'token-malformed' };
    if (!header.safeParse(attempt(() => decodeProtectedHeader(token))).success) {
      return { fault: 'token-header' };
    }
    const said = tenant.safeParse(attempt(() => decodeJwt(token))).data?.tid ?? '';
    const keys = tenants.get(said);
    return keys ? verified(token, keys, { tid: said, audience }) : { fault: 'token-tenant' };
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

function tokenIn(authorization = ''): string | undefined {
  if (authorization.length > longest) return undefined;
  return /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization)?.[1];
}

/** What is not even base64 of JSON is as good as empty. */
function attempt(decode: () => unknown): unknown {
  try {
    return decode();
  } catch {
    return undefined;
  }
}

const header = z.object({
  alg: z.literal('RS256'),
  typ: z.literal('JWT'),
  kid: z.string(),
  // A key that the token brings along, or says where to find, is never used.
  jku: z.never().optional(),
  jwk: z.never().optional(),
  x5u: z.never().optional(),
  x5c: z.never().optional(),
  crit: z.never().optional(),
});

/** Read before anything is checked, only to choose the keys that check it. */
const tenant = z.object({ tid: z.string() });

const claims = z.object({
  // One audience: a token for us and somebody else could be used by somebody else.
  aud: z.string(),
  ver: z.literal('2.0'),
  tid: z.guid(),
  oid: z.guid(),
  scp: z.string().refine((scopes) => scopes.split(' ').includes(scope)),
  azp: z.string().refine((client) => hosts.has(client)),
  // Left out for people unless the app asks for it; `app` is a token that no person is behind.
  idtyp: z.literal('user').optional(),
});

async function verified(
  token: string,
  keys: ReturnType<typeof keysAt>,
  { tid, audience }: { tid: string; audience: string[] },
): Promise<SignedIn> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['RS256'],
      issuer: `${microsoft}/${tid}/v2.0`,
      audience,
      clockTolerance: skew,
      requiredClaims: ['exp', 'nbf', 'iat'],
    });
    const read = claims.safeParse(payload);
    if (read.success) return { tid, oid: read.data.oid };
    return { fault: `token-${String(read.error.issues[0]?.path[0])}` };
  } catch (error) {
    return faultOf(error);
  }
}

/** Faults of a token by jose's code; what is not of the token is the keys' being out of reach. */
const tokenFaults: ReadonlyMap<string, string> = new Map([
  [errors.JWTExpired.code, 'token-exp'],
  [errors.JWTInvalid.code, 'token-malformed'],
  [errors.JWSInvalid.code, 'token-malformed'],
  [errors.JWSSignatureVerificationFailed.code, 'token-signature'],
  [errors.JWKSNoMatchingKey.code, 'token-key-unknown'],
  [errors.JWKSMultipleMatchingKeys.code, 'token-key-unknown'],
]);

function faultOf(error: unknown): SignedIn {
  if (error instanceof errors.JWTClaimValidationFailed) {
    const known = ['iss', 'aud', 'nbf', 'exp', 'iat'].includes(error.claim);
    return { fault: known ? `token-${error.claim}` : 'token-claims' };
  }
  const fault = tokenFaults.get(error instanceof errors.JOSEError ? error.code : '');
  return fault === undefined ? 'keys-unreachable' : { fault };
}
