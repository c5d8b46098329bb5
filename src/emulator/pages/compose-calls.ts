import * as z from 'zod/mini';
import { type Appointment, type Invitee, sensitivityOf } from './appointment.ts';
import { htmlOfText, textOfHtml } from './body-text.ts';
import type { EmailAddressDetails, Fault } from './office/messages.ts';

/** What one call of Office.js on a composed appointment answers, and what it changes in the form. */
export interface Outcome {
  value?: unknown;
  change?: Partial<Appointment>;
}

/** A refusal that Office.js documents, by its name. */
export class Refused extends Error {
  readonly fault: Fault;
  constructor(name: string, message: string) {
    super(message);
    // Numbers are not documented for all of them: whoever must tell them apart goes by the name.
    this.fault = { code: 5001, name, message };
  }
}

/** Who writes the appointment, and whose addresses are in the directory. */
export interface Directory {
  organiser: Invitee;
  people: Invitee[];
}

type Call = (one: Appointment, value: unknown, directory: Directory) => Outcome;

const set = (change: Partial<Appointment>): Outcome => ({ change });

/** Entries that one call may add: https://learn.microsoft.com/javascript/api/outlook/office.recipients */
const mostRecipients = 100;
const mostSubject = 255;
const mostBody = 1_000_000;

/** Every method answered from the form, by the path of its name under `item`. */
const table: Record<string, Call> = {
  'start.getAsync': ({ start }) => ({ value: new Date(start) }),
  'end.getAsync': ({ end }) => ({ value: new Date(end) }),
  'start.setAsync': startAt,
  'end.setAsync': endAt,
  'subject.getAsync': ({ subject }) => ({ value: subject }),
  'subject.setAsync': (_one, value) => set({ subject: text(value, mostSubject) }),
  'location.getAsync': ({ location }) => ({ value: location }),
  'location.setAsync': (_one, value) => set({ location: text(value, mostSubject) }),
  'sensitivity.getAsync': ({ sensitivity }) => ({ value: sensitivity }),
  'sensitivity.setAsync': (_one, value) => set({ sensitivity: sensitivity(value) }),
  'body.getTypeAsync': () => ({ value: 'html' }),
  'organizer.getAsync': (_one, _value, { organiser }) => ({
    value: { ...detailsOf(organiser), appointmentResponse: 'organizer' },
  }),
  'recurrence.getAsync': () => ({ value: null }),
  getAttachmentsAsync: ({ attachments }) => ({ value: attachments.map(attachmentDetails) }),
  removeAttachmentAsync: removeAttachment,
  getItemIdAsync: ({ id }) => {
    if (id !== undefined) return { value: id };
    const message = 'The ID cannot be retrieved until the item is saved.';
    throw new Refused('ItemNotSaved', message);
  },
  ...recipients('required'),
  ...recipients('optional'),
};

/** Whether that method is answered from the form alone. */
export const isFormCall = (func: string): boolean =>
  Object.hasOwn(table, func) || func === 'body.getAsync' || func === 'body.setAsync';

/** Answers one method; throws `Refused` as Office.js would fail. */
export function callOnForm(
  func: string,
  args: unknown[],
  one: Appointment,
  directory: Directory,
): Outcome {
  if (func === 'body.getAsync') return bodyIn(one, args[0]);
  if (func === 'body.setAsync') return bodyFrom(args[0], args[1]);
  const call = Object.hasOwn(table, func) ? table[func] : undefined;
  if (!call) throw new Error(`${func} is not answered from the form`);
  return call(one, args[0], directory);
}

export function detailsOf({ name, mail }: Invitee): EmailAddressDetails {
  const details = { displayName: name, emailAddress: mail };
  return { ...details, recipientType: 'user', appointmentResponse: 'none' };
}

export const attachmentDetails = ({ id, name, size }: Appointment['attachments'][number]) => ({
  ...{ id, name, size },
  attachmentType: 'file' as const,
  isInline: false as const,
});

const date = z.date();

function moment(value: unknown): number {
  const read = z.safeParse(date, value);
  if (read.success) return read.data.getTime();
  throw new Refused('InvalidParameterValue', 'The time must be a valid Date.');
}

/** A new start takes the end along. */
function startAt({ start, end }: Appointment, value: unknown): Outcome {
  const from = moment(value);
  const lasting = Date.parse(end) - Date.parse(start);
  return set({ start: instant(from), end: instant(from + lasting) });
}

function endAt({ start }: Appointment, value: unknown): Outcome {
  const until = moment(value);
  if (until >= Date.parse(start)) return set({ end: instant(until) });
  const message = 'The appointment end time is before its start time.';
  throw new Refused('InvalidEndTime', message);
}

const instant = (ms: number): string => new Date(ms).toISOString();

function text(value: unknown, most: number): string {
  if (typeof value !== 'string') {
    throw new Refused('InvalidParameterValue', 'The value must be a text.');
  }
  if (value.length <= most) return value;
  throw new Refused('DataExceedsMaximumSize', `The text is longer than ${most} characters.`);
}

function sensitivity(value: unknown): Appointment['sensitivity'] {
  const known = sensitivityOf(value);
  if (known === value) return known;
  throw new Refused('InvalidParameterValue', `No sensitivity is named ${String(value)}.`);
}

function coercion(value: unknown): 'text' | 'html' {
  if (value === 'text' || value === 'html') return value;
  throw new Refused('CoercionTypeNotSupported', `A body is not read as ${String(value)}.`);
}

const bodyIn = ({ body }: Appointment, wanted: unknown): Outcome => ({
  value: coercion(wanted) === 'text' ? textOfHtml(body) : body,
});

function bodyFrom(value: unknown, given: unknown): Outcome {
  const content = text(value, mostBody);
  return set({ body: coercion(given) === 'text' ? htmlOfText(content) : content });
}

function removeAttachment({ attachments }: Appointment, value: unknown): Outcome {
  const left = attachments.filter(({ id }) => id !== value);
  if (left.length < attachments.length) return set({ attachments: left });
  throw new Refused('InvalidAttachmentId', 'The attachment identifier does not exist.');
}

const given = z.array(
  z.union([
    z.string(),
    z.object({ displayName: z.optional(z.string()), emailAddress: z.string() }),
  ]),
);

function recipients(list: 'required' | 'optional'): Record<string, Call> {
  return {
    [`${list}Attendees.getAsync`]: (one) => ({ value: one[list].map(detailsOf) }),
    [`${list}Attendees.setAsync`]: (_one, value, directory) =>
      set({ [list]: invitees(value, directory) }),
    [`${list}Attendees.addAsync`]: (one, value, directory) => {
      const added = invitees(value, directory);
      return set({ [list]: [...one[list].filter((old) => !added.some(sameAs(old))), ...added] });
    },
  };
}

const sameAs = (old: Invitee) => (one: Invitee) =>
  one.mail.toLowerCase() === old.mail.toLowerCase();

function invitees(value: unknown, { people }: Directory): Invitee[] {
  const read = z.safeParse(given, value);
  if (!read.success) {
    throw new Refused('InvalidParameterValue', 'The recipients must be an array.');
  }
  if (read.data.length > mostRecipients) {
    const message = `The number of recipients exceeded ${mostRecipients} entries.`;
    throw new Refused('NumberOfRecipientsExceeded', message);
  }
  return read.data.map((one) => {
    const mail = typeof one === 'string' ? one : one.emailAddress;
    const known = people.find(sameAs({ name: '', mail }));
    const name = typeof one === 'string' ? undefined : one.displayName;
    return { name: name || known?.name || mail, mail };
  });
}
