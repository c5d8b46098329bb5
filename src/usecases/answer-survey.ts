import type { Tables } from '../db/db.ts';
import type { Survey } from '../db/participation.ts';
import type { LaidWave } from '../db/waves.ts';
import { type Refused, refuse } from '../domain/refusal.ts';
import { cellOf, type Level, questionsAt, readAnswers, type Wave } from '../domain/survey.ts';
import { ballotBytes } from '../domain/tally.ts';
import { hour } from '../domain/time.ts';
import { takesAnswers, whyNotAnswer } from '../domain/wave.ts';
import type { By, Deps } from './deps.ts';
import { keepWavesJob } from './keep-waves.ts';

/** The questions of which no answer came: all others may be shown again, and none was kept. */
export type Incomplete = Refused & { missing: string[] };

/**
 * Seals somebody's answers and puts them in, once: who has answered and the ballot stand together
 * or not at all, and neither says when. Whoever comes second, by whatever way, has answered already.
 * Gives the questionnaire as they have it from then on.
 */
export async function answerSurvey(
  deps: Deps,
  by: Pick<By, 'person'>,
  wish: { wave: string; answers: Readonly<Record<string, unknown>> },
): Promise<{ answered: true; survey: Survey } | Refused | Incomplete> {
  const t = deps.db.read;
  const survey = await t.participation.survey(wish.wave, by.person);
  if (!survey) return refuse('not-found');
  const { wave, asked } = survey;
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
  const ballot = { id: ballotId(deps.newId()), cell: cellOf(wave.partition, asked.party), sealed };
  const redrawing = { job: keepWavesJob, at: nextHour(deps.now()) };
  const put = await t.answers.put(
    { wave: wave.id, person: by.person, ...ballot },
    takesAnswers,
    redrawing,
  );
  if (put.hastened) deps.wake();
  if (!put.first) return refuse(whyNotPut(deps, wave, put.state));
  return { answered: true, survey: { ...survey, asked: { ...asked, answered: true } } };
}

/** It was closed, or the same person's other answer came first, since it was looked at. */
const whyNotPut = ({ now }: Deps, wave: LaidWave, state: Wave['state'] | null) =>
  state === null
    ? 'not-found'
    : (whyNotAnswer({ ...wave, state }, { answered: false }, now()) ?? 'survey-answered');

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
