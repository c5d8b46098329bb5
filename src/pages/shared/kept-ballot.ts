/** A token of the page's own and what it takes to have it signed: bytes in base64url. */
export interface KeptBallot {
  ballot: string;
  blinded: string;
  inverse: string;
  /** Null until the server's answer has come. */
  signature: string | null;
}

/** Whose ballot it is: one browser may serve several people, whose tokens must never be mixed up. */
export interface Owner {
  wave: string;
  pair: string;
  party: string;
}

/*
 * Why the browser keeps it: who signs has answered, and gets no second signature. Were the server's
 * answer lost, or the page closed before its form is sent, another blinded message would be refused
 * and a say would be lost; the same one gets the same signature again. Once the ballot is taken, all
 * of it is wiped: what stays says that a ballot left from here, and leads to none.
 */
const name = 'telemaque-ballot';
const keyOf = ({ wave, pair, party }: Owner): string => `${name} ${wave} ${pair} ${party}`;
const taken = 'taken';

/** Null where this browser knows of none. */
export function readBallot(owner: Owner): KeptBallot | 'taken' | null {
  try {
    const text = localStorage.getItem(keyOf(owner));
    if (text === null || text === taken) return text;
    // Written by `keepBallot`, and by nothing else.
    return JSON.parse(text) as KeptBallot;
  } catch {
    // A browser that lets nothing be kept knows of none.
    return null;
  }
}

/** False where this browser keeps nothing, or not this. */
export function keepBallot(owner: Owner, ballot: KeptBallot): boolean {
  const text = JSON.stringify(ballot);
  try {
    localStorage.setItem(keyOf(owner), text);
    return localStorage.getItem(keyOf(owner)) === text;
  } catch {
    return false;
  }
}

/** It is of no use any more: signed for nobody, or for a wave that is over. */
export function dropBallot(owner: Owner): void {
  try {
    localStorage.removeItem(keyOf(owner));
  } catch {
    // Nothing was kept.
  }
}

export const ballotTaken = (owner: Owner): void => localStorage.setItem(keyOf(owner), taken);

/** Whoever is in several pairs is asked once, and goes on by whichever was open when they began. */
export const keptAmong = (pairs: readonly string[], of: Omit<Owner, 'pair'>): string | undefined =>
  pairs.find((pair) => readBallot({ ...of, pair }) !== null);

/** Waves whose ballot was begun here for one of these pairs and has not left. */
export function unsentFor(pairs: readonly string[]): string[] {
  try {
    return Object.keys(localStorage).flatMap((key) => {
      const [kind, wave = '', pair = ''] = key.split(' ');
      const ours = kind === name && pairs.includes(pair);
      return ours && localStorage.getItem(key) !== taken ? [wave] : [];
    });
  } catch {
    return [];
  }
}
