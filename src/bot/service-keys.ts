import {
  type CryptoKey,
  createRemoteJWKSet,
  type FlattenedJWSInput,
  type JWTHeaderParameters,
} from 'jose';
import { z } from 'zod';

/** The Bot Connector's signing keys. */
export interface ServiceKeys {
  /** Key of a token's header; throws a jose error when there is none, anything else when unreachable. */
  find(header: JWTHeaderParameters, token: FlattenedJWSInput): Promise<CryptoKey>;
  /** Whether a published key may speak for a channel. */
  isEndorsed(kid: string, channel: string): Promise<boolean>;
}

const openIdDocument = z.object({ jwks_uri: z.url() });
const endorsed = z.object({ endorsements: z.array(z.string()) });

// How long keys are kept, and how soon an unknown one may make us look again.
// https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
const day = 24 * 60 * 60 * 1000;
const hour = 60 * 60 * 1000;

/** Reads the OpenID document at the first token, once for all that wait; a failure is tried again. */
export function openServiceKeys(openId: string, timeoutMs: number): ServiceKeys {
  let opened: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;

  async function open() {
    const response = await fetch(openId, { signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) throw new Error(`OpenID document: ${response.status}`);
    const { jwks_uri } = openIdDocument.parse(await response.json());
    return createRemoteJWKSet(new URL(jwks_uri), {
      cacheMaxAge: day,
      cooldownDuration: hour,
      timeoutDuration: timeoutMs,
    });
  }

  function keys() {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  }

  return {
    async find(header, token) {
      const find = await keys();
      return find(header, token);
    },
    async isEndorsed(kid, channel) {
      const published = (await keys()).jwks()?.keys.find((key) => key.kid === kid);
      return endorsed.safeParse(published).data?.endorsements.includes(channel) ?? false;
    },
  };
}
