import { z } from 'zod';
import type { Refusal } from '../domain/refusal.ts';
import type { ExportKind, ReportPage } from '../domain/report-model.ts';

/** An id as the page sends it. One that is malformed is as unknown as one that nobody has. */
const cohort = z.string().max(100).optional();

export const reportRead = z.strictObject({ cohort });

export const reportExport = z.strictObject({
  cohort,
  format: z.enum(['csv', 'xlsx']),
  what: z.enum(['meetings', 'aggregates']),
});

export interface ReportReadBody {
  cohort?: string;
}

export interface ReportExportBody extends ReportReadBody {
  format: 'csv' | 'xlsx';
  what: ExportKind;
}

/** Also `app-role` (403): the cohort's table gives a role that the token does not. */
export type ReportReply = { page: ReportPage } | { refused: Refusal };
