import type { WorkingTime } from './time.ts';
import { addDays, type Day, day, dayOf, type Instant, instantOf, isWorkingDay } from './time.ts';

/** How long before a meeting its reminder is thought of: longer than any row of days off. */
export const reminderHorizon = 10 * day;

/**
 * When somebody is reminded of a meeting: as their last working day before it opens. Null when the
 * time is known to them only since that day, or for less than a day: they have it in mind.
 */
export function reminderAt(start: Instant, knownSince: Instant, work: WorkingTime): Instant | null {
  const eve = lastWorkingDay(dayOf(start, work.zone), work);
  const opens = instantOf(eve, work.hours.from, work.zone);
  return knownSince <= opens && knownSince <= start - day ? opens : null;
}

function lastWorkingDay(before: Day, work: WorkingTime): Day {
  let eve = addDays(before, -1);
  while (!isWorkingDay(eve, work)) eve = addDays(eve, -1);
  return eve;
}
