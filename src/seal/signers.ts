import { createPrivateKey, createPublicKey } from 'node:crypto';
import type { Cell } from '../domain/survey.ts';
import type { SigningPair } from './blind-signer.ts';
import { unpacked } from './packing.ts';
import { type KeptKeys, KeyTrouble } from './ports.ts';

/** How many waves' signing keys stay in memory; who asks for one more unwraps again. */
const most = 8;

interface Signer extends SigningPair {
  spki: Buffer;
}

interface Known {
  wrapped: Uint8Array;
  loading: Promise<Map<string, Signer>>;
}

export interface Signers {
  /** Throws `KeyTrouble`. */
  of(kept: KeptKeys, cell: Cell): Promise<SigningPair>;
  forget(wave: string): void;
}

/**
 * Signing keys of open waves, unwrapped once, not at each signature. They open no ballot and, as
 * blinding hides perfectly, tell nothing about any; who has one can only forge tokens of its wave.
 */
export function openSigners(unwrap: (kept: KeptKeys) => Promise<Uint8Array>): Signers {
  const known = new Map<string, Known>();
  const load = (kept: KeptKeys): Known => {
    const entry = { wrapped: kept.wrapped, loading: unwrap(kept).then(pairsOf) };
    entry.loading.catch(() => {
      if (known.get(kept.wave) === entry) known.delete(kept.wave);
    });
    return entry;
  };
  return {
    async of(kept, cell) {
      const before = known.get(kept.wave);
      const isSame = before && Buffer.compare(before.wrapped, kept.wrapped) === 0;
      const entry = isSame ? before : load(kept);
      known.delete(kept.wave);
      known.set(kept.wave, entry);
      for (const [oldest] of known) if (known.size > most) known.delete(oldest);
      return pairFor(kept, cell, await entry.loading);
    },
    forget: (wave) => void known.delete(wave),
  };
}

/** By cell, from what `packed` made of cell, key, cell, key…; wipes it. */
function pairsOf(bytes: Uint8Array): Map<string, Signer> {
  try {
    const parts = unpacked(bytes) ?? [];
    const pairs = new Map<string, Signer>();
    for (let at = 0; at + 1 < parts.length; at += 2) {
      const [cell, der] = [parts[at], parts[at + 1]];
      if (!cell || !der) break;
      const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
      const publicKey = createPublicKey(privateKey);
      const spki = publicKey.export({ format: 'der', type: 'spki' });
      pairs.set(cell.toString(), { privateKey, publicKey, spki });
    }
    return pairs;
  } catch (error) {
    throw new KeyTrouble('wrong', error);
  } finally {
    bytes.fill(0);
  }
}

/** A token is good by the key the store shows: one that was exchanged there signs nothing. */
function pairFor(kept: KeptKeys, cell: Cell, pairs: Map<string, Signer>): SigningPair {
  const pair = pairs.get(cell);
  const shown = kept.signing.find((each) => each.cell === cell)?.key;
  if (!pair || !shown || !pair.spki.equals(shown)) throw new KeyTrouble('wrong');
  return pair;
}
