import { type Refused, refuse } from '../domain/refusal.ts';
import { type Cell, cellsOf } from '../domain/survey.ts';
import { whyNotAnswer } from '../domain/wave.ts';
import { closedMeanwhile } from './answer-survey.ts';
import type { SignDeps } from './sign-ballot.ts';

export interface CastWish {
  wave: string;
  cell: Cell;
  token: Uint8Array;
  signature: Uint8Array;
  /** 512 bytes, sealed where they were answered: nobody here can read them before the wave closes. */
  sealed: Uint8Array;
}

/**
 * Puts in the ballot of nobody: of whoever brings a token that was signed for that cell. Its id is
 * the token's, so that the same one counts once, however often it is sent.
 */
export async function castBallot(
  deps: SignDeps,
  { wave: id, cell, token, signature, sealed }: CastWish,
): Promise<{ taken: true } | Refused> {
  const wave = await deps.db.read.waves.get(id);
  const keys = wave && (await deps.db.read.waves.keysOf(id));
  if (!wave || !keys || !cellsOf(wave.partition).includes(cell)) return refuse('not-found');
  const why = whyNotAnswer(wave, { answered: false }, deps.now());
  if (why) return refuse(why);
  if (!(await deps.keys.verify(keys, cell, token, signature))) return refuse('wrong-values');
  const name = deps.hash(`ballot ${Buffer.from(token).toString('base64url')}`);
  return deps.db.tx(async (t) => {
    const closed = await closedMeanwhile(deps, t, wave);
    if (closed) return closed;
    await t.ballots.put({ id: name.subarray(0, 16), wave: id, cell, sealed });
    return { taken: true };
  });
}
