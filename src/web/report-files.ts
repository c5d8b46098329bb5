import writeXlsxFile from 'write-excel-file/node';
import { asText, csvOf, type ExportRow } from '../domain/export-csv.ts';
import type { CohortExport } from '../usecases/export-cohort.ts';
import { reportWords } from '../words/report.ts';
import { FileBody } from './file-answer.ts';
import type { ReportExportBody } from './report-contract.ts';
import { tableOf } from './report-tables.ts';

const types: Record<ReportExportBody['format'], string> = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Letters that a column shows, by kind of file. */
const widths: Record<CohortExport['what'], number[]> = {
  meetings: [12, 20, 90],
  aggregates: [70, 34],
};

/** What was taken away as a file, in the language of whoever took it. */
export async function fileOf(
  taken: CohortExport,
  format: ReportExportBody['format'],
): Promise<FileBody> {
  const { reader, today } = taken.what === 'meetings' ? taken.head : taken.page.head;
  const { file } = reportWords(reader.locale);
  const rows = tableOf(taken);
  const bytes =
    format === 'csv'
      ? Buffer.from(csvOf(rows))
      : await xlsxOf(rows, { sheet: file.sheet[taken.what], widths: widths[taken.what] });
  return new FileBody(`${file.name(taken.what, today)}.${format}`, types[format], bytes);
}

/** Every cell is text, and so is what would be a formula once it was saved as CSV. */
function xlsxOf(
  rows: readonly ExportRow[],
  { sheet, widths: columns }: { sheet: string; widths: readonly number[] },
): Promise<Uint8Array> {
  const cells = rows.map((row, at) =>
    row.map((cell) => ({
      ...{ type: String, value: asText(cell) },
      ...(at === 0 ? { fontWeight: 'bold' as const } : {}),
    })),
  );
  return writeXlsxFile(cells, {
    sheet,
    stickyRowsCount: 1,
    columns: columns.map((width) => ({ width })),
  }).toBuffer();
}
