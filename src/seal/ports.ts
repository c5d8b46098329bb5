import type { Cell } from '../domain/survey.ts';

/** What the store keeps of a wave's keys; of no use to whoever has not the wrapping key beside it. */
export interface KeptKeys {
  wave: string;
  /** X25519, raw, 32 bytes: whoever answers seals to it. */
  sealing: Uint8Array;
  /** RSA, SPKI (DER), one a cell: by it a ballot shows that it may be counted there. */
  signing: { cell: Cell; key: Uint8Array }[];
  /** The private halves of all of them, under a key that is kept outside the store. */
  wrapped: Uint8Array;
}

/** Why a wave's ballots cannot be opened now; nothing was destroyed, and it can be tried again. */
export class KeyTrouble extends Error {
  // Rooms that know only types of this one tell both faults by their names.
  override readonly name = 'KeyTrouble';
  readonly why: 'missing' | 'wrong';
  constructor(why: 'missing' | 'wrong', cause?: unknown) {
    super(`the key of a wave is ${why}`, { cause });
    this.why = why;
  }
}

/** What was sent to be signed is no blinded message: not 256 bytes, or no number below the modulus. */
export class UnfitToSign extends Error {
  override readonly name = 'UnfitToSign';
  constructor() {
    super('what was sent is no blinded message');
  }
}

/** Opens the ballots of one wave, one after the other; null for one that was not sealed for it. */
export type Opener = (ballot: Uint8Array) => Uint8Array | null;

/** The keys of waves: made when a wave is laid down, destroyed when its synthesis stands. */
export interface WaveKeys {
  /** Made anew at each call: the store keeps one set a wave. */
  make(wave: string, cells: readonly Cell[]): Promise<KeptKeys>;
  /** 512 bytes whatever was answered; `plain` is at most 400 bytes long. */
  seal(kept: Pick<KeptKeys, 'wave' | 'sealing'>, plain: Uint8Array): Promise<Uint8Array>;
  /** Throws `KeyTrouble`. */
  opener(kept: KeptKeys): Promise<Opener>;
  /**
   * RFC 9474: signs without seeing; the same blinded message gets the same signature. Throws
   * `KeyTrouble`, and `UnfitToSign`.
   */
  sign(kept: KeptKeys, cell: Cell, blinded: Uint8Array): Promise<Uint8Array>;
  /** Whether a token was signed for this cell of this wave. Throws `KeyTrouble`. */
  verify(kept: KeptKeys, cell: Cell, token: Uint8Array, signature: Uint8Array): Promise<boolean>;
  /** For good; once more does no harm. */
  destroy(wave: string): Promise<void>;
}

/** A key that records are signed by, as the store keeps it. */
export interface RecordKey {
  /** SHA-256 of `spki`, in hexadecimal. */
  id: string;
  /** Ed25519, SPKI (DER). */
  spki: Uint8Array;
  /** The private half, of no use without the wrapping key that is kept elsewhere. */
  wrapped: Uint8Array;
}

/** Signs what is told of purges and erasures. */
export interface RecordSigner {
  make(): Promise<RecordKey>;
  /** Throws `KeyTrouble`. */
  sign(key: RecordKey, body: string): Promise<Uint8Array>;
}
