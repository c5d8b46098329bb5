import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const day = z.iso.date();
const interval = z.int().min(1).max(99).default(1);
const weekday = z.enum(weekdays);
const pattern = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('daily'), interval }),
  z.strictObject({
    type: z.literal('weekly'),
    interval,
    daysOfWeek: z.array(weekday).min(1),
    firstDayOfWeek: weekday.default('sunday'),
  }),
  z.strictObject({
    type: z.literal('absoluteMonthly'),
    interval,
    dayOfMonth: z.int().min(1).max(31),
  }),
]);
const recurrenceTimeZone = z.string().optional();
const range = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('endDate'),
    startDate: day,
    endDate: day,
    recurrenceTimeZone,
  }),
  z.strictObject({
    type: z.literal('numbered'),
    startDate: day,
    numberOfOccurrences: z.int().min(1).max(999),
    recurrenceTimeZone,
  }),
  z.strictObject({ type: z.literal('noEnd'), startDate: day, recurrenceTimeZone }),
]);

/**
 * What repeats, and until when; of Graph's patterns the three that people use here.
 * https://learn.microsoft.com/graph/api/resources/patternedrecurrence
 */
export const recurrence = z.strictObject({ pattern, range });
export type Recurrence = z.infer<typeof recurrence>;

/**
 * The days on which the pattern falls, `2026-04-14`, from its first one to `last`. Never read
 * a series without end further than one needs.
 */
export function datesOf({ pattern, range }: Recurrence, last: string): string[] {
  const end = range.type === 'endDate' && range.endDate < last ? range.endDate : last;
  const most = range.type === 'numbered' ? range.numberOfOccurrences : Number.POSITIVE_INFINITY;
  const first = Temporal.PlainDate.from(range.startDate);
  const until = Temporal.PlainDate.from(end);
  const dates: string[] = [];
  for (let round = 0; ; round++) {
    const { days, from } = roundOf(pattern, first, round);
    if (Temporal.PlainDate.compare(from, until) > 0) return dates;
    for (const date of days) {
      const isBefore = Temporal.PlainDate.compare(date, first) < 0;
      if (isBefore || Temporal.PlainDate.compare(date, until) > 0) continue;
      dates.push(date.toString());
      if (dates.length === most) return dates;
    }
  }
}

interface Round {
  /** The earliest day this round, or a later one, can have. */
  from: Temporal.PlainDate;
  days: Temporal.PlainDate[];
}

/** One turn of the pattern: a day, a week's days in order, or a month's day. */
function roundOf(pattern: Recurrence['pattern'], first: Temporal.PlainDate, round: number): Round {
  const steps = round * pattern.interval;
  if (pattern.type === 'daily') {
    const date = first.add({ days: steps });
    return { from: date, days: [date] };
  }
  if (pattern.type === 'absoluteMonthly') {
    const month = first.with({ day: 1 }).add({ months: steps });
    // A month that is too short has it on its last day, as Exchange does.
    return { from: month, days: [month.with({ day: pattern.dayOfMonth })] };
  }
  const opening = weekdays.indexOf(pattern.firstDayOfWeek);
  const sinceOpening = (first.dayOfWeek - 1 - opening + 7) % 7;
  const week = first.subtract({ days: sinceOpening }).add({ weeks: steps });
  const offsets = new Set(
    pattern.daysOfWeek.map((name) => (weekdays.indexOf(name) - opening + 7) % 7),
  );
  const days = [...offsets].sort((a, b) => a - b).map((days) => week.add({ days }));
  return { from: week, days };
}
