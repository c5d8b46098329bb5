/** A day that a year may pass through. */
export interface Stop {
  /** Whole days since any one day, the same for all stops. */
  at: number;
  /** Every path passes through it; the others are there to choose from. */
  stands: boolean;
  /** The two meet there; launch and closing are stops of the rhythm without it. */
  meeting: boolean;
}

/** A way from the first stop to the last, and what is to be said against it. */
export interface Path<S extends Stop> {
  stops: S[];
  /** Stops chosen, over those that stand. */
  chosen: number;
  /** Days beyond the mark, all gaps together. */
  over: number;
  /** Gaps between two meetings that are shorter than a fortnight. */
  close: number;
}

const fortnight = 14;

/**
 * The best path for each number of chosen stops from none to `most`, as far as there are stops to
 * choose: the fewest days beyond the mark, then the fewest meetings closer than a fortnight, then
 * gaps as alike as can be. `stops` ascend, one a day; the first and the last stand.
 */
export function bestPaths<S extends Stop>(stops: S[], markDays: number, most: number): Path<S>[] {
  return lastLegs(stops, most, pricing(stops, markDays)).map((leg) => pathOf(leg, markDays));
}

/** How few of these ascending days keep every gap between two others inside the mark, if any do. */
export function fewestBetween(
  from: number,
  to: number,
  days: number[],
  markDays: number,
): number | null {
  let reached = from;
  let count = 0;
  while (to - reached >= markDays) {
    const next = days.findLast((day) => day - reached < markDays);
    if (next === undefined || next <= reached) return null;
    reached = next;
    count += 1;
  }
  return count;
}

const overshoot = (a: Stop, b: Stop, markDays: number) => Math.max(0, b.at - a.at - markDays + 1);

const isClose = (a: Stop, b: Stop) => a.meeting && b.meeting && b.at - a.at < fortnight;

type Price = (a: Stop, b: Stop) => number;

/**
 * Three wishes in one number, each heavier than all that the lighter ones can add up to. Gaps that
 * share out a given time have the smallest squares when they are alike. All are whole numbers, far
 * inside the safe ones for a year, so that plans equally good compare as equal.
 */
function pricing(stops: Stop[], markDays: number): Price {
  const span = (stops.at(-1)?.at ?? 0) - (stops[0]?.at ?? 0);
  const perClose = span * span + 1;
  const perDayOver = perClose * stops.length;
  return (a, b) =>
    overshoot(a, b, markDays) * perDayOver +
    (isClose(a, b) ? perClose : 0) +
    (b.at - a.at) * (b.at - a.at);
}

/** A way to a stop, told from its end. */
interface Leg<S extends Stop> {
  stop: S;
  chosen: number;
  price: number;
  before: Leg<S> | null;
}

/** A shortest path: who arrives at a stop comes from one that stands, or from one chosen since. */
function lastLegs<S extends Stop>([first, ...others]: S[], most: number, price: Price): Leg<S>[] {
  if (!first) return [];
  let open: Leg<S>[] = [{ stop: first, chosen: 0, price: 0, before: null }];
  for (const stop of others) {
    const arriving = cheapest(open, stop, most, price);
    if (stop.stands) open = arriving;
    else open.push(...arriving);
  }
  return open;
}

/** Of the ways to come here, the cheapest for each number of chosen stops, itself included. */
function cheapest<S extends Stop>(open: Leg<S>[], stop: S, most: number, price: Price): Leg<S>[] {
  const best: (Leg<S> | undefined)[] = [];
  for (const before of open) {
    const chosen = before.chosen + (stop.stands ? 0 : 1);
    if (chosen > most) continue;
    const total = before.price + price(before.stop, stop);
    if (total < (best[chosen]?.price ?? Number.POSITIVE_INFINITY))
      best[chosen] = { stop, chosen, price: total, before };
  }
  return best.filter((leg) => leg !== undefined);
}

function pathOf<S extends Stop>(last: Leg<S>, markDays: number): Path<S> {
  const path: Path<S> = { stops: [last.stop], chosen: last.chosen, over: 0, close: 0 };
  for (let leg = last; leg.before; leg = leg.before) {
    path.stops.unshift(leg.before.stop);
    path.over += overshoot(leg.before.stop, leg.stop, markDays);
    path.close += isClose(leg.before.stop, leg.stop) ? 1 : 0;
  }
  return path;
}
