import { isRefused } from '../domain/refusal.ts';
import { exportCohort } from '../usecases/export-cohort.ts';
import { readReport } from '../usecases/read-report.ts';
import { type ReportReply, reportExport, reportRead } from './report-contract.ts';
import { fileOf } from './report-files.ts';
import { type Route, refused, signedInRoute } from './routes.ts';

/** What pilot and committee read of a cohort, and what of it may be taken away. */
export const reportRoutes: Route[] = [
  signedInRoute('/api/report/read', reportRead, async (deps, { cohort }, who) => {
    const page = await readReport(deps, who, cohort);
    if (isRefused(page)) return refused(page.refused);
    return { status: 200, body: { page } satisfies ReportReply };
  }),
  signedInRoute('/api/report/export', reportExport, async (deps, { format, ...wish }, who) => {
    const taken = await exportCohort(deps, who, wish);
    if (isRefused(taken)) return refused(taken.refused);
    return { status: 200, body: await fileOf(taken, format) };
  }),
];
