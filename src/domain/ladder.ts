import type { CohortSettings } from './cohort-settings.ts';
import { type Rhythm, type RhythmFacts, rhythmOn } from './rhythm.ts';
import {
  type Day,
  day as dayLength,
  dayOf,
  type Instant,
  type Interval,
  minute,
  nextWorkingMoment,
  type WorkingTime,
} from './time.ts';

/** Days without a meeting after which the mentee, both, and the referent hear of it. */
export type Ladder = Pick<CohortSettings['ladder'], 'mentee' | 'both' | 'referent'>;

export type Rung = keyof Ladder;
export type Role = 'mentee' | 'mentor' | 'referent';

/** A rung that was said to somebody, of a silence counted from a day. */
export interface Said {
  rung: Rung;
  since: Day;
  person: string;
}

/** From the lowest to the highest, and who is spoken to on each. */
const rungs = ['mentee', 'both', 'referent'] as const satisfies readonly Rung[];
const spokenTo: Readonly<Record<Rung, readonly Role[]>> = {
  mentee: ['mentee'],
  both: ['mentee', 'mentor'],
  referent: ['referent'],
};

/** A message leaves some minutes after it is due when many do: the week is counted from then. */
const leavesWithin = 15 * minute;

/**
 * The rung this person is to hear now, or null. Only the highest mark passed is spoken of, never a
 * lower one after a higher, and each once to each person for as long as it is counted from the same
 * day. Nothing is said while proposed times wait for an answer: they have acted. To the referent it
 * is said once, whoever that is by then.
 */
export function rungFor(
  { passed, askedUntil, since }: Pick<Rhythm, 'passed' | 'askedUntil' | 'since'>,
  role: Role,
  person: string,
  said: readonly Said[],
): Rung | null {
  if (passed === null || askedUntil !== null || !spokenTo[passed].includes(role)) return null;
  const heard = said.some(
    (one) =>
      one.since === since.day &&
      (isAbove(one.rung, passed) ||
        (one.rung === passed && (role === 'referent' || one.person === person))),
  );
  return heard ? null : passed;
}

const isAbove = (one: Rung, other: Rung): boolean => rungs.indexOf(one) > rungs.indexOf(other);

/** Whether a nudge of this rung, written for a silence since that day, still says what is so. */
export const stillHolds = (
  { passed, askedUntil, since }: Pick<Rhythm, 'passed' | 'askedUntil' | 'since'>,
  nudge: { rung: Rung; since: Day },
): boolean => askedUntil === null && passed === nudge.rung && since.day === nudge.since;

/**
 * From when on a person may be nudged again. Whole weeks of 24-hour days: in the week that spring
 * shortens, the hour of the last one comes too soon.
 */
export const mayHearAgain = (lastNudge: Instant | null, everyDays: number): Instant =>
  lastNudge === null ? 0 : lastNudge + everyDays * dayLength + leavesWithin;

/** Somebody who may be spoken to about a pair. */
export interface Listener {
  id: string;
  role: Role;
  work: WorkingTime;
  /** When a nudge of any of their pairs was last due. */
  lastNudge: Instant | null;
}

/** What is to be said to one person, when, and the verdict it rests on. */
export interface Word {
  rung: Rung;
  since: Day;
  due: Instant;
  rhythm: Rhythm;
}

/** A moment somebody works, and the day it is for them. */
export interface Opening {
  at: Instant;
  day: Day;
}

export const openingFrom = (from: Instant, work: WorkingTime): Opening => {
  const at = nextWorkingMoment(from, work);
  return { at, day: dayOf(at, work.zone) };
};

/** How openings and verdicts are worked out: who asks of many people may keep what is the same. */
export interface Reckoning {
  opening: typeof openingFrom;
  rhythm: typeof rhythmOn;
}

/**
 * What this person is to hear inside the window, judged by the facts as they are now and by the day
 * it will be for them. A nudge held back for the sake of their week comes once that is over; words
 * to a referent are not held back.
 */
export function wordFor(
  { facts, said, everyDays }: { facts: RhythmFacts; said: readonly Said[]; everyDays: number },
  listener: Listener,
  window: Interval,
  { opening, rhythm }: Reckoning = { opening: openingFrom, rhythm: rhythmOn },
): Word | null {
  const first = opening(window.start, listener.work);
  const at = (when: Opening) => wordAt({ facts, said, rhythm }, listener, when, window);
  const word = at(first);
  if (word === null || word.rung === 'referent') return word;
  const free = mayHearAgain(listener.lastNudge, everyDays);
  if (free <= first.at) return word;
  return free < window.end ? at(opening(free, listener.work)) : null;
}

function wordAt(
  {
    facts,
    said,
    rhythm: rhythmAt,
  }: { facts: RhythmFacts; said: readonly Said[] } & Pick<Reckoning, 'rhythm'>,
  { role, id }: Listener,
  { at: due, day }: Opening,
  window: Interval,
): Word | null {
  if (due >= window.end) return null;
  const rhythm = rhythmAt(facts, day);
  const rung = rungFor(rhythm, role, id, said);
  return rung && { rung, since: rhythm.since.day, due, rhythm };
}
