import { randomBytes } from 'node:crypto';
import { type ChangeType, notifyChange } from '../notify/queue.ts';
import type { World } from '../world.ts';
import { type Moment, utcMs } from './moment.ts';
import type { Recurrence } from './recurrence.ts';

export type ResponseType =
  | 'none'
  | 'organizer'
  | 'notResponded'
  | 'accepted'
  | 'tentativelyAccepted'
  | 'declined';
export type ShowAs = 'free' | 'tentative' | 'busy' | 'oof' | 'workingElsewhere' | 'unknown';

export interface ResponseStatus {
  response: ResponseType;
  time: string;
}

export interface EmailAddress {
  name: string;
  address: string;
}

export interface Attendee {
  type: 'required' | 'optional' | 'resource';
  status: ResponseStatus;
  emailAddress: EmailAddress;
  proposedNewTime?: { start: Moment; end: Moment };
}

/** The properties of Graph's event that the emulator keeps; times in UTC. */
export interface CalendarEvent {
  id: string;
  createdDateTime: string;
  lastModifiedDateTime: string;
  changeKey: string;
  categories: string[];
  transactionId: string | null;
  originalStartTimeZone: string;
  originalEndTimeZone: string;
  iCalUId: string;
  reminderMinutesBeforeStart: number;
  isReminderOn: boolean;
  hasAttachments: boolean;
  subject: string;
  bodyPreview: string;
  importance: 'low' | 'normal' | 'high';
  sensitivity: 'normal' | 'personal' | 'private' | 'confidential';
  isAllDay: boolean;
  isCancelled: boolean;
  isOrganizer: boolean;
  responseRequested: boolean;
  seriesMasterId: string | null;
  showAs: ShowAs;
  type: 'singleInstance' | 'seriesMaster' | 'occurrence';
  /** Of an occurrence only, which is never stored: its series is. */
  occurrenceId?: string;
  webLink: string;
  onlineMeetingUrl: null;
  isOnlineMeeting: boolean;
  onlineMeetingProvider: 'unknown' | 'teamsForBusiness';
  allowNewTimeProposals: boolean;
  isDraft: boolean;
  hideAttendees: boolean;
  recurrence: Recurrence | null;
  responseStatus: ResponseStatus;
  body: { contentType: 'text' | 'html'; content: string };
  start: Moment;
  end: Moment;
  location: { displayName: string; locationType: string };
  attendees: Attendee[];
  organizer: { emailAddress: EmailAddress };
  onlineMeeting: { joinUrl: string } | null;
}

export interface Attachment {
  id: string;
  name: string;
  contentType: string;
  /** Bytes. */
  size: number;
  /** In base64. */
  contentBytes: string;
}

export interface StoredEvent {
  /** Whose calendar it stands in, lower case. */
  mailbox: string;
  event: CalendarEvent;
  /** In this calendar; the event itself only says that there are some. */
  attachments?: Attachment[];
  transactionId?: string;
  /** Grows by one at each change; the change key is made of it. */
  version: number;
}

/** What Graph writes where nobody has answered. */
export const never = '0001-01-01T00:00:00Z';

const key = (mailbox: string, id: string) => `${mailbox.toLowerCase()}|${id}`;
const events = (world: World) => world.store.table<StoredEvent>('events');

/** A mailbox's events in order of creation. */
export function eventsOf(world: World, mailbox: string): StoredEvent[] {
  const owner = mailbox.toLowerCase();
  return events(world)
    .values()
    .filter((stored) => stored.mailbox === owner);
}

export function findEvent(world: World, mailbox: string, id: string): StoredEvent | undefined {
  return events(world).get(key(mailbox, immutableId(id)));
}

/** The same meeting as it stands in another calendar. */
export function findCopy(world: World, mailbox: string, iCalUId: string): StoredEvent | undefined {
  return eventsOf(world, mailbox).find((stored) => stored.event.iCalUId === iCalUId);
}

/** Writes the event with a new change key, tells its subscribers, and returns it as written. */
export function saveEvent(world: World, stored: StoredEvent): StoredEvent {
  const version = stored.version + 1;
  const event = {
    ...stored.event,
    hasAttachments: (stored.attachments ?? []).length > 0,
    changeKey: Buffer.from(`${stored.event.iCalUId.slice(-12)}:${version}`).toString('base64'),
    lastModifiedDateTime: world.clock.now().toISOString(),
  };
  const saved = { ...stored, event, version };
  const row = key(stored.mailbox, event.id);
  const known = events(world).get(row) !== undefined;
  events(world).put(row, saved);
  tellSubscribers(world, saved, known ? 'updated' : 'created');
  return saved;
}

export function removeEvent(world: World, stored: StoredEvent): void {
  events(world).remove(key(stored.mailbox, stored.event.id));
  tellSubscribers(world, stored, 'deleted');
}

function tellSubscribers(
  world: World,
  { mailbox, event: { id, changeKey } }: StoredEvent,
  changeType: ChangeType,
): void {
  notifyChange(world, { mailbox, changeType, immutableId: id, restId: restId(id), changeKey });
}

export function newEventId(): string {
  return `AAkALg${randomBytes(30).toString('base64url')}AAA=`;
}

const restPrefix = 'AAMkAD';

/** The id given to callers that do not ask for immutable ones: another text for the same event. */
export function restId(id: string): string {
  return `${restPrefix}${id}`;
}

function immutableId(id: string): string {
  return id.startsWith(restPrefix) ? id.slice(restPrefix.length) : id;
}

/** Whether the event overlaps the half-open span; both in milliseconds. */
export function overlaps(event: CalendarEvent, from: number, to: number): boolean {
  return utcMs(event.start) < to && utcMs(event.end) > from;
}
