import type { IPublicClientApplication } from '@azure/msal-browser';
import type { PaneSettings } from './settings.ts';

/**
 * Why there is no token. `interaction`: Outlook has to ask the person something first; `consent`:
 * somebody has to allow it.
 */
export type SignInFault = 'interaction' | 'consent' | 'cancelled' | 'no-token' | 'offline';

export type Token = { token: string } | { fault: SignInFault };

/** `ask`: the person has just pressed, so that Outlook may open its own question. */
export type SignIn = (how: { ask: boolean; anew: boolean }) => Promise<Token>;

/**
 * The person's token by nested app authentication: Outlook signs in, and the pane never sees how.
 * https://learn.microsoft.com/office/dev/add-ins/develop/enable-nested-app-authentication-in-your-add-in
 */
export function openSignIn(settings: PaneSettings): SignIn {
  const { clientId, authority, scope } = settings;
  let opened: Promise<IPublicClientApplication> | null = null;
  return async ({ ask, anew }) => {
    try {
      opened ??= openClient(clientId, authority);
      const client = await opened;
      const wish = { scopes: [scope] };
      const given = ask
        ? await client.acquireTokenPopup(wish)
        : await client.acquireTokenSilent({ ...wish, forceRefresh: anew });
      return { token: given.accessToken };
    } catch (error) {
      const fault = faultOf(error);
      // Its library may not have come, or its bridge not have stood yet.
      if (fault === 'offline' || fault === 'no-token') opened = null;
      return { fault };
    }
  };
}

/** Loaded once somebody is to sign in: it is as large as the rest of the pane. */
async function openClient(clientId: string, authority: string): Promise<IPublicClientApplication> {
  const { createNestablePublicClientApplication } = await import('./msal.ts');
  return createNestablePublicClientApplication({
    auth: { clientId, authority },
    // A token outlives no pane.
    cache: { cacheLocation: 'memoryStorage' },
  });
}

/** Entra's codes: https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
const consentCodes = /AADSTS(?:65001|65004|90094|90008|900971)|consent|access_denied/i;

function faultOf(error: unknown): SignInFault {
  if (!(error instanceof Error)) return 'no-token';
  const code = 'errorCode' in error ? String(error.errorCode) : '';
  const said = `${code} ${error.message}`;
  if (consentCodes.test(said)) return 'consent';
  if (/cancel/i.test(code)) return 'cancelled';
  if (error.name === 'InteractionRequiredAuthError') return 'interaction';
  return /network|import/i.test(said) ? 'offline' : 'no-token';
}
