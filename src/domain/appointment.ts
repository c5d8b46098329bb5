import type { CalendarChange } from './calendar-change.ts';
import type { Meeting } from './meeting.ts';
import type { Pair, Person } from './people.ts';
import type { Refusal } from './refusal.ts';
import { type Taken, takeChanges } from './take-changes.ts';
import { type Instant, type Interval, instantOf, minute } from './time.ts';

/** A meeting that somebody registered, and whose invitation has not come yet. */
export interface Registered {
  meeting: string;
  /** Addresses, in lower case, under which its organiser may write. */
  organisers: string[];
  partner: string;
  start: Instant;
}

/** What an invitation in the programme mailbox shows, of which nothing else is read. */
export interface Invitation {
  organiser: string;
  invited: string[];
  start: Instant;
}

/** The one meeting an invitation is of, by organiser, partner and start; most are nobody's. */
export const registeredAs = (
  { organiser, invited, start }: Invitation,
  open: readonly Registered[],
): Registered | undefined =>
  open.find(
    (one) =>
      minuteOf(one.start) === minuteOf(start) &&
      one.organisers.includes(organiser) &&
      invited.includes(one.partner),
  );

/** Calendars keep minutes: what lies below them may be lost on the way. */
const minuteOf = (at: Instant): number => Math.floor(at / minute);

/** People set their own lengths in Outlook; what is shorter or longer is not a meeting of the two. */
const shortest = 10;
const longest = 8 * 60;

/** Why an appointment cannot be a meeting of the pair; null when it can. */
export function whyNotRegister(time: Interval, { cohort }: Pair, now: Instant): Refusal | null {
  if (time.end <= time.start) return 'end-before-start';
  if (time.start <= now) return 'in-the-past';
  const minutes = (time.end - time.start) / minute;
  if (minutes < shortest || minutes > longest) return 'wrong-length';
  const opens = instantOf(cohort.launch, '00:00', cohort.zone);
  const closes = instantOf(cohort.closing, '23:59', cohort.zone);
  return time.start < opens || time.end > closes ? 'outside-programme' : null;
}

const next = (meeting: Meeting, change: Partial<Meeting>): Meeting => ({
  ...meeting,
  ...change,
  version: meeting.version + 1,
});

/** Stands as its organiser has it: the other one has still to say yes. */
export const standsAt = (meeting: Meeting, organiser: string, time: Interval): Meeting =>
  next(meeting, {
    ...{ state: 'booked', time, agreement: 'asked', proposedBy: organiser, answeredBy: null },
    ...{ heldOn: null, askedAt: null, previous: null, proposals: [] },
  });

/**
 * Only the programme's copy says that it is cancelled: the organiser may have called it off, or just
 * taken our invitation away. It stands, and both are asked, as for a time that neither has chosen.
 */
export const doubted = (meeting: Meeting): Meeting =>
  next(meeting, { agreement: 'asked', proposedBy: null, answeredBy: null, proposals: [] });

export const isDoubted = ({ source, state, proposedBy }: Meeting): boolean =>
  source === 'outlook' && state === 'booked' && proposedBy === null;

/**
 * Takes what is new in an invitation whose event is at home in a person's own calendar. They move it
 * as they please; nobody is told of what they did themselves.
 */
export function takeAppointment(
  pair: Pair,
  meeting: Meeting,
  organiser: string,
  changes: readonly CalendarChange[],
  now: Instant,
): Taken | null {
  const moves = changes.filter(({ kind }) => kind === 'moved');
  const isLost = changes.some(({ kind }) => kind === 'gone' || kind === 'uninvited');
  const moved = takeChanges(pair, meeting, moves, now);
  const there = moved ? ownMove(moved, organiser) : { meeting, told: [] };
  const standing = isLost ? lost(pair, there, now) : back(there, organiser, now);
  const said = isLost ? null : takeChanges(pair, standing.meeting, answersOf(changes), now);
  const taken = said ? { ...said, told: unique([...standing.told, ...said.told]) } : standing;
  return taken.meeting === meeting ? null : taken;
}

const unique = (people: Person[]): Person[] => [...new Set(people)];

const isAhead = ({ state, time }: Meeting, now: Instant): boolean =>
  state === 'booked' && time !== null && time.start > now;

/** A new time in the calendar was chosen by the organiser: the other one alone is asked. */
function ownMove({ meeting, told }: Taken, organiser: string): Taken {
  if (meeting.state !== 'booked') return { meeting, told };
  const others = told.filter(({ id }) => id !== organiser);
  return { meeting: { ...meeting, proposedBy: organiser }, told: others };
}

function lost({ mentee, mentor }: Pair, taken: Taken, now: Instant): Taken {
  const { meeting } = taken;
  if (!isAhead(meeting, now) || isDoubted(meeting)) return taken;
  return { meeting: doubted(meeting), told: [mentee, mentor] };
}

/** The invitation stands again: whatever was asked is answered by it. */
function back(taken: Taken, organiser: string, now: Instant): Taken {
  const { meeting } = taken;
  if (!isDoubted(meeting) || !isAhead(meeting, now) || !meeting.time) return taken;
  return { ...taken, meeting: standsAt(meeting, organiser, meeting.time) };
}

/** Another time is carried out by the organiser alone: to us, a wish for one says no to this one. */
const answersOf = (changes: readonly CalendarChange[]): CalendarChange[] =>
  changes.flatMap((change): CalendarChange[] => {
    if (change.kind === 'accepted' || change.kind === 'declined') return [change];
    return change.kind === 'wished' ? [{ kind: 'declined', mail: change.mail }] : [];
  });
