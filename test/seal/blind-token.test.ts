import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { blindSign, isSigned, type SigningPair } from '../../src/seal/blind-signer.ts';
import { blind, newToken, unblind } from '../../src/seal/blind-token.ts';
import { UnfitToSign } from '../../src/seal/ports.ts';
import { hex, inBytes, inverse, keyOfTheRfc, number, twoKeys, withSpki } from './keys.ts';
import rfc from './rfc9474-vectors.json' with { type: 'json' };

const ours = 'RSABSSA-SHA384-PSS-Randomized';
const rows = rfc.vectors.map((vector) => [vector.name, vector] as const);
const digits = (value: Uint8Array): string => Buffer.from(value).toString('hex');

/** What chance gives next, in this order; whoever asks for another length has gone astray. */
function chanceGives(...draws: Uint8Array[]): void {
  vi.spyOn(globalThis.crypto, 'getRandomValues').mockImplementation((into) => {
    const draw = draws.shift();
    if (!(into instanceof Uint8Array) || draw?.length !== into.length)
      throw new Error('chance was asked for something else');
    into.set(draw);
    return into;
  });
}

afterEach(() => void vi.restoreAllMocks());

describe('RFC 9474, Appendix A', () => {
  let key: ReturnType<typeof keyOfTheRfc>;
  beforeAll(() => {
    key = keyOfTheRfc();
  });

  test.each(rows)('%s: the server signs what the RFC signs', (_name, vector) => {
    expect(digits(blindSign(key, hex(vector.blinded_msg)))).toBe(vector.blind_sig);
  });

  test.each(rows)('%s: the server takes it only with a salt of 48 bytes', (_name, vector) => {
    const isOurSalt = vector.salt.length === 96;

    expect(isSigned(key.publicKey, hex(vector.input_msg), hex(vector.sig))).toBe(isOurSalt);
  });

  test('the page blinds as the RFC blinds', async () => {
    const vector = rfc.vectors.find(({ name }) => name === ours);
    if (!vector) throw new Error('the vector is not there');
    const factor = inverse(number(vector.inv), number(rfc.key.n));
    chanceGives(hex(vector.salt), inBytes(factor, 512));

    const { blinded, inverse: found } = await blind(key.spki, hex(vector.input_msg));

    expect([digits(blinded), digits(found)]).toEqual([vector.blinded_msg, vector.inv]);
  });

  test('the page unblinds as the RFC finalizes', async () => {
    const vector = rfc.vectors.find(({ name }) => name === ours);
    if (!vector) throw new Error('the vector is not there');
    const { input_msg, blind_sig, inv } = vector;

    const signature = await unblind(key.spki, hex(input_msg), hex(blind_sig), hex(inv));

    expect(digits(signature)).toBe(vector.sig);
  });

  test('a token is the prefix of the RFC before an empty message', () => {
    const prefix = rfc.vectors.find(({ name }) => name === ours)?.msg_prefix ?? '';
    chanceGives(hex(prefix));

    expect(digits(newToken())).toBe(prefix);
  });
});

describe('Marc Delcourt asks for a token', () => {
  let key: SigningPair & { spki: Uint8Array };
  let other: SigningPair & { spki: Uint8Array };
  beforeAll(() => {
    const [first, second] = twoKeys();
    if (!first || !second) throw new Error('no keys');
    [key, other] = [withSpki(first), withSpki(second)];
  });

  test('and it counts in his cell alone, though the server never saw it', async () => {
    const token = newToken();
    const { blinded, inverse: back } = await blind(key.spki, token);
    const signed = blindSign(key, blinded);
    const signature = await unblind(key.spki, token, signed, back);

    expect(isSigned(key.publicKey, token, signature)).toBe(true);
    expect(isSigned(other.publicKey, token, signature)).toBe(false);
    expect(isSigned(key.publicKey, newToken(), signature)).toBe(false);
    expect(isSigned(key.publicKey, token, signed)).toBe(false);
    expect(isSigned(key.publicKey, token, signature.subarray(1))).toBe(false);
    expect(digits(blinded)).not.toContain(digits(token));
    expect(digits(signature)).not.toBe(digits(signed));
  });

  test('once more with the same blinded message: the same bytes', async () => {
    const { blinded } = await blind(key.spki, newToken());

    expect(blindSign(key, blinded)).toEqual(blindSign(key, blinded));
  });

  test('the same token blinded twice looks like two tokens', async () => {
    const token = newToken();

    const [first, second] = [await blind(key.spki, token), await blind(key.spki, token)];

    expect(first.blinded).not.toEqual(second.blinded);
  });

  test('a spoilt signature is noticed before a ballot is sent', async () => {
    const token = newToken();
    const { blinded, inverse: back } = await blind(key.spki, token);
    const [first = 0, ...rest] = blindSign(key, blinded);
    const spoilt = Uint8Array.from([first ^ 1, ...rest]);

    await expect(unblind(key.spki, token, spoilt, back)).rejects.toThrow();
  });

  test('only whole numbers below the modulus are signed', () => {
    const { n = '' } = key.publicKey.export({ format: 'jwk' });
    const modulus = number(Buffer.from(n, 'base64url').toString('hex'));
    const signing = (message: Uint8Array) => () => blindSign(key, message);

    expect(signing(inBytes(modulus, 256))).toThrow(UnfitToSign);
    expect(signing(new Uint8Array(256).fill(255))).toThrow(UnfitToSign);
    expect(signing(new Uint8Array(255))).toThrow(expect.objectContaining({ name: 'UnfitToSign' }));
    expect(signing(new Uint8Array(257))).toThrow(UnfitToSign);
    expect(signing(new Uint8Array(0))).toThrow(UnfitToSign);
    // An odd power of minus one is minus one, and one stays one at any power.
    expect(digits(blindSign(key, inBytes(modulus - 1n, 256)))).toBe((modulus - 1n).toString(16));
    expect(digits(blindSign(key, inBytes(1n, 256)))).toBe('1'.padStart(512, '0'));
  });

  test('a signature that went wrong is not given out', () => {
    const faulty = { privateKey: key.privateKey, publicKey: other.publicKey };

    // OpenSSL itself refuses when the faulty one is above the other modulus: either will do.
    expect(() => blindSign(faulty, inBytes(5n, 256))).toThrow();
  });
});

test('a page does not blind for a key that is too short', async () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 1024 });
  const spki = publicKey.export({ format: 'der', type: 'spki' });

  await expect(blind(spki, newToken())).rejects.toThrow('too short');
});
