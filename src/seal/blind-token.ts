import { RSABSSA } from '@cloudflare/blindrsa-ts';

/*
 * RFC 9474, the side of whoever answers: RSABSSA-SHA384-PSS-Randomized. Its message is empty, so that
 * the token is the 32 random bytes of its preparation; a key signs for one cell of one wave alone.
 * Pages load this file when somebody asks for a token: the library is heavy and slow to blind.
 */
const suite = RSABSSA.SHA384.PSS.Randomized();
const shortestModulus = 2048;

/** `blinded` goes to the server; `inverse` never leaves: it ties the token to whoever asked. */
export interface Blinded {
  blinded: Uint8Array;
  inverse: Uint8Array;
}

/** 32 random bytes. To be kept with its `Blinded` until the ballot is taken, for another try. */
export const newToken = (): Uint8Array => suite.prepare(new Uint8Array(0));

/** Blinds a token for a cell's key (SPKI, DER). Throws when the key is none of RSA-2048 or longer. */
export async function blind(spki: Uint8Array, token: Uint8Array): Promise<Blinded> {
  const { blindedMsg, inv } = await suite.blind(await keyOf(spki), token);
  return { blinded: blindedMsg, inverse: inv };
}

/** The signature of the token itself; throws when what came back is not signed by that key. */
export async function unblind(
  spki: Uint8Array,
  token: Uint8Array,
  signed: Uint8Array,
  inverse: Uint8Array,
): Promise<Uint8Array> {
  return suite.finalize(await keyOf(spki), token, signed, inverse);
}

async function keyOf(spki: Uint8Array) {
  const kind = { name: 'RSA-PSS', hash: 'SHA-384' };
  const key = await crypto.subtle.importKey('spki', new Uint8Array(spki), kind, true, ['verify']);
  if (!('modulusLength' in key.algorithm) || Number(key.algorithm.modulusLength) < shortestModulus)
    throw new RangeError('the key of the cell is too short');
  return key;
}
