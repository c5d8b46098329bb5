import type { Tables } from '../db/db.ts';
import type { Hearer, PairFacts, Saying } from '../db/nudges.ts';
import { type Listener, openingFrom, type Role, wordFor } from '../domain/ladder.ts';
import type { Cohort } from '../domain/people.ts';
import { type Rhythm, type RhythmFacts, rhythmOn } from '../domain/rhythm.ts';
import {
  addDays,
  type Day,
  day,
  dayOf,
  type Instant,
  type Interval,
  nextWorkingMoment,
  nextWorkingMorning,
  type WorkingTime,
} from '../domain/time.ts';
import type { Telling } from '../tell/tell.ts';
import { openAlert } from './alerts.ts';
import type { Deps } from './deps.ts';

export const sweepRhythmJob = 'sweep-rhythm';

/** Pairs held in memory at a time: so few that they are gone before they count as long-lived. */
const pageSize = 200;
/** Pairs in need that are written in one transaction. */
const atOnce = 50;
/** Such transactions side by side: while the store works on one, the next one is made ready. */
const abreast = 2;

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
  const cohorts: Cohort[] = [];
  for (const id of ids) {
    const cohort = await t.pairs.cohort(id);
    if (cohort) cohorts.push(cohort);
  }
  return cohorts;
}

/** When the next working day opens for anybody; a day later when there is nobody. */
async function nextOpening(t: Tables, cohorts: readonly Cohort[], now: Instant): Promise<Instant> {
  const hoursOf = new Map(cohorts.map(({ id, settings }) => [id, settings.workingHours]));
  const known = new Map<string, Instant>();
  for (const { cohort, zone } of await t.nudges.zones([...hoursOf.keys()])) {
    const hours = hoursOf.get(cohort);
    const key = `${zone} ${hours?.from} ${hours?.to}`;
    if (!hours || known.has(key)) continue;
    // A holiday of one département alone takes a morning away and adds none.
    known.set(key, opensAfter(now, { zone, departement: null, hours }));
  }
  return known.size > 0 ? Math.min(...known.values()) : now + day;
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
  for (let after: string | null = ''; after !== null; ) {
    const page = await pageAfter(deps, sweep, quietSince, after);
    failed += await speakOfAll(deps, sweep, page.inNeed);
    after = page.next;
  }
  return failed;
}

async function speakOfAll(deps: Deps, sweep: Sweep, inNeed: readonly InNeed[]): Promise<number> {
  let from = 0;
  let failed = 0;
  const lane = async () => {
    while (from < inNeed.length) {
      const batch = inNeed.slice(from, from + atOnce);
      from += atOnce;
      try {
        await speak(deps, sweep, batch);
      } catch (error) {
        failed += 1;
        deps.log.error({ event: 'sweep.failed', cohort: sweep.cohort.id, error });
      }
    }
  };
  await Promise.all(Array.from({ length: abreast }, lane));
  return failed;
}

/** A pair in need and the two it is about; all else is read again when they are spoken to. */
interface InNeed {
  id: string;
  people: string[];
}

/** Of the next pairs by code, those of whom there is something to say. */
async function pageAfter(
  deps: Deps,
  sweep: Sweep,
  quietSince: Day,
  after: string,
): Promise<{ inNeed: InNeed[]; next: string | null }> {
  const narrowed = { quietSince, after, most: pageSize };
  const page = await deps.db.read.nudges.facts(sweep.cohort, sweep.today, narrowed);
  const inNeed = page
    .filter((pair) => wordsOf(sweep, pair).length > 0)
    .map(({ id, mentee, mentor }) => ({ id, people: [mentee.id, mentor.id] }));
  return { inNeed, next: page.length < pageSize ? null : (page.at(-1)?.code ?? null) };
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

/** It is one pair's verdict whoever is to hear of it, and the same day for nearly all of them. */
function oneVerdictADay(): typeof rhythmOn {
  const known = new Map<Day, Rhythm>();
  return (facts, today) => {
    const verdict = known.get(today) ?? rhythmOn(facts, today);
    known.set(today, verdict);
    return verdict;
  };
}

async function speak(deps: Deps, sweep: Sweep, batch: readonly InNeed[]): Promise<void> {
  await deps.db.tx(async (t) => {
    await t.nudges.hold(batch.flatMap(({ people }) => people));
    await tell(deps, t, sweep.today, await takeDown(t, sweep, batch));
  });
}

/**
 * Judged again inside the transaction, by what is true once nobody else can speak to these people.
 * The facts are let go of once they are written.
 */
async function takeDown(
  t: Tables,
  sweep: Sweep,
  batch: readonly InNeed[],
): Promise<Omit<Saying, 'facts'>[]> {
  const spoken = new Map<string, Instant>();
  const ids = batch.map(({ id }) => id);
  const pairs = await t.nudges.facts(sweep.cohort, sweep.today, { ids });
  const words = pairs.flatMap((pair) => wordsOf(sweep, pair, spoken));
  await t.nudges.say(words);
  return words.map(({ pair, said, at }) => ({ pair, said, at }));
}

/** What is to be said of a pair now; `spoken` is who was nudged a moment ago, about another one. */
function wordsOf(
  { cohort, window, opening }: Sweep,
  pair: PairFacts,
  spoken = new Map<string, Instant>(),
): Saying[] {
  const facts = factsOf(cohort, pair);
  const reckoning = { opening, rhythm: oneVerdictADay() };
  const { everyDays } = cohort.settings.ladder;
  return listenersOf(cohort, pair).flatMap((listener) => {
    const lastNudge = spoken.get(listener.id) ?? listener.lastNudge;
    const judged = { facts, said: pair.said, everyDays };
    const word = wordFor(judged, { ...listener, lastNudge }, window, reckoning);
    if (word === null) return [];
    const { rung, since, due } = word;
    if (rung !== 'referent') spoken.set(listener.id, due);
    return [{ pair: pair.id, said: { rung, since, person: listener.id }, at: due, facts }];
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

async function tell(
  deps: Deps,
  t: Tables,
  today: Day,
  words: readonly Omit<Saying, 'facts'>[],
): Promise<void> {
  const nudges: Telling[] = [];
  for (const { pair, said, at: due } of words) {
    const { rung, since, person } = said;
    if (rung !== 'referent') {
      const notice = { kind: 'nudge', pair, since, rung } as const;
      nudges.push({ person, notice, occurrence: String(due), due });
      continue;
    }
    const whole = await t.pairs.get(pair, today);
    if (whole) await openAlert(deps, t, whole, { cause: 'inactive', about: null, since });
  }
  await deps.tell(t, ...nudges);
}
