import type { CohortFault } from './cohort-fault.ts';
import type { SheetRow } from './cohort-sheet.ts';

const separators = [';', ',', '\t'] as const;
/** A quote that is still open after as many characters was never meant to open a cell. */
const longestQuoted = 2000;

/** The separator that stands most often in the first line, outside quotes. */
export function separatorOf(text: string): string {
  const header = text.trimStart().split(/\r\n|\r|\n/, 1)[0] ?? '';
  const bare = header.replace(/"[^"]*"/g, '');
  const counts = separators.map((separator) => ({
    separator,
    count: bare.split(separator).length,
  }));
  counts.sort((a, b) => b.count - a.count);
  return counts[0]?.separator ?? ';';
}

/**
 * Splits a text into rows, at most `mostRows`, and goes on after a malformed quote: the rows that
 * follow are read as they stand, so that their own faults are told at once.
 */
export function readCsv(
  text: string,
  mostRows: number,
): { rows: SheetRow[]; faults: CohortFault[] } {
  // Excel writes `sep=;` first when asked to, and hides that line when it opens the file.
  const announced = /^sep=(.)(?:\r\n|\r|\n)/i.exec(text);
  const separator = announced?.[1] ?? separatorOf(text);
  const rows: SheetRow[] = [];
  const faults: CohortFault[] = [];
  let at = announced ? announced[0].length : 0;
  while (at < text.length && rows.length < mostRows) {
    const row = rows.length + 1;
    const read = readRow(text, at, separator);
    rows.push({ row, cells: read.cells });
    for (const value of read.malformed) {
      const where = { file: 'csv', row, column: null } as const;
      faults.push({ ...where, problem: 'malformed-quotes', values: { value } });
    }
    at = read.end;
  }
  return { rows, faults };
}

interface Cell {
  text: string;
  end: number;
  malformed: boolean;
}

function readRow(text: string, start: number, separator: string) {
  const cells: string[] = [];
  const malformed: string[] = [];
  let at = start;
  for (;;) {
    const cell = readQuoted(text, at, separator) ?? readBare(text, at, separator);
    cells.push(cell.text);
    if (cell.malformed) malformed.push(cell.text.slice(0, 40));
    at = cell.end;
    if (text[at] !== separator) break;
    at += 1;
  }
  if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
  return { cells, malformed, end: at + 1 };
}

/** A cell between quotes, or null when its quotes do not enclose it: it is then read as bare. */
function readQuoted(text: string, start: number, separator: string): Cell | null {
  let at = start;
  while (text[at] === ' ') at += 1;
  if (text[at] !== '"') return null;
  const limit = Math.min(text.length, at + longestQuoted);
  let cell = '';
  for (at += 1; at < limit; at += 1) {
    if (text[at] !== '"') cell += text[at];
    else if (text[at + 1] === '"') {
      cell += '"';
      at += 1;
    } else return closedAt(text, at + 1, separator, cell);
  }
  return null;
}

function closedAt(text: string, start: number, separator: string, cell: string): Cell | null {
  let end = start;
  while (text[end] === ' ') end += 1;
  return isEnd(text, end, separator) ? { text: cell, end, malformed: false } : null;
}

function readBare(text: string, start: number, separator: string): Cell {
  let end = start;
  while (!isEnd(text, end, separator)) end += 1;
  const cell = text.slice(start, end);
  return { text: cell, end, malformed: cell.includes('"') };
}

function isEnd(text: string, at: number, separator: string): boolean {
  const character = text[at];
  return (
    character === undefined || character === separator || character === '\n' || character === '\r'
  );
}
