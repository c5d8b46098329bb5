import type { Refusal } from './refusal.ts';
import { type Day, dayOf, type Instant, type Interval } from './time.ts';

export type MeetingState = 'proposed' | 'booked' | 'held' | 'not-held' | 'cancelled';
export type Agreement = 'asked' | 'agreed' | 'other-time';
export type Mode = 'video' | 'in-person';
export type Place = 'mentee' | 'mentor' | 'neutral';
export type Source = 'bot' | 'mail' | 'record' | 'outlook' | 'plan';

export const lengths = [30, 45, 60, 90] as const;
export type Minutes = (typeof lengths)[number];

/** How a meeting takes place; `place` only when people meet in person. */
export interface Manner {
  mode: Mode;
  place: Place | null;
}

/** What `undo` goes back to, and whose act it undoes; null: the programme mailbox's own. */
export interface Previous extends Standing {
  by: string | null;
  act: 'move' | 'cancel';
}

/** All that an act on the calendar changes. */
type Standing = Manner &
  Pick<Meeting, 'state' | 'time' | 'agreement' | 'proposedBy' | 'answeredBy' | 'proposals'>;

/** A pair's meeting. `time` is null while times are only proposed, and for one held outside the tool. */
export interface Meeting extends Manner {
  id: string;
  pair: string;
  state: MeetingState;
  source: Source;
  version: number;
  /** The year's plan it was booked with. */
  plan: string | null;
  /** Null when the time came from the programme mailbox: then both are asked. */
  proposedBy: string | null;
  time: Interval | null;
  agreement: Agreement;
  answeredBy: string | null;
  heldOn: Day | null;
  previous: Previous | null;
  askedAt: Instant | null;
  /** Times proposed and not yet answered, the best first. */
  proposals: Interval[];
}

/** States in which an act is open; the calendar acts also want a start still ahead. */
const openIn = {
  accept: ['proposed', 'booked'],
  decline: ['proposed', 'booked'],
  move: ['proposed', 'booked'],
  cancel: ['proposed', 'booked'],
  held: ['booked'],
  'not-held': ['booked', 'held'],
  correct: ['held', 'not-held', 'booked'],
} as const satisfies Record<string, readonly MeetingState[]>;

export type Act = keyof typeof openIn;

const aheadOnly: readonly Act[] = ['accept', 'decline', 'move', 'cancel'];
const afterwardsOnly: readonly Act[] = ['held', 'not-held', 'correct'];

/** Why an act is not open on a meeting at an instant, or null when it is. */
export function whyNot(act: Act, meeting: Meeting, now: Instant): Refusal | null {
  const states: readonly MeetingState[] = openIn[act];
  if (!states.includes(meeting.state)) {
    return meeting.state === 'held' || meeting.state === 'not-held'
      ? 'already-recorded'
      : 'too-late';
  }
  // Its event is at home in a calendar that nobody but its owner can write.
  if (act === 'move' && meeting.source === 'outlook') return 'made-in-outlook';
  const start = meeting.time?.start;
  if (start === undefined) return null;
  if (aheadOnly.includes(act) && meeting.proposals.length === 0 && start <= now) return 'too-late';
  if (afterwardsOnly.includes(act) && start > now) return 'not-started';
  return null;
}

const next = (meeting: Meeting, change: Partial<Meeting>): Meeting => ({
  ...meeting,
  ...change,
  version: meeting.version + 1,
});

const before = (meeting: Meeting, by: string | null, act: Previous['act']): Previous => {
  const { state, time, mode, place, agreement, proposedBy, answeredBy, proposals } = meeting;
  return { state, time, mode, place, agreement, proposedBy, answeredBy, proposals, by, act };
};

/**
 * One says yes: to the time that stands, or to one of the proposals. To a time that neither has
 * proposed, the first yes makes it that person's, and the other one is asked.
 */
