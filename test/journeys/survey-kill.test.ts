import { readdirSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test, vi } from 'vitest';
import { chanceOf } from '../support/chance.ts';
import { closes } from '../support/survey-world.ts';
import { livedOn } from './steps.ts';
import { type KillableSurveys, startSurveys } from './survey-clients.ts';
import { answerAll, insist, type Person, peopleOf } from './survey-people.ts';
import { openedOnce } from './survey-wave.ts';

const soak = process.env.SOAK === '1';
/** Ten waves with ten kills each in `npm run soak`; one with three otherwise. */
const seeds = soak ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [1];
/** `around`: a start after a kill among the answers is killed as well, and once all is done. */
const kills = soak
  ? { answering: 4, closing: 4, around: true }
  : { answering: 1, closing: 2, around: false };
const patience = soak ? 900_000 : 120_000;
vi.setConfig({ testTimeout: patience, hookTimeout: patience });

/** Where kills are aimed at, in the order a request comes by; where each landed is noted. */
const aims = {
  answering: ['answer', 'answer writing', 'answer committing', 'answer committed'],
  closing: [
    ...['closing', 'closing committing', 'closing opening', 'closing auditing'],
    ...['closing audited writing', 'closing audited committing', 'closing audited committed'],
    'closing destroying',
  ],
};
/** One of the first few requests that come there; more would leave nobody for the last kill. */
const soonest = 5;

/** So many of them, spread over all; those of the next seed lie between. */
function spread(all: readonly string[], many: number, seed: number): string[] {
  const step = Math.floor(all.length / many);
  return all.filter((_, at) => at % step === (seed + 4) % step);
}

interface Kill {
  /** Whichever comes first: a closing that goes on after a kill may never come by one of them. */
  phases: readonly string[];
  /** How many requests have come there, since the process started. */
  nth: number;
  afterMs: number;
  whileStarting?: number;
}

/** What stands in the store about a wave. */
interface Look {
  state: string;
  answered: number;
  cells: string[];
  told: string[];
  synthesis: string | null;
  unfinished: string[];
}

/** When the same things were done in peace, and what came of them. */
type Calm = Awaited<ReturnType<typeof calmly>>;
type World = Awaited<ReturnType<typeof openedOnce>>;

const look = async (surveys: KillableSurveys, wave: string) =>
  // As the process of this very test says it.
  (await insist(surveys, closes.midterm, 'look', { wave })).done as Look;

async function calmly(world: World, people: readonly Person[]) {
  const place = await world.copy();
  const surveys = await startSurveys(place.where, place.keyFolder);
  try {
    await answerAll(surveys, world.kept, people);
    await insist(surveys, closes.midterm, 'keep');
    const closed = await look(surveys, world.kept.wave);
    return { closed, lasted: surveys.phases.lasted, startMs: surveys.startMs };
  } finally {
    await surveys.stop();
    await place.drop();
  }
}

/** The same for the same seed, but for how long a calm process takes. */
function planOf(seed: number, { lasted, startMs }: Calm) {
  const chance = chanceOf(1000 + seed);
  const at = (phase: string, most: number, phases = [phase]): Kill => ({
    phases,
    nth: 1 + chance.below(most),
    afterMs: chance.next() * lasted(phase),
  });
  const answering = spread(aims.answering, kills.answering, seed).map((one) => at(one, soonest));
  const closing = spread(aims.closing, kills.closing, seed).map((one) =>
    at(one, 1, aims.closing.slice(aims.closing.indexOf(one))),
  );
  const last = answering.at(-1);
  if (last && kills.around) last.whileStarting = chance.next() * startMs;
  return { answering, closing };
}

/** What was under way at each kill. Where nobody comes any more, it is killed with nothing to do. */
async function killed(surveys: KillableSurveys, plan: readonly Kill[], over: Promise<unknown>) {
  const landed: string[][] = [];
  for (const { phases, nth, afterMs, whileStarting } of plan) {
    await Promise.race([surveys.phases.reaches(phases, nth), over]);
    // A timer knows whole milliseconds only, and most phases are shorter.
    if (afterMs >= 1) await pause(afterMs);
    landed.push(await surveys.killAndRestart(whileStarting));
    if (whileStarting !== undefined) landed.push(['starting']);
  }
  return landed;
}

