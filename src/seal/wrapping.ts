/**
 * The two private halves of a wave's keys, wrapped apart: the one that signs is wanted while the wave
 * is open, the one that opens ballots not before it closes. A vault can grant and log them apart.
 */
export type Half = 'sealing' | 'signing';

/**
 * A keeper of wrapping keys outside the store. A folder has one file for each; in Key Vault the key
 * `<wave>-<half>` has one version for each (create, wrapKey of a fresh AES key, unwrapKey, delete of
 * the name with all its versions), and what is wrapped says which version it was. A keeper that does
 * not answer, or refuses, throws `OutsideFault`: the same is to be asked again later.
 */
export interface Wrapping {
  /**
   * Wraps under a key made for this call, safely kept before the call ends. Whatever was wrapped
   * before for the same wave can still be unwrapped: who wraps does not know whose set will stand.
   */
  wrap(wave: string, half: Half, bytes: Uint8Array): Promise<Uint8Array>;
  /** Throws `KeyTrouble`. The bytes are the caller's, to be wiped. */
  unwrap(wave: string, half: Half, wrapped: Uint8Array): Promise<Uint8Array>;
  /** All the keys of the wave, whether what they wrapped was ever stored or not. Once more does no harm. */
  destroy(wave: string): Promise<void>;
}
