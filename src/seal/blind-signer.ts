import { constants, type KeyObject, privateDecrypt, publicEncrypt, verify } from 'node:crypto';
import { UnfitToSign } from './ports.ts';

/** RFC 9474, section 5, for RSABSSA-SHA384-PSS-Randomized. */
const saltLength = 48;

export interface SigningPair {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/**
 * BlindSign of RFC 9474, by OpenSSL: no chance in it, so that the same message gets the same bytes.
 * Throws `UnfitToSign` for what is no number below the modulus, as long as it.
 */
export function blindSign({ privateKey, publicKey }: SigningPair, blinded: Uint8Array): Buffer {
  if (blinded.length !== bytesOf(publicKey)) throw new UnfitToSign();
  const raw = { padding: constants.RSA_NO_PADDING };
  let signed: Buffer;
  try {
    signed = privateDecrypt({ key: privateKey, ...raw }, blinded);
  } catch (error) {
    if (isTooLarge(error)) throw new UnfitToSign();
    throw error;
  }
  // A fault while signing would give the key away to whoever gets the faulty signature.
  if (!publicEncrypt({ key: publicKey, ...raw }, signed).equals(blinded))
    throw new Error('a signature went wrong and was not given out');
  return signed;
}

/** Whether this key signed this token, as RSASSA-PSS has it. */
export function isSigned(publicKey: KeyObject, token: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== bytesOf(publicKey)) return false;
  const padding = constants.RSA_PKCS1_PSS_PADDING;
  return verify('sha384', token, { key: publicKey, padding, saltLength }, signature);
}

const bytesOf = (key: KeyObject): number => (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8;

function isTooLarge(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ERR_OSSL_RSA_DATA_TOO_LARGE_FOR_MODULUS';
}
