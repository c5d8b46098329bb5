import type { Tables } from '../db/db.ts';
import type { CohortRole } from '../domain/coach-model.ts';
import type { Cohort } from '../domain/people.ts';
import { isRefused, type Refused } from '../domain/refusal.ts';
import {
  activeOn,
  countedBefore,
  countNamed,
  meetingsTold,
  periodsOf,
  themesTold,
  untilOf,
} from '../domain/report.ts';
import type { ExportKind, ReportPage, ThemesTold } from '../domain/report-model.ts';
import { themesOf } from '../domain/theme-choice.ts';
import { addDays, type Day } from '../domain/time.ts';
import { cohortFor, cohortHead, type OpenCohort, type Visitor } from './coach-access.ts';
import type { Deps } from './deps.ts';

/** What pilot and coaches are told of a cohort as a whole. Changes nothing. */
export async function readReport(
  { db: { read: t }, now }: Deps,
  who: Visitor,
  wanted?: string,
): Promise<ReportPage | Refused> {
  const at = now();
  const open = await cohortFor(t, who, 'report.read', wanted, at);
  return isRefused(open) ? open : drawReport(t, open, at);
}

/** The report of a cohort that is open to its reader. */
export async function drawReport(t: Tables, open: OpenCohort, now: number): Promise<ReportPage> {
  const { cohort } = open;
  const head = await cohortHead(t, open, now);
  const { launch, closing, settings } = cohort;
  const before = countedBefore({ ...cohort, recording: settings.recording }, head.today);
  const from = `${launch.slice(0, 7)}-01`;
  const months = before === null ? [] : await t.report.months(cohort.id, { from, before });
  const periods = before === null ? [] : periodsOf(months, { launch, before });
  const pairs = await t.report.pairs(cohort);
  const until = untilOf(periods, closing);
  return {
    head,
    until,
    pairs: { active: activeOn(until ?? head.today, pairs.all, pairs.spans), all: pairs.all },
    meetings: meetingsTold(periods, cohort, pairs),
    themes: until === null ? null : await themesUntil(t, cohort, until),
    exports: exportsOf(head.roles),
  };
}

/** Themes of the same days as the meetings that are told. */
async function themesUntil(t: Tables, cohort: Cohort, until: Day): Promise<ThemesTold | null> {
  const alike = await t.report.themes(cohort.id, addDays(until, 1));
  return themesTold(countNamed(themesOf(cohort.themeVersion), alike));
}

const exportsOf = (roles: readonly CohortRole[]): ExportKind[] =>
  roles.includes('coach') ? ['aggregates', 'meetings'] : ['aggregates'];
