import { Temporal } from 'temporal-polyfill';
import { holidays } from './public-holidays.ts';

/** Milliseconds since 1970-01-01 UTC. */
export type Instant = number;
/** A calendar day, `YYYY-MM-DD`. */
export type Day = string;
/** From an instant up to, not including, another. */
export interface Interval {
  start: Instant;
  end: Instant;
}
/** Times of day, `HH:MM`. */
export interface Hours {
  from: string;
  to: string;
}

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Two intervals share an instant; touching is not sharing. */
export const overlaps = (a: Interval, b: Interval) => a.start < b.end && b.start < a.end;

const zoned = (at: Instant, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);

/** The day it is in a zone at an instant. */
export const dayOf = (at: Instant, zone: string): Day => zoned(at, zone).toPlainDate().toString();

/** The time of day `HH:MM` it is in a zone at an instant. */
export const timeOfDay = (at: Instant, zone: string): string =>
  zoned(at, zone).toPlainTime().toString({ smallestUnit: 'minute' });

/**
 * The instant a clock on the wall shows `time` on `day`. In the hour that spring loses, the
 * moment just after the gap; in the hour that autumn doubles, the first of the two.
 */
export const instantOf = (onDay: Day, time: string, zone: string): Instant =>
  Temporal.PlainDateTime.from(`${onDay}T${time}`).toZonedDateTime(zone).epochMilliseconds;

export const addDays = (to: Day, days: number): Day =>
  Temporal.PlainDate.from(to).add({ days }).toString();

/** Days from one to a later one. */
export const daysBetween = (from: Day, to: Day): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: 'day' }).days;

export type MomentFault = 'unreadable' | 'no-such-day' | 'no-such-hour';

const shape =
  /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:\d{2})?$/;

/**
 * Reads a moment written by a machine or a person: `2026-04-21T10:00` in `zone`, or with `Z` or an
 * offset. A day that does not exist (29 February 2027) and an hour that spring loses are faults:
 * guessing would put a meeting where nobody meant it.
 */
export function readMoment(text: string, zone: string): { at: Instant } | { fault: MomentFault } {
  const match = shape.exec(text);
  if (!match) return { fault: 'unreadable' };
  const [, year, month, dayOfMonth, time, offset] = match;
  const date = `${year}-${month}-${dayOfMonth}`;
  if (!isDay(date)) return { fault: 'no-such-day' };
  if (offset) {
    const at = Date.parse(text);
    return Number.isNaN(at) ? { fault: 'unreadable' } : { at };
  }
  try {
    const wall = Temporal.PlainDateTime.from(`${date}T${time}`);
    const at = wall.toZonedDateTime(zone, { disambiguation: 'compatible' });
    if (!at.toPlainDateTime().equals(wall)) return { fault: 'no-such-hour' };
    return { at: at.epochMilliseconds };
  } catch (error) {
    if (error instanceof RangeError) return { fault: 'unreadable' };
    throw error;
  }
}

/** Whether the text is a day that exists. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** One person's working time: their zone, their département's holidays, the cohort's hours. */
export interface WorkingTime {
  zone: string;
  departement: string | null;
  hours: Hours;
  /** ISO weekdays, 1 for Monday to 7, on which they work; Monday to Friday when absent. */
  days?: readonly number[] | undefined;
}

const mondayToFriday = [1, 2, 3, 4, 5];

/**
 * A weekday on which one works, and no public holiday. A week without a single working day is no
 * week anybody works: it counts as unknown, so that a next working day always exists.
 */
export function isWorkingDay(on: Day, work: Pick<WorkingTime, 'departement' | 'days'>): boolean {
  const date = Temporal.PlainDate.from(on);
  const days = work.days?.some((each) => each >= 1 && each <= 7) ? work.days : mondayToFriday;
  return days.includes(date.dayOfWeek) && !holidays(date.year, work.departement).has(on);
}

/** The instant itself when it falls in working time, else the start of the next working day. */
export function nextWorkingMoment(at: Instant, work: WorkingTime): Instant {
  const today = dayOf(at, work.zone);
  if (isWorkingDay(today, work)) {
    const opens = instantOf(today, work.hours.from, work.zone);
    if (at < opens) return opens;
    if (at < instantOf(today, work.hours.to, work.zone)) return at;
  }
  return nextWorkingMorning(at, work);
}

/** The start of the first working day after the day of `at`. */
export function nextWorkingMorning(at: Instant, work: WorkingTime): Instant {
  let next = addDays(dayOf(at, work.zone), 1);
  while (!isWorkingDay(next, work)) next = addDays(next, 1);
  return instantOf(next, work.hours.from, work.zone);
}