export function accepted(meeting: Meeting, by: string, slot: Interval | null): Meeting {
  if (meeting.proposedBy === null && !slot) return next(meeting, { proposedBy: by });
  const yes = next(meeting, {
    state: 'booked',
    agreement: 'agreed',
    answeredBy: by,
    proposals: [],
  });
  // `previous` already holds what stood before new times were proposed.
  return slot ? { ...yes, time: slot, askedAt: null } : { ...yes, previous: null };
}

/** Somebody wishes another time. Nothing is cancelled by it: the other one is asked for new times. */
export const otherTimeWished = (meeting: Meeting, by: string): Meeting =>
  next(meeting, { agreement: 'other-time', answeredBy: by, proposals: [] });

/** Put at a new time by one of the pair; the other one is asked anew. */
export const movedTo = (meeting: Meeting, by: string, time: Interval, manner: Manner): Meeting =>
  next(meeting, {
    ...manner,
    state: 'booked',
    time,
    agreement: 'asked',
    proposedBy: by,
    answeredBy: null,
    askedAt: null,
    proposals: [],
    previous: meeting.time ? before(meeting, by, 'move') : null,
  });

/** Put at a new time in the programme mailbox's own calendar: neither has chosen it, both are asked. */
export const movedInOutlook = (meeting: Meeting, time: Interval): Meeting =>
  next(meeting, {
    state: 'booked',
    time,
    agreement: 'asked',
    proposedBy: null,
    answeredBy: null,
    heldOn: null,
    askedAt: null,
    proposals: [],
    previous: null,
  });

/** New times proposed; what stands in the calendars stays until one is picked. */
export const proposedAnew = (
  meeting: Meeting,
  by: string,
  proposals: Interval[],
  manner: Manner,
): Meeting =>
  next(meeting, {
    ...manner,
    agreement: 'asked',
    proposedBy: by,
    answeredBy: null,
    proposals,
    previous:
      meeting.time && meeting.proposals.length === 0
        ? before(meeting, by, 'move')
        : meeting.previous,
  });

export const cancelledBy = (meeting: Meeting, by: string | null): Meeting =>
  next(meeting, {
    state: 'cancelled',
    proposals: [],
    previous: before(meeting, by, 'cancel'),
  });

/**
 * The last act on the calendar taken back: a move returns to the former time, a cancelled meeting
 * stands again, and a booking that nobody has answered yet is withdrawn.
 */
export function undone(meeting: Meeting, by: string, now: Instant): Meeting | Refusal {
  const { previous } = meeting;
  if (previous) {
    if (previous.time && previous.time.start <= now) return 'too-late';
    const { by: _by, act: _act, ...standing } = previous;
    return next(meeting, { ...standing, previous: null });
  }
  const withdrawn = meeting.state === 'booked' || meeting.state === 'proposed';
  if (!withdrawn || meeting.agreement !== 'asked' || meeting.proposedBy !== by)
    return 'nothing-to-undo';
  if (meeting.time && meeting.time.start <= now) return 'too-late';
  return cancelledBy(meeting, by);
}

/** It took place on this day. */
export const heldOn = (meeting: Meeting, day: Day): Meeting =>
  next(meeting, { state: 'held', heldOn: day, previous: null, proposals: [] });

export const notHeld = (meeting: Meeting): Meeting =>
  next(meeting, { state: 'not-held', heldOn: null, previous: null, proposals: [] });

/** The day a meeting counts for in the pair's rhythm: held, or standing; null for the others. */
export function dayThatCounts(
  { state, heldOn, time }: Pick<Meeting, 'state' | 'heldOn' | 'time'>,
  zone: string,
): Day | null {
  if (state === 'held') return heldOn;
  return state === 'booked' && time ? dayOf(time.start, zone) : null;
}

/** Whether the calendars must show the meeting: a past one stays where it was. */
export const standsInCalendars = (meeting: Pick<Meeting, 'state' | 'time' | 'source'>) =>
  meeting.time !== null && meeting.source !== 'record' && meeting.state !== 'cancelled';
