import { hasMailboxHere } from '../people.ts';
import type { World } from '../world.ts';
import {
  type Attendee,
  type CalendarEvent,
  findCopy,
  never,
  newEventId,
  type StoredEvent,
  saveEvent,
} from './event.ts';
import { type Draft, deliverMail } from './mail.ts';

type Notice = 'meetingRequest' | 'meetingCancelled';

/** Addresses of those invited, the organiser left out. */
export function invited(event: CalendarEvent): Attendee[] {
  const organiser = event.organizer.emailAddress.address.toLowerCase();
  return event.attendees.filter(
    (attendee) => attendee.emailAddress.address.toLowerCase() !== organiser,
  );
}

/**
 * Brings the organiser's event into each attendee's calendar, and tells by mail those whose
 * mailbox is elsewhere. A new time asks everybody anew.
 */
export function spread(world: World, organised: StoredEvent, moved: boolean): void {
  for (const attendee of invited(organised.event)) {
    const { address } = attendee.emailAddress;
    const known = findCopy(world, address, organised.event.iCalUId);
    const copy = copyOf(organised.event, attendee, known, moved);
    saveEvent(world, { ...copy, attachments: organised.attachments ?? [] });
    if (!known || moved) mailNotice(world, organised.event, address, 'meetingRequest');
  }
}

/** Marks the copies of these attendees as cancelled, and tells them. */
export function callOff(
  world: World,
  event: CalendarEvent,
  attendees: Attendee[],
  comment = '',
): void {
  for (const { emailAddress } of attendees) {
    const copy = findCopy(world, emailAddress.address, event.iCalUId);
    if (copy) {
      const cancelled = { ...copy.event, isCancelled: true, showAs: 'free' as const };
      saveEvent(world, { ...copy, event: cancelled });
    }
    mailNotice(world, event, emailAddress.address, 'meetingCancelled', comment);
  }
}

function copyOf(
  event: CalendarEvent,
  attendee: Attendee,
  known: StoredEvent | undefined,
  moved: boolean,
): StoredEvent {
  const asked = moved || !known || known.event.isCancelled;
  const answered = asked
    ? { response: 'notResponded' as const, time: never }
    : known.event.responseStatus;
  return {
    mailbox: attendee.emailAddress.address.toLowerCase(),
    version: known?.version ?? 0,
    event: {
      ...event,
      id: known?.event.id ?? newEventId(),
      createdDateTime: known?.event.createdDateTime ?? event.lastModifiedDateTime,
      transactionId: null,
      isOrganizer: false,
      responseStatus: answered,
      showAs: shownAs(answered.response, event),
      attendees: event.hideAttendees ? [attendee] : event.attendees,
    },
  };
}

/** An invitation stands as tentative until it is answered. */
export function shownAs(
  response: CalendarEvent['responseStatus']['response'],
  event: CalendarEvent,
): CalendarEvent['showAs'] {
  if (response === 'accepted') return event.showAs === 'tentative' ? 'busy' : event.showAs;
  if (response === 'declined') return 'free';
  return 'tentative';
}

function mailNotice(
  world: World,
  event: CalendarEvent,
  address: string,
  type: Notice,
  comment = '',
): void {
  if (hasMailboxHere(world, address)) return;
  const request = type === 'meetingRequest';
  const draft: Draft = {
    from: event.organizer.emailAddress.address,
    subject: request ? event.subject : `Annulé : ${event.subject}`,
    body: request ? event.body : { contentType: 'text', content: comment },
    to: event.attendees.map(({ emailAddress }) => ({ emailAddress })),
    more: {
      '@odata.type': `#microsoft.graph.${request ? 'eventMessageRequest' : 'eventMessage'}`,
      meetingMessageType: type,
      startDateTime: event.start,
      endDateTime: event.end,
      location: event.location,
    },
  };
  deliverMail(world, draft, [address]);
}
