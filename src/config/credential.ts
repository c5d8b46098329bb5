import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Instant } from '../domain/time.ts';
import type { Credential } from '../entra/credential.ts';

type Environment = Record<string, string | undefined>;

/** How the app proves who it is and until when, or the settings at fault. */
export type ReadCredential =
  | { credential: Credential; expires?: Instant | undefined }
  | { faults: string[] };

const settings = z.object({
  APP_SECRET: z.string().min(8).optional(),
  APP_CERTIFICATE_FILE: z.string().optional(),
  APP_CERTIFICATE_SHA256: z
    .string()
    .regex(/^[0-9A-Fa-f]{64}$/)
    .optional(),
  APP_CERTIFICATE_KEY_FILE: z.string().optional(),
  APP_MANAGED_IDENTITY: z.guid().optional(),
  APP_CREDENTIAL_EXPIRES: z.iso.date().optional(),
});
type Settings = z.infer<typeof settings>;

/** What to put there, by name. */
export const credentialRemedies: Record<keyof Settings, string> = {
  APP_SECRET: 'the app’s secret, a certificate (APP_CERTIFICATE_FILE) or APP_MANAGED_IDENTITY',
  APP_CERTIFICATE_FILE: 'a file with the app’s certificate in PEM, whose key is the one given',
  APP_CERTIFICATE_SHA256: 'the certificate’s SHA-256 thumbprint, 64 hexadecimal digits',
  APP_CERTIFICATE_KEY_FILE: 'a file with the certificate’s private key in PEM',
  APP_MANAGED_IDENTITY: 'the client id (GUID) of the managed identity that the app trusts',
  APP_CREDENTIAL_EXPIRES: 'the day the secret or the certificate ends, as 2027-03-25',
};

/**
 * Reads the app's own credential: a managed identity before a certificate before a secret. The end
 * of a certificate is its own; that of a secret, or of a bare thumbprint, has to be told.
 */
export function readCredential(env: Environment): ReadCredential {
  const read = settings.safeParse(env);
  if (!read.success) return { faults: read.error.issues.map(({ path }) => String(path[0])) };
  const e = read.data;
  if (e.APP_MANAGED_IDENTITY !== undefined) {
    return { credential: { managedIdentity: e.APP_MANAGED_IDENTITY } };
  }
  const told = toldEnd(e);
  if (e.APP_CERTIFICATE_KEY_FILE !== undefined) {
    if (e.APP_CERTIFICATE_FILE !== undefined) return fromFiles(e, told);
    if (e.APP_CERTIFICATE_SHA256 !== undefined) return fromThumbprint(e, told);
  }
  if (e.APP_CERTIFICATE_FILE !== undefined) return { faults: ['APP_CERTIFICATE_KEY_FILE'] };
  if (e.APP_SECRET === undefined) return { faults: ['APP_SECRET'] };
  return { credential: { secret: e.APP_SECRET }, expires: told };
}

const toldEnd = ({ APP_CREDENTIAL_EXPIRES: end }: Settings): Instant | undefined =>
  end === undefined ? undefined : Date.parse(end);

function fromThumbprint(e: Settings, expires: Instant | undefined): ReadCredential {
  const privateKey = textOf(e.APP_CERTIFICATE_KEY_FILE);
  if (privateKey === undefined) return { faults: ['APP_CERTIFICATE_KEY_FILE'] };
  const thumbprintSha256 = e.APP_CERTIFICATE_SHA256 ?? '';
  return { credential: { certificate: { thumbprintSha256, privateKey } }, expires };
}

function fromFiles(e: Settings, told: Instant | undefined): ReadCredential {
  const privateKey = textOf(e.APP_CERTIFICATE_KEY_FILE);
  const certificate = certificateOf(textOf(e.APP_CERTIFICATE_FILE));
  if (privateKey === undefined || certificate === undefined) {
    return {
      faults: [
        ...(certificate === undefined ? ['APP_CERTIFICATE_FILE'] : []),
        ...(privateKey === undefined ? ['APP_CERTIFICATE_KEY_FILE'] : []),
      ],
    };
  }
  if (!belongTogether(certificate, privateKey)) return { faults: ['APP_CERTIFICATE_FILE'] };
  const thumbprintSha256 = certificate.fingerprint256.replaceAll(':', '');
  const expires = Math.min(Date.parse(certificate.validTo), told ?? Number.POSITIVE_INFINITY);
  return { credential: { certificate: { thumbprintSha256, privateKey } }, expires };
}

function textOf(file: string | undefined): string | undefined {
  try {
    return file === undefined ? undefined : readFileSync(file, 'utf8');
  } catch {
    // The setting is named as the one at fault; why it cannot be read is the system's own.
    return undefined;
  }
}

function certificateOf(pem: string | undefined): X509Certificate | undefined {
  try {
    return pem === undefined ? undefined : new X509Certificate(pem);
  } catch {
    // Told as a setting that cannot be used.
    return undefined;
  }
}

function belongTogether(certificate: X509Certificate, privateKey: string): boolean {
  try {
    return certificate.checkPrivateKey(createPrivateKey(privateKey));
  } catch {
    // No key at all is no key of this certificate.
    return false;
  }
}
