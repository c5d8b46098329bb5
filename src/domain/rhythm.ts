import type { Ladder, Rung } from './ladder.ts';
import { type Day, day as dayLength } from './time.ts';

/** A day the two met or are to meet; `known` is the day it was written down, when that is known. */
export interface MeetingFact {
  day: Day;
  /** Said to have taken place; a booked one counts once its day is over, unless it was denied. */
  held: boolean;
  known?: Day;
}

/** Times that wait for an answer: the last day of them. */
export interface AskedFact {
  until: Day;
  known?: Day;
}

/** An agreed pause, first and last day included; cut to `until` when it was ended early. */
export interface PauseFact {
  from: Day;
  until: Day;
  known?: Day;
}

/** All that a pair's rhythm is judged by; any order, doubles and overlaps count once. */
export interface RhythmFacts {
  pair: 'active' | 'stopping' | 'closed';
  launch: Day;
  closing: Day;
  markDays: number;
  ladder: Ladder;
  meetings: readonly MeetingFact[];
  asked: readonly AskedFact[];
  pauses: readonly PauseFact[];
}

/** How a pair stands on a day, and the facts that say so. */
export interface Rhythm {
  /**
   * `before` the launch, `over` from the closing day on; `due` when no meeting stands and the first
   * mark of the ladder is passed, `late` when the guide's mark is.
   */
  state: 'before' | 'on-track' | 'due' | 'late' | 'paused' | 'stopping' | 'over';
  /** What it is counted from. */
  since: { anchor: 'launch' | 'meeting'; day: Day };
  /** Days since then, those of agreed pauses left out. */
  counted: number;
  /** How many days of agreed pauses were left out. */
  pausedDays: number;
  /** The highest mark of the ladder that is passed; null while nothing is to be said. */
  passed: Rung | null;
  /** The last day inside the guide's mark, pauses known today put in. */
  mark: Day;
  /** A meeting before this day keeps the mark; null when one stands, or when it is too late for that. */
  before: Day | null;
  /** The next meeting that stands. */
  next: Day | null;
  /** Until which day, when paused. */
  pausedUntil: Day | null;
  /** The last day of the times that wait for an answer. */
  askedUntil: Day | null;
}

/** Days as numbers: a sweep judges thousands of pairs, and each of them counts. */
type Count = number;
interface Span {
  from: Count;
  until: Count;
}

const countOf = (on: Day): Count => Date.parse(on) / dayLength;
const dayAt = (count: Count): Day => new Date(count * dayLength).toISOString().slice(0, 10);

/**
 * How the pair stands on a day. The guide's mark is « moins de huit semaines » between two meetings,
 * so that it is passed on the 56th day, as in the plan of a year.
 */
export function rhythmOn(facts: RhythmFacts, today: Day): Rhythm {
  const since = sinceOf(facts, today);
  const spans = merged(facts.pauses);
  const pausedDays = overlap(spans, countOf(since.day), countOf(today));
  const counted = Math.max(0, countOf(today) - countOf(since.day)) - pausedDays;
  const next = first(facts.meetings.filter((met) => isAhead(met, today)).map((met) => met.day));
  const pausedUntil = last(
    facts.pauses.filter(({ from, until }) => from <= today && today <= until).map((p) => p.until),
  );
  const state = stateOf(facts, today, { counted, next, pausedUntil });
  const markAt = lastInside(spans, countOf(since.day), facts.markDays);
  const mark = dayAt(markAt);
  const inTime = next === null && today < mark && mark < facts.closing;
  return {
    state,
    since,
    counted,
    pausedDays,
    passed: state === 'due' || state === 'late' ? passedBy(counted, facts.ladder) : null,
    mark,
    before: inTime ? dayAt(markAt + 1) : null,
    next,
    pausedUntil,
    askedUntil: last(facts.asked.map(({ until }) => until).filter((until) => until >= today)),
  };
}

/** What was known on a day: with it a verdict of that day is given again, whatever came after. */
export function factsKnownOn(facts: RhythmFacts, day: Day): RhythmFacts {
  const known = (fact: { known?: Day }) => fact.known === undefined || fact.known <= day;
  return {
    ...facts,
    meetings: facts.meetings.filter(known),
    asked: facts.asked.filter(known),
    pauses: facts.pauses.filter(known),
  };
}

/** A booked meeting of today may still be to come; one that was held is not. */
const isAhead = ({ day, held }: MeetingFact, today: Day): boolean =>
  held ? day > today : day >= today;

function sinceOf({ meetings, launch }: RhythmFacts, today: Day): Rhythm['since'] {
  const met = last(meetings.filter((each) => !isAhead(each, today)).map(({ day }) => day));
  return met !== null && met >= launch
    ? { anchor: 'meeting', day: met }
    : { anchor: 'launch', day: launch };
}

function stateOf(
  { pair, launch, closing, markDays, ladder }: RhythmFacts,
  today: Day,
  { counted, next, pausedUntil }: Pick<Rhythm, 'counted' | 'next' | 'pausedUntil'>,
): Rhythm['state'] {
  if (pair === 'closed' || today >= closing) return 'over';
  if (pair === 'stopping') return 'stopping';
  if (today < launch) return 'before';
  if (pausedUntil !== null) return 'paused';
  if (next !== null) return 'on-track';
  if (counted >= markDays) return 'late';
  return counted >= ladder.mentee ? 'due' : 'on-track';
}

function passedBy(counted: number, ladder: Ladder): Rung | null {
  if (counted >= ladder.referent) return 'referent';
  if (counted >= ladder.both) return 'both';
  return counted >= ladder.mentee ? 'mentee' : null;
}

/** Spans that share no day, ascending; one that ends before it begins is none. */
function merged(pauses: readonly PauseFact[]): Span[] {
  const spans: Span[] = [];
  const sorted = pauses.filter(({ from, until }) => from <= until).toSorted(byFrom);
  for (const pause of sorted) {
    const [from, until] = [countOf(pause.from), countOf(pause.until)];
    const before = spans.at(-1);
    if (before && from <= before.until) before.until = Math.max(before.until, until);
    else spans.push({ from, until });
  }
  return spans;
}

const byFrom = (a: PauseFact, b: PauseFact) => (a.from < b.from ? -1 : 1);

/** Days of the spans after `since`, up to and with `today`. */
const overlap = (spans: readonly Span[], since: Count, today: Count): number =>
  spans.reduce((sum, { from, until }) => {
    const days = Math.min(until, today) - Math.max(from, since + 1) + 1;
    return sum + Math.max(0, days);
  }, 0);

/** The last day inside the mark. */
function lastInside(spans: readonly Span[], since: Count, markDays: number): Count {
  let end = since + markDays - 1;
  for (const { from, until } of spans) {
    if (from > end + 1) break;
    end += Math.max(0, until - Math.max(from, since + 1) + 1);
  }
  return end;
}

const last = (days: readonly Day[]): Day | null =>
  days.reduce<Day | null>(
    (latest, each) => (latest === null || each > latest ? each : latest),
    null,
  );

const first = (days: readonly Day[]): Day | null =>
  days.reduce<Day | null>(
    (soonest, each) => (soonest === null || each < soonest ? each : soonest),
    null,
  );
