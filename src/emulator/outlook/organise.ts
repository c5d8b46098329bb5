import { randomBytes } from 'node:crypto';
import { notServed, refuse } from '../api-error.ts';
import { nameOf, personByMail } from '../people.ts';
import type { World } from '../world.ts';
import { attached } from './attachments.ts';
import { callOff, invited, spread } from './copies.ts';
import {
  type Attendee,
  type CalendarEvent,
  eventsOf,
  never,
  newEventId,
  removeEvent,
  type StoredEvent,
  saveEvent,
} from './event.ts';
import type { EventChange, NewEvent, OwnChange, OwnEvent } from './event-input.ts';
import { preview } from './mail.ts';
import { momentAt, utcMs } from './moment.ts';
import { wallTime } from './occurrences.ts';
import { withOnlineMeeting, withoutOnlineMeeting } from './online-meeting.ts';

/**
 * Puts an event into `mailbox`'s calendar and invites its attendees. The same transaction id
 * gives back the event made before, and invites nobody again.
 * https://learn.microsoft.com/graph/api/resources/event (transactionId)
 */
export function organise(
  world: World,
  mailbox: string,
  asked: OwnEvent,
  joinLink = true,
): StoredEvent {
  const { transactionId, recurrence, attachments = [], ...properties } = asked;
  const made =
    transactionId &&
    eventsOf(world, mailbox).find((stored) => stored.transactionId === transactionId);
  if (made) return made;
  const blank = blankEvent(world, mailbox, asked);
  const single = changed(world, blank, properties, joinLink);
  const event = recurrence ? series(single, recurrence) : single;
  const stored: StoredEvent = {
    mailbox: mailbox.toLowerCase(),
    event: { ...event, transactionId: transactionId ?? null },
    version: 0,
    attachments: attached([], attachments),
    ...(transactionId ? { transactionId } : {}),
  };
  const saved = saveEvent(world, stored);
  if (!saved.event.isDraft) spread(world, saved, true);
  return saved;
}

/**
 * The organiser's change: everybody's copy follows; a new time asks everybody anew. Of a draft
 * nobody knows until it is sent, and what was sent is no draft again.
 */
export function reorganise(world: World, stored: StoredEvent, asked: OwnChange): StoredEvent {
  const before = stored.event;
  const { attachments: given, ...change } = asked;
  if (change.isDraft && !before.isDraft) notServed('changes kept back from those invited');
  const event = changed(world, before, change, true);
  const files = stored.attachments ?? [];
  const attachments = given ? attached(files, given) : files;
  const moved =
    utcMs(event.start) !== utcMs(before.start) || utcMs(event.end) !== utcMs(before.end);
  const asking = moved ? { ...event, attendees: event.attendees.map(unanswered) } : event;
  const saved = saveEvent(world, { ...stored, event: asking, attachments });
  if (saved.event.isDraft) return saved;
  const kept = new Set(invited(asking).map(addressOf));
  const known = before.isDraft ? [] : invited(before);
  callOff(
    world,
    before,
    known.filter((attendee) => !kept.has(addressOf(attendee))),
  );
  spread(world, saved, moved);
  return saved;
}

/** Takes the event out of the organiser's calendar and calls it off in everybody else's. */
export function cancelEvent(world: World, stored: StoredEvent, comment = ''): void {
  removeEvent(world, stored);
  if (!stored.event.isDraft) callOff(world, stored.event, invited(stored.event), comment);
}

/** Changes what concerns the owner alone: an attendee's own copy. */
export function changeOwnCopy(world: World, stored: StoredEvent, asked: OwnChange): StoredEvent {
  const { attachments, isDraft, ...change } = asked;
  const isOrganisers = [change.start, change.end, change.attendees, attachments, isDraft];
  if (isOrganisers.some(Boolean) || change.isOnlineMeeting !== undefined) {
    refuse(403, 'ErrorAccessDenied', 'Only the organizer can change this property.');
  }
  return saveEvent(world, { ...stored, event: changed(world, stored.event, change, true) });
}

/** The event as the master of a series; the series begins on the day the event does. */
function series(
  event: CalendarEvent,
  recurrence: NonNullable<OwnEvent['recurrence']>,
): CalendarEvent {
  if (event.attendees.length > 0) notServed('a series with attendees');
  const day = wallTime(event.start, event.originalStartTimeZone).toPlainDate().toString();
  if (recurrence.range.startDate !== day) {
    const message = 'The recurrence range must start on the day on which the event starts.';
    refuse(400, 'ErrorRecurrenceHasNoOccurrence', message);
  }
  return { ...event, type: 'seriesMaster', recurrence };
}

