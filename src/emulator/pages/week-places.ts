import { type CalendarEvent, dayZoneOf, instantAt } from './calendar-api.ts';
import { dayAfter, localDay, minutesOfDay } from './french-dates.ts';

export const firstHour = 8;
export const lastHour = 19;
export const firstMinute = firstHour * 60;
export const lastMinute = lastHour * 60;
const dayMinutes = 24 * 60;

/** An event in the reader's week: its instants, its days, and its minutes on each of them. */
export interface Placed {
  event: CalendarEvent;
  start: string;
  end: string;
  firstDay: string;
  lastDay: string;
  from: number;
  to: number;
}

export function placeOf(event: CalendarEvent, zone: string): Placed {
  const start = instantAt(event.start);
  const end = instantAt(event.end);
  if (event.isAllDay) {
    const own = dayZoneOf(event);
    const [firstDay, after] = [localDay(start, own), localDay(end, own)];
    return { event, start, end, firstDay, lastDay: dayAfter(after, -1), from: 0, to: dayMinutes };
  }
  const to = minutesOfDay(end, zone);
  const [firstDay, endDay] = [localDay(start, zone), localDay(end, zone)];
  const endsAtMidnight = to === 0 && endDay > firstDay;
  const lastDay = endsAtMidnight ? dayAfter(endDay, -1) : endDay;
  const from = minutesOfDay(start, zone);
  return { event, start, end, firstDay, lastDay, from, to: endsAtMidnight ? dayMinutes : to };
}

export const isOn = (one: Placed, day: string): boolean =>
  one.firstDay <= day && day <= one.lastDay;

/** The minutes it takes of that day, when some of them are hours of the grid. */
export function minutesOn(one: Placed, day: string): { from: number; to: number } | undefined {
  if (one.event.isAllDay || !isOn(one, day)) return undefined;
  const from = day === one.firstDay ? one.from : 0;
  const to = day === one.lastDay ? one.to : dayMinutes;
  return from < lastMinute && to > firstMinute ? { from, to } : undefined;
}