async function underKills(world: World, people: readonly Person[], seed: number, calm: Calm) {
  const place = await world.copy();
  const surveys = await startSurveys(place.where, place.keyFolder);
  const { wave } = world.kept;
  try {
    const plan = planOf(seed, calm);
    const answers = answerAll(surveys, world.kept, people);
    const [heard, answering] = await Promise.all([
      answers,
      killed(surveys, plan.answering, answers),
    ]);
    const open = await look(surveys, wave);
    const close = insist(surveys, closes.midterm, 'keep');
    const [{ lost }, closing] = await Promise.all([close, killed(surveys, plan.closing, close)]);
    // What was said to be done outlives whoever said it.
    const afterwards = kills.around ? [await surveys.killAndRestart()] : [];
    const closed = await look(surveys, wave);
    const keyFiles = readdirSync(place.keyFolder);
    const landed = { answering, closing, afterwards };
    return { heard, open, closed, keyFiles, landed, lost, troubles: surveys.troubles };
  } finally {
    await surveys.stop();
    await place.drop();
  }
}

/** The one that is furthest, of several requests at a time. */
const furthest = (phases: readonly string[]): string =>
  ['answer committing', 'answer writing', 'answer committed', ...phases].find((phase) =>
    phases.includes(phase),
  ) ?? 'nothing';

describe.runIf(livedOn('postgres'))('a wave whose process is killed at any moment', () => {
  let world: World | undefined;
  const seen = new Map<string, number>();
  const sums = { kills: 0, accepted: 0, again: 0, lost: 0, equal: 0 };
  beforeAll(async () => {
    world = await openedOnce();
  });
  afterAll(async () => {
    await world?.drop();
    if (soak) console.log(inject('engine'), sums, Object.fromEntries([...seen].sort()));
  });

  test.each(seeds)(
    'counts every answer once, and has a calm one’s synthesis (%i)',
    async (seed) => {
      if (!world) throw new Error('there is no wave');
      const people = peopleOf(seed);
      const calm = await calmly(world, people);
      const { heard, open, closed, landed, ...rest } = await underKills(world, people, seed, calm);

      // Only whoever lost the answer to a request asks again, and may read that it is in.
      const thanks = heard.filter(({ done }) => 'answered' in done || 'taken' in done);
      const again = heard.filter(({ done }) => 'refused' in done);
      expect(thanks.length + again.length).toBe(people.length);
      for (const { done, lost } of again) {
        expect(done).toEqual({ refused: 'survey-answered' });
        expect(lost).toBeGreaterThan(0);
      }
      expect(open.answered).toBe(people.length);
      expect(open.cells).toEqual(people.map(({ party }) => party).sort());
      expect(calm.closed.synthesis).toContain('"cell":"mentee"');
      expect(closed).toEqual(calm.closed);
      expect(closed).toMatchObject({ state: 'closed', cells: [], unfinished: ['end'] });
      expect(closed.told.filter((key) => key.startsWith('synthesis-ready'))).toHaveLength(1);
      expect(rest.keyFiles).toEqual([]);
      expect(rest.troubles).toEqual([]);

      // A kill between two requests proves nothing.
      const [answering, closing] = [landed.answering.map(furthest), landed.closing.map(furthest)];
      expect(answering.filter((phase) => phase.startsWith('answer'))).not.toEqual([]);
      expect(closing.filter((phase) => phase.startsWith('closing'))).not.toEqual([]);
      const all = [...answering, ...closing, ...landed.afterwards.map(() => 'all done')];
      for (const phase of all) seen.set(phase, (seen.get(phase) ?? 0) + 1);
      sums.kills += all.length;
      sums.accepted += open.answered;
      sums.again += again.length;
      sums.lost += heard.reduce((sum, { lost }) => sum + lost, 0) + rest.lost;
      sums.equal += Number(closed.synthesis === calm.closed.synthesis);
    },
  );
});
