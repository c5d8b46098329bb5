import type { Aim } from './aim.ts';
import type { Spans } from './free-time.ts';
import { day, dayOf, type Instant, type Interval, minute } from './time.ts';
import { type WorkingWindow, wallMinutes } from './working-windows.ts';

/** What the search has seen of one person. */
export interface Seen {
  windows: readonly WorkingWindow[];
  /** Taken times with the road before and after them. */
  blocks: Spans;
  /** The road there, and the one back, in milliseconds. */
  road: number;
}

type Half = 'morning' | 'afternoon';

/** A time for one of them. */
interface Place {
  window: WorkingWindow;
  /** Minutes after midnight on that person's wall. */
  wall: number;
  road: number;
  /** Nothing is left between it and what is taken before and after. */
  wedged: boolean;
}

interface Candidate extends Interval {
  /** As the first person sees it, whose preferred hours count. */
  first: Place;
  all: readonly Place[];
}

const clock = (hours: number, minutes = 0): number => hours * 60 + minutes;

/** Hours in the order a thoughtful assistant would try them: not the first minute, not the last. */
const preferredHours: ReadonlyMap<number, number> = new Map([
  [clock(10), 0],
  [clock(14, 30), 1],
  [clock(11), 2],
  [clock(16), 3],
  [clock(9, 30), 4],
  [clock(15), 4],
  [clock(9), 5],
  [clock(17), 6],
]);

/** `MM-DD`, both included: weeks in which many are away without their calendar saying so. */
const quietWeeks = [
  { from: '07-20', to: '08-25' },
  { from: '12-24', to: '12-31' },
  { from: '01-01', to: '01-02' },
];

const half = ({ wall }: Place): Half => (wall < clock(13) ? 'morning' : 'afternoon');
const one = (yes: boolean): number => (yes ? 1 : 0);

interface Rule {
  what: string;
  /** What one of them costs. */
  cost: number;
  /** Counted for the first one, whose preferred hours count, or for each of them. */
  whose: 'first' | 'each';
  /** How many of them there are. */
  times(place: Place, slot: Interval): number;
}

/** Small costs, added up: the least is the best. A day's delay weighs more than any one of them. */
const rules: readonly Rule[] = [
  {
    what: 'not the hour people like best',
    cost: 1,
    whose: 'first',
    times: ({ wall }) => preferredHours.get(wall) ?? (wall % 30 === 0 ? 6 : 8),
  },
  {
    what: 'half-hours too early or too late',
    cost: 2,
    whose: 'each',
    times: ({ wall }) => halfHoursOff(wall),
  },
  {
    what: 'Monday first thing',
    cost: 3,
    whose: 'each',
    times: ({ window, wall }) => one(window.weekday === 1 && wall < clock(10)),
  },
  {
    what: 'Friday late',
    cost: 3,
    whose: 'each',
    times: ({ window, wall }) => one(window.weekday === 5 && wall >= clock(16)),
  },
  {
    what: 'the road there begins before working hours',
    cost: 4,
    whose: 'each',
    times: ({ window, road }, { start }) => one(start - road < window.start),
  },
  {
    what: 'the road back ends after working hours',
    cost: 4,
    whose: 'each',
    times: ({ window, road }, { end }) => one(end + road > window.end),
  },
  {
    what: 'wedged between two things',
    cost: 3,
    whose: 'each',
    times: ({ wedged }) => one(wedged),
  },
  {
    what: 'a quiet week',
    cost: 5,
    whose: 'first',
    times: ({ window }) => one(isQuiet(window.day.slice(5))),
  },
];

const halfHoursOff = (wall: number): number =>
  Math.ceil(Math.max(0, clock(9, 30) - wall, wall - clock(16, 30)) / 30);

const isQuiet = (monthDay: string): boolean =>
  quietWeeks.some(({ from, to }) => from <= monthDay && monthDay <= to);

/** Costs of the day itself, apart from its hours. */
const perDayLater = 10;
const perDayFromIdeal = 3;
const afterTheMark = 1000;
/** A second proposal in the same half of the day as the one before it is less of a choice. */
const sameHalf = 5;

interface Costed {
  slot: Interval;
  dayNumber: number;
  half: Half;
  cost: number;
}

interface Wish {
  minutes: number;
  window: Interval;
  most: number;
  aim: Aim | null;
}

/**
 * At most `most`, each on a day of its own, the best first; mornings and afternoons in turn where
 * that costs little. `starts` are in order and fit everybody seen; ties go to the sooner.
 */
