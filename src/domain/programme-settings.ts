import type { CohortHeader } from './cohort-changes.ts';
import { type CohortSettings, cohortSettings } from './cohort-settings.ts';
import { dayKinds } from './collective-day.ts';
import type { DayKind } from './people.ts';
import { type Day, type Hours, isDay } from './time.ts';

type Settings<K extends keyof CohortSettings> = Pick<CohortSettings, K>;

/** One section of the settings as a coach saves it; values are only checked by `changedHeader`. */
export type HeaderChange =
  | ({ section: 'rhythm' } & Settings<'rhythm' | 'ladder' | 'longestPauseDays'>)
  | ({ section: 'hours' } & Settings<'workingHours' | 'lunch' | 'noticeHours' | 'horizonDays'>)
  | { section: 'dates'; days: Record<DayKind, Day>; dayHours: Record<DayKind, Hours> };

export const fieldProblems = [
  'too-small',
  'too-big',
  'whole-number',
  'time-of-day',
  'hours-order',
  'rhythm-order',
  'ladder-order',
  'malformed-date',
  'date-order',
  'day-held',
  'day-past',
] as const;
export type FieldProblem = (typeof fieldProblems)[number];

/** What is wrong with one field, `ladder.referent` or `days.midterm`, and the limit it passes. */
export interface FieldFault {
  field: string;
  problem: FieldProblem;
  limit?: number;
}

/** What the cohort says once a section is saved, or everything that is wrong with the section. */
export function changedHeader(
  header: CohortHeader,
  change: HeaderChange,
  today: Day,
): { header: CohortHeader } | { faults: FieldFault[] } {
  const { section, ...values } = change;
  const days = section === 'dates' ? change.days : header.days;
  const settings = section === 'dates' ? { dayHours: change.dayHours } : values;
  const read = cohortSettings.safeParse({ ...header.settings, ...settings });
  const faults = [
    ...(section === 'dates' ? dayFaults(header, days, change.dayHours, today) : []),
    ...(read.success ? [] : read.error.issues.map(fieldFault)),
  ];
  if (faults.length > 0 || !read.success) return { faults };
  return { header: { ...header, days, settings: read.data } };
}

interface Issue {
  code: string;
  message: string;
  path: PropertyKey[];
  minimum?: number | bigint;
  maximum?: number | bigint;
}

function fieldFault(issue: Issue): FieldFault {
  const field = issue.path.map(String).join('.');
  if (issue.code === 'too_small') {
    return { field, problem: 'too-small', limit: Number(issue.minimum) };
  }
  if (issue.code === 'too_big') return { field, problem: 'too-big', limit: Number(issue.maximum) };
  const problem = fieldProblems.find((one) => one === issue.message) ?? 'whole-number';
  return { field, problem };
}

/**
 * A day that was held stays where it was, and none is put into the past: years of reminders and
 * reports are counted from it. A file may still correct it.
 */
function dayFaults(
  header: CohortHeader,
  days: Record<DayKind, Day>,
  hours: Record<DayKind, Hours>,
  today: Day,
): FieldFault[] {
  const faults: FieldFault[] = [];
  let latest: Day = '';
  for (const kind of dayKinds) {
    const [before, after] = [header.days[kind], days[kind]];
    const field = `days.${kind}`;
    if (!isDay(after)) {
      faults.push({ field, problem: 'malformed-date' });
      continue;
    }
    const { from, to } = header.settings.dayHours[kind];
    const moved = after !== before || hours[kind].from !== from || hours[kind].to !== to;
    if (moved && before < today) faults.push({ field, problem: 'day-held' });
    else if (after !== before && after < today) faults.push({ field, problem: 'day-past' });
    else if (after <= latest) faults.push({ field, problem: 'date-order' });
    latest = after;
  }
  return faults;
}
