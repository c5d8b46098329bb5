import { randomBytes, randomInt } from 'node:crypto';
import { z } from 'zod';
import { personByMail } from '../people.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { deny } from './refusal.ts';
import { signedInTokens, tokenLifetime } from './token-claims.ts';

/** « Microsoft Graph Command Line Tools », a public client that every tenant knows. */
const commandLine = '14d82eec-204b-4c2f-b7e8-296a70dab67e';

/** A sign-in begun on a device and to be ended in a browser. Times are real. */
interface DeviceCode {
  code: string;
  userCode: string;
  clientId: string;
  scopes: string[];
  expires: number;
  asked: number;
  state: 'pending' | 'approved' | 'declined';
  mail?: string;
}

const codes = (world: World) => world.store.table<DeviceCode>('device-codes');

/** https://learn.microsoft.com/entra/identity-platform/v2-oauth2-device-code */
export const deviceCodeRoutes: Route[] = [
  {
    method: 'POST',
    path: '/:tenant/oauth2/v2.0/devicecode',
    token: 'none',
    handle: (call, world) => begin(call, world),
  },
];

const request = z.object({ client_id: z.string(), scope: z.string() });

function begin(call: Call, world: World): Answer {
  checkTenant(call.params.tenant ?? '', world);
  const asked = request.safeParse(call.body);
  if (!asked.success) {
    const why = z.prettifyError(asked.error);
    return deny(400, 'invalid_request', `AADSTS900144: The request body is not complete. ${why}`);
  }
  checkPublicClient(asked.data.client_id);
  const { intervalSeconds, lifeSeconds } = world.limits.deviceCode;
  const made: DeviceCode = {
    code: randomBytes(48).toString('base64url'),
    userCode: newUserCode(),
    clientId: asked.data.client_id,
    scopes: graphScopes(asked.data.scope),
    expires: Date.now() + lifeSeconds * 1_000,
    asked: 0,
    state: 'pending',
  };
  codes(world).put(made.code, made);
  const page = `${world.url}/device`;
  const body = {
    device_code: made.code,
    user_code: made.userCode,
    verification_uri: page,
    expires_in: lifeSeconds,
    interval: intervalSeconds,
    message: `To sign in, use a web browser to open the page ${page} and enter the code ${made.userCode} to authenticate.`,
  };
  return { status: 200, body };
}

function checkTenant(tenant: string, { seed }: World): void {
  if (['organizations', 'common', seed.home.tenant].includes(tenant)) return;
  deny(400, 'invalid_request', `AADSTS90002: Tenant '${tenant}' not found.`);
}

/** An application with a secret or a certificate is none that a person carries about. */
function checkPublicClient(clientId: string): void {
  if (clientId === commandLine) return;
  const message = `AADSTS7000218: The application ${clientId} is no public client of this tenant.`;
  deny(401, 'invalid_client', message);
}

const basic = ['openid', 'profile', 'offline_access', 'email', 'User.Read'];

function graphScopes(scope: string): string[] {
  const names = scope
    .split(' ')
    .filter((one) => one !== '')
    .map((one) => one.replace('https://graph.microsoft.com/', ''));
  const strange = names.find((name) => !/^[A-Za-z._]+$/.test(name) || name === '.default');
  if (strange === undefined && names.length > 0) return names;
  return deny(400, 'invalid_scope', `AADSTS70011: The scope ${strange ?? scope} is not valid.`);
}

/** Letters and figures that are not mistaken for one another. */
const alphabet = 'BCDFGHJKLMNPQRSTVWXYZ23456789';
const newUserCode = (): string =>
  Array.from({ length: 9 }, () => alphabet[randomInt(alphabet.length)]).join('');

/** The code as typed by a person: undefined when there is none such that still waits. */
function waitingFor(world: World, typed: string): DeviceCode | undefined {
  const wanted = typed.trim().toUpperCase();
  return codes(world)
    .values()
    .find(
      ({ userCode, state, expires }) =>
        userCode === wanted && state === 'pending' && expires > Date.now(),
    );
}

/** Ends a sign-in in the browser; false when the code is unknown, used, or too old. */
export function endSignIn(
  world: World,
  typed: string,
  how: { mail: string; state: 'approved' | 'declined' },
): boolean {
  const found = waitingFor(world, typed);
  if (found) codes(world).put(found.code, { ...found, ...how });
  return found !== undefined;
}

/** What the device is told when it asks whether somebody has signed in. */
export async function redeem(
  asked: { device_code: string; client_id: string },
  tenant: string,
  world: World,
): Promise<Answer> {
  checkTenant(tenant, world);
  const found = codes(world).get(asked.device_code);
  if (!found || found.clientId !== asked.client_id) {
    const message = 'AADSTS70000: The device code is not known, or was used already.';
    return deny(400, 'bad_verification_code', message);
  }
  if (found.expires <= Date.now()) deny(400, 'expired_token', 'AADSTS70020: The code has expired.');
  if (found.state === 'declined') {
    deny(400, 'authorization_declined', 'AADSTS70018: The person declined to sign in.');
  }
  if (found.state === 'pending') return stillWaiting(found, world);
  codes(world).remove(found.code);
  return signedIn(found, world);
}

function stillWaiting(found: DeviceCode, world: World): never {
  const since = Date.now() - found.asked;
  codes(world).put(found.code, { ...found, asked: Date.now() });
  // Half of it, for clients whose own timer runs a little short of what they were told.
  if (since < (world.limits.deviceCode.intervalSeconds * 1_000) / 2) {
    deny(400, 'slow_down', 'AADSTS70017: The device asks too often.');
  }
  return deny(400, 'authorization_pending', 'AADSTS70016: Nobody has signed in yet.');
}

/** Only the administrator may consent to more than reading one's own name. */
async function signedIn(found: DeviceCode, world: World): Promise<Answer> {
  const { administrator, tenant: home } = world.seed.home;
  const mail = found.mail ?? '';
  const isAdministrator = mail === administrator?.mail;
  const person = isAdministrator ? { ...administrator, tenant: home } : personByMail(world, mail);
  const wider = found.scopes.some((scope) => !basic.includes(scope));
  if (!person || (wider && !isAdministrator)) {
    const message = `AADSTS65001: The user or administrator has not consented to use the application with ID '${found.clientId}'.`;
    return deny(400, 'invalid_grant', message, { suberror: 'consent_required' });
  }
  const tokens = await signedInTokens(world, person, found.clientId, found.scopes);
  const lifetime = { expires_in: tokenLifetime, ext_expires_in: tokenLifetime };
  return {
    status: 200,
    body: { token_type: 'Bearer', scope: found.scopes.join(' '), ...lifetime, ...tokens },
    headers: { 'Cache-Control': 'no-store' },
  };
}
