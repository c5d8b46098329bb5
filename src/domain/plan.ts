import { bestPaths, fewestBetween, type Path, type Stop } from './plan-path.ts';
import { type Day, day as dayLength, dayOf, type Interval } from './time.ts';

export type PlanAnchor = 'launch' | 'meeting' | 'closing';

export interface PlanInput {
  /** The cohort's: days are counted in it. */
  zone: string;
  /** Anchors: they count as meetings of the rhythm, not of the year. */
  launch: Day;
  closing: Day;
  /**
   * Days of meetings that stand: held, or booked and not to be planned anew. Any order, doubles
   * count once; a day outside the year counts for nothing.
   */
  fixed: Day[];
  /** The best common time of each day that has one, ascending; of two in a day the first is meant. */
  candidates: Interval[];
  /** First and last day a new date may fall on (notice, today, closing). */
  from: Day;
  until: Day;
  /** Today, to tell a start delayed by the notice from one already past; `past` where not given. */
  today?: Day;
  /** `markDays` is the first length of a gap that is too long: « less than eight weeks » is 56. */
  rhythm: { markDays: number; least: number; most: number };
}

/**
 * Why two anchors are further apart than the mark.
 * - `past`: the mark ran out before the first day that a new date may fall on;
 * - `notice`: so it did, but it has not run out today;
 * - `no-common-time`: no number of the days in between would keep it;
 * - `most-reached`: they would, with more meetings than the year may have.
 */
export type GapReason = 'past' | 'no-common-time' | 'most-reached' | 'notice';

export interface GapEnd {
  kind: PlanAnchor | 'new';
  day: Day;
}

export interface Gap {
  from: GapEnd;
  to: GapEnd;
  days: number;
  kept: boolean;
  /**
   * Null for a gap kept, and for one that another date would keep: `planYear` leaves none such,
   * but who shifts a date or draws up the plan may want it so.
   */
  why: GapReason | null;
}

export interface Plan {
  /** The new dates, ascending. */
  dates: Interval[];
  gaps: Gap[];
  /** Meetings of the year once the plan is carried out: those that stand and the new ones. */
  total: number;
}

/**
 * New dates for the rest of the year. First come the fewest days beyond the mark, then a fortnight
 * between two meetings, then the least number of meetings, then as few as that takes, then gaps as
 * alike as can be. So a total below the least means: no further day a fortnight from the others.
 */
export function planYear(input: PlanInput): Plan {
  const open = openDates(input);
  return planAround({ input, open }, [], open);
}

/**
 * The date at `index` put on the next or the previous day that has a common time, and the tail
 * after it planned anew; the dates before it, and the order, stay. Null when there is no such day.
 */
export function shiftDate(
  input: PlanInput,
  dates: Interval[],
  index: number,
  to: 'earlier' | 'later',
): Plan | null {
  const date = dates[index];
  if (!date) return null;
  const on = dayOf(date.start, input.zone);
  const head = dates.slice(0, index);
  const taken = head.map(({ start }) => dayOf(start, input.zone)).toSorted();
  const open = openDates(input);
  const free = open.filter((one) => one.day > (taken.at(-1) ?? ''));
  const moved =
    to === 'later' ? free.find((one) => one.day > on) : free.findLast((one) => one.day < on);
  if (!moved) return null;
  const tail = free.filter((one) => one.day > moved.day);
  return planAround({ input, open }, [...head, moved.date], tail);
}

/** The plan as it stands with these dates, such as a draft read back: nothing is moved or added. */
export function judgePlan(input: PlanInput, dates: Interval[]): Plan {
  return planAround({ input, open: openDates(input) }, dates, []);
}

interface OpenDate {
  day: Day;
  date: Interval;
}

interface Year {
  input: PlanInput;
  /** All there is to choose from, whether or not this plan may. */
  open: OpenDate[];
}

