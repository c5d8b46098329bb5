import type { JWTPayload } from 'jose';
import { z } from 'zod';
import { readBearer, verifyToken } from '../inbound-token.ts';
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
    const { kid, claims } = await verified(authorization, config.appId, keys);
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

async function verified(
  authorization: string | undefined,
  audience: string,
  keys: ServiceKeys,
): Promise<{ kid: string; claims: JWTPayload }> {
  const bearer = readBearer(authorization);
  if ('fault' in bearer) throw new Denied(401, bearer.fault);
  const checked = await verifyToken(bearer, keys.find, {
    ...{ issuer: connectorIssuer, audience },
    ...{ clockTolerance: 300, requiredClaims: ['exp'] },
  });
  if (checked === 'keys-unreachable') throw new Denied(503, checked);
  if ('fault' in checked) throw new Denied(401, checked.fault);
  return { kid: bearer.kid, claims: checked.payload };
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
