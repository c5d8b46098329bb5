import type { Reader } from '../domain/card-model.ts';
import type { ExportRow } from '../domain/export-csv.ts';
import type { ReportPage } from '../domain/report-model.ts';
import type { CohortExport } from '../usecases/export-cohort.ts';
import { reportWords } from '../words/report.ts';
import { cellDay, dayOfYearText, periodText, themeLines } from '../words/report-text.ts';
import { words } from '../words/words.ts';

/** The lines of a file; the last one says how long it may be kept. */
export function tableOf(taken: CohortExport): ExportRow[] {
  return taken.what === 'meetings' ? meetingsTable(taken) : reportTable(taken.page);
}

function meetingsTable({
  head,
  rows,
  destroyBy,
}: Extract<CohortExport, { what: 'meetings' }>): ExportRow[] {
  const { locale } = head.reader;
  const { file } = reportWords(locale);
  const { themes } = words(locale);
  return [
    [file.pair, file.day, file.themes],
    ...rows.map((row) => [
      row.pairCode,
      cellDay(row.day),
      row.themes.map((theme) => themes[theme]).join(' · '),
    ]),
    [],
    [file.destroyBy(dayOfYearText(head.today, head.reader), dayOfYearText(destroyBy, head.reader))],
  ];
}

/** What the page shows, line by line and in the same words. */
function reportTable(page: ReportPage): ExportRow[] {
  const { head, pairs, until } = page;
  const { reader } = head;
  const told = reportWords(reader.locale);
  const day = until === null ? told.file.nothing : dayOfYearText(until, reader);
  return [
    [told.file.item, told.file.value],
    [told.file.cohort, head.name],
    [told.file.until, day],
    [told.pairs.active, told.pairs.value(pairs.active, pairs.all)],
    ...meetingRows(page, reader),
    ...themeRows(page, reader),
    [told.responses.value, told.responses.noneCell],
    [],
    [told.file.keep(dayOfYearText(head.today, reader))],
  ];
}

function meetingRows({ meetings }: ReportPage, { locale }: Reader): ExportRow[] {
  if (!meetings) return [];
  const told = reportWords(locale);
  const { least, most } = meetings.expected;
  return [
    [told.meetings.held, String(meetings.held)],
    [told.meetings.expected, least === most ? told.about(least) : told.between(least, most)],
    ...meetings.periods.map((period) => [
      told.file.month(periodText(period, locale)),
      String(period.held),
    ]),
  ];
}

function themeRows({ themes, pairs }: ReportPage, { locale }: Reader): ExportRow[] {
  if (!themes) return [];
  const { file } = reportWords(locale);
  return themeLines(themes, pairs.all, locale).map(({ key, title, pairs: number }) => [
    key === 'rare' ? file.rare(title) : file.theme(title),
    number,
  ]);
}
