import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import type { World } from '../world.ts';
import { type CalendarEvent, findEvent, overlaps, type StoredEvent } from './event.ts';
import { ianaZone, type Moment, momentAt, utcMs } from './moment.ts';
import { datesOf } from './recurrence.ts';

/**
 * What stands in a calendar during the half-open span, in milliseconds: single events as they
 * are, and each series as the occurrences that fall in it.
 */
export function standingIn(stored: StoredEvent[], from: number, to: number): StoredEvent[] {
  return stored
    .flatMap((one) => expanded(one, to))
    .filter(({ event }) => overlaps(event, from, to))
    .sort((a, b) => utcMs(a.event.start) - utcMs(b.event.start));
}

function expanded(stored: StoredEvent, to: number): StoredEvent[] {
  const { recurrence } = stored.event;
  if (recurrence === null) return [stored];
  const zone = zoneOf(stored.event);
  const last = wallOf(to, zone).toPlainDate().toString();
  const { event } = stored;
  return datesOf(recurrence, last).map((date) => ({
    ...stored,
    event: occurrence(event, date),
  }));
}

/** The occurrence with that id, which stands nowhere but in its series. */
export function findOccurrence(world: World, mailbox: string, id: string): StoredEvent | undefined {
  const [, ofSeries, year, month, day] = /^(.+)(\d{4})(\d\d)(\d\d)AAA=$/.exec(id) ?? [];
  const series = findEvent(world, mailbox, `${ofSeries ?? ''}AAA=`);
  if (!series?.event.recurrence) return undefined;
  const date = `${year}-${month}-${day}`;
  if (!isDate.safeParse(date).success) return undefined;
  const isOne = datesOf(series.event.recurrence, date).at(-1) === date;
  return isOne ? { ...series, event: occurrence(series.event, date) } : undefined;
}

const isDate = z.iso.date();

/** The hour on the wall is the same at each occurrence, whatever the clocks did in between. */
function occurrence(master: CalendarEvent, date: string): CalendarEvent {
  const zone = zoneOf(master);
  const start = wallOf(utcMs(master.start), zone);
  const lasting = start.until(wallOf(utcMs(master.end), zone));
  const first = Temporal.PlainDate.from(date).toPlainDateTime(start.toPlainTime());
  const at = (wall: Temporal.PlainDateTime): Moment =>
    momentAt(wall.toZonedDateTime(zone).epochMilliseconds);
  return {
    ...master,
    id: `${master.id.replace(/AAA=$/, '')}${date.replaceAll('-', '')}AAA=`,
    iCalUId: datedUid(master.iCalUId, first),
    type: 'occurrence',
    seriesMasterId: master.id,
    occurrenceId: `OID.${master.id}.${date}`,
    recurrence: null,
    start: at(first),
    end: at(first.add(lasting)),
  };
}

/** A series' uid has its occurrence's day in bytes 17 to 20: [MS-OXOCAL] 2.2.1.27. */
function datedUid(uid: string, { year, month, day }: Temporal.PlainDateTime): string {
  const hex = (value: number, digits: number) =>
    value.toString(16).toUpperCase().padStart(digits, '0');
  return `${uid.slice(0, 32)}${hex(year, 4)}${hex(month, 2)}${hex(day, 2)}${uid.slice(40)}`;
}

const zoneOf = (event: CalendarEvent): string => ianaZone(event.originalStartTimeZone) ?? 'UTC';

const wallOf = (instant: number, zone: string): Temporal.PlainDateTime =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDateTime();

/** The day and hour of a stored moment on that zone's wall. */
export const wallTime = (moment: Moment, zone: string): Temporal.PlainDateTime =>
  wallOf(utcMs(moment), ianaZone(zone) ?? 'UTC');
