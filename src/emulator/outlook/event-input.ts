import { z } from 'zod';
import { notServed, refuse } from '../api-error.ts';
import { instantOf } from './moment.ts';
import { recurrence } from './recurrence.ts';

const moment = z
  .object({ dateTime: z.string(), timeZone: z.string().default('UTC') })
  .transform((given, ctx) => {
    const instant = instantOf(given);
    if (instant !== undefined) return { instant, timeZone: given.timeZone };
    ctx.addIssue(`${given.dateTime} (${given.timeZone}) is no date and time with a known zone`);
    return z.NEVER;
  });

const attendee = z.object({
  emailAddress: z.object({
    address: z.string().regex(/^[^@\s]+@[^@\s]+$/, 'must be a mail address'),
    name: z.string().optional(),
  }),
  type: z.enum(['required', 'optional', 'resource']).default('required'),
});

const properties = {
  subject: z.string().max(255),
  body: z.object({
    contentType: z.preprocess(
      (value) => (typeof value === 'string' ? value.toLowerCase() : value),
      z.enum(['text', 'html']),
    ),
    content: z.string(),
  }),
  start: moment,
  end: moment,
  location: z.looseObject({ displayName: z.string().default('') }),
  attendees: z.array(attendee).max(500),
  sensitivity: z.enum(['normal', 'personal', 'private', 'confidential']),
  showAs: z.enum(['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown']),
  importance: z.enum(['low', 'normal', 'high']),
  isAllDay: z.boolean(),
  isOnlineMeeting: z.boolean(),
  onlineMeetingProvider: z.enum(['unknown', 'teamsForBusiness']),
  allowNewTimeProposals: z.boolean(),
  responseRequested: z.boolean(),
  hideAttendees: z.boolean(),
  isReminderOn: z.boolean(),
  reminderMinutesBeforeStart: z.int(),
  categories: z.array(z.string()),
};

export const eventChange = z.strictObject(properties).partial();
export const newEvent = eventChange
  .required({ start: true, end: true })
  .extend({ transactionId: z.string().optional() });

const attachment = z.union([
  z.strictObject({ id: z.string() }),
  z.strictObject({
    name: z.string().min(1).max(255),
    contentType: z.string().default('application/octet-stream'),
    contentBytes: z.base64(),
  }),
]);

/** What only a person's own Outlook does: attach files, and keep what is not sent yet. */
const byHand = { attachments: z.array(attachment).max(499), isDraft: z.boolean() };
export const servedByHand = ['recurrence', 'attachments'];

/** What people put into their own calendar, where events may repeat. */
const ownEvent = newEvent
  .extend({ recurrence: recurrence.nullish(), ...byHand })
  .partial({ attachments: true, isDraft: true });
export const ownChange = eventChange.extend(byHand).partial();

export type EventChange = z.infer<typeof eventChange>;
export type NewEvent = z.infer<typeof newEvent>;
export type OwnEvent = z.infer<typeof ownEvent>;
export type OwnChange = z.infer<typeof ownChange>;
/** One that stands already by its id, or a new one with its bytes. */
export type GivenAttachment = z.infer<typeof attachment>;

/** Writable properties of Graph's event that the emulator does not imitate. */
const notImitated = [
  'recurrence',
  'locations',
  'attachments',
  'extensions',
  'singleValueExtendedProperties',
  'multiValueExtendedProperties',
  'occurrenceId',
];

/** A body for `ownEvent`; a pattern of Graph's that is not imitated answers 501. */
export function readOwnEvent(body: unknown): OwnEvent {
  const type = patternType.safeParse(body).data?.recurrence.pattern.type;
  if (type !== undefined) return notServed(`the recurrence pattern ${type}`);
  return readEventBody(ownEvent, body, servedByHand);
}

const patternType = z.object({
  recurrence: z.object({
    pattern: z.object({ type: z.enum(['relativeMonthly', 'absoluteYearly', 'relativeYearly']) }),
  }),
});

/**
 * Reads an event body as Graph does: 400 for what is wrong, 501 for what is not imitated, except
 * the properties `served` here.
 */
export function readEventBody<T extends z.ZodType>(
  schema: T,
  body: unknown,
  served: string[] = [],
): z.infer<T> {
  const given = z.record(z.string(), z.unknown()).safeParse(body);
  if (!given.success) return refuse(400, 'BadRequest', 'The body must be one event in JSON.');
  const unserved = notImitated.find((name) => name in given.data && !served.includes(name));
  if (unserved) return notServed(`the event property ${unserved}`);
  const own = Object.entries(given.data).filter(([name]) => !name.startsWith('@odata.'));
  const read = schema.safeParse(Object.fromEntries(own));
  if (!read.success) return refuse(400, 'RequestBodyRead', z.prettifyError(read.error));
  return read.data;
}
