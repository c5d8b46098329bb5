import { ManagedIdentityApplication, type NodeAuthOptions } from '@azure/msal-node';
import { z } from 'zod';

/**
 * How the app proves who it is: a secret; a certificate (Entra's SHA-256 thumbprint and a PEM key); or
 * a managed identity of the machine (its client id), whose tokens the app trusts.
 */
export type Credential =
  | { secret: string }
  | { certificate: { thumbprintSha256: string; privateKey: string } }
  | { managedIdentity: string };

const nonEmpty = z.string().min(1);

/** Whether there is anything to prove it by. */
export const usableCredential = z.union([
  z.object({ secret: nonEmpty }),
  z.object({ certificate: z.object({ thumbprintSha256: nonEmpty, privateKey: nonEmpty }) }),
  z.object({ managedIdentity: z.guid() }),
]);

/**
 * What a managed identity's token must be for, to stand for an app.
 * https://learn.microsoft.com/entra/workload-id/workload-identity-federation-config-app-trust-managed-identity
 */
const exchange = 'api://AzureADTokenExchange';

type Proof = Pick<NodeAuthOptions, 'clientSecret' | 'clientCertificate' | 'clientAssertion'>;

/** The credential in MSAL's words. Tokens of a managed identity are MSAL's to keep. */
export function proofOf(credential: Credential): Proof {
  if ('secret' in credential) return { clientSecret: credential.secret };
  if ('certificate' in credential) return { clientCertificate: credential.certificate };
  const { managedIdentity: userAssignedClientId } = credential;
  const identity = new ManagedIdentityApplication({
    managedIdentityIdParams: { userAssignedClientId },
    // The outbox alone retries.
    system: { disableInternalRetries: true },
  });
  return {
    clientAssertion: async () => (await identity.acquireToken({ resource: exchange })).accessToken,
  };
}
