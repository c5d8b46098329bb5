import type { LaidWave } from '../../src/db/waves.ts';
import { type Moment, questionsAt } from '../../src/domain/survey.ts';
import { answerSurvey } from '../../src/usecases/answer-survey.ts';
import { keepWaves } from '../../src/usecases/keep-waves.ts';
import { aCohort, paris } from './people.ts';
import type { World } from './world.ts';

/** The first working mornings after 8 October 2026 and 25 March 2027, and the midnights 21 days later. */
export const opens = { midterm: paris('2026-10-09', '09:00'), end: paris('2027-03-26', '09:00') };
export const closes = { midterm: paris('2026-10-30', '00:00'), end: paris('2027-04-16', '00:00') };

const id = (group: number, number: number) =>
  `0000000${group}-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** So many more pairs in the cohort; the ids of their mentees and mentors. */
export async function morePairs(world: World, count: number) {
  const numbers = Array.from({ length: count }, (_, at) => at + 101);
  const people = numbers.flatMap((number) => [
    { number: 2 * number, name: `Mentee ${number}` },
    { number: 2 * number + 1, name: `Mentor ${number}` },
  ]);
  const store = world.db.opened.sql;
  await store
    .insertInto('person')
    .values(
      people.map(({ number, name }) => ({
        ...{ id: id(1, number), name, mail: `p${number}@mentorat.example` },
      })),
    )
    .execute();
  const pairs = numbers.map((number) => ({
    ...{ id: id(3, number), code: `P${number}`, cohort_id: aCohort.id },
    ...{ mentee_id: id(1, 2 * number), mentor_id: id(1, 2 * number + 1) },
  }));
  await store.insertInto('pair').values(pairs).execute();
  return {
    mentees: pairs.map(({ mentee_id }) => mentee_id),
    mentors: pairs.map(({ mentor_id }) => mentor_id),
  };
}

/** The cohort's wave of that moment, laid down when it was not yet. */
export async function waveOf(world: World, moment: Moment): Promise<LaidWave> {
  const find = async () =>
    (await world.db.read.waves.ofCohort(aCohort.id)).find((wave) => wave.moment === moment);
  const wave = (await find()) ?? (await keepWaves(world.deps).then(find));
  if (!wave) throw new Error('no wave was laid down');
  return wave;
}

/** Moves on to the day it opens, and has it opened. */
export async function openedWave(world: World, moment: Moment = 'midterm'): Promise<LaidWave> {
  world.clock.now = opens[moment];
  await keepWaves(world.deps);
  return waveOf(world, moment);
}

/** The same level for every question, as a client sends it. */
export const allAt = (wave: LaidWave, level: 1 | 2 | 3 | 4 | 5): Record<string, string> =>
  Object.fromEntries(
    questionsAt(wave.instrument, wave.moment).map(({ key }) => [key, String(level)]),
  );

export const answer = (world: World, wave: LaidWave, person: string, level: 1 | 2 | 3 | 4 | 5) =>
  answerSurvey(world.deps, { person }, { wave: wave.id, answers: allAt(wave, level) });

/** Moves on to the midnight it closes at, and has it closed; its synthesis as it was kept. */
export async function closedWave(world: World, wave: LaidWave) {
  world.clock.now = closes[wave.moment];
  await keepWaves(world.deps);
  const kept = await world.db.read.syntheses.get(wave.id);
  if (!kept) throw new Error('no synthesis was made');
  return kept;
}
