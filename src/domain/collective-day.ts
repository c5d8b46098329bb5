import { createHash } from 'node:crypto';
import type { DayKind } from './people.ts';
import { shownTime } from './shown.ts';
import {
  type Day,
  dayOf,
  type Hours,
  hour,
  type Instant,
  type Interval,
  instantOf,
  timeOfDay,
} from './time.ts';

/** In the order in which the year has them. */
export const dayKinds: readonly DayKind[] = ['launch', 'midterm', 'closing'];

/** The day that is held remotely; the two others bring people together in one place. */
export const isRemote = (kind: DayKind): boolean => kind === 'midterm';

/** Attendees of one event, at most: learn.microsoft.com/graph/api/resources/event. */
const mostInvitees = 500;

/** What a cohort says of one of its collective days. */
export interface CollectiveDay {
  day: Day;
  hours: Hours;
  /** The cohort's zone, in which the hours are read. */
  zone: string;
  noticeHours: number;
}

/** Somebody's invitation, and the part of the day's event that holds it. */
export interface Seat {
  person: string;
  /** From 1. */
  part: number;
}

export const dayTime = ({ day, hours, zone }: Omit<CollectiveDay, 'noticeHours'>): Interval => ({
  start: instantOf(day, hours.from, zone),
  end: instantOf(day, hours.to, zone),
});

/**
 * Who sits where: whoever has a place keeps it, newcomers take the first part with room, and
 * whoever is no longer invited leaves theirs free.
 */
export function seatsFor(standing: readonly Seat[], people: readonly string[]): Seat[] {
  const invited = new Set(people);
  const kept = standing.filter(({ person }) => invited.has(person));
  const seated = new Set(kept.map(({ person }) => person));
  const taken = new Map<number, number>();
  for (const { part } of kept) taken.set(part, (taken.get(part) ?? 0) + 1);
  let part = 1;
  const added: Seat[] = [];
  for (const person of invited) {
    if (seated.has(person)) continue;
    while ((taken.get(part) ?? 0) >= mostInvitees) part += 1;
    taken.set(part, (taken.get(part) ?? 0) + 1);
    added.push({ person, part });
  }
  return [...kept, ...added];
}

/** All that one part shows, as one text to compare; of the invitees only a digest. */
export function dayShows({ start, end }: Interval, mails: readonly string[]): string {
  const people = createHash('sha256')
    .update([...mails].sort().join('\n'))
    .digest('base64url');
  return `${start}/${end}/${people.slice(0, 22)}`;
}

/** Whether two such texts tell of the same people. */
export const sameInvitees = (a: string, b: string): boolean => a.split('/')[2] === b.split('/')[2];

/** What is to become of a day's events. */
export type DayFate =
  /** They stand, or are to stand, and show what the cohort says. */
  | 'invite'
  /** They are taken out of the calendars. */
  | 'call-off'
  /** Nothing is done: the day is past, or too near for a first invitation. */
  | 'leave';

/** `stands` has one text for each part that is invited to; null for one that shows nothing yet. */
export function fateOf(
  day: CollectiveDay | undefined,
  stands: readonly (string | null)[],
  now: Instant,
): DayFate {
  if (!day) return 'call-off';
  const { start } = dayTime(day);
  if (start <= now) {
    // The day was held; an event that still calls people to a later one would have them come for nothing.
    const ahead = stands.some((shows) => (shownTime(shows)?.start ?? start) > now);
    return ahead ? 'call-off' : 'leave';
  }
  if (stands.length === 0 && start < now + day.noticeHours * hour) return 'leave';
  return 'invite';
}

/**
 * The day and hours that a time in Outlook stands for. An end on another day is cut at 23:59: a
 * cohort has one day for each; where no hours are left, those known before are kept.
 */
export function dayShown(
  { start, end }: Interval,
  zone: string,
  before: Hours,
): { day: Day; hours: Hours } {
  const day = dayOf(start, zone);
  const from = timeOfDay(start, zone);
  const to = dayOf(end, zone) === day ? timeOfDay(end, zone) : '23:59';
  return { day, hours: from < to ? { from, to } : before };
}

/** Whether the year's days still follow each other as they must. */
export const inOrder = (days: Record<DayKind, Day>): boolean =>
  days.launch < days.midterm && days.midterm < days.closing;
