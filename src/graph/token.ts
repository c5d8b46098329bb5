import { AuthError, ConfidentialClientApplication, type INetworkModule } from '@azure/msal-node';
import { z } from 'zod';
import { OutsideFault } from '../domain/outside.ts';
import { networkFault, retryAfterMs } from './fault.ts';

const scope = 'https://graph.microsoft.com/.default';

/** How the app proves who it is. A certificate is Entra's SHA-256 thumbprint and a PEM key. */
export type Credential =
  | { secret: string }
  | { certificate: { thumbprintSha256: string; privateKey: string } };

interface TokenConfig {
  tenant: string;
  appId: string;
  credential: Credential;
  /** Local mode only: address of the emulator, which takes the place of login.microsoftonline.com. */
  login?: string | undefined;
  timeoutMs: number;
  now(): number;
}

export interface Tokens {
  /**
   * A token for Graph, from the cache while it lives. Faults are `OutsideFault`s of status 429 or
   * 503: whatever the token was wanted for has surely not happened, and may be tried again.
   */
  get(): Promise<string>;
  /** Graph refused the token: the next one is asked for anew. */
  forget(): void;
}

/** Opens the app's own identity (client credentials) on one tenant. */
export function openTokens(config: TokenConfig): Tokens {
  const app = clientApp(config);
  let stale = false;
  let asked: Promise<string> | undefined;

  async function ask(): Promise<string> {
    try {
      const token = await acquire(app, stale);
      stale = false;
      return token;
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

async function acquire(app: ConfidentialClientApplication, skipCache: boolean): Promise<string> {
  try {
    const result = await app.acquireTokenByClientCredential({ scopes: [scope], skipCache });
    // MSAL takes an answer without a token for a success.
    if (!result?.accessToken) throw tokenFault('empty');
    return result.accessToken;
  } catch (error) {
    throw faultOf(error);
  }
}

function clientApp(config: TokenConfig): ConfidentialClientApplication {
  const { appId, tenant, credential, login } = config;
  return new ConfidentialClientApplication({
    auth: {
      clientId: appId,
      authority: `https://login.microsoftonline.com/${tenant}`,
      ...(login && { authorityMetadata: localMetadata(login, tenant) }),
      ...('secret' in credential
        ? { clientSecret: credential.secret }
        : { clientCertificate: credential.certificate }),
    },
    system: { networkClient: onePost(config), disableInternalRetries: true },
  });
}

/** Only the token endpoint is used of it; MSAL wants the rest to be there, and the real issuer. */
function localMetadata(login: string, tenant: string): string {
  return JSON.stringify({
    issuer: `https://login.microsoftonline.com/${tenant}/v2.0`,
    token_endpoint: `${login}/${tenant}/oauth2/v2.0/token`,
    authorization_endpoint: `${login}/${tenant}/oauth2/v2.0/authorize`,
    end_session_endpoint: `${login}/${tenant}/oauth2/v2.0/logout`,
    jwks_uri: `${login}/${tenant}/discovery/v2.0/keys`,
  });
}

/**
 * A network of one try. Faults leave it as an `AuthError`, the only kind MSAL lets through whole,
 * and before MSAL sees the status: it would lock itself for a minute of real time after a 429 or 5xx.
 */
function onePost(config: TokenConfig): INetworkModule {
  return {
    sendGetRequestAsync: (url, options) => send(url, { ...options }, config),
    sendPostRequestAsync: (url, options) => send(url, { method: 'POST', ...options }, config),
  };
}

async function send<T>(
  url: string,
  asked: { method?: string; headers?: Record<string, string>; body?: string },
  config: TokenConfig,
): Promise<{ status: number; headers: Record<string, string>; body: T }> {
  try {
    const response = await fetch(url, {
      method: asked.method ?? 'GET',
      headers: asked.headers ?? {},
      ...(asked.body !== undefined && { body: asked.body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(config.timeoutMs),
    });
    const text = await response.text();
    if (!response.ok) throw refusal(response, text, config.now());
    // MSAL checks the fields of what it asked for; here it is only any JSON.
    const body: T = JSON.parse(text);
    return { status: response.status, headers: Object.fromEntries(response.headers), body };
  } catch (error) {
    const through = new AuthError('token_fault', '');
    through.cause = error;
    throw through;
  }
}

const oauthError = z.object({
  error: z.string().regex(/^\w{1,60}$/),
  error_codes: z.array(z.int()).optional(),
});

/** Entra's own numbers tell an administrator more: 7000222 is a secret that has expired. */
function refusal(response: Response, text: string, now: number): OutsideFault {
  const told = oauthError.safeParse(parsed(text));
  const number = told.data?.error_codes?.[0];
  const code = told.success ? told.data.error : `http-${response.status}`;
  return tokenFault(
    number === undefined ? code : `${code}-${number}`,
    response.status,
    retryAfterMs(response.headers.get('Retry-After'), now),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A gateway's page instead of an answer: its status says all there is to know.
    return undefined;
  }
}

/**
 * No token, so no call: told as 503 (or 429) whatever the reason, because those are what the outbox
 * knows as « surely did not happen ». Even an expired secret is: somebody may renew it meanwhile.
 */
function tokenFault(code: string, status?: number, retryAfter?: number): OutsideFault {
  return new OutsideFault({
    status: status === 429 ? 429 : 503,
    code: `token-${code}`,
    retryAfter,
  });
}

function faultOf(error: unknown): OutsideFault {
  if (error instanceof OutsideFault) return error;
  const cause = error instanceof AuthError ? error.cause : undefined;
  if (cause instanceof OutsideFault) return cause;
  const network = networkFault(cause);
  if (network) return tokenFault(network.code);
  return tokenFault(error instanceof AuthError ? error.errorCode : 'unknown');
}
