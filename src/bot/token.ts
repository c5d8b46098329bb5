import { AuthError, ConfidentialClientApplication, type INetworkModule } from '@azure/msal-node';
import { z } from 'zod';
import { OutsideFault } from '../domain/outside.ts';
import type { BotConfig } from './bot-config.ts';
import { networkCode, retryAfterOf } from './connector-fault.ts';

/** What the Bot Connector's tokens are for. */
export const connectorAudience = 'https://api.botframework.com';

export interface Tokens {
  /**
   * A token for the Bot Connector, from the cache while it lives. Faults are `OutsideFault`s of
   * status 429 or 503: whatever the token was wanted for has surely not happened.
   */
  get(): Promise<string>;
  /** The token was refused: the next one is asked for anew. */
  forget(): void;
}

/** The app's own identity at its home tenant. */
export function openApp(config: BotConfig): ConfidentialClientApplication {
  const { credential } = config;
  return new ConfidentialClientApplication({
    auth: {
      clientId: config.appId,
      authority: authorityOf(config),
      ...(config.local && { authorityMetadata: localMetadata(config.local.login, config.tenant) }),
      ...('secret' in credential
        ? { clientSecret: credential.secret }
        : { clientCertificate: credential.certificate }),
    },
    system: { networkClient: onePost(config.timeoutMs), disableInternalRetries: true },
  });
}

/** MSAL knows this host, so it asks nobody where the token endpoint is. */
export const authorityOf = (config: BotConfig): string =>
  `https://login.microsoftonline.com/${config.tenant}`;

/** Only the token endpoint is used of it; MSAL wants the rest, and the real issuer. */
function localMetadata(login: string, tenant: string): string {
  return JSON.stringify({
    issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
    token_endpoint: `${login}/${tenant}/oauth2/v2.0/token`,
    authorization_endpoint: `${login}/${tenant}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${login}/${tenant}/oauth2/v2.0/logout`,
    jwks_uri: `${login}/${tenant}/discovery/v2.0/keys`,
  });
}

export function openTokens(app: ConfidentialClientApplication): Tokens {
  let stale = false;
  let asked: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const scopes = [`${connectorAudience}/.default`];
    const skipCache = stale;
    stale = false;
    try {
      const result = await app.acquireTokenByClientCredential({ scopes, skipCache });
      if (!result) throw tokenFault('empty');
      return result.accessToken;
    } catch (error) {
      stale ||= skipCache;
      throw faultOf(error);
    } finally {
      asked = undefined;
    }
  }

  return {
    get() {
      // Sends that start together share one token request.
      asked ??= ask();
      return asked;
    },
    forget() {
      stale = true;
    },
  };
}

/**
 * A network of one try. A refusal leaves it as an `AuthError`, before MSAL sees its status: after a
 * 429 or a 5xx MSAL refuses to ask again for a minute, and the outbox alone decides when to retry.
 */
function onePost(timeoutMs: number): INetworkModule {
  return {
    sendGetRequestAsync: (url, options) => send(url, 'GET', options, timeoutMs),
    sendPostRequestAsync: (url, options) => send(url, 'POST', options, timeoutMs),
  };
}

async function send<T>(
  url: string,
  method: 'GET' | 'POST',
  asked: { headers?: Record<string, string>; body?: string } | undefined,
  timeoutMs: number,
): Promise<{ status: number; headers: Record<string, string>; body: T }> {
  try {
    const { headers = {}, body = null } = asked ?? {};
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(url, { method, headers, body, redirect: 'manual', signal });
    const text = await response.text();
    if (!response.ok) throw refusal(response, text);
    // Any JSON: MSAL checks the fields it needs.
    const told: T = JSON.parse(text);
    return { status: response.status, headers: Object.fromEntries(response.headers), body: told };
  } catch (cause) {
    const through = new AuthError('network', '');
    through.cause = cause;
    throw through;
  }
}

const oauthError = z.object({
  error: z.string().regex(/^\w{1,60}$/),
  error_codes: z.array(z.int()).optional(),
});

/** Entra's number tells an administrator which fault it is: 7000222 is a secret that has expired. */
function refusal(response: Response, text: string): OutsideFault {
  const told = oauthError.safeParse(parsed(text)).data;
  const number = told?.error_codes?.[0];
  const code = [told?.error ?? `http-${response.status}`, number].filter(Boolean).join('-');
  return tokenFault(code, response.status, retryAfterOf(response.headers));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not Entra but something on the way: the status says enough.
    return undefined;
  }
}

/** No token, no call: whatever the reason, told as the outbox's « surely did not happen ». */
const tokenFault = (code: string, status?: number, retryAfter?: number): OutsideFault =>
  new OutsideFault({ status: status === 429 ? 429 : 503, code: `token-${code}`, retryAfter });

function faultOf(error: unknown): OutsideFault {
  if (error instanceof OutsideFault) return error;
  if (!(error instanceof AuthError)) return tokenFault('unknown');
  if (error.cause instanceof OutsideFault) return error.cause;
  return tokenFault(networkCode(error.cause) ?? error.errorCode);
}