export function bestWithChoice(
  starts: readonly Instant[],
  seen: readonly Seen[],
  wish: Wish,
): Interval[] {
  const costOfDay = dayCost(wish, seen);
  const costed = bestBy(starts, seen, wish.minutes * minute, (dayNumber, half) =>
    half === 'morning' ? dayNumber : dayNumber + 0.5,
  ).map((each) => ({ ...each, cost: each.cost + costOfDay(each) }));
  const chosen: Costed[] = [];
  const days = new Set<number>();
  while (chosen.length < wish.most) {
    const before = chosen.at(-1)?.half;
    const next = least(
      costed.filter(({ dayNumber }) => !days.has(dayNumber)),
      (each) => each.cost + (each.half === before ? sameHalf : 0),
    );
    if (!next) break;
    chosen.push(next);
    days.add(next.dayNumber);
  }
  return chosen.map(({ slot }) => slot);
}

/** The best of each day, in order; `length` in milliseconds. */
export const bestByDay = (
  starts: readonly Instant[],
  seen: readonly Seen[],
  length: number,
): Interval[] => bestBy(starts, seen, length, (dayNumber) => dayNumber).map(({ slot }) => slot);

function dayCost({ aim }: Wish, seen: readonly Seen[]): (each: Costed) => number {
  const opening = seen[0]?.windows[0];
  if (!opening) return () => 0;
  if (!aim) return ({ dayNumber }) => (dayNumber - opening.dayNumber) * perDayLater;
  const ideal = Date.parse(dayOf(aim.ideal, opening.zone)) / day;
  return ({ dayNumber, slot }) =>
    Math.abs(dayNumber - ideal) * perDayFromIdeal + (slot.start > aim.mark ? afterTheMark : 0);
}

/** The least costly of each group, in order. */
function bestBy(
  starts: readonly Instant[],
  seen: readonly Seen[],
  length: number,
  group: (dayNumber: number, half: Half) => number,
): Costed[] {
  const best = new Map<number, Costed>();
  const look = lookerAt(seen);
  for (const start of starts) {
    const candidate = look(start, start + length);
    if (!candidate) continue;
    const { first } = candidate;
    const { dayNumber } = first.window;
    const key = group(dayNumber, half(first));
    const cost = costOf(candidate);
    const kept = best.get(key);
    if (kept && kept.cost <= cost) continue;
    best.set(key, { slot: { start, end: candidate.end }, dayNumber, half: half(first), cost });
  }
  return [...best.values()];
}

function costOf(candidate: Candidate): number {
  let sum = 0;
  for (const { cost, whose, times } of rules) {
    if (whose === 'first') sum += cost * times(candidate.first, candidate);
    else for (const place of candidate.all) sum += cost * times(place, candidate);
  }
  return sum;
}

/**
 * Places one slot after another, in order: each list is walked through only once, and what is told
 * of a slot lasts until the next one. A month has hundreds of them, and nearly all are dropped.
 */
function lookerAt(seen: readonly Seen[]): (start: Instant, end: Instant) => Candidate | undefined {
  const placers = seen.flatMap((one) => placerOf(one) ?? []);
  const all = placers.map(({ place }) => place);
  const [first] = all;
  // Somebody without a single working day finds no time with anybody.
  if (!first || all.length < seen.length) return () => undefined;
  const candidate = { start: 0, end: 0, first, all };
  return (start, end) => {
    for (const placer of placers) if (!placer.put(start, end)) return undefined;
    candidate.start = start;
    candidate.end = end;
    return candidate;
  };
}

function placerOf({ windows, blocks, road }: Seen) {
  const [opening] = windows;
  if (!opening) return undefined;
  const place: Place = { window: opening, wall: 0, road, wedged: false };
  let nth = 0;
  let after = 0;
  const { starts, ends } = blocks;
  const put = (start: Instant, end: Instant): boolean => {
    let window = windows[nth];
    while (window && window.end <= start) {
      nth += 1;
      window = windows[nth];
    }
    while ((ends[after] ?? start) < start) after += 1;
    if (!window) return false;
    place.window = window;
    place.wall = wallMinutes(window, start);
    place.wedged = ends[after] === start && starts[after + 1] === end;
    return true;
  };
  return { place, put };
}

function least(among: readonly Costed[], cost: (each: Costed) => number): Costed | undefined {
  let found: Costed | undefined;
  let lowest = Number.POSITIVE_INFINITY;
  for (const each of among) {
    const its = cost(each);
    if (its < lowest) {
      found = each;
      lowest = its;
    }
  }
  return found;
}
