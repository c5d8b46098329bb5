import type { Tables } from '../db/db.ts';
import type { Hearer, PairFacts } from '../db/nudges.ts';
import { type Listener, openingFrom, type Role, type Word, wordFor } from '../domain/ladder.ts';
import type { Cohort } from '../domain/people.ts';
import type { RhythmFacts } from '../domain/rhythm.ts';
import {
  addDays,
  day,
  dayOf,
  type Instant,
  type Interval,
  nextWorkingMoment,
  nextWorkingMorning,
  type WorkingTime,
} from '../domain/time.ts';
import { openAlert } from './alerts.ts';
import type { Deps } from './deps.ts';

export const sweepRhythmJob = 'sweep-rhythm';

/** Pairs held in memory at a time. */
const pageSize = 1000;
/** Pairs in need that are written in one transaction. */
const atOnce = 50;

/**
 * Says to whom it concerns that a pair has gone quiet, to each on their own working morning. Says
 * when to look again: as somebody's working day next opens, so that neither a zone nor a change of
 * hour makes anybody late. Run twice, or by two at once, it says nothing twice.
 */
export async function sweepRhythm(deps: Deps): Promise<Instant> {
  const now = deps.now();
  const cohorts = await runningCohorts(deps.db.read, now);
  const window = { start: now, end: await nextOpening(deps.db.read, cohorts, now) };
  let failed = 0;
  for (const cohort of cohorts) failed += await sweepCohort(deps, cohort, window);
  deps.wake();
  if (failed > 0) throw new Error(`${failed} batches of pairs were not swept`);
  return window.end;
}

async function runningCohorts(t: Tables, now: Instant): Promise<Cohort[]> {
  // Somewhere west of UTC it may still be yesterday.
  const ids = await t.nudges.running(addDays(dayOf(now, 'UTC'), -1));
  const found = await Promise.all(ids.map((id) => t.pairs.cohort(id)));
  return found.filter((cohort) => cohort !== undefined);
}

/** When the next working day opens for anybody; a day later when there is nobody. */
async function nextOpening(t: Tables, cohorts: readonly Cohort[], now: Instant): Promise<Instant> {
  const each = cohorts.map(async ({ id, zone, settings }) => {
    const zones = new Set([zone, ...(await t.nudges.zones(id))]);
    // A holiday of one département alone takes a morning away and adds none.
    const works = [...zones].map((of) => ({
      ...{ zone: of, departement: null, hours: settings.workingHours },
    }));
    return works.map((work) => opensAfter(now, work));
  });
  const openings = (await Promise.all(each)).flat();
  return openings.length > 0 ? Math.min(...openings) : now + day;
}

function opensAfter(now: Instant, work: WorkingTime): Instant {
  const moment = nextWorkingMoment(now, work);
  return moment > now ? moment : nextWorkingMorning(now, work);
}

/** How many batches failed; the others are done all the same. */
async function sweepCohort(deps: Deps, cohort: Cohort, window: Interval): Promise<number> {
  // Nobody's day is later than the one after UTC's.
  const latest = addDays(dayOf(window.end, 'UTC'), 1);
  const quietSince = addDays(latest, -cohort.settings.ladder.mentee);
  if (cohort.launch > quietSince) return 0;
  const sweep = { cohort, window, today: dayOf(window.start, 'UTC'), opening: openings(window) };
  let failed = 0;
  for (let after = ''; ; ) {
    const narrowed = { quietSince, after, most: pageSize };
    const page = await deps.db.tx(async (t) => {
      await t.nudges.uncompiled();
      return t.nudges.facts(cohort, sweep.today, narrowed);
    });
    const inNeed = page.filter((pair) => wordsOf(sweep, pair).length > 0);
    for (let at = 0; at < inNeed.length; at += atOnce) {
      try {
        await speak(deps, sweep, inNeed.slice(at, at + atOnce));
      } catch (error) {
        failed += 1;
        deps.log.error({ event: 'sweep.failed', cohort: cohort.id, error });
      }
    }
    const last = page.at(-1);
    if (page.length < pageSize || !last) return failed;
    after = last.code;
  }
}

