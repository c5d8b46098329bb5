import { type IsTimeZone, readCell, tidy } from './cohort-cells.ts';
import { type Column, type ColumnKey, columnNamed, columns, nearest } from './cohort-columns.ts';
import { type CohortFault, type CohortProblem, shownValue } from './cohort-fault.ts';

/** One row as it was decoded; `row` as a spreadsheet numbers it. */
export interface SheetRow {
  row: number;
  cells: readonly string[];
}

/** One pair's row after its cells were checked; a cell that is empty or at fault is missing. */
export interface ReadRow {
  row: number;
  values: Partial<Record<ColumnKey, string>>;
  /** The columns where something was typed, readable or not. */
  filled: ReadonlySet<ColumnKey>;
}

export interface ReadSheet {
  rows: ReadRow[];
  /** The columns' names as typed in the file. */
  names: Partial<Record<ColumnKey, string>>;
  faults: CohortFault[];
}

/** Far more columns than there are: what stands further right is told once. */
const mostColumns = 60;

const isBlank = ({ cells }: SheetRow) => cells.every((cell) => tidy(cell) === '');

/** Checks the header and every cell by itself; what concerns several rows is checked elsewhere. */
export function readSheet(sheet: readonly SheetRow[], isTimeZone: IsTimeZone): ReadSheet {
  const [header, ...body] = sheet.filter((row) => !isBlank(row));
  if (!header) return { rows: [], names: {}, faults: [] };
  const read = readHeader(header, body);
  const faults = [...read.faults];
  const rows = body.map((row) => {
    const extra = row.cells.slice(header.cells.length).find((cell) => tidy(cell) !== '');
    const values = { value: shownValue(tidy(extra ?? '')) };
    if (extra !== undefined) faults.push(at(row.row, null, 'extra-cells', values));
    return readRow(row, read.places, isTimeZone, faults);
  });
  if (rows.length === 0) faults.push(at(header.row, null, 'no-pair'));
  const names = Object.fromEntries(read.places.map(({ column, name }) => [column.key, name]));
  return { rows, names, faults };
}

interface ColumnPlace {
  index: number;
  column: Column;
  name: string;
}

function readHeader({ row, cells }: SheetRow, body: readonly SheetRow[]) {
  const places: ColumnPlace[] = [];
  const faults: CohortFault[] = [];
  const beyond = cells
    .slice(mostColumns)
    .map(tidy)
    .find((name) => name !== '');
  if (beyond !== undefined)
    faults.push(at(row, null, 'extra-cells', { value: shownValue(beyond) }));
  cells
    .slice(0, mostColumns)
    .map(tidy)
    .forEach((name, index) => {
      const column = columnNamed(name);
      if (name === '') {
        // A trailing separator makes an empty column: only a fault when something stands below.
        const used = body.some((other) => tidy(other.cells[index] ?? '') !== '');
        if (used) faults.push(at(row, null, 'unnamed-column', { position: String(index + 1) }));
        return;
      }
      if (!column) {
        const labels = columns.map(({ label }) => label);
        const values = { value: shownValue(name), nearest: nearest(name, labels) };
        faults.push(at(row, shownValue(name), 'unknown-column', values));
        return;
      }
      if (places.some((place) => place.column === column)) {
        faults.push(at(row, name, 'duplicate-column', { value: name }));
        return;
      }
      places.push({ index, column, name });
    });
  for (const column of columns) {
    const there = places.some((place) => place.column === column);
    if (column.required && !there) {
      faults.push(at(row, column.label, 'missing-column', { value: column.label }));
    }
  }
  return { places, faults };
}

function readRow(
  { row, cells }: SheetRow,
  places: readonly ColumnPlace[],
  isTimeZone: IsTimeZone,
  faults: CohortFault[],
): ReadRow {
  const values: ReadRow['values'] = {};
  const filled = new Set<ColumnKey>();
  for (const { index, column, name } of places) {
    const text = tidy(cells[index] ?? '');
    if (text === '') {
      if (column.required) faults.push(at(row, name, 'empty-cell'));
      continue;
    }
    filled.add(column.key);
    const reading = readCell(text, column.kind, isTimeZone);
    if ('value' in reading) values[column.key] = reading.value;
    else
      faults.push(at(row, name, reading.problem, { value: shownValue(text), ...reading.values }));
  }
  return { row, values, filled };
}

function at(
  row: number,
  column: string | null,
  problem: CohortProblem,
  values: Record<string, string> = {},
): CohortFault {
  return { file: 'csv', row, column, problem, values };
}
