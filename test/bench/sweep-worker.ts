import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Db, openDb } from '../../src/db/db.ts';
import type { Hearer, PairFacts } from '../../src/db/nudges.ts';
import { type Role, wordFor } from '../../src/domain/ladder.ts';
import type { Cohort } from '../../src/domain/people.ts';
import { openTell } from '../../src/tell/tell.ts';
import type { Deps } from '../../src/usecases/deps.ts';
import { factsOf, sweepRhythm } from '../../src/usecases/sweep-rhythm.ts';
import { memoryKeys } from '../support/memory-keys.ts';
import { memoryCalendar } from '../support/windows.ts';
import { timed } from './measure.ts';
import { afternoon, today } from './sweep-histories.ts';

/** What one process tells of its one sweep, as JSON on a line of its own. */
export interface Told {
  ms: number;
  /** What it says, where it only counts. */
  words: number;
  /** Megabytes of this process that were in memory before, and at most since it began. */
  before: number;
  peak: number;
}

/** The product's sweep at that moment on the given store, as its job runs it. */
export async function sweepOnce(url: string, now: number): Promise<Told> {
  const db = await openDb({ url });
  const before = resident('VmRSS');
  const ms = await timed(() => sweepRhythm(depsOf(db, now)));
  const peak = resident('VmHWM');
  await db.close();
  return { ms, words: 0, before, peak };
}

function depsOf(db: Db, now: number): Deps {
  const clock = { now: () => now, newId: () => randomUUID() };
  const quiet = () => {};
  return {
    db,
    ...clock,
    tell: openTell(clock),
    calendar: memoryCalendar(),
    log: { info: quiet, warn: quiet, error: (line) => console.error(line) },
    wake: quiet,
    keys: memoryKeys(),
    audit: async () => ({ safe: true }),
  };
}

/** The kernel's own figure: what `getrusage` tells of a child includes its parent's. */
function resident(what: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`^${what}:\\s+(\\d+) kB`, 'm').exec(
    readFileSync('/proc/self/status', 'utf8'),
  );
  return Number(line?.[1]) / 1024;
}

/**
 * Asks the store for one pair after another, in the product's own statement, and judges each by the
 * product's own rules; it only counts what there is to say and writes nothing.
 */
export async function askEachPair(url: string, now: number): Promise<Told> {
  const db = await openDb({ url });
  const before = resident('VmRSS');
  let words = 0;
  const cohorts = new Map<string, Cohort>();
  const ms = await timed(async () => {
    for (const { id, cohort_id } of await active(db)) {
      const cohort = cohorts.get(cohort_id) ?? (await db.read.pairs.cohort(cohort_id));
      if (!cohort) continue;
      cohorts.set(cohort_id, cohort);
      const [pair] = await db.read.nudges.facts(cohort, today, { ids: [id] });
      if (pair) words += wordsOf(cohort, pair, now);
    }
  });
  const peak = resident('VmHWM');
  await db.close();
  return { ms, words, before, peak };
}

const active = (db: Db) =>
  db.opened.sql
    .selectFrom('pair')
    .select(['id', 'cohort_id'])
    .where('state', '=', 'active')
    .execute();

function wordsOf(cohort: Cohort, pair: PairFacts, now: number): number {
  const { ladder, workingHours: hours } = cohort.settings;
  const judged = { facts: factsOf(cohort, pair), said: pair.said, everyDays: ladder.everyDays };
  const listeners: [Role, Hearer | null][] = [
    ['mentee', pair.mentee],
    ['mentor', pair.mentor],
    ['referent', pair.referent],
  ];
  return listeners.filter(([role, person]) => {
    if (!person) return false;
    const { id, zone, departement, lastNudge } = person;
    const listener = { id, role, lastNudge, work: { zone, departement, hours } };
    return wordFor(judged, listener, { start: now, end: afternoon }) !== null;
  }).length;
}
