import { X509Certificate } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import type { Application, KeyCredential } from '../tenant/tables.ts';
import { applicationOf, principalOf } from '../tenant/tables.ts';
import type { World } from '../world.ts';
import { deny } from './refusal.ts';

export interface ClientProof {
  client_id: string;
  client_secret?: string | undefined;
  client_assertion?: string | undefined;
}

/**
 * Refuses an application that the tenant does not know, or that does not prove who it is: by the
 * one local secret, or by an assertion signed with a certificate of its registration. While it has
 * none registered, an assertion is taken for who speaks and until when.
 */
export async function checkClient(asked: ClientProof, tenant: string, world: World): Promise<void> {
  const { client_id: appId, client_assertion: assertion } = asked;
  const application = applicationOf(world, appId);
  if (!application) {
    const message = `AADSTS700016: Application with identifier '${appId}' was not found in the directory.`;
    return deny(400, 'unauthorized_client', message);
  }
  if (tenant === world.seed.home.tenant && !principalOf(world, appId)) {
    const message = `AADSTS7000229: The client application ${appId} is missing service principal in the tenant ${tenant}.`;
    deny(400, 'unauthorized_client', message);
  }
  if (assertion !== undefined) return checkAssertion(assertion, application, tenant);
  if (asked.client_secret === world.product.secret) return;
  const message = `AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '${appId}'.`;
  deny(401, 'invalid_client', message);
}

/** msal rounds the time up, so what it signs now may begin within the next second. */
const skewSeconds = 300;

async function checkAssertion(
  assertion: string,
  { appId, keyCredentials }: Application,
  tenant: string,
): Promise<void> {
  const claims = readable(() => decodeJwt(assertion));
  const current = typeof claims?.exp === 'number' && claims.exp * 1_000 > Date.now();
  if (claims?.iss !== appId || claims.sub !== appId || !current) invalid();
  if (keyCredentials.length === 0) return;
  if (!String(claims?.aud).includes(`/${tenant}/`)) {
    const message = 'AADSTS700023: Client assertion audience claim does not match Realm issuer.';
    deny(401, 'invalid_client', message);
  }
  const signer = keyCredentials.find((one) => isNamedBy(assertion, one));
  if (!signer) return invalid('The key was not found.');
  if (Date.parse(signer.endDateTime) < Date.now()) invalid('The certificate has expired.');
  try {
    const checks = { algorithms: ['PS256', 'RS256'], clockTolerance: skewSeconds };
    await jwtVerify(assertion, certificateOf(signer).publicKey, checks);
  } catch {
    // Whatever is wrong with a signature, Entra says the same.
    invalid('The signature does not match.');
  }
}

/** Assertions name their certificate by its thumbprint, in either of two headers. */
function isNamedBy(assertion: string, credential: KeyCredential): boolean {
  const header = readable(() => decodeProtectedHeader(assertion));
  const { fingerprint, fingerprint256 } = certificateOf(credential);
  if (header?.['x5t#S256']) return header['x5t#S256'] === base64url(fingerprint256);
  return header?.x5t === base64url(fingerprint);
}

export const certificateOf = ({ key }: { key: string }): X509Certificate =>
  new X509Certificate(Buffer.from(key, 'base64'));

const base64url = (fingerprint: string): string =>
  Buffer.from(fingerprint.replaceAll(':', ''), 'hex').toString('base64url');

/** What is no token at all is refused like a wrong one. */
function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const invalid = (why = 'It does not say who speaks.'): never =>
  deny(401, 'invalid_client', `AADSTS700027: The client assertion is not valid. ${why}`);
