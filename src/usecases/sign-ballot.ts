import { type Refused, refuse } from '../domain/refusal.ts';
import { cellOf } from '../domain/survey.ts';
import { whyNotAnswer } from '../domain/wave.ts';
import { closedMeanwhile, nextHour } from './answer-survey.ts';
import type { Deps } from './deps.ts';
import { keepWavesJob } from './keep-waves.ts';

export interface SignDeps extends Deps {
  hash: (text: string) => Uint8Array;
}

/**
 * Signs, unseen, the token of somebody who was asked: from then on they have answered, and whoever
 * brings the token may put one ballot in, unknown to us (RFC 9474). The same blinded message gets
 * the same signature, so that an answer lost on its way costs nobody their say; another one gets none.
 */
export async function signBallot(
  deps: SignDeps,
  person: string,
  wish: { wave: string; blinded: Uint8Array },
): Promise<{ signature: Uint8Array } | Refused> {
  const t = deps.db.read;
  const survey = await t.participation.survey(wish.wave, person);
  if (!survey?.asked) return refuse('not-found');
  const { wave, asked } = survey;
  const keys = await t.waves.keysOf(wave.id);
  const why = whyNotAnswer(wave, { answered: false }, deps.now());
  if (why || !keys) return refuse(why ?? 'survey-not-open');
  const cell = cellOf(wave.partition, asked.party);
  // Before anything is written: what cannot be signed costs nobody their say.
  const signature = await deps.keys.sign(keys, cell, wish.blinded);
  const kept = deps.hash(Buffer.from(wish.blinded).toString('base64url'));
  let hastened = false;
  const done = await deps.db.tx(async (tx) => {
    const closed = await closedMeanwhile(deps, tx, wave);
    if (closed) return closed;
    if (!(await tx.participation.answerBlinded(wave.id, person, kept)))
      return refuse('survey-answered');
    hastened = await tx.jobs.hasten(keepWavesJob, nextHour(deps.now()));
    return { signature };
  });
  if (hastened) deps.wake();
  return done;
}
