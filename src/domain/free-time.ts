import type { Instant, Interval } from './time.ts';

// Sums and comparisons of instants only: zones and days have become intervals before. A month of
// two calendars is searched in a fraction of a millisecond, so nothing is made that is thrown away
// at once: what the collector has to sweep up costs more than the search.

/** Intervals in order, of which no two share an instant: the nth starts and ends at the nth of each. */
export interface Spans {
  starts: ArrayLike<Instant>;
  ends: ArrayLike<Instant>;
}

/**
 * Those taken times which count, with `around` before and after each, in order; those that then
 * meet or overlap are one: O(n log n). One that does not end after it starts takes nothing.
 */
export function merged<T extends Interval>(
  taken: readonly T[],
  around = 0,
  counts: (one: T) => boolean = () => true,
): Spans {
  const starts = new Float64Array(taken.length);
  const ends = new Float64Array(taken.length);
  let count = 0;
  for (const one of taken) {
    if (!(one.end > one.start) || !counts(one)) continue;
    starts[count] = one.start - around;
    ends[count] = one.end + around;
    count += 1;
  }
  return runsOf(starts.subarray(0, count).sort(), ends.subarray(0, count).sort());
}

/** Sorted apart, as bare numbers: once as many have ended as have begun, nothing is going on. */
function runsOf(starts: Float64Array, ends: Float64Array): Spans {
  let runs = 0;
  let first = 0;
  for (let ended = 0; ended < ends.length; ended++) {
    const end = ends[ended] ?? 0;
    if ((starts[ended + 1] ?? Number.POSITIVE_INFINITY) <= end) continue;
    starts[runs] = starts[first] ?? end;
    ends[runs] = end;
    runs += 1;
    first = ended + 1;
  }
  return { starts: starts.subarray(0, runs), ends: ends.subarray(0, runs) };
}

/** One person's openings, in order and apart though they may touch, and what is taken of them. */
export interface Calendar {
  open: readonly Interval[];
  blocks: Spans;
}

/**
 * Every multiple of `step` at which something of that length begins and ends within one opening of
 * each of them, and within the span, and meets no block: in order. Each calendar says how soon it
 * could be, and the latest of them is heard, until all say the same.
 */
export function commonStarts(
  calendars: readonly Calendar[],
  span: Interval,
  length: number,
  step: number,
): Instant[] {
  const found: Instant[] = [];
  const each = calendars.map((calendar) => soonestIn(calendar, length));
  let at = Math.ceil(span.start / step) * step;
  while (at + length <= span.end) {
    let soonest = at;
    for (const soonestFrom of each) soonest = soonestFrom(soonest);
    if (soonest === Number.POSITIVE_INFINITY) break;
    const next = Math.ceil(soonest / step) * step;
    if (next === at) found.push(at);
    at = next === at ? at + step : next;
  }
  return found;
}

/** Asked of later and later instants, it walks through the calendar only once. */
function soonestIn({ open, blocks }: Calendar, length: number): (from: Instant) => Instant {
  const { starts, ends } = blocks;
  let nth = 0;
  let after = 0;
  return (from) => {
    let at = from;
    for (let opening = open[nth]; opening; opening = open[nth]) {
      at = Math.max(at, opening.start);
      while (after < ends.length && (ends[after] ?? at) <= at) after += 1;
      if (at + length > opening.end) nth += 1;
      else if ((starts[after] ?? Number.POSITIVE_INFINITY) >= at + length) return at;
      else at = ends[after] ?? at;
    }
    return Number.POSITIVE_INFINITY;
  };
}
