import type { ListedRow } from '../db/report.ts';
import type { CohortHead } from '../domain/coach-model.ts';
import { destroyBy } from '../domain/export-retention.ts';
import { isRefused, type Refused } from '../domain/refusal.ts';
import type { ExportKind, ReportPage } from '../domain/report-model.ts';
import type { Day } from '../domain/time.ts';
import { cohortFor, cohortHead, type Visitor } from './coach-access.ts';
import type { Deps } from './deps.ts';
import { drawReport } from './read-report.ts';

/** What a file will hold; `destroyBy` is the last day it may be kept. */
export type CohortExport =
  | { what: 'meetings'; head: CohortHead; rows: ListedRow[]; destroyBy: Day }
  | { what: 'aggregates'; page: ReportPage };

/**
 * What the reader may take away: for coaches the rows of the tracking list, for pilots too what the
 * report shows. Who took it is written down before it leaves, or it does not leave.
 */
export function exportCohort(
  { db, now }: Deps,
  who: Visitor,
  { cohort: wanted, what }: { cohort?: string | undefined; what: ExportKind },
): Promise<CohortExport | Refused> {
  const at = now();
  const action = what === 'meetings' ? 'meetings.export' : 'report.export';
  return db.tx(async (t) => {
    const open = await cohortFor(t, who, action, wanted, at);
    if (isRefused(open)) return open;
    const subject = open.cohort.id;
    const entry = { at, actor: who.person, subject };
    if (what === 'aggregates') {
      const page = await drawReport(t, open, at);
      await t.audit.append({ ...entry, action: 'report.export' });
      return { what, page };
    }
    const head = await cohortHead(t, open, at);
    const rows = await t.report.rows(subject);
    await t.audit.append({ ...entry, action: 'cohort.export' });
    return { what, head, rows, destroyBy: destroyBy(head.closing, head.today) };
  });
}
