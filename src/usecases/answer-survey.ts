import type { Tables } from '../db/db.ts';
import type { LaidWave } from '../db/waves.ts';
import { type Refused, refuse } from '../domain/refusal.ts';
import { cellOf, type Level, questionsAt, readAnswers } from '../domain/survey.ts';
import { ballotBytes } from '../domain/tally.ts';
import { hour } from '../domain/time.ts';
import { whyNotAnswer } from '../domain/wave.ts';
import type { By, Deps } from './deps.ts';
import { keepWavesJob } from './keep-waves.ts';

/** The questions of which no answer came: all others may be shown again, and none was kept. */
export type Incomplete = Refused & { missing: string[] };

/**
 * Seals somebody's answers and puts them in, once: who has answered and the ballot stand together
 * or not at all, and neither says when. Whoever comes second, by whatever way, has answered already.
 */
export async function answerSurvey(
  deps: Deps,
  by: Pick<By, 'person'>,
  wish: { wave: string; answers: Readonly<Record<string, unknown>> },
): Promise<{ answered: true } | Refused | Incomplete> {
  const wave = await deps.db.read.waves.get(wish.wave);
  if (!wave) return refuse('not-found');
  const asked = await deps.db.read.participation.asked(wave.id, by.person);
  const why = whyNotAnswer(wave, asked, deps.now());
  if (why || !asked) return refuse(why ?? 'not-found');
  const questions = questionsAt(wave.instrument, wave.moment);
  const answers = readAnswers(questions, wish.answers);
  if ('invalid' in answers) return refuse('wrong-values');
  if ('missing' in answers && Array.isArray(answers.missing)) {
    return { ...refuse('survey-incomplete'), missing: answers.missing };
  }
  const levels = questions.map(({ key }) => answers[key as keyof typeof answers] as Level);
  const plain = ballotBytes(wave.instrument.edition, levels);
  if (!wave.sealing) return refuse('survey-not-open');
  const sealed = await deps.keys.seal({ wave: wave.id, sealing: wave.sealing }, plain);
  const cell = cellOf(wave.partition, asked.party);
  const done = await deps.db.tx(async (t) => {
    const closed = await closedMeanwhile(deps, t, wave);
    if (closed) return closed;
    if (!(await t.participation.answer(wave.id, by.person))) return refuse('survey-answered');
    const id = ballotId(deps.newId());
    if (!(await t.ballots.put({ id, wave: wave.id, cell, sealed }))) throw new Error('id twice');
    await t.jobs.hasten(keepWavesJob, nextHour(deps.now()));
    return { answered: true } as const;
  });
  deps.wake();
  return done;
}

/** Held until the transaction ends: a wave that is closed counts every ballot it took. */
export async function closedMeanwhile(
  { now }: Deps,
  t: Tables,
  wave: LaidWave,
): Promise<Refused | null> {
  const state = await t.waves.hold(wave.id);
  if (state === undefined) return refuse('not-found');
  const why = whyNotAnswer({ ...wave, state }, { answered: false }, now());
  return why ? refuse(why) : null;
}

/** Cards are drawn anew at the full hour, those of all who answered meanwhile at once. */
export const nextHour = (now: number): number => Math.ceil((now + 1) / hour) * hour;

/** 122 bits of chance, without their dashes. */
const ballotId = (id: string): Uint8Array => Buffer.from(id.replaceAll('-', ''), 'hex');
