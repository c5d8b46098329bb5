import { PublicClientApplication } from '@azure/msal-node';
import { authorityOf, faultOf, localMetadata, oneTry, type Tokens, tokenFault } from './token.ts';

export interface AdministratorConfig {
  tenant: string;
  /** A public client that the tenant knows: nothing is registered for signing in. */
  client: string;
  scopes: readonly string[];
  /** Shows whoever sits before the screen where to go, and which code to type there. */
  show(told: { message: string; code: string; address: string }): void;
  /** Local mode only: address of the emulator, which takes the place of login.microsoftonline.com. */
  login?: string | undefined;
  timeoutMs: number;
}

/**
 * An administrator's own tokens, by device code: they sign in with a browser, on any machine, and
 * this process never sees how. Nothing is kept on disk. Throws `OutsideFault`.
 * https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code
 */
export function openAdministrator(config: AdministratorConfig): Tokens {
  const { tenant, login, client, scopes } = config;
  const app = new PublicClientApplication({
    auth: {
      clientId: client,
      authority: authorityOf(tenant),
      ...(login && { authorityMetadata: localMetadata(login, tenant) }),
    },
    system: { networkClient: oneTry(config), disableInternalRetries: true },
  });

  async function signIn(): Promise<string> {
    try {
      const result = await app.acquireTokenByDeviceCode({
        scopes: [...scopes],
        deviceCodeCallback: ({ message, userCode, verificationUri }) =>
          config.show({ message, code: userCode, address: verificationUri }),
      });
      if (!result?.accessToken) throw tokenFault('empty');
      return result.accessToken;
    } catch (error) {
      throw faultOf(error);
    }
  }

  let signedIn: Promise<string> | undefined;
  return {
    get() {
      signedIn ??= signIn();
      return signedIn;
    },
    forget() {
      signedIn = undefined;
    },
  };
}
