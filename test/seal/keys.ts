import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import type { SigningPair } from '../../src/seal/blind-signer.ts';
import rfc from './rfc9474-vectors.json' with { type: 'json' };

export const hex = (digits: string): Uint8Array => Uint8Array.from(Buffer.from(digits, 'hex'));
export const number = (digits: string): bigint => BigInt(`0x${digits}`);

/** The key of RFC 9474, Appendix A; 4096 bits. */
export function keyOfTheRfc(): SigningPair & { spki: Uint8Array } {
  const [n, p, q, e, d] = [rfc.key.n, rfc.key.p, rfc.key.q, rfc.key.e, rfc.key.d].map(number);
  if (!n || !p || !q || !e || !d) throw new Error('the key of the RFC has no such part');
  const jwk = {
    ...{ kty: 'RSA', n: base64(n), e: base64(e), d: base64(d), p: base64(p), q: base64(q) },
    ...{ dp: base64(d % (p - 1n)), dq: base64(d % (q - 1n)), qi: base64(inverse(q, p)) },
  };
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  return withSpki({ privateKey, publicKey: createPublicKey(privateKey) });
}

let made: SigningPair[] | undefined;

/** Two keys of 2048 bits, made once for all tests of a process. */
export function twoKeys(): SigningPair[] {
  made ??= [1, 2].map(() => generateKeyPairSync('rsa', { modulusLength: 2048 }));
  return made;
}

export function withSpki<Pair extends SigningPair>(pair: Pair) {
  const spki: Uint8Array = pair.publicKey.export({ format: 'der', type: 'spki' });
  return { ...pair, spki };
}

/** By the extended Euclidean algorithm. */
export function inverse(of: bigint, modulus: bigint): bigint {
  let [a, b, x, y] = [of % modulus, modulus, 1n, 0n];
  while (b > 0n) [a, b, x, y] = [b, a % b, y, x - (a / b) * y];
  return ((x % modulus) + modulus) % modulus;
}

/** Big-endian, as long as asked. */
export const inBytes = (value: bigint, length: number): Uint8Array =>
  hex(value.toString(16).padStart(length * 2, '0'));

function base64(value: bigint): string {
  const digits = value.toString(16);
  return Buffer.from(digits.length % 2 ? `0${digits}` : digits, 'hex').toString('base64url');
}
