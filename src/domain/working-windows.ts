import {
  addDays,
  type Day,
  day,
  type Hours,
  type Instant,
  type Interval,
  instantOf,
  isWorkingDay,
  minute,
  timeOfDay,
  type WorkingTime,
} from './time.ts';

/** One person's working day as instants. */
export interface WorkingWindow extends Interval {
  day: Day;
  /** Days since 1 January 1970, to count from one to another. */
  dayNumber: number;
  /** 1 for Monday to 7. */
  weekday: number;
  lunch: Interval | null;
  /** What is left of the day around lunch, in order. */
  aroundLunch: readonly Interval[];
  zone: string;
  /** What the clock on the wall shows as it opens, in minutes after midnight. */
  opensAt: number;
  /** Whether that clock runs on evenly until it closes: no change of hour in between. */
  steady: boolean;
}

/** People of a cohort share their hours, so a few dozen calendars serve all of them. */
const mostCalendars = 500;
const calendars = new Map<string, Map<number, WorkingWindow | null>>();

/** The working days that share an instant with the span, in order; each is worked out only once. */
export function workingWindows(work: WorkingTime, lunch: Hours, span: Interval): WorkingWindow[] {
  if (!Number.isFinite(span.start) || !Number.isFinite(span.end)) return [];
  const calendar = calendarOf(work, lunch);
  const found: WorkingWindow[] = [];
  // A day somewhere begins less than a day before or after it does in UTC.
  const last = Math.floor(span.end / day) + 1;
  for (let number = Math.floor(span.start / day) - 1; number <= last; number++) {
    let window = calendar.get(number);
    if (window === undefined) {
      window = windowOn(number, work, lunch);
      calendar.set(number, window);
    }
    if (window && window.start < span.end && span.start < window.end) found.push(window);
  }
  return found;
}

function calendarOf(work: WorkingTime, lunch: Hours): Map<number, WorkingWindow | null> {
  const { zone, departement, hours, days } = work;
  const key = `${zone} ${departement} ${days} ${hours.from} ${hours.to} ${lunch.from} ${lunch.to}`;
  const kept = calendars.get(key);
  if (kept) return kept;
  if (calendars.size >= mostCalendars) calendars.clear();
  const calendar = new Map<number, WorkingWindow | null>();
  calendars.set(key, calendar);
  return calendar;
}

function windowOn(number: number, work: WorkingTime, lunch: Hours): WorkingWindow | null {
  const on = addDays('1970-01-01', number);
  const { zone } = work;
  const open = within(on, work.hours, zone);
  if (!open || !isWorkingDay(on, work)) return null;
  const opensAt = minutesOfDay(open.start, zone);
  const eats = within(on, lunch, zone);
  const lasts = (open.end - open.start) / minute;
  return {
    ...open,
    day: on,
    dayNumber: number,
    // 1 January 1970 was a Thursday.
    weekday: ((((number + 3) % 7) + 7) % 7) + 1,
    lunch: eats,
    aroundLunch: around(open, eats),
    zone,
    opensAt,
    steady: minutesOfDay(open.end, zone) - opensAt === lasts,
  };
}

/** What is left of it before and after the meal. */
function around(open: Interval, eats: Interval | null): Interval[] {
  if (!eats) return [open];
  return [
    { start: open.start, end: Math.min(open.end, eats.start) },
    { start: Math.max(open.start, eats.end), end: open.end },
  ].filter(({ start, end }) => start < end);
}

/** Null when nothing lies between the two, as when spring loses the whole of it. */
function within(on: Day, { from, to }: Hours, zone: string): Interval | null {
  const start = instantOf(on, from, zone);
  const end = instantOf(on, to, zone);
  return end > start ? { start, end } : null;
}

function minutesOfDay(at: Instant, zone: string): number {
  const [hours, minutes] = timeOfDay(at, zone).split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0);
}

/** What the clock on the wall shows at an instant of the window, in minutes after midnight. */
export const wallMinutes = (window: WorkingWindow, at: Instant): number =>
  window.steady
    ? window.opensAt + Math.floor((at - window.start) / minute)
    : minutesOfDay(at, window.zone);
