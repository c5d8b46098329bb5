import { AuthError, ConfidentialClientApplication, type INetworkModule } from '@azure/msal-node';
import { z } from 'zod';
import { OutsideFault } from '../domain/outside.ts';
import { type Credential, proofOf } from './credential.ts';
import { networkCode, retryAfterMs } from './network.ts';

export interface AppConfig {
  /** Home tenant, where the app's tokens are asked for. */
  tenant: string;
  /** Client id of the one Entra app. */
  appId: string;
  credential: Credential;
  /** Local mode only: address of the emulator, which takes the place of login.microsoftonline.com. */
  login?: string | undefined;
  /** Longest that one request may take, in ms. */
  timeoutMs: number;
  /** Milliseconds since 1970, for a Retry-After that is a date; without it the answer's own date. */
  now?: (() => number) | undefined;
}

export interface Tokens {
  /**
   * A token for the audience, from the cache while it lives. Faults are `OutsideFault`s of status
   * 429 or 503: whatever the token was wanted for has surely not happened, and may be tried again.
   */
  get(): Promise<string>;
  /** The token was refused: the next one is asked for anew. */
  forget(): void;
}

/** The app's own tokens (client credentials) for one audience, such as `https://graph.microsoft.com`. */
export function openTokens(config: AppConfig, audience: string): Tokens {
  const app = openApp(config);
  const scopes = [`${audience}/.default`];
  let stale = false;
  let asked: Promise<string> | undefined;

  async function ask(): Promise<string> {
    const skipCache = stale;
    // Before the request, so that what is refused while it runs is not lost.
    stale = false;
    try {
      const result = await app.acquireTokenByClientCredential({ scopes, skipCache });
      // MSAL takes an answer without a token for a success.
      if (!result?.accessToken) throw tokenFault('empty');
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
      // Calls that start together share one token request.
      asked ??= ask();
      return asked;
    },
    forget() {
      stale = true;
    },
  };
}

/** The app's own identity at its home tenant. */
export function openApp(config: AppConfig): ConfidentialClientApplication {
  const { appId, tenant, credential, login } = config;
  return new ConfidentialClientApplication({
    auth: {
      clientId: appId,
      authority: authorityOf(tenant),
      ...(login && { authorityMetadata: localMetadata(login, tenant) }),
      ...proofOf(credential),
    },
    system: { networkClient: oneTry(config), disableInternalRetries: true },
  });
}

/** MSAL knows this host, so it asks nobody where the token endpoint is. */
export const authorityOf = (tenant: string): string =>
  `https://login.microsoftonline.com/${tenant}`;

type Patience = Pick<AppConfig, 'timeoutMs' | 'now'>;

/** Only the token endpoints are used of it; MSAL wants the rest to be there, and the real issuer. */
export function localMetadata(login: string, tenant: string): string {
  return JSON.stringify({
    issuer: `${authorityOf(tenant)}/v2.0`,
    token_endpoint: `${login}/${tenant}/oauth2/v2.0/token`,
    authorization_endpoint: `${login}/${tenant}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${login}/${tenant}/oauth2/v2.0/logout`,
    jwks_uri: `${login}/${tenant}/discovery/v2.0/keys`,
  });
}

/**
 * A network of one try. A refusal leaves it as an `AuthError`, the only kind MSAL lets through whole,
 * and before MSAL sees its status: after a 429 or a 5xx MSAL refuses to ask again for a minute of
 * real time, and the outbox alone decides when to retry.
 */
export function oneTry(config: Patience): INetworkModule {
  return {
    sendGetRequestAsync: (url, options) => send(url, 'GET', options, config),
    sendPostRequestAsync: (url, options) => send(url, 'POST', options, config),
  };
}

async function send<T>(
  url: string,
  method: 'GET' | 'POST',
  asked: { headers?: Record<string, string>; body?: string } | undefined,
  config: Patience,
): Promise<{ status: number; headers: Record<string, string>; body: T }> {
  try {
    const { headers = {}, body = null } = asked ?? {};
    const signal = AbortSignal.timeout(config.timeoutMs);
    const response = await fetch(url, { method, headers, body, redirect: 'manual', signal });
    const text = await response.text();
    if (!response.ok && !isPending(text)) throw refusal(response, text, config.now?.());
    // Any JSON: MSAL checks the fields it needs.
    const told: T = JSON.parse(text);
    return { status: response.status, headers: Object.fromEntries(response.headers), body: told };
  } catch (cause) {
    const through = new AuthError('unreadable', '');
    through.cause = cause;
    throw through;
  }
}

const oauthError = z.object({
  error: z.string().regex(/^\w{1,60}$/),
  error_codes: z.array(z.int()).optional(),
});

/** Entra's number tells an administrator which fault it is: 7000222 is a secret that has expired. */
function refusal(response: Response, text: string, now: number | undefined): OutsideFault {
  const told = oauthError.safeParse(parsed(text)).data;
  const number = told?.error_codes?.[0];
  const code = [told?.error ?? `http-${response.status}`, number].filter(Boolean).join('-');
  return tokenFault(code, response.status, retryAfterMs(response.headers, now));
}

/** Somebody who was shown a code has not signed in yet: MSAL asks again. */
const isPending = (text: string): boolean =>
  oauthError.safeParse(parsed(text)).data?.error === 'authorization_pending';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not Entra but something on the way: the status says enough.
    return undefined;
  }
}

/**
 * No token, so no call: told as 503 (or 429) whatever the reason, because those are what the outbox
 * knows as « surely did not happen ». Even an expired secret is: somebody may renew it meanwhile.
 */
export function tokenFault(code: string, status?: number, retryAfter?: number): OutsideFault {
  return new OutsideFault({
    status: status === 429 ? 429 : 503,
    code: `token-${code}`,
    retryAfter,
  });
}

export function faultOf(error: unknown): OutsideFault {
  if (error instanceof OutsideFault) return error;
  if (!(error instanceof AuthError)) return tokenFault('unknown');
  if (error.cause instanceof OutsideFault) return error.cause;
  return tokenFault(networkCode(error.cause) ?? error.errorCode);
}
