import { z } from 'zod';
import type { Interval } from '../domain/time.ts';
import { readAnswer } from './fault.ts';
import { graphInstant, graphTime } from './graph-time.ts';
import type { EventDraft, EventState, Response } from './ports.ts';

/** All we ever ask to see of an event: neither subject nor body is among it. */
export const readFields =
  'id,iCalUId,changeKey,start,end,isCancelled,isOnlineMeeting,onlineMeeting,transactionId,organizer,attendees';

const responses: Record<string, Response> = {
  none: 'none',
  notResponded: 'none',
  // The organiser of a meeting made in Outlook's pane: whoever calls a meeting comes to it.
  organizer: 'accepted',
  accepted: 'accepted',
  tentativelyAccepted: 'tentative',
  declined: 'declined',
};

const wish = z.object({ start: graphInstant, end: graphInstant });

const attendee = z.object({
  emailAddress: z.object({ address: z.string() }),
  status: z.object({ response: z.string().nullish() }).nullish(),
  proposedNewTime: z.unknown().optional(),
});

// A create or a patch answers the whole event: what is not named here is dropped unread.
const event = z.object({
  id: z.string(),
  iCalUId: z.string(),
  changeKey: z.string(),
  start: graphInstant,
  end: graphInstant,
  isCancelled: z.boolean().nullish(),
  isOnlineMeeting: z.boolean().nullish(),
  onlineMeeting: z.object({ joinUrl: z.string().nullish() }).nullish(),
  transactionId: z.string().nullish(),
  organizer: z.object({ emailAddress: z.object({ address: z.string().nullish() }) }).nullish(),
  attendees: z.array(attendee).nullish(),
});

/** What an answer says of an event. Throws `OutsideFault` when it is no event. */
export function readEvent(answer: unknown): EventState {
  const read = readAnswer(event, answer);
  return {
    graphId: read.id,
    iCalUId: read.iCalUId,
    changeKey: read.changeKey,
    startsAt: read.start,
    endsAt: read.end,
    cancelled: read.isCancelled ?? false,
    joinUrl: read.onlineMeeting?.joinUrl || null,
    transactionId: read.transactionId ?? null,
    organiser: read.organizer?.emailAddress.address?.toLowerCase() ?? null,
    answers: (read.attendees ?? []).map(({ emailAddress, status, proposedNewTime }) => ({
      mail: emailAddress.address.toLowerCase(),
      response: responses[status?.response ?? 'none'] ?? 'none',
      proposed: readWish(proposedNewTime),
    })),
  };
}

/** The time somebody proposes instead; one that cannot be read proposes nothing. */
function readWish(told: unknown): Interval | null {
  const read = wish.safeParse(told);
  return read.success && read.data.end > read.data.start ? read.data : null;
}

/** Whether an answer is of a video meeting whose link has not come with it. */
export function lacksLink(answer: unknown): boolean {
  const read = readAnswer(event, answer);
  return read.isOnlineMeeting === true && !read.onlineMeeting?.joinUrl;
}

/**
 * The event as we post it. No `body` at all: Exchange writes its join block there. The reminder is
 * the mailbox's default.
 */
export function newEvent(draft: EventDraft): object {
  return {
    transactionId: draft.transactionId,
    subject: draft.subject,
    start: graphTime(draft.startsAt),
    end: graphTime(draft.endsAt),
    ...placeOf(draft.location),
    sensitivity: 'private',
    showAs: 'busy',
    responseRequested: draft.hideAttendees !== true,
    allowNewTimeProposals: draft.hideAttendees !== true,
    ...(draft.hideAttendees && { hideAttendees: true }),
    ...(draft.video && { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' }),
    attendees: attendeesOf(draft.attendees),
  };
}

/**
 * Everything of an invitation that people write, emptied. It is a neutral private time from then on;
 * the place goes too, for people write there as well.
 */
export const blankEvent = {
  subject: '',
  body: { contentType: 'text', content: '' },
  location: { displayName: '' },
  sensitivity: 'private',
};

/** Whoever is invited, as Graph writes it. */
export const attendeesOf = (people: EventDraft['attendees']): object[] =>
  people.map(({ mail, name }) => ({
    type: 'required',
    emailAddress: { address: mail, name },
  }));

/** Null leaves the place alone: of a video meeting, Exchange has written it. */
export function placeOf(location: string | null): { location?: { displayName: string } } {
  return location === null ? {} : { location: { displayName: location } };
}
