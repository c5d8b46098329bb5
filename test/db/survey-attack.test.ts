import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, describe, expect, inject, test, vi } from 'vitest';
import type { WaveKeys } from '../../src/seal/ports.ts';
import { closeWave } from '../../src/usecases/close-wave.ts';
import {
  type Evidence,
  openAnswerTester,
  openTieTester,
  type Verdict,
} from '../support/ballot-tester.ts';
import { chanceOf } from '../support/chance.ts';
import { lastTransaction, logOf, logPlace, look, type Row } from '../support/dba-eyes.ts';
import { memoryKeys } from '../support/memory-keys.ts';
import {
  type Answered,
  dropKeys,
  isFavourable,
  openAfresh,
  type SecretWave,
  secretWave,
  stepsOf,
} from '../support/secret-wave.ts';
import { closes } from '../support/survey-world.ts';
import { aWorld } from '../support/world.ts';

/*
 * What whoever keeps the store sees, without the wave's key. They do see who was asked and who has
 * answered, and in which order; that somebody did so without their name; and, until a wave is closed,
 * which ballot is whose: on a card both rows are of one transaction, and a token that is used soon
 * after it was signed is most likely of whoever had it signed. What they never see is what was
 * answered; and in a copy of the rows alone, no ballot can be tied to anybody.
 */
const soak = process.env.SOAK === '1';
const runs = soak ? 1000 : 25;
/** Of a wave that gives something away, so few are enough. */
const plantedRuns = soak ? 20 : 4;
/** Chance itself strays farther over fewer waves, by the square root of how many. */
const tolerance = soak ? 0.03 : 0.045;
/** Of fewer things: those alone who answered without their name, one figure each. */
const tieTolerance = soak ? 0.03 : 0.07;
/** A copy of the store is made after so many answers. */
const copyAfter = 16;
/** People who answer at the same time. */
const atOnce = 4;
vi.setConfig({ testTimeout: soak ? 3_600_000 : 180_000 });

const world = aWorld();

afterAll(dropKeys);

interface Lived {
  truth: Answered[];
  open: Evidence;
  closed: Evidence;
}

interface Plant {
  /** What gives answers away beside the product, or in its place. */
  seal?: WaveKeys['seal'];
  /** After somebody's ballot was put in. */
  after?: (who: Answered) => Promise<void>;
}

/** A wave from its first answer to its synthesis, watched. */
async function live(secret: SecretWave, seed: number, plant?: Plant): Promise<Lived> {
  const store = world.db.opened.sql;
  await openAfresh(world, secret);
  world.lines.length = 0;
  const [first, from] = [await lastTransaction(store), await logPlace(store)];
  const looks: Row[][] = [await look(store, first)];
  const steps = await stepsOf(world, secret, chanceOf(seed));
  const cast = new Set<Answered>();
  // What is planted shows best when it is watched after each step.
  const together = plant ? 1 : atOnce;
  for (let at = 0; at < steps.length; at += together) {
    const now = steps.slice(at, at + together);
    await Promise.all(now.map(({ act }) => act()));
    for (const { who } of now) {
      if (cast.has(who) || (who.path === 'page' && who.ballot === undefined)) continue;
      cast.add(who);
      await plant?.after?.(who);
    }
    if (plant || at % copyAfter === 0) looks.push(await look(store, first));
  }
  looks.push(await look(store, first));
  const seen = async () => ({
    looks: [...looks],
    log: await logOf(store, from),
    lines: world.lines.map((line) => JSON.stringify(line)),
  });
  const open = await seen();
  await close(secret);
  looks.push(await look(store, first));
  // Copies of before it closed are kept as well, as long as any.
  const closed = { ...(await seen()), looks: looks.slice(-2) };
  return { truth: [...cast], open, closed: plant ? await seen() : closed };
}

/** As at its midnight, but for the key, which serves again. */
async function close({ wave, deps }: SecretWave): Promise<void> {
  world.clock.now = closes.midterm;
  await world.db.tx((t) => t.waves.become(wave.id, 'open', 'closing'));
  const keys = { ...deps.keys, destroy: async () => {} };
  const audit = async () => ({ safe: true }) as const;
  await closeWave({ ...deps, keys, audit }, { ...wave, state: 'closing' });
}