/** One a day, none on a day that is taken, all inside the year and the days allowed. */
function openDates({ zone, launch, closing, fixed, candidates, from, until }: PlanInput) {
  const taken = new Set(fixed);
  const open: OpenDate[] = [];
  for (const date of candidates) {
    const day = dayOf(date.start, zone);
    if (taken.has(day) || day <= launch || day >= closing || day < from || day > until) continue;
    taken.add(day);
    open.push({ day, date });
  }
  return open;
}

interface PlanStop extends Stop, GapEnd {
  date: Interval | null;
}

/** The dates kept as they are, and what is best chosen from the free ones. */
function planAround(year: Year, kept: Interval[], free: OpenDate[]): Plan {
  const { markDays, least, most } = year.input.rhythm;
  const stops = stopsOf(year.input, kept, free);
  const standing = stops.filter((stop) => stop.stands && stop.meeting).length;
  const paths = bestPaths(stops, markDays, Math.max(0, most - standing));
  const [best] = paths.toSorted(byWish(least - standing));
  const path = best?.stops ?? [];
  const chosen = path.flatMap(({ stands, date }) => (date && !stands ? [date] : []));
  const total = standing + chosen.length;
  return { dates: [...kept, ...chosen], gaps: gapsOf(path, year, total), total };
}

/** `missing`: how many dates the least number of meetings still asks for. */
const byWish = (missing: number) => {
  const lacks = ({ chosen }: Path<Stop>) => Math.max(0, missing - chosen);
  return (a: Path<Stop>, b: Path<Stop>) =>
    a.over - b.over || a.close - b.close || lacks(a) - lacks(b) || a.chosen - b.chosen;
};

function stopsOf(input: PlanInput, kept: Interval[], free: OpenDate[]): PlanStop[] {
  const { zone, launch, closing, fixed } = input;
  const keptDates = kept.map((date) => ({ day: dayOf(date.start, zone), date }));
  const met = new Set([...fixed, ...keptDates.map(({ day }) => day)]);
  const anchor = (kind: PlanAnchor, day: Day): PlanStop => {
    return { kind, day, at: countDay(day), date: null, stands: true, meeting: met.has(day) };
  };
  const planned = ({ day, date }: OpenDate, stands: boolean): PlanStop => {
    return { kind: 'new', day, at: countDay(day), date, stands, meeting: true };
  };
  const within = [
    ...fixed.map((day) => anchor('meeting', day)),
    ...keptDates.map((one) => planned(one, true)),
    ...free.map((one) => planned(one, false)),
  ]
    .filter(({ day }) => day > launch && day < closing)
    .toSorted((a, b) => a.at - b.at)
    // Sorting is stable, so of two on a day the meeting that stands is the one left.
    .filter(({ day }, index, all) => day !== all[index - 1]?.day);
  return [anchor('launch', launch), ...within, anchor('closing', closing)];
}

const countDay = (day: Day) => Date.parse(day) / dayLength;

function gapsOf(path: PlanStop[], { input, open }: Year, total: number): Gap[] {
  const days = open.map(({ day }) => countDay(day));
  const end = ({ kind, day }: PlanStop): GapEnd => ({ kind, day });
  return path.slice(1).map((to, index) => {
    const from = path[index] ?? to;
    const length = to.at - from.at;
    const kept = length < input.rhythm.markDays;
    const why = kept ? null : whyBroken(from.at, to.at, { input, days, total });
    return { from: end(from), to: end(to), days: length, kept, why };
  });
}

function whyBroken(
  from: number,
  to: number,
  { input, days, total }: { input: PlanInput; days: number[]; total: number },
): GapReason | null {
  const { rhythm, today = input.from } = input;
  const lastInTime = from + rhythm.markDays - 1;
  if (countDay(input.from) > lastInTime) return countDay(today) > lastInTime ? 'past' : 'notice';
  const missing = fewestBetween(from, to, days, rhythm.markDays);
  if (missing === null) return 'no-common-time';
  return total + missing > rhythm.most ? 'most-reached' : null;
}
