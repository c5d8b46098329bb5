import { z } from 'zod';

/** When meetings reach the coaches' list: a choice each cohort makes, stated on the welcome card. */
export type Recording = 'at-once' | 'at-checkpoints';

// Each message is a problem key: the words a person reads are in `words/*/cohort-file.ts`.
const timeOfDay = z
  .string('time-of-day')
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'time-of-day', abort: true });

const hours = z
  .strictObject({ from: timeOfDay, to: timeOfDay }, 'hours')
  .refine(({ from, to }) => from < to, { error: 'hours-order', path: ['to'] });

const words = z
  .string('text')
  .trim()
  .min(1, 'text')
  .max(200, 'too-long')
  // A control character in a name would reach cards and mails.
  .refine((text) => !/\p{Cc}/u.test(text), { error: 'control-character' });

/** The SharePoint list the coaches view; made by the administrator, only checked by the product. */
const list = z.strictObject(
  {
    hostname: z.string('hostname').regex(/^(?=.{1,253}$)[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'hostname'),
    path: z.string('site-path').regex(/^\/[^\s?#]{1,199}$/, 'site-path'),
    name: words,
  },
  'object',
);

/**
 * What a cohort decides for itself; stored as `cohort.settings` and read back through this schema.
 * Times of day are local to the reader of a slot; `noticeHours` and `horizonDays` bound how soon and
 * how far ahead a meeting may be proposed.
 */
export const cohortSettings = z.strictObject({
  list,
  /** No default on purpose: who sees what, and when, is a decision of the committee. */
  recording: z.enum(['at-once', 'at-checkpoints'], 'recording'),
  workingHours: hours,
  lunch: hours,
  noticeHours: z.int('whole-number').min(0, 'whole-number').max(336, 'whole-number'),
  horizonDays: z.int('whole-number').min(7, 'whole-number').max(61, 'whole-number'),
  /** The public body in whose name mails are sent. */
  bodyName: words,
  /** Where answers to the programme's mails go: the coaches' shared address. */
  replyTo: z.email('malformed-mail').max(200, 'too-long'),
});

export type CohortSettings = z.infer<typeof cohortSettings>;
