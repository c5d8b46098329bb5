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
  status: z.optional(z.nullable(z.object({ response: optionalText }))),
  proposedNewTime: z.optional(z.nullable(range)),
});

const event = z.object({
  id: z.string(),
  subject: optionalText,
  start: moment,
  end: moment,
  isAllDay: z.optional(z.nullable(z.boolean())),
  isCancelled: z.optional(z.nullable(z.boolean())),
  isOrganizer: z.optional(z.nullable(z.boolean())),
  allowNewTimeProposals: z.optional(z.nullable(z.boolean())),
  sensitivity: optionalText,
  showAs: optionalText,
  location: z.optional(z.nullable(z.object({ displayName: optionalText }))),
  organizer: z.optional(z.nullable(address)),
  attendees: z.optional(z.nullable(z.array(attendee))),
  onlineMeeting: z.optional(z.nullable(z.object({ joinUrl: optionalText }))),
});
export type CalendarEvent = z.infer<typeof event>;

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
}

const at = (mail: string, id?: string): string =>
  `/_emulator/calendar/${encodeURIComponent(mail)}${id ? `/${encodeURIComponent(id)}` : ''}`;

export const readCalendar = (mail: string): Promise<CalendarEvent[]> =>
  call('GET', at(mail), z.array(event));

export const addEvent = (mail: string, subject: string, when: Range): Promise<unknown> =>
  call('POST', at(mail), z.unknown(), { subject, ...when });

export const moveEvent = (mail: string, id: string, when: Range): Promise<unknown> =>
  call('PATCH', at(mail, id), z.unknown(), when);

export const answerEvent = (mail: string, id: string, reply: Reply): Promise<unknown> =>
  call('PATCH', at(mail, id), z.unknown(), reply);

export const deleteEvent = (mail: string, id: string, notify: boolean): Promise<unknown> =>
  call('DELETE', at(mail, id), z.unknown(), { notify });

/** Two instants as Graph's start and end, in UTC so that no zone's name is left to be guessed. */
export const rangeOf = (start: string, end: string): Range => ({
  start: { dateTime: inUtc(start), timeZone: 'UTC' },
  end: { dateTime: inUtc(end), timeZone: 'UTC' },
});

const inUtc = (instant: string): string => new Date(instant).toISOString().replace('Z', '');

/** Outlook writes the zones of Windows where it knows no better. */
const windowsZones: Record<string, string> = {
  'Romance Standard Time': 'Europe/Paris',
  'W. Europe Standard Time': 'Europe/Berlin',
  'GMT Standard Time': 'Europe/London',
};

/** The instant of a Graph dateTimeTimeZone, whose text carries no offset of its own. */
export function instantAt({ dateTime, timeZone }: CalendarEvent['start']): string {
  if (/(Z|[+-]\d\d:\d\d)$/.test(dateTime)) return new Date(dateTime).toISOString();
  const zone = timeZone ? (windowsZones[timeZone] ?? timeZone) : 'UTC';
  const wall = Temporal.PlainDateTime.from(dateTime);
  return new Date(wall.toZonedDateTime(zone).epochMilliseconds).toISOString();
}
