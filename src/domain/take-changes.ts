import type { CalendarChange } from './calendar-change.ts';
import {
  accepted,
  cancelledBy,
  heldOn,
  type Meeting,
  movedInOutlook,
  otherTimeWished,
  proposedAnew,
} from './meeting.ts';
import { type Pair, type Person, partnerOf } from './people.ts';
import { dayOf, type Instant, type Interval, instantOf } from './time.ts';

/** What changes in Outlook come to: the meeting as it is now, and who is to hear of it. */
export interface Taken {
  meeting: Meeting;
  told: Person[];
}

/**
 * Takes all that is new in an event, one change after the other. Whatever happened meanwhile, each is
 * told once, of what it came to. Null where nothing of it matters to the pair.
 */
export function takeChanges(
  pair: Pair,
  meeting: Meeting,
  changes: readonly CalendarChange[],
  now: Instant,
): Taken | null {
  return changes.reduce<Taken | null>((taken, change) => {
    const next = takeChange(pair, taken?.meeting ?? meeting, change, now);
    return next ? { ...next, told: [...new Set([...(taken?.told ?? []), ...next.told])] } : taken;
  }, null);
}

/** The rule of each change; null where it changes nothing. */
function takeChange(
  pair: Pair,
  meeting: Meeting,
  change: CalendarChange,
  now: Instant,
): Taken | null {
  const both = [pair.mentee, pair.mentor];
  if (change.kind === 'moved') return moved(pair, meeting, change.time, now);
  // What is said of a meeting that has begun, was held or is cancelled changes nothing any more.
  if (meeting.state !== 'booked' || !meeting.time || meeting.time.start <= now) return null;
  if (change.kind === 'gone' || change.kind === 'uninvited') {
    return { meeting: cancelledBy(meeting, null), told: both };
  }
  const who = both.find(({ mail }) => mail === change.mail);
  if (!who) return null;
  const other = partnerOf(pair, who.id);
  switch (change.kind) {
    case 'wished':
      if (!isToCome(pair, change.time.start, now)) return declined(meeting, who, other);
      return { meeting: proposedAnew(meeting, who.id, [change.time], meeting), told: [other] };
    case 'declined':
      return declined(meeting, who, other);
    case 'accepted': {
      const open = meeting.agreement === 'asked' && meeting.proposals.length === 0;
      if (!open || meeting.proposedBy === who.id) return null;
      return { meeting: accepted(meeting, who.id, null), told: [] };
    }
  }
}

const declined = (meeting: Meeting, who: Person, other: Person): Taken | null =>
  meeting.agreement === 'other-time'
    ? null
    : { meeting: otherTimeWished(meeting, who.id), told: [other] };

/** One that was held and now lies ahead was not held; held on another past day, it is held then. */
function moved(pair: Pair, meeting: Meeting, time: Interval, now: Instant): Taken | null {
  const recorded = meeting.state === 'held' || meeting.state === 'not-held';
  if (meeting.state !== 'booked' && !recorded) return null;
  if (recorded && time.start <= now) {
    if (meeting.state === 'not-held') return { meeting: { ...meeting, time }, told: [] };
    return { meeting: { ...heldOn(meeting, dayOf(time.start, pair.cohort.zone)), time }, told: [] };
  }
  return { meeting: movedInOutlook(meeting, time), told: [pair.mentee, pair.mentor] };
}

/** Still ahead, and inside the programme. */
function isToCome({ cohort }: Pair, at: Instant, now: Instant): boolean {
  const { launch, closing, zone } = cohort;
  const opens = instantOf(launch, '00:00', zone);
  return at > now && at >= opens && at <= instantOf(closing, '23:59', zone);
}
