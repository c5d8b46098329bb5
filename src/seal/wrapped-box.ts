import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { KeyTrouble } from './ports.ts';
import type { Half } from './wrapping.ts';

/** Length in bytes of the AES key of a box. */
export const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
/** A box of nothing: its nonce and its tag. */
export const leastBox = nonceBytes + tagBytes;

/** What every keeper binds a box to: what stands before it in what was wrapped, wave and half. */
export const boundTo = (wave: string, half: Half, head: Uint8Array): Buffer =>
  Buffer.concat([head, Buffer.from(`${half} ${wave}`)]);

/** AES-256-GCM: nonce, cipher, tag. The key is the caller's, to be wiped. */
export function closeBox(key: Uint8Array, bytes: Uint8Array, bound: Uint8Array): Buffer {
  const nonce = randomBytes(nonceBytes);
  const closing = createCipheriv('aes-256-gcm', key, nonce);
  closing.setAAD(bound);
  const cipher = Buffer.concat([closing.update(bytes), closing.final()]);
  return Buffer.concat([nonce, cipher, closing.getAuthTag()]);
}

/** Throws `KeyTrouble` « wrong » for any other key, box or binding; key and bytes are the caller's. */
export function openBox(key: Uint8Array, box: Uint8Array, bound: Uint8Array): Buffer {
  if (key.length !== keyBytes || box.length < leastBox) throw new KeyTrouble('wrong');
  const tagAt = box.length - tagBytes;
  const opening = createDecipheriv('aes-256-gcm', key, box.subarray(0, nonceBytes));
  opening.setAAD(bound);
  opening.setAuthTag(box.subarray(tagAt));
  const bytes = opening.update(box.subarray(nonceBytes, tagAt));
  try {
    opening.final();
    return bytes;
  } catch (error) {
    bytes.fill(0);
    throw new KeyTrouble('wrong', error);
  }
}
