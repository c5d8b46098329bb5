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

const whole = (least: number, most: number) =>
  z.int('whole-number').min(least, 'whole-number').max(most, 'whole-number');

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

/** The guide's mark (« moins de huit semaines ») and its 6 to 8 meetings a year. */
const rhythm = z
  .strictObject(
    {
      markDays: whole(14, 120).default(56),
      least: whole(1, 12).default(6),
      most: whole(1, 12).default(8),
    },
    'object',
  )
  .refine(({ least, most }) => least <= most, { error: 'rhythm-order', path: ['most'] });

/** Days without a meeting after which somebody hears of it, and how seldom one person may be nudged. */
const ladder = z
  .strictObject(
    {
      mentee: whole(7, 365).default(35),
      both: whole(7, 365).default(45),
      referent: whole(7, 365).default(56),
      everyDays: whole(7, 60).default(7),
    },
    'object',
  )
  .refine(({ mentee, both, referent }) => mentee < both && both < referent, {
    error: 'ladder-order',
    path: ['referent'],
  });

/** On the road to a meeting in person, in minutes: within one city, and between two. */
const travelMinutes = z.strictObject(
  { sameCity: whole(0, 480).default(30), elsewhere: whole(0, 480).default(90) },
  'object',
);

/** Hours of the collective days, in the cohort's zone; the mid-term one is remote. */
const dayHours = z.strictObject(
  {
    launch: hours.default({ from: '09:30', to: '16:30' }),
    midterm: hours.default({ from: '14:00', to: '16:00' }),
    closing: hours.default({ from: '09:30', to: '16:30' }),
  },
  'object',
);

/**
 * Its two questionnaires: for how many days they can be answered, and who is told of together.
 * Nobody may change either once the programme has begun.
 */
const survey = z.strictObject(
  {
    openDays: whole(7, 60).default(21),
    partition: z.enum(['by-size', 'together', 'by-party'], 'partition').default('by-size'),
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
  noticeHours: whole(0, 336),
  horizonDays: whole(7, 366),
  rhythm: rhythm.prefault({}),
  ladder: ladder.prefault({}),
  /** A « pause convenue » lasts no longer than this, and never past the closing day. */
  longestPauseDays: whole(7, 366).default(92),
  travelMinutes: travelMinutes.prefault({}),
  dayHours: dayHours.prefault({}),
  survey: survey.prefault({}),
  /** Days after the closing day until all of it is purged. Absent, it is `defaultRetentionDays`. */
  retentionDays: whole(30, 1825).optional(),
  /** The public body in whose name mails are sent. */
  bodyName: words,
  /** Where answers to the programme's mails go: the coaches' shared address. */
  replyTo: z.email('malformed-mail').max(200, 'too-long'),
});

export type CohortSettings = z.infer<typeof cohortSettings>;