function changed(
  world: World,
  before: CalendarEvent,
  change: Omit<OwnChange, 'attachments'>,
  joinLink: boolean,
): CalendarEvent {
  const { start, end, attendees, location, isOnlineMeeting, onlineMeetingProvider, ...plain } =
    change;
  if (before.recurrence && (start || end || attendees || 'isAllDay' in plain)) {
    notServed('another time or attendees for a series');
  }
  const event: CalendarEvent = { ...before, ...plain };
  if (start) Object.assign(event, startAt(start));
  if (end) Object.assign(event, endAt(end));
  if (utcMs(event.end) < utcMs(event.start)) {
    const message = 'The end date of the event is earlier than its start date.';
    refuse(400, 'ErrorCalendarEndDateIsEarlierThanStartDate', message);
  }
  if (event.isAllDay) checkDays(event);
  if (plain.body) event.bodyPreview = preview(plain.body.content);
  if (location) event.location = { displayName: location.displayName, locationType: 'default' };
  if (attendees) event.attendees = attendees.map((one) => attendeeFrom(world, before, one));
  if (isOnlineMeeting === undefined) return event;
  return online(world, event, isOnlineMeeting, onlineMeetingProvider, joinLink);
}

/**
 * All day means from midnight to a later midnight, both in one zone.
 * https://learn.microsoft.com/graph/api/resources/event (isAllDay)
 */
function checkDays(event: CalendarEvent): void {
  const { originalStartTimeZone: zone, originalEndTimeZone: endZone } = event;
  const [start, end] = [wallTime(event.start, zone), wallTime(event.end, endZone)];
  const isMidnight = [start, end].every((wall) => wall.toPlainTime().toString() === '00:00:00');
  if (isMidnight && zone === endZone && utcMs(event.end) > utcMs(event.start)) return;
  const message = 'The Event.Start property for an all-day event needs to be set to midnight.';
  refuse(400, 'ErrorPropertyValidationFailure', message);
}

/** Once an event is an online meeting, Graph lets nobody undo it. */
function online(
  world: World,
  event: CalendarEvent,
  wanted: boolean,
  provider: CalendarEvent['onlineMeetingProvider'] | undefined,
  joinLink: boolean,
): CalendarEvent {
  if (event.isOnlineMeeting) {
    if (wanted) return event;
    return refuse(400, 'ErrorInvalidRequest', 'isOnlineMeeting cannot be changed once it is set.');
  }
  if (!wanted || provider === 'unknown') return event;
  if (!joinLink) return withoutOnlineMeeting(event);
  const owner = personByMail(world, event.organizer.emailAddress.address);
  return withOnlineMeeting(event, owner?.tenant ?? world.seed.home.tenant);
}

type Given = NonNullable<EventChange['start']>;

function startAt(given: Given): Partial<CalendarEvent> {
  return { start: momentAt(given.instant), originalStartTimeZone: given.timeZone };
}

function endAt(given: Given): Partial<CalendarEvent> {
  return { end: momentAt(given.instant), originalEndTimeZone: given.timeZone };
}

function attendeeFrom(
  world: World,
  before: CalendarEvent,
  given: NonNullable<EventChange['attendees']>[number],
): Attendee {
  const { address, name } = given.emailAddress;
  const known = before.attendees.find((one) => addressOf(one) === address.toLowerCase());
  return {
    type: given.type,
    status: known?.status ?? { response: 'none', time: never },
    emailAddress: { name: name ?? nameOf(world, address), address },
    ...(known?.proposedNewTime ? { proposedNewTime: known.proposedNewTime } : {}),
  };
}

function unanswered({ type, emailAddress }: Attendee): Attendee {
  return { type, status: { response: 'none', time: never }, emailAddress };
}

function addressOf(attendee: Attendee): string {
  return attendee.emailAddress.address.toLowerCase();
}

/** Outlook's defaults for an event nobody has said anything about. */
function blankEvent(world: World, mailbox: string, { start, end }: NewEvent): CalendarEvent {
  const now = world.clock.now().toISOString();
  const id = newEventId();
  return {
    id,
    createdDateTime: now,
    lastModifiedDateTime: now,
    changeKey: '',
    categories: [],
    transactionId: null,
    originalStartTimeZone: start.timeZone,
    originalEndTimeZone: end.timeZone,
    iCalUId: `040000008200E00074C5B7101A82E008${randomBytes(28).toString('hex').toUpperCase()}`,
    reminderMinutesBeforeStart: 15,
    isReminderOn: true,
    hasAttachments: false,
    subject: '',
    bodyPreview: '',
    importance: 'normal',
    sensitivity: 'normal',
    isAllDay: false,
    isCancelled: false,
    isOrganizer: true,
    responseRequested: true,
    seriesMasterId: null,
    showAs: 'busy',
    type: 'singleInstance',
    webLink: `https://outlook.office365.com/owa/?itemid=${encodeURIComponent(id)}`,
    onlineMeetingUrl: null,
    isOnlineMeeting: false,
    onlineMeetingProvider: 'unknown',
    allowNewTimeProposals: true,
    isDraft: false,
    hideAttendees: false,
    recurrence: null,
    responseStatus: { response: 'organizer', time: never },
    body: { contentType: 'html', content: '' },
    start: momentAt(start.instant),
    end: momentAt(end.instant),
    location: { displayName: '', locationType: 'default' },
    attendees: [],
    organizer: { emailAddress: { name: nameOf(world, mailbox), address: mailbox } },
    onlineMeeting: null,
  };
}
