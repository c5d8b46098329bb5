import { Temporal } from 'temporal-polyfill';
import * as z from 'zod/mini';
import { call } from './control-api.ts';

const optionalText = z.optional(z.nullable(z.string()));
const moment = z.object({ dateTime: z.string(), timeZone: optionalText });
const address = z.object({
  emailAddress: z.object({ name: optionalText, address: optionalText }),
});
const range = z.object({ start: moment, end: moment });
const attendee = z.object({
  ...address.shape,
  type: optionalText,
  status: z.optional(z.nullable(z.object({ response: optionalText }))),
  proposedNewTime: z.optional(z.nullable(range)),
});

const event = z.object({
  id: z.string(),
  subject: optionalText,
  start: moment,
  end: moment,
  isAllDay: z.optional(z.nullable(z.boolean())),
  /** The zone in which the event was made: a whole day is a day there. */
  originalStartTimeZone: optionalText,
  seriesMasterId: optionalText,
  isCancelled: z.optional(z.nullable(z.boolean())),
  isOrganizer: z.optional(z.nullable(z.boolean())),
  allowNewTimeProposals: z.optional(z.nullable(z.boolean())),
  sensitivity: optionalText,
  showAs: optionalText,
  location: z.optional(z.nullable(z.object({ displayName: optionalText }))),
  organizer: z.optional(z.nullable(address)),
  attendees: z.optional(z.nullable(z.array(attendee))),
  onlineMeeting: z.optional(z.nullable(z.object({ joinUrl: optionalText }))),
  isOnlineMeeting: z.optional(z.nullable(z.boolean())),
  isDraft: z.optional(z.nullable(z.boolean())),
  body: z.optional(z.nullable(z.object({ contentType: optionalText, content: optionalText }))),
  attachments: z.optional(
    z.nullable(z.array(z.object({ id: z.string(), name: z.string(), size: z.number() }))),
  ),
  createdDateTime: optionalText,
  lastModifiedDateTime: optionalText,
});
export type CalendarEvent = z.infer<typeof event>;
export type Attendee = z.infer<typeof attendee>;

/** What a person answers to an invitation, in Graph's words. */
export type Answer = 'accepted' | 'tentativelyAccepted' | 'declined';

interface Range {
  start: { dateTime: string; timeZone: string };
  end: { dateTime: string; timeZone: string };
}

export interface Reply {
  response: Answer;
  notify: boolean;
  proposedNewTime?: Range;
  /** Goes to the organiser's mailbox and nowhere else. */
  comment?: string;
}

const at = (mail: string, id?: string): string =>
  `/_emulator/calendar/${encodeURIComponent(mail)}${id ? `/${encodeURIComponent(id)}` : ''}`;

export const readCalendar = (mail: string): Promise<CalendarEvent[]> =>
  call('GET', at(mail), z.array(event));

export interface NewEvent extends Range {
  subject: string;
  showAs: string;
  isAllDay?: boolean;
  recurrence?: unknown;
}

export const addEvent = (mail: string, asked: NewEvent): Promise<unknown> =>
  call('POST', at(mail), z.unknown(), asked);

/** Writes a whole appointment: a new one without an id. Answers the event as it stands then. */
export const saveAppointment = (
  mail: string,
  id: string | undefined,
  body: Record<string, unknown>,
): Promise<CalendarEvent> => call(id ? 'PATCH' : 'POST', at(mail, id), event, body);

export const moveEvent = (mail: string, id: string, when: Range): Promise<unknown> =>
  call('PATCH', at(mail, id), z.unknown(), when);

/** Invites exactly these: whoever is left out is called off. */
export const inviteOnly = (mail: string, id: string, attendees: Attendee[]): Promise<unknown> =>
  call('PATCH', at(mail, id), z.unknown(), {
    attendees: attendees.map(({ type, emailAddress }) => ({
      type: type ?? 'required',
      emailAddress: { address: emailAddress.address, name: emailAddress.name ?? undefined },
    })),
  });

export const answerEvent = (mail: string, id: string, reply: Reply): Promise<unknown> =>
  call('PATCH', at(mail, id), z.unknown(), reply);

export const deleteEvent = (mail: string, id: string, notify: boolean): Promise<unknown> =>
  call('DELETE', at(mail, id), z.unknown(), { notify });

/** Two instants as Graph's start and end, in UTC so that no zone's name is left to be guessed. */
export const rangeOf = (start: string, end: string): Range => ({
  start: { dateTime: inUtc(start), timeZone: 'UTC' },
  end: { dateTime: inUtc(end), timeZone: 'UTC' },
});

/** Two times on a zone's wall, `2026-04-14T09:00`: what repeats keeps its hour there. */
export const wallRange = (start: string, end: string, timeZone: string): Range => ({
  start: { dateTime: start, timeZone },
  end: { dateTime: end, timeZone },
});

const inUtc = (instant: string): string => new Date(instant).toISOString().replace('Z', '');

/** Outlook writes the zones of Windows where it knows no better. */
const windowsZones: Record<string, string> = {
  'Romance Standard Time': 'Europe/Paris',
  'W. Europe Standard Time': 'Europe/Berlin',
  'GMT Standard Time': 'Europe/London',
};

/** The name by which Outlook tells an add-in of a zone. */
export const windowsZone = (iana: string): string =>
  Object.entries(windowsZones).find(([, name]) => name === iana)?.[0] ?? iana;

const ianaZone = (name: string | null | undefined): string =>
  name ? (windowsZones[name] ?? name) : 'UTC';

/** The zone in which a whole day of that event begins at midnight. */
export const dayZoneOf = (event: CalendarEvent): string => ianaZone(event.originalStartTimeZone);

/** The instant of a Graph dateTimeTimeZone, whose text carries no offset of its own. */
export function instantAt({ dateTime, timeZone }: CalendarEvent['start']): string {
  if (/(Z|[+-]\d\d:\d\d)$/.test(dateTime)) return new Date(dateTime).toISOString();
  const zone = ianaZone(timeZone);
  const wall = Temporal.PlainDateTime.from(dateTime);
  return new Date(wall.toZonedDateTime(zone).epochMilliseconds).toISOString();
}
