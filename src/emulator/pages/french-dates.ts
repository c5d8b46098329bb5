import { Temporal } from 'temporal-polyfill';

/** The zone of the programme, for pages that belong to nobody in particular. */
export const homeZone = 'Europe/Paris';

const cache = new Map<string, Intl.DateTimeFormat>();

function write(at: string, zone: string, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([zone, options]);
  const format = cache.get(key) ?? new Intl.DateTimeFormat('fr-FR', { timeZone: zone, ...options });
  cache.set(key, format);
  return format.format(new Date(at));
}

/** « mardi 14 avril 2026 » */
export const longDay = (at: string, zone: string): string =>
  write(at, zone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/** « mardi 14 avril » */
export const dayOfWeek = (at: string, zone: string): string =>
  write(at, zone, { weekday: 'long', day: 'numeric', month: 'long' });

/** « 14 avril 2026 » */
export const shortDay = (at: string, zone: string): string =>
  write(at, zone, { day: 'numeric', month: 'long', year: 'numeric' });

/** « 9 h », « 14 h 30 » */
export const hour = (at: string, zone: string): string =>
  write(at, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    .replace(':', '\u00a0h\u00a0')
    .replace(/^0/, '')
    .replace(/\s00$/, '');

/** « mardi 14 avril 2026, 9 h » */
export const longMoment = (at: string, zone: string): string =>
  `${longDay(at, zone)}, ${hour(at, zone)}`;

/** « mardi 5 mai, 14 h – 15 h 30 », with both days when the end is on another one. */
export function span(start: string, end: string, zone: string): string {
  if (localDay(start, zone) === localDay(end, zone))
    return `${dayOfWeek(start, zone)}, ${hour(start, zone)} – ${hour(end, zone)}`;
  return `du ${dayOfWeek(start, zone)}, ${hour(start, zone)} au ${dayOfWeek(end, zone)}, ${hour(end, zone)}`;
}

/** « mardi 5 mai, toute la journée », from midnight to the midnight after the last day. */
export function daySpan(start: string, end: string, zone: string): string {
  const last = movedBy(end, zone, { days: -1 });
  if (localDay(start, zone) === localDay(last, zone))
    return `${dayOfWeek(start, zone)}, toute la journée`;
  return `du ${dayOfWeek(start, zone)} au ${dayOfWeek(last, zone)}`;
}

/** The calendar day in that zone, `2026-04-14`. */
export const localDay = (at: string, zone: string): string =>
  Temporal.Instant.from(new Date(at).toISOString())
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();

/** Minutes since midnight on that zone's wall. */
export function minutesOfDay(at: string, zone: string): number {
  const wall = Temporal.Instant.from(new Date(at).toISOString()).toZonedDateTimeISO(zone);
  return wall.hour * 60 + wall.minute;
}

/** What a `datetime-local` field holds for that instant: `2026-04-14T09:00`. */
export const fieldValue = (at: string, zone: string): string =>
  Temporal.Instant.from(new Date(at).toISOString())
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' });

/** The instant a wall time names in that zone; in the lost hour of March, the hour after it. */
export const instantOf = (wall: string, zone: string): string =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).toInstant().toString();

/** The instant so many days and minutes later on that zone's wall. */
export function movedBy(at: string, zone: string, by: { days?: number; minutes?: number }): string {
  const wall = Temporal.PlainDateTime.from(fieldValue(at, zone)).add(by);
  return instantOf(wall.toString(), zone);
}

/** A plain day moved by whole days. */
export const dayAfter = (day: string, days = 1): string =>
  Temporal.PlainDate.from(day).add({ days }).toString();

/** The day's name in Graph's words, `tuesday`. */
export const graphDay = (day: string): string =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' })
    .format(new Date(`${day}T12:00:00Z`))
    .toLowerCase();

/** The Monday of that day's week, moved by whole weeks; days as `2026-04-13`. */
export function mondayOf(day: string, weeks = 0): string {
  const date = Temporal.PlainDate.from(day);
  return date
    .subtract({ days: date.dayOfWeek - 1 })
    .add({ weeks })
    .toString();
}

/** The days from Monday to Friday of that Monday's week. */
export const workingDays = (monday: string): string[] =>
  [0, 1, 2, 3, 4].map((days) => Temporal.PlainDate.from(monday).add({ days }).toString());

/** A plain day as an instant that falls on that day in every zone of the programme. */
export const noonOf = (day: string, zone: string): string => instantOf(`${day}T12:00`, zone);

/** « 13–17 avril 2026 » */
export const weekTitle = (monday: string): string =>
  new Intl.DateTimeFormat('fr-FR', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).formatRange(
    new Date(`${monday}T12:00:00Z`),
    new Date(`${workingDays(monday)[4] ?? monday}T12:00:00Z`),
  );

/** The same words at the start of a line. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** « heure de Paris », « heure de La Réunion » and the like, as French speakers name that zone. */
export function zoneWords(zone: string): string {
  if (zone === homeZone) return 'heure de Paris';
  const parts = new Intl.DateTimeFormat('fr-FR', {
    timeZone: zone,
    timeZoneName: 'longGeneric',
  }).formatToParts();
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}
