import type { Instant, Interval } from './time.ts';

// Sums and comparisons of instants only: zones and days have become intervals before. Except for
// `merged`, every list given and returned is in order, and its intervals share no instant.

/**
 * Taken times in order, each with `around` before and after it, those that then meet or overlap
 * made one: O(n log n). One that does not end after it starts takes nothing and is left out.
 */
export function merged(taken: readonly Interval[], around = 0): Interval[] {
  const starts = new Float64Array(taken.length);
  const ends = new Float64Array(taken.length);
  let count = 0;
  for (const { start, end } of taken) {
    if (!(end > start)) continue;
    starts[count] = start - around;
    ends[count] = end + around;
    count += 1;
  }
  return runsOf(starts.subarray(0, count).sort(), ends.subarray(0, count).sort());
}

/** Sorted apart, as bare numbers: once as many have ended as have begun, nothing is going on. */
function runsOf(starts: Float64Array, ends: Float64Array): Interval[] {
  const found: Interval[] = [];
  let first = 0;
  ends.forEach((end, ended) => {
    const next = starts[ended + 1];
    if (next !== undefined && next <= end) return;
    found.push({ start: starts[first] ?? end, end });
    first = ended + 1;
  });
  return found;
}

/** What lies in both. Two that only touch stay two: nothing runs from one opening into the next. */
export function shared(some: readonly Interval[], others: readonly Interval[]): Interval[] {
  const found: Interval[] = [];
  let from = 0;
  for (const one of some) {
    for (let at = from; at < others.length; at++) {
      const other = others[at];
      if (!other || other.start >= one.end) break;
      if (other.end <= one.start) from = at + 1;
      else
        found.push({
          start: Math.max(one.start, other.start),
          end: Math.min(one.end, other.end),
        });
    }
  }
  return found;
}

/** What remains open once the taken times are gone. */
export function without(open: readonly Interval[], taken: readonly Interval[]): Interval[] {
  const found: Interval[] = [];
  let from = 0;
  for (const { start, end } of open) {
    let free = start;
    for (let at = from; at < taken.length; at++) {
      const block = taken[at];
      if (!block || block.start >= end) break;
      if (block.end <= start) from = at + 1;
      if (block.start > free) found.push({ start: free, end: block.start });
      free = Math.max(free, block.end);
    }
    if (free < end) found.push({ start: free, end });
  }
  return found;
}

/** Every multiple of `step` at which something of that length begins and ends in one opening. */
export function startsIn(open: readonly Interval[], length: number, step: number): Instant[] {
  const found: Instant[] = [];
  for (const { start, end } of open)
    for (let at = Math.ceil(start / step) * step; at + length <= end; at += step) found.push(at);
  return found;
}
