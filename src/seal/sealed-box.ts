/*
 * The sealed ballot. Pages make it here; the server makes and opens it in `node-box.ts`:
 *
 *   version (1) | ephemeral X25519 key (32) | AES-256-GCM of the padded answers (463) | its tag (16)
 *
 * The AES key is HKDF-SHA256 of what the two X25519 keys have in common. It serves once, so that its
 * nonce may stay zero. X25519 ignores a bit of a public key: the salt holds every bit of the head.
 */

/** Every ballot is so long, whatever was answered. */
export const boxBytes = 512;
/** The longest answers that can be sealed, in bytes. */
export const longestPlain = 400;
export const nonce = new Uint8Array(12);

const version = 1;
const headBytes = 33;
const tagBytes = 16;
const paddedBytes = boxBytes - headBytes - tagBytes;
const lengthBytes = 2;

type Bytes = Uint8Array<ArrayBuffer>;

/** A ballot taken apart; null for what is none by its length or version. */
export function partsOf(ballot: Uint8Array) {
  if (ballot.length !== boxBytes || ballot[0] !== version) return null;
  const tagAt = boxBytes - tagBytes;
  return {
    head: ballot.subarray(0, headBytes),
    ephemeral: ballot.subarray(1, headBytes),
    cipher: ballot.subarray(headBytes, tagAt),
    tag: ballot.subarray(tagAt),
  };
}

/** What HKDF is given beside the shared secret: a ballot opens for this wave and this key only. */
export function derivation(wave: string, head: Uint8Array, recipient: Uint8Array) {
  const info: Bytes = new TextEncoder().encode(`telemaque sealed ballot 1 ${wave}`);
  return { salt: joined(head, recipient), info };
}

/** Answers as they are sealed, all of one length. Throws `RangeError` for more than 400 bytes. */
export function padded(plain: Uint8Array): Bytes {
  if (plain.length > longestPlain)
    throw new RangeError(`${plain.length} bytes to seal, ${longestPlain} at most`);
  const whole = new Uint8Array(paddedBytes);
  new DataView(whole.buffer).setUint16(0, plain.length);
  whole.set(plain, lengthBytes);
  return whole;
}

/** The answers without what was added to them; null when it was not `padded` that did. */
export function unpadded(whole: Uint8Array): Uint8Array | null {
  const length = new DataView(whole.buffer, whole.byteOffset).getUint16(0);
  const end = lengthBytes + length;
  if (length > longestPlain || whole.subarray(end).some((byte) => byte !== 0)) return null;
  return new Uint8Array(whole.subarray(lengthBytes, end));
}

/**
 * Seals answers to a wave's X25519 key (raw, 32 bytes). Throws `RangeError` for more than 400 bytes,
 * and what WebCrypto throws when the key is none or the browser knows no X25519.
 */
export async function seal(wave: string, recipient: Uint8Array, plain: Uint8Array): Promise<Bytes> {
  const { subtle } = globalThis.crypto;
  const whole = padded(plain);
  const theirs = await subtle.importKey('raw', new Uint8Array(recipient), 'X25519', true, []);
  const ours = await subtle.generateKey('X25519', false, ['deriveBits']);
  if (!('publicKey' in ours)) throw new TypeError('no key pair was made');
  const head = headOf(new Uint8Array(await subtle.exportKey('raw', ours.publicKey)));
  const agreed = await subtle.deriveBits({ name: 'X25519', public: theirs }, ours.privateKey, 256);
  const secret = await subtle.importKey('raw', agreed, 'HKDF', false, ['deriveKey']);
  const by = { name: 'HKDF', hash: 'SHA-256', ...derivation(wave, head, recipient) };
  const key = await subtle.deriveKey(by, secret, { name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
  ]);
  const cipher = await subtle.encrypt({ name: 'AES-GCM', iv: nonce }, key, whole);
  return joined(head, new Uint8Array(cipher));
}

/** What a ballot begins with. */
export const headOf = (ephemeral: Uint8Array): Bytes => joined(Uint8Array.of(version), ephemeral);

function joined(a: Uint8Array, b: Uint8Array): Bytes {
  const whole = new Uint8Array(a.length + b.length);
  whole.set(a);
  whole.set(b, a.length);
  return whole;
}
