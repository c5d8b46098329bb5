import { refuse } from '../api-error.ts';
import type { World } from '../world.ts';
import { shownAs } from './copies.ts';
import {
  type CalendarEvent,
  findCopy,
  type ResponseStatus,
  removeEvent,
  type StoredEvent,
  saveEvent,
} from './event.ts';
import { deliverMail } from './mail.ts';
import type { Moment } from './moment.ts';

export interface Reply {
  response: 'accepted' | 'tentativelyAccepted' | 'declined';
  /** False keeps the answer to oneself: the organiser learns nothing. */
  notify: boolean;
  proposedNewTime?: { start: Moment; end: Moment } | undefined;
  /** Stands in the mail to the organiser and nowhere else. */
  comment?: string | undefined;
}

const words: Record<Reply['response'], [prefix: string, type: string]> = {
  accepted: ['Accepté', 'meetingAccepted'],
  tentativelyAccepted: ['Provisoire', 'meetingTenativelyAccepted'],
  declined: ['Refusé', 'meetingDeclined'],
};

/** An attendee's answer. A declined copy stays in their calendar, shown as free. */
export function respond(world: World, copy: StoredEvent, reply: Reply): StoredEvent {
  if (reply.proposedNewTime && !copy.event.allowNewTimeProposals) {
    const message = 'The organizer does not allow new time proposals for this meeting.';
    refuse(400, 'ErrorInvalidRequest', message);
  }
  if (reply.proposedNewTime && !reply.notify) {
    const message = 'A new time can only be proposed in an answer that is sent.';
    refuse(400, 'ErrorInvalidRequest', message);
  }
  const organised = organiserEvent(world, copy.event);
  const status: ResponseStatus = {
    response: reply.response,
    time: world.clock.now().toISOString(),
  };
  if (reply.notify) tell(world, copy, organised, status, reply);
  const showAs = shownAs(reply.response, organised?.event ?? copy.event);
  return saveEvent(world, { ...copy, event: { ...copy.event, responseStatus: status, showAs } });
}

/** Takes the copy out of the attendee's calendar; without `notify` nobody ever learns of it. */
export function removeCopy(world: World, copy: StoredEvent, notify: boolean): void {
  if (notify && !copy.event.isCancelled) respond(world, copy, { response: 'declined', notify });
  removeEvent(world, copy);
}

function organiserEvent(world: World, event: CalendarEvent): StoredEvent | undefined {
  return findCopy(world, event.organizer.emailAddress.address, event.iCalUId);
}

function tell(
  world: World,
  copy: StoredEvent,
  organised: StoredEvent | undefined,
  status: ResponseStatus,
  { response, proposedNewTime, comment = '' }: Reply,
): void {
  const organiser = copy.event.organizer.emailAddress;
  const [prefix, meetingMessageType] = words[response];
  const draft = {
    from: copy.mailbox,
    subject: `${prefix} : ${copy.event.subject}`,
    body: { contentType: 'text', content: comment },
    to: [{ emailAddress: organiser }],
    more: {
      '@odata.type': '#microsoft.graph.eventMessageResponse',
      meetingMessageType,
      responseType: response,
      ...(proposedNewTime ? { proposedNewTime } : {}),
    },
  };
  deliverMail(world, draft, [organiser.address]);
  if (!organised) return;
  const attendees = organised.event.attendees.map(({ proposedNewTime: _old, ...attendee }) => {
    if (attendee.emailAddress.address.toLowerCase() !== copy.mailbox) {
      return _old ? { ...attendee, proposedNewTime: _old } : attendee;
    }
    return { ...attendee, status, ...(proposedNewTime ? { proposedNewTime } : {}) };
  });
  saveEvent(world, { ...organised, event: { ...organised.event, attendees } });
}
