import type { Tables } from '../db/db.ts';
import type { Manner } from '../domain/meeting.ts';
import { OutsideFault } from '../domain/outside.ts';
import { type Pair, workOf } from '../domain/people.ts';
import { type Refused, refuse } from '../domain/refusal.ts';
import type { Diary, Taken } from '../domain/slots.ts';
import type { Interval } from '../domain/time.ts';
import { travelOf } from '../domain/travel.ts';
import type { Deps } from './deps.ts';

export interface Diaries {
  /** The asker's first: hours are tried in their zone. */
  both: [Diary, Diary];
  /** People whose calendar could not be read: unknown, never free. */
  unread: string[];
}

/**
 * Both calendars over a window, as far as they can be read. The pair's own other meetings count as
 * taken even where a calendar is unknown; the meeting that is being moved does not. Working hours are
 * those set in Outlook where they can be read, else the cohort's in the person's zone.
 */
export async function readDiaries(
  deps: Deps,
  t: Tables,
  pair: Pair,
  asker: string,
  window: Interval,
  moving: string | undefined,
  manner: Manner,
): Promise<Diaries | Refused> {
  const meetings = await t.meetings.ofPair(pair.id);
  const standing = meetings.filter((m) => m.state === 'booked' && m.time);
  const moved = standing.find((m) => m.id === moving)?.time;
  const others = standing.flatMap((m): Taken[] =>
    m.time && m.id !== moving ? [{ ...m.time, kind: 'busy' }] : [],
  );
  const people = asker === pair.mentor.id ? [pair.mentor, pair.mentee] : [pair.mentee, pair.mentor];
  try {
    const free = await deps.calendar.busy(
      people.map((p) => p.mail),
      window,
    );
    const unread = people.filter((p) => !free.get(p.mail)?.known).map((p) => p.id);
    const [first, second] = people.map((person): Diary => {
      const seen = free.get(person.mail);
      const busy = (seen?.known ? seen.busy : []).filter((taken) => !isSame(taken, moved));
      const { lunch } = pair.cohort.settings;
      const hours = seen?.known ? seen.hours : null;
      return {
        work: { ...workOf(person, pair.cohort), ...hours },
        lunch,
        busy: [...busy, ...others],
        travel: travelOf(person, pair, manner),
      };
    });
    if (!first || !second) return refuse('not-found');
    return { both: [first, second], unread };
  } catch (error) {
    if (!(error instanceof OutsideFault)) throw error;
    deps.log.warn({ event: 'calendars.unreadable', pair: pair.id, status: error.status });
    return refuse('try-again');
  }
}

const isSame = (taken: Interval, moved: Interval | null | undefined): boolean =>
  moved !== null && moved !== undefined && taken.start === moved.start && taken.end === moved.end;
