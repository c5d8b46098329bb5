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
const keyOf = ({ wave, pair, party }: Owner): string => `telemaque-ballot ${wave} ${pair} ${party}`;
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

/** The token is signed for nobody: another one may be tried. */
export const dropBallot = (owner: Owner): void => localStorage.removeItem(keyOf(owner));

export const ballotTaken = (owner: Owner): void => localStorage.setItem(keyOf(owner), taken);
