import { z } from 'zod';
import type { Instant, Interval } from '../domain/time.ts';
import { graphInstant } from './graph-time.ts';
import type { Free } from './ports.ts';

/** Minutes a character of an availability view stands for; 5 to 1440 are allowed. */
export const viewInterval = 15;

const freeStatuses = ['free', 'workingElsewhere'];
// 0 free (or working elsewhere), 1 tentative, 2 busy, 3 out of office, 4 working elsewhere:
// https://learn.microsoft.com/graph/api/resources/scheduleinformation
const freeCharacters = ['0', '4'];
const codeShape = /^[\w.-]{1,60}$/;

// Subject and place may be in an item too: they are dropped unread.
const item = z.object({ status: z.string(), start: graphInstant, end: graphInstant });

/** getSchedule's answer. One malformed calendar must not hide the others, so each is read apart. */
export const schedules = z.object({
  value: z.array(z.looseObject({ scheduleId: z.string() })),
});

const schedule = z.object({
  error: z.object({ responseCode: z.string().nullish() }).nullish(),
  availabilityView: z.string().nullish(),
  scheduleItems: z.array(item).nullish(),
});

const unknown = (reason: string): Free => ({ known: false, reason });

/**
 * What one person's schedule tells of `window`. The items have exact times and are preferred; where
 * an organisation shares no more than the merged view, its slots are taken, and an unknown calendar
 * is never free.
 */
export function readSchedule(told: unknown, window: Interval): Free {
  const read = schedule.safeParse(told);
  if (!read.success) return unknown('malformed');
  const { error, availabilityView, scheduleItems } = read.data;
  if (error) {
    const code = error.responseCode ?? '';
    return unknown(codeShape.test(code) ? code : 'error');
  }
  if (scheduleItems && scheduleItems.length > 0) {
    const busy = scheduleItems.filter(({ status }) => !freeStatuses.includes(status));
    return { known: true, busy: busy.map(({ start, end }) => ({ start, end })) };
  }
  const busy = busyInView(availabilityView ?? '', window);
  return busy ? { known: true, busy } : unknown('malformed');
}

/** The busy runs of a view; null when it is not a view of the whole window. */
function busyInView(view: string, window: Interval): Interval[] | null {
  const step = viewInterval * 60_000;
  const slots = Math.ceil((window.end - window.start) / step);
  if (!/^[0-4]*$/.test(view) || view.length < slots) return null;
  const at = (slot: number): Instant => window.start + slot * step;
  const busy: Interval[] = [];
  for (const [slot, character] of [...view].entries()) {
    if (freeCharacters.includes(character)) continue;
    const last = busy.at(-1);
    if (last?.end === at(slot)) last.end = at(slot + 1);
    else busy.push({ start: at(slot), end: at(slot + 1) });
  }
  return busy;
}
