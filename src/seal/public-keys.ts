import { createPublicKey, type KeyObject } from 'node:crypto';
import { KeyTrouble } from './ports.ts';

/** Waves have one or two each; who shows one more is read once again. */
const most = 32;

/**
 * Reads cells' keys (SPKI, DER), each once: OpenSSL takes longer to read one than to check a token
 * by it. Throws `KeyTrouble` for what is none.
 */
export function openPublicKeys(): (spki: Uint8Array) => KeyObject {
  const known = new Map<string, KeyObject>();
  return (spki) => {
    const name = Buffer.from(spki).toString('base64');
    const key = known.get(name) ?? readKey(spki);
    known.set(name, key);
    for (const [oldest] of known) if (known.size > most) known.delete(oldest);
    return key;
  };
}

function readKey(spki: Uint8Array): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(spki), format: 'der', type: 'spki' });
  } catch (error) {
    throw new KeyTrouble('wrong', error);
  }
}
