import { createPrivateKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Cell } from '../domain/survey.ts';
import { blindSign, isSigned } from './blind-signer.ts';
import { openWith, rawPublic, sealTo } from './node-box.ts';
import { packed, unpacked } from './packing.ts';
import { type KeptKeys, KeyTrouble, type Opener, type WaveKeys } from './ports.ts';
import { openPublicKeys } from './public-keys.ts';
import { openSigners } from './signers.ts';
import type { Half, Wrapping } from './wrapping.ts';

/** A key lives for weeks and only forging hangs on its length: RFC 9578 (2) has the same. */
const modulusLength = 2048;
/** A token is the random prefix that RFC 9474 prepares, before an empty message. */
const tokenBytes = 32;
const pairOf = promisify(generateKeyPair);

/**
 * The keys of waves over a keeper of wrapping keys. The key that opens ballots is in memory while it
 * is made and while its wave closes, never between; a signing key while its wave is asked for.
 */
export function openWaveKeys(wrapping: Wrapping): WaveKeys {
  const publicKeyOf = openPublicKeys();
  const signers = openSigners((kept) => half(wrapping, kept, 'signing'));
  return {
    make: (wave, cells) => make(wrapping, wave, cells),
    seal: async ({ wave, sealing }, plain) => sealTo(wave, sealing, plain),
    opener: async (kept) => {
      const opener = openerOf(kept, await half(wrapping, kept, 'sealing'));
      signers.forget(kept.wave);
      return opener;
    },
    sign: async (kept, cell, blinded) => blindSign(await signers.of(kept, cell), blinded),
    verify: async (kept, cell, token, signature) => {
      const shown = kept.signing.find((each) => each.cell === cell);
      if (!shown || token.length !== tokenBytes) return false;
      return isSigned(publicKeyOf(shown.key), token, signature);
    },
    destroy: async (wave) => {
      signers.forget(wave);
      await wrapping.destroy(wave);
    },
  };
}

async function make(wrapping: Wrapping, wave: string, cells: readonly Cell[]): Promise<KeptKeys> {
  const [sealing, signing] = await Promise.all([
    pairOf('x25519'),
    Promise.all(cells.map(async (cell) => ({ cell, ...(await pairOf('rsa', { modulusLength })) }))),
  ]);
  const opening = secretOf(sealing.privateKey);
  const each = signing.flatMap(({ cell, privateKey }) => [Buffer.from(cell), secretOf(privateKey)]);
  const all = packed(each);
  try {
    const wrapped = packed([
      await wrapping.wrap(wave, 'sealing', opening),
      await wrapping.wrap(wave, 'signing', all),
    ]);
    return {
      wave,
      sealing: rawPublic(sealing.publicKey),
      signing: signing.map(({ cell, publicKey }) => ({
        cell,
        key: publicKey.export({ format: 'der', type: 'spki' }),
      })),
      wrapped,
    };
  } finally {
    for (const secret of [opening, all, ...each]) secret.fill(0);
  }
}

const secretOf = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'pkcs8' });

async function half(wrapping: Wrapping, kept: KeptKeys, which: Half): Promise<Uint8Array> {
  const [sealing, signing, ...rest] = unpacked(kept.wrapped) ?? [];
  if (!sealing || !signing || rest.length > 0) throw new KeyTrouble('wrong');
  return wrapping.unwrap(kept.wave, which, which === 'sealing' ? sealing : signing);
}

/** Refuses a key that is not the one the store shows: every ballot would look garbled. */
function openerOf(kept: KeptKeys, secret: Uint8Array): Opener {
  const privateKey = keyFrom(secret);
  if (!rawPublic(privateKey).equals(kept.sealing)) throw new KeyTrouble('wrong');
  return openWith(kept.wave, privateKey);
}

function keyFrom(secret: Uint8Array): KeyObject {
  try {
    const key = Buffer.from(secret.buffer, secret.byteOffset, secret.length);
    return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
  } catch (error) {
    throw new KeyTrouble('wrong', error);
  } finally {
    secret.fill(0);
  }
}
