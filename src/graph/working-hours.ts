import { Temporal } from 'temporal-polyfill';
import { findIana } from 'windows-iana';
import { z } from 'zod';
import type { WorkingTime } from '../domain/time.ts';

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d(:\d{2}(\.\d+)?)?$/);

// https://learn.microsoft.com/graph/api/resources/workinghours
const workingHours = z.object({
  daysOfWeek: z.array(z.string()),
  startTime: time,
  endTime: time,
  timeZone: z.object({ name: z.string().max(100) }),
});

/** Working hours set in Outlook; null when there are none that make sense, and the cohort's count. */
export function readWorkingHours(told: unknown): Omit<WorkingTime, 'departement'> | null {
  const read = workingHours.safeParse(told);
  if (!read.success) return null;
  const { daysOfWeek, startTime, endTime, timeZone } = read.data;
  const worked = daysOfWeek.map((day) => days.indexOf(day.toLowerCase()) + 1);
  const hours = { from: startTime.slice(0, 5), to: endTime.slice(0, 5) };
  const zone = ianaZone(timeZone.name);
  if (zone === null || worked.length === 0 || worked.includes(0) || hours.from >= hours.to) {
    return null;
  }
  return { zone, days: [...new Set(worked)].sort(), hours };
}

/** Exchange names zones as Windows does, a few calendars as IANA does; null for anything else. */
function ianaZone(name: string): string | null {
  const [known] = findIana(name);
  if (known !== undefined) return known;
  if (!/^[A-Z][A-Za-z]+(\/[A-Z][A-Za-z_+-]+)+$/.test(name)) return null;
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name).timeZoneId;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
