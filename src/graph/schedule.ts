import { z } from 'zod';
import type { Taken, TakenKind } from '../domain/slots.ts';
import { type Instant, type Interval, overlaps } from '../domain/time.ts';
import { graphInstant } from './graph-time.ts';
import type { Free } from './ports.ts';
import { readWorkingHours } from './working-hours.ts';

/** Minutes a character of an availability view stands for; 5 to 1440 are allowed. */
export const viewInterval = 15;

/** What a status takes of somebody's time; null: nothing. A status we do not know is busy. */
const kinds: Record<string, TakenKind | null> = {
  free: null,
  tentative: 'tentative',
  busy: 'busy',
  oof: 'oof',
  workingElsewhere: 'working-elsewhere',
};
// https://learn.microsoft.com/graph/api/resources/scheduleinformation
const characters: Record<string, TakenKind | null> = {
  '0': null,
  '1': 'tentative',
  '2': 'busy',
  '3': 'oof',
  '4': 'working-elsewhere',
};
const codeShape = /^[\w.-]{1,60}$/;

// Subject and place may be in an item too: they are dropped unread.
const item = z
  .object({ status: z.string(), start: graphInstant, end: graphInstant })
  .refine(({ start, end }) => end >= start);

/** getSchedule's answer. One malformed calendar must not hide the others, so each is read apart. */
export const schedules = z.object({
  value: z.array(z.looseObject({ scheduleId: z.string() })),
});

const schedule = z.object({
  error: z.object({ responseCode: z.string().nullish() }).nullish(),
  availabilityView: z.string().nullish(),
  scheduleItems: z.array(item).nullish(),
  workingHours: z.unknown().optional(),
});

const unknown = (reason: string): Free => ({ known: false, reason });

/**
 * What one person's schedule tells of `window`. Items have exact times; the view's slots are taken
 * beside them where no item tells of them, as in an organisation that shares no more than the view.
 * A calendar whose view cannot be read is unknown, never free.
 */
export function readSchedule(told: unknown, window: Interval): Free {
  const read = schedule.safeParse(told);
  if (!read.success) return unknown('malformed');
  const { error, availabilityView, scheduleItems, workingHours } = read.data;
  if (error) {
    const code = error.responseCode ?? '';
    return unknown(codeShape.test(code) ? code : 'error');
  }
  const items = (scheduleItems ?? []).flatMap(({ status, start, end }): Taken[] => {
    const kind = Object.hasOwn(kinds, status) ? kinds[status] : 'busy';
    return kind ? [{ start, end, kind }] : [];
  });
  const isTold = (scheduleItems ?? []).length > 0 && !availabilityView;
  const viewed = isTold ? [] : takenInView(availabilityView ?? '', window, items);
  if (!viewed) return unknown('malformed');
  return { known: true, busy: [...items, ...viewed], hours: readWorkingHours(workingHours) };
}

/** The taken runs of a view outside the items; null when it is not a view of the whole window. */
function takenInView(view: string, window: Interval, items: Taken[]): Taken[] | null {
  const step = viewInterval * 60_000;
  const slots = Math.ceil((window.end - window.start) / step);
  if (!/^[0-4]*$/.test(view) || view.length < slots) return null;
  const at = (slot: number): Instant => window.start + slot * step;
  const runs: Taken[] = [];
  for (const [slot, character] of [...view].entries()) {
    const kind = characters[character];
    if (!kind) continue;
    const last = runs.at(-1);
    if (last?.end === at(slot) && last.kind === kind) last.end = at(slot + 1);
    else runs.push({ start: at(slot), end: at(slot + 1), kind });
  }
  return runs.flatMap((run) => outside(run, items, step));
}

/** The slots of a run that no item touches: an item's own times are more exact than its slots. */
function outside(run: Taken, items: Taken[], step: number): Taken[] {
  const touching = items.filter((one) => overlaps(one, run));
  if (touching.length === 0) return [run];
  const left: Taken[] = [];
  for (let start = run.start; start < run.end; start += step) {
    const slot = { start, end: start + step, kind: run.kind };
    if (!touching.some((one) => overlaps(one, slot))) left.push(slot);
  }
  return left;
}