/** The verdicts of all testers over so many waves, the farthest from chance first. */
async function tested(many: number, plant?: Plant) {
  const real = await secretWave(world);
  const keys = { ...real.deps.keys, ...(plant?.seal ? { seal: plant.seal } : {}) };
  const secret = { ...real, deps: { ...real.deps, keys } };
  const testers = { open: openAnswerTester(), closed: openAnswerTester(), ties: openTieTester() };
  let people = 0;
  for (let seed = 1; seed <= many; seed++) {
    const { truth, open, closed } = await live(secret, seed, plant);
    testers.open.add(open, truth);
    testers.closed.add(closed, truth);
    testers.ties.add(open, truth);
    people += truth.length;
  }
  const verdicts = (of: 'open' | 'closed' | 'ties') => testers[of].verdicts();
  const [open, closed, ties] = [verdicts('open'), verdicts('closed'), verdicts('ties')];
  return { open, closed, ties, people };
}

/** Runs with the store changed, and changes it back, whatever comes of it. */
async function withStore<T>(change: string, back: string, work: () => Promise<T>): Promise<T> {
  const store = world.db.opened.sql;
  await sql.raw(change).execute(store);
  try {
    return await work();
  } finally {
    await sql.raw(back).execute(store);
  }
}

const verdictOf = (all: readonly Verdict[], by: string): number =>
  all.find((each) => each.by === by)?.auc ?? 0.5;

// One engine is enough but for the long run: PostgreSQL is the one whose log can be read.
describe.runIf(soak || inject('engine') === 'postgres')('whoever keeps the store', () => {
  test(`cannot tell answers from one another in ${runs} waves, nor tie rows to people`, async () => {
    const { people, ...verdicts } = await tested(runs);

    expect(people).toBeGreaterThan(25 * runs);
    for (const [which, all] of Object.entries(verdicts)) {
      expect(all.length, which).toBeGreaterThan(20);
      const [worst] = all;
      const most = which === 'ties' ? tieTolerance : tolerance;
      if (soak) console.log(`${which}: at most ${worst?.auc.toFixed(4)}, by ${worst?.by}`);
      expect(Math.abs((worst?.auc ?? 1) - 0.5), `${which}: ${worst?.by}`).toBeLessThan(most);
    }
  });

  test('would tie ballots to people by a time in their rows, or by a number', async () => {
    const { ties } = await withStore(
      `alter table ballot add column created_at timestamptz default clock_timestamp(),
         add column number bigint generated always as identity`,
      'alter table ballot drop column created_at, drop column number',
      () => tested(plantedRuns),
    );
    for (const column of ['created_at', 'number'])
      expect(verdictOf(ties, `participation xmin ~ ballot.${column}`)).toBeGreaterThan(0.8);
  });

  test('would learn of answers by a sum that is kept while they come', async () => {
    const counted = async ({ cell, levels }: Answered) => {
      const more = levels.filter(isFavourable).length;
      const store = world.db.opened.sql;
      await sql`update planted set favourable = favourable + ${more} where cell = ${cell}`.execute(
        store,
      );
    };
    const { open, closed } = await withStore(
      `create table planted (cell text, favourable int);
       insert into planted values ('mentee', 0), ('mentor', 0)`,
      'drop table planted',
      () => tested(plantedRuns, { after: counted }),
    );
    for (const all of [open, closed])
      expect(verdictOf(all, 'voted: planted.favourable')).toBeGreaterThan(0.6);
  });

  test('would learn of answers in the order they came in, were they not sealed', async () => {
    const { open, closed } = await tested(plantedRuns, { seal: memoryKeys().seal });
    for (const all of [open, closed])
      expect(verdictOf(all, 'ballot.sealed sum')).toBeGreaterThan(0.6);
  });

  test('would learn of answers by ballots that are longer for some', async () => {
    const byAnswers: WaveKeys['seal'] = async (_, plain) => {
      // The last ten bytes of a ballot are its answers.
      const favourable = plain.subarray(-10).filter((level) => level > 3).length;
      return randomBytes(512 + favourable);
    };
    const { open, closed } = await withStore(
      'alter table ballot drop constraint ballot_sealed_check',
      `delete from ballot;
       alter table ballot add constraint ballot_sealed_check check (octet_length(sealed) = 512)`,
      () => tested(plantedRuns, { seal: byAnswers }),
    );
    for (const all of [open, closed])
      expect(verdictOf(all, 'ballot.sealed length')).toBeGreaterThan(0.6);
  });
});
