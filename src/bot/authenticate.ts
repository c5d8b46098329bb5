import { decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { type BotConfig, isAllowedService } from './bot-config.ts';
import { Denied } from './denied.ts';
import { openServiceKeys, type ServiceKeys } from './service-keys.ts';

/** Checks who sends an activity, and on whose behalf; throws `Denied` 401, 403 or 503. */
export type Authenticate = (
  authorization: string | undefined,
  activity: Record<string, unknown>,
) => Promise<void>;

export const connectorIssuer = 'https://api.botframework.com';
const channel = 'msteams';

/** Where Microsoft publishes the Bot Connector's keys. */
export const connectorOpenId = 'https://login.botframework.com/v1/.well-known/openidconfiguration';

/**
 * The Bot Connector's rules (issuer, audience, RS256, 5 minutes of skew, service address, endorsed
 * key) and our own (Teams only, a known service host, an allowed tenant). Nothing switches it off.
 * https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
 */
export function openAuthenticate(config: BotConfig): Authenticate {
  const keys = openServiceKeys(config.local?.openId ?? connectorOpenId, config.timeoutMs);
  const tenants = new Set(config.allowedTenants.map((tenant) => tenant.toLowerCase()));

  return async (authorization, activity) => {
    const token = bearerOf(authorization);
    const { kid } = readHeader(token);
    const claims = await verify(token, config.appId, keys);
    if (activity.channelId !== channel) throw new Denied(403, 'channel');
    if (!(await keys.isEndorsed(kid, channel))) throw new Denied(403, 'key-not-endorsed');
    const { serviceUrl } = activity;
    if (typeof serviceUrl !== 'string' || claims.serviceurl !== serviceUrl) {
      throw new Denied(403, 'service-url-not-claimed');
    }
    if (!isAllowedService(serviceUrl, config.serviceHosts)) {
      throw new Denied(403, 'service-url-not-allowed');
    }
    const tenant = tenantOf(activity);
    if (tenant === undefined || !tenants.has(tenant)) throw new Denied(403, 'tenant');
  };
}

function bearerOf(authorization: string | undefined): string {
  if (!authorization) throw new Denied(401, 'token-missing');
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/.exec(authorization)?.[1];
  if (!token) throw new Denied(401, 'token-malformed');
  return token;
}

const connectorHeader = z.object({
  alg: z.literal('RS256'),
  kid: z.string(),
  // A key that the token brings along, or says where to find, is never used.
  jku: z.never().optional(),
  jwk: z.never().optional(),
  x5u: z.never().optional(),
  x5c: z.never().optional(),
  crit: z.never().optional(),
});

function readHeader(token: string): { kid: string } {
  const read = connectorHeader.safeParse(decoded(token));
  if (!read.success) throw new Denied(401, 'token-header');
  return read.data;
}

function decoded(token: string): unknown {
  try {
    return decodeProtectedHeader(token);
  } catch {
    // Not base64 or not JSON: as good as no header.
    return undefined;
  }
}

async function verify(token: string, audience: string, keys: ServiceKeys) {
  try {
    const { payload } = await jwtVerify(token, keys.find, {
      algorithms: ['RS256'],
      issuer: connectorIssuer,
      audience,
      clockTolerance: 300,
      requiredClaims: ['exp'],
    });
    // One audience: a token for us and somebody else could be used by somebody else.
    if (payload.aud !== audience) throw new Denied(401, 'token-aud');
    return payload;
  } catch (error) {
    throw tokenDenial(error);
  }
}

/** Faults of a token by jose's code; what is not of the token is the keys' being out of reach. */
const tokenFaults: ReadonlyMap<string, string> = new Map([
  [errors.JWTExpired.code, 'token-expired'],
  [errors.JWTInvalid.code, 'token-malformed'],
  [errors.JWSInvalid.code, 'token-malformed'],
  [errors.JWSSignatureVerificationFailed.code, 'token-signature'],
  [errors.JWKSNoMatchingKey.code, 'token-key-unknown'],
  [errors.JWKSMultipleMatchingKeys.code, 'token-key-unknown'],
  [errors.JOSEAlgNotAllowed.code, 'token-header'],
  [errors.JOSENotSupported.code, 'token-header'],
]);

function tokenDenial(error: unknown): Denied {
  if (error instanceof Denied) return error;
  if (error instanceof errors.JWTClaimValidationFailed) {
    const known = ['iss', 'aud', 'nbf', 'exp'].includes(error.claim);
    return new Denied(401, known ? `token-${error.claim}` : 'token-claims');
  }
  const code = error instanceof errors.JOSEError ? error.code : '';
  const reason = tokenFaults.get(code);
  return reason ? new Denied(401, reason) : new Denied(503, 'keys-unreachable');
}

const place = z.object({
  conversation: z.object({ tenantId: z.string().optional() }).optional(),
  channelData: z.object({ tenant: z.object({ id: z.string() }).optional() }).nullish(),
});

/** Teams names the tenant in one place or two; two that differ are none. */
function tenantOf(activity: Record<string, unknown>): string | undefined {
  const { conversation, channelData } = place.safeParse(activity).data ?? {};
  const named = [conversation?.tenantId, channelData?.tenant?.id]
    .filter((id) => id !== undefined)
    .map((id) => id.toLowerCase());
  const [tenant, ...others] = new Set(named);
  return others.length === 0 ? tenant : undefined;
}
