import type { Meeting } from './meeting.ts';
import type { Interval } from './time.ts';

type Shown = Pick<Meeting, 'time' | 'mode' | 'place'>;

/** All that an event in the calendars shows of a meeting, as one text to compare. */
export const eventShows = ({ time, mode, place }: Shown): string =>
  `${time?.start}/${time?.end}/${mode}/${place}`;

/** The time such a text tells of; null when it tells none. */
export function shownTime(shows: string | null): Interval | null {
  const [start, end] = (shows ?? '').split('/').map(Number);
  return start !== undefined && end !== undefined && end > start ? { start, end } : null;
}

/** The same text for an event that was found at another time. */
export function shownAt(shows: string, { start, end }: Interval): string {
  const [, , ...manner] = shows.split('/');
  return [start, end, ...manner].join('/');
}