interface Sweep {
  cohort: Cohort;
  window: Interval;
  today: string;
  opening: typeof openingFrom;
}

/** People of one zone, hours and holidays begin at the same moment: it is worked out once. */
function openings({ start }: Interval): typeof openingFrom {
  const known = new Map<string, ReturnType<typeof openingFrom>>();
  return (from, work) => {
    if (from !== start) return openingFrom(from, work);
    const key = `${work.zone} ${work.departement} ${work.hours.from} ${work.hours.to}`;
    const kept = known.get(key) ?? openingFrom(from, work);
    known.set(key, kept);
    return kept;
  };
}

/** Judged again inside the transaction, by what is true once nobody else can speak to these people. */
async function speak(deps: Deps, sweep: Sweep, batch: readonly PairFacts[]): Promise<void> {
  await deps.db.tx(async (t) => {
    await t.nudges.uncompiled();
    await t.nudges.hold(batch.flatMap(({ mentee, mentor }) => [mentee.id, mentor.id]));
    const ids = batch.map(({ id }) => id);
    const spoken = new Map<string, Instant>();
    for (const pair of await t.nudges.facts(sweep.cohort, sweep.today, { ids })) {
      for (const said of wordsOf(sweep, pair, spoken)) await say(deps, t, sweep, pair, said);
    }
  });
}

interface Heard {
  person: string;
  word: Word;
}

/** What is to be said of a pair now; `spoken` is who was nudged a moment ago, about another one. */
function wordsOf(
  { cohort, window, opening }: Sweep,
  pair: PairFacts,
  spoken = new Map<string, Instant>(),
): Heard[] {
  const judged = { facts: factsOf(cohort, pair), said: pair.said };
  const { everyDays } = cohort.settings.ladder;
  return listenersOf(cohort, pair).flatMap((listener) => {
    const lastNudge = spoken.get(listener.id) ?? listener.lastNudge;
    const word = wordFor({ ...judged, everyDays }, { ...listener, lastNudge }, window, opening);
    if (word === null) return [];
    if (word.rung !== 'referent') spoken.set(listener.id, word.due);
    return [{ person: listener.id, word }];
  });
}

/** Where nobody answers for the pair, the alert waits under the mentee's name for somebody who does. */
function listenersOf(cohort: Cohort, { mentee, mentor, referent }: PairFacts): Listener[] {
  const inCohort = { id: mentee.id, zone: cohort.zone, departement: null, lastNudge: null };
  const hearers: [Role, Hearer][] = [
    ['mentee', mentee],
    ['mentor', mentor],
    ['referent', referent ?? inCohort],
  ];
  const hours = cohort.settings.workingHours;
  return hearers.map(([role, { id, zone, departement, lastNudge }]) => ({
    ...{ id, role, lastNudge, work: { zone, departement, hours } },
  }));
}

/** A pair's facts with what its cohort has decided. */
export const factsOf = (cohort: Cohort, { facts }: Pick<PairFacts, 'facts'>): RhythmFacts => ({
  ...facts,
  launch: cohort.launch,
  closing: cohort.closing,
  markDays: cohort.settings.rhythm.markDays,
  ladder: cohort.settings.ladder,
});

async function say(
  deps: Deps,
  t: Tables,
  { cohort, today }: Sweep,
  pair: PairFacts,
  { person, word }: Heard,
): Promise<void> {
  const { rung, since, due } = word;
  await t.nudges.say(pair.id, { rung, since, person }, due, factsOf(cohort, pair));
  if (rung !== 'referent') {
    const notice = { kind: 'nudge', pair: pair.id, since, rung } as const;
    await deps.tell(t, { person, notice, occurrence: String(due), due });
    return;
  }
  const whole = await t.pairs.get(pair.id, today);
  if (whole) await openAlert(deps, t, whole, { cause: 'inactive', about: null, since });
}
