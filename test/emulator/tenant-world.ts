import { PublicClientApplication } from '@azure/msal-node';
import { documentedLimits } from '../../src/emulator/limits.ts';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import { ask, home, type Reply, startAnew } from './graph-world.ts';

export const administrator = 'admin@comite.example';
export const commandLine = '14d82eec-204b-4c2f-b7e8-296a70dab67e';

/** What somebody needs who sets up the whole tenant. */
export const everyScope = [
  'Application.ReadWrite.All',
  'AppRoleAssignment.ReadWrite.All',
  'Sites.FullControl.All',
  'AppCatalog.ReadWrite.All',
  'User.ReadBasic.All',
];

/** Devices ask here as often as a test wants. */
export const atOnce = { ...documentedLimits, deviceCode: { intervalSeconds: 0, lifeSeconds: 900 } };

export async function emptyTenant(): Promise<RunningEmulator> {
  const emulator = await startAnew({ limits: atOnce });
  await ask(emulator, 'POST', '/_emulator/tenant', { state: 'blank' });
  return emulator;
}

/** msal as a command line uses it, for people of the home tenant. */
export function commandLineApp(emulator: RunningEmulator): PublicClientApplication {
  const authority = `https://login.microsoftonline.com/${home}`;
  const base = `${emulator.url}/${home}/oauth2/v2.0`;
  const authorityMetadata = JSON.stringify({
    issuer: `${authority}/v2.0`,
    token_endpoint: `${base}/token`,
    device_authorization_endpoint: `${base}/devicecode`,
    authorization_endpoint: `${base}/authorize`,
    end_session_endpoint: `${base}/logout`,
    jwks_uri: `${emulator.url}/${home}/discovery/v2.0/keys`,
  });
  return new PublicClientApplication({
    auth: { clientId: commandLine, authority, authorityMetadata },
  });
}

/** Signs somebody in by a device code; `mail` types it in the browser at once. */
export async function signIn(
  emulator: RunningEmulator,
  scopes: string[],
  mail = administrator,
): Promise<string> {
  const reply = await commandLineApp(emulator).acquireTokenByDeviceCode({
    scopes: scopes.map((scope) => `https://graph.microsoft.com/${scope}`),
    deviceCodeCallback: ({ userCode }) =>
      void ask(emulator, 'POST', '/_emulator/device', { userCode, mail }),
  });
  return reply?.accessToken ?? '';
}

/** Calls in the name of whoever the token was given to. */
export const caller =
  (emulator: RunningEmulator, token: string) =>
  (method: string, path: string, body?: unknown): Promise<Reply> =>
    ask(emulator, method, `/v1.0${path}`, body, { authorization: `Bearer ${token}` });
