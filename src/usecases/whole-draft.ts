import type { Tables } from '../db/db.ts';
import { lengths } from '../domain/meeting.ts';
import type { Pair } from '../domain/people.ts';
import type { Refusal } from '../domain/refusal.ts';
import { readSlot } from '../domain/slot-text.ts';
import { type Interval, instantOf, minute } from '../domain/time.ts';
import type { PlanView } from '../domain/view.ts';
import { plannedManner } from './plan-ground.ts';

/**
 * Why a draft that comes back from a browser is not one we could have drawn up; null when it is.
 * Whether its dates are still free is looked at when it is confirmed.
 */
export async function whyNotWhole(t: Tables, pair: Pair, view: PlanView): Promise<Refusal | null> {
  const known: readonly number[] = lengths;
  const before = await plannedManner(t, pair.id, view.after);
  if (!known.includes(view.minutes) && view.minutes !== before?.minutes) return 'wrong-values';
  const named = view.dates.flatMap(({ meeting }) => meeting ?? []);
  if (new Set(named).size < named.length) return 'wrong-values';
  const most = Math.max(pair.cohort.settings.rhythm.most, named.length);
  if (view.dates.length > most) return 'wrong-values';
  const slots: Interval[] = [];
  for (const { slot } of view.dates) {
    const read = readSlot(slot, pair.cohort.zone, view.minutes);
    if ('refused' in read) return read.refused;
    slots.push(read.slot);
  }
  return whyNotApart(slots, view.minutes) ?? whyNotWithin(slots, pair);
}

/** Of the length asked for, and one after the other. */
function whyNotApart(slots: readonly Interval[], minutes: number): Refusal | null {
  const isLong = slots.every(({ start, end }) => end - start === minutes * minute);
  const isApart = slots.every(({ start }, index) => start >= (slots[index - 1]?.end ?? 0));
  return isLong && isApart ? null : 'wrong-values';
}

function whyNotWithin(slots: readonly Interval[], { cohort }: Pair): Refusal | null {
  const opens = instantOf(cohort.launch, '00:00', cohort.zone);
  const closes = instantOf(cohort.closing, '00:00', cohort.zone);
  const within = slots.every(({ start, end }) => start >= opens && end <= closes);
  return within ? null : 'outside-programme';
}
