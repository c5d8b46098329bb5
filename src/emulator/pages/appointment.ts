import { htmlOfText, textOfHtml } from './body-text.ts';
import { type Attendee, type CalendarEvent, instantAt, rangeOf } from './calendar-api.ts';

export interface Invitee {
  name: string;
  mail: string;
}

/** A file that stands with the event already, or one that comes with its bytes in base64. */
export type AttachedFile = { id: string; name: string; size: number; contentBytes?: string };

export type Sensitivity = 'normal' | 'personal' | 'private' | 'confidential';

/** An appointment as its form has it, sent or not. */
export interface Appointment {
  /** Undefined until it stands in a calendar. */
  id: string | undefined;
  /** The invitations have left. */
  sent: boolean;
  seriesId: string | null;
  subject: string;
  /** Instants. */
  start: string;
  end: string;
  location: string;
  /** HTML, as Outlook's own form has it. */
  body: string;
  sensitivity: Sensitivity;
  isOnlineMeeting: boolean;
  required: Invitee[];
  optional: Invitee[];
  attachments: AttachedFile[];
}

const halfHour = 30 * 60_000;

/** A form nobody has written in. */
export const blankAppointment = (start: string): Appointment => ({
  id: undefined,
  sent: false,
  seriesId: null,
  subject: '',
  start,
  end: new Date(Date.parse(start) + halfHour).toISOString(),
  location: '',
  body: '',
  sensitivity: 'normal',
  isOnlineMeeting: false,
  required: [],
  optional: [],
  attachments: [],
});

export function appointmentOf(event: CalendarEvent): Appointment {
  const all = event.attendees ?? [];
  const optional = all.filter(({ type }) => type === 'optional');
  return {
    id: event.id,
    sent: event.isDraft !== true,
    seriesId: event.seriesMasterId ?? null,
    subject: event.subject ?? '',
    start: instantAt(event.start),
    end: instantAt(event.end),
    location: event.location?.displayName ?? '',
    body: htmlOf(event),
    sensitivity: sensitivityOf(event.sensitivity),
    isOnlineMeeting: event.isOnlineMeeting ?? false,
    required: all.filter((one) => !optional.includes(one)).map(inviteeOf),
    optional: optional.map(inviteeOf),
    attachments: event.attachments ?? [],
  };
}

const sensitivities: readonly Sensitivity[] = ['normal', 'personal', 'private', 'confidential'];
export const sensitivityOf = (given: unknown): Sensitivity =>
  sensitivities.find((known) => known === given) ?? 'normal';

function htmlOf({ body }: CalendarEvent): string {
  const content = body?.content ?? '';
  return body?.contentType?.toLowerCase() === 'text' ? htmlOfText(content) : content;
}

export const inviteeOf = ({ emailAddress }: Pick<Attendee, 'emailAddress'>): Invitee => ({
  name: emailAddress.name ?? emailAddress.address ?? '',
  mail: emailAddress.address ?? '',
});

/** What is written into the calendar; `isDraft` keeps it from those invited. */
export function eventBodyOf(one: Appointment, isDraft: boolean): Record<string, unknown> {
  const invited = (list: Invitee[], type: string) =>
    list.map(({ mail, name }) => ({ type, emailAddress: { address: mail, name } }));
  const online = { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' };
  return {
    subject: one.subject,
    body: { contentType: 'html', content: one.body },
    ...rangeOf(one.start, one.end),
    location: { displayName: one.location },
    sensitivity: one.sensitivity,
    attendees: [...invited(one.required, 'required'), ...invited(one.optional, 'optional')],
    attachments: one.attachments.map(({ id, name, contentBytes }) =>
      contentBytes === undefined ? { id } : { name, contentBytes },
    ),
    isDraft,
    ...(one.isOnlineMeeting ? online : {}),
  };
}

/** Addresses written one after the other, with commas, semicolons or spaces between them. */
export function inviteesIn(text: string, known: Invitee[]): Invitee[] {
  const mails = text.split(/[\s,;]+/).filter((word) => word !== '');
  return mails.map((mail) => {
    const match = known.find((one) => one.mail.toLowerCase() === mail.toLowerCase());
    return match ?? { name: mail, mail };
  });
}

export const mailsIn = (list: Invitee[]): string => list.map(({ mail }) => mail).join('; ');

/** The body's words, for a field of plain text. */
export const wordsOf = (one: Appointment): string => textOfHtml(one.body);
