import { canonical } from './content-digest.ts';
import { type Instant, minute } from './time.ts';

/** Tables that an import or a setting writes, in the order in which one leans on the other. */
export const keptTables = [
  'person',
  'person_identity',
  'cohort',
  'cohort_day',
  'cohort_role',
  'pair',
  'pair_referent',
] as const;
export type KeptTable = (typeof keptTables)[number];

/** A row as the store has it: only the columns that an import or a setting writes. */
export type KeptRow = Readonly<Record<string, unknown>>;
export type Snapshot = Readonly<Record<KeptTable, readonly KeptRow[]>>;

/** What makes a row that row, whatever else it says. */
export const rowKeys: Readonly<Record<KeptTable, readonly string[]>> = {
  person: ['id'],
  person_identity: ['tid', 'oid'],
  cohort: ['id'],
  cohort_day: ['cohort_id', 'kind'],
  cohort_role: ['cohort_id', 'person_id', 'role'],
  pair: ['id'],
  pair_referent: ['pair_id', 'person_id', 'kind', 'from_day'],
};

/** A row that came (`before` is null), went (`after` is null) or says something else. */
export interface RowChange {
  table: KeptTable;
  before: KeptRow | null;
  after: KeptRow | null;
}

/**
 * How long an import or a setting may be taken back; mails and invitations wait as long, so that
 * nobody hears of what is taken back.
 */
export const undoLasts = 10 * minute;

/** A change of a cohort's content, as it was kept for an undo. */
export interface KeptChange {
  at: Instant;
  undone: Instant | null;
  rows: readonly RowChange[];
}

const keyOf = (table: KeptTable, row: KeptRow): string =>
  canonical(rowKeys[table].map((column) => row[column]));

const byKey = (table: KeptTable, rows: readonly KeptRow[]): ReadonlyMap<string, KeptRow> =>
  new Map(rows.map((row) => [keyOf(table, row), row]));

const same = (a: KeptRow | null, b: KeptRow | null): boolean => canonical(a) === canonical(b);

/** What differs between two looks at the same rows. */
export function rowChanges(before: Snapshot, after: Snapshot): RowChange[] {
  return keptTables.flatMap((table) => {
    const [old, fresh] = [byKey(table, before[table]), byKey(table, after[table])];
    return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key) => {
      const change = { table, before: old.get(key) ?? null, after: fresh.get(key) ?? null };
      return same(change.before, change.after) ? [] : [change];
    });
  });
}

/** Whether every row that was changed still stands as the change left it. */
export function standsAsLeft(rows: readonly RowChange[], now: Snapshot): boolean {
  const present = new Map(keptTables.map((table) => [table, byKey(table, now[table])]));
  return rows.every(({ table, before, after }) => {
    const row = after ?? before;
    const found = row ? (present.get(table)?.get(keyOf(table, row)) ?? null) : null;
    return same(found, after);
  });
}

/** Whether there is still time to take a change back; up to, not at, its last instant. */
export const mayStillUndo = ({ at, undone }: Omit<KeptChange, 'rows'>, now: Instant): boolean =>
  undone === null && now < at + undoLasts;

/** Ids of what a change brought into being, for whoever asks what was built on it. */
export const broughtBy = (rows: readonly RowChange[], table: 'person' | 'pair'): string[] =>
  rows
    .filter((change) => change.table === table && change.before === null)
    .map(({ after }) => String(after?.id));

/** Columns by which a row names a person or a pair. */
const names: Partial<Record<KeptTable, Readonly<Record<'person' | 'pair', readonly string[]>>>> = {
  person_identity: { person: ['person_id'], pair: [] },
  cohort_role: { person: ['person_id'], pair: [] },
  pair: { person: ['mentee_id', 'mentor_id'], pair: [] },
  pair_referent: { person: ['person_id'], pair: ['pair_id'] },
};

/** Whether a row that the change did not write names somebody, or a pair, that it brought. */
export function isLeanedOn(rows: readonly RowChange[], now: Snapshot): boolean {
  const brought = { person: broughtBy(rows, 'person'), pair: broughtBy(rows, 'pair') };
  return keptTables.some((table) => {
    const written = byKey(
      table,
      rows.flatMap((change) => (change.table === table && change.after ? [change.after] : [])),
    );
    return now[table].some(
      (row) =>
        !written.has(keyOf(table, row)) &&
        (['person', 'pair'] as const).some((what) =>
          names[table]?.[what].some((column) => brought[what].includes(String(row[column]))),
        ),
    );
  });
}

/** Mails of all the people whose rows a change wrote. */
export const mailsIn = (rows: readonly RowChange[]): string[] =>
  rows.flatMap(({ table, before, after }) =>
    table === 'person' ? [String((after ?? before)?.mail)] : [],
  );
