import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
} from 'node:crypto';
import { KeyTrouble, type RecordKey, type RecordSigner } from './ports.ts';
import type { Wrapping } from './wrapping.ts';

/** What keepers call the key of records, where a ballot's has the id of its wave. */
const name = 'records';

/** Signs records of removals by Ed25519; its private half lies wrapped by the keeper of ballots' keys. */
export function openRecordSigner(wrapping: Wrapping): RecordSigner {
  return {
    async make() {
      const { publicKey, privateKey } = generateKeyPairSync('ed25519');
      const secret = privateKey.export({ format: 'der', type: 'pkcs8' });
      try {
        const spki = publicKey.export({ format: 'der', type: 'spki' });
        return {
          id: fingerprint(spki),
          spki,
          wrapped: await wrapping.wrap(name, 'signing', secret),
        };
      } finally {
        secret.fill(0);
      }
    },

    async sign(key, body) {
      const secret = await wrapping.unwrap(name, 'signing', key.wrapped);
      try {
        const der = Buffer.from(secret.buffer, secret.byteOffset, secret.length);
        const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
        const own = createPublicKey(privateKey).export({ format: 'der', type: 'spki' });
        if (!own.equals(key.spki)) throw new KeyTrouble('wrong');
        return sign(null, Buffer.from(body), privateKey);
      } finally {
        secret.fill(0);
      }
    },
  };
}

/** By which a key is named outside the store: SHA-256 of its public half, in hexadecimal. */
export const fingerprint = (spki: Uint8Array): string =>
  createHash('sha256').update(spki).digest('hex');

/** Whether the record was signed by this key, whose fingerprint is the one it is kept under. */
export function isSignedRecord(
  { id, spki }: Omit<RecordKey, 'wrapped'>,
  body: string,
  signature: Uint8Array,
): boolean {
  if (fingerprint(spki) !== id) return false;
  try {
    const key = createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(body), key, signature);
  } catch {
    // What is no key has signed nothing.
    return false;
  }
}
