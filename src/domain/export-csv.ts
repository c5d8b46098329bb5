/**
 * What makes a spreadsheet take a cell for a formula, also in its wide forms.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const formula = /^[=+\-@\t\r\n＝＋－＠]/;

/** UTF-8 with a mark, without which Excel reads accents as two letters each. */
const mark = '\uFEFF';

/** A line of a file as it is read in a spreadsheet. */
export type ExportRow = readonly string[];

/** A cell that no spreadsheet computes: the apostrophe says that it is text. */
export const asText = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell);

/** What Excel opens in French with a double click: semicolons between cells, CRLF after each row. */
export const csvOf = (rows: readonly ExportRow[]): string =>
  mark + rows.map((row) => `${row.map(cellOf).join(';')}\r\n`).join('');

function cellOf(cell: string): string {
  const text = asText(cell);
  return /[";\r\n\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
