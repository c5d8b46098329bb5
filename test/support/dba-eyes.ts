import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import type { Sql } from '../../src/db/open.ts';

const run = promisify(execFile);

/** A row as whoever keeps the store sees it: where it lies, which transaction wrote it, what it says. */
export interface Row {
  table: string;
  place: string;
  xmin: number;
  values: Record<string, unknown>;
}

/** What figures a row comes to, by what they are of. */
export type Figures = Map<string, number>;

/** Every row of the tables that a transaction since `xmin` wrote to, in the order it lies in. */
export async function look(db: Sql, xmin: number): Promise<Row[]> {
  const names = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`.execute(db);
  const each = names.rows.map(
    ({ name }) => sql`
      select ${sql.lit(name)} as "table", ctid::text as place, xmin::text as xmin,
        to_jsonb(t) as values
      from ${sql.table(name)} t
      where exists (select from ${sql.table(name)} c where c.xmin::text::bigint >= ${sql.lit(xmin)})`,
  );
  const stats = sql`
    select 'pg_stat' as "table", relname::text as place, '0' as xmin, to_jsonb(s) as values
    from pg_stat_user_tables s`;
  const { rows } = await sql<Omit<Row, 'xmin'> & { xmin: string }>`
    ${sql.join([...each, stats], sql` union all `)}`.execute(db);
  return rows.map((row) => ({ ...row, xmin: Number(row.xmin) }));
}

/** The last transaction that has begun. */
export async function lastTransaction(db: Sql): Promise<number> {
  const { rows } = await sql<{ xid: string }>`
    select pg_snapshot_xmax(pg_current_snapshot())::text as xid`.execute(db);
  return Number(rows[0]?.xid ?? 0);
}

/** What a value comes to as figures: how long, how great, when, how much of nothing is in it. */
function views(value: unknown): [string, number][] {
  if (typeof value === 'number') return [['', value]];
  if (typeof value === 'boolean') return [['', Number(value)]];
  if (value === null || value === undefined) return [];
  if (typeof value !== 'string') return [[' length', JSON.stringify(value).length]];
  if (value.startsWith('\\x')) return ofText(value.slice(2));
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return [['', inMicroseconds(value)]];
  if (/^[0-9a-f]{8}-/.test(value)) return [['', Number.parseInt(value.slice(0, 8), 16)]];
  return [[' length', value.length]];
}

function inMicroseconds(time: string): number {
  const parts = /^([^.+]*)(?:\.(\d+))?/.exec(time);
  return Date.parse(`${parts?.[1]}Z`) * 1000 + Number((parts?.[2] ?? '').padEnd(6, '0'));
}

/** The same ballots stand in one copy after another. */
const known = new Map<string, [string, number][]>();

function ofText(hex: string): [string, number][] {
  const figures = known.get(hex) ?? ofBytes(Buffer.from(hex, 'hex'));
  if (known.size > 500) known.clear();
  known.set(hex, figures);
  return figures;
}

function ofBytes(bytes: Buffer): [string, number][] {
  let sum = 0;
  let zeros = 0;
  for (const byte of bytes) {
    sum += byte;
    if (byte === 0) zeros += 1;
  }
  const first = bytes.length >= 6 ? bytes.readUIntBE(0, 6) : -1;
  return [
    [' length', bytes.length],
    [' sum', sum],
    [' zeros', zeros],
    [' first', first],
  ];
}

const inside = new WeakMap<Row, Figures>();

/** What its columns come to. */
export function figuresOf(row: Row): Figures {
  const before = inside.get(row);
  if (before) return before;
  const figures: Figures = new Map();
  for (const [column, value] of Object.entries(row.values)) {
    for (const [view, figure] of views(value)) figures.set(`${row.table}.${column}${view}`, figure);
  }
  inside.set(row, figures);
  return figures;
}

/** With what no column holds: which transaction wrote it, and where it lies. */
export function allFiguresOf(row: Row): Figures {
  const [page = 0, line = 0] = row.place.match(/\d+/g)?.map(Number) ?? [];
  return new Map(figuresOf(row))
    .set(`${row.table} xmin`, row.xmin)
    .set(`${row.table} ctid`, page * 1000 + line);
}

/** What the write-ahead log tells of each transaction; nothing where its reader is not there. */
export async function logOf(db: Sql, from: string): Promise<Map<number, Figures>> {
  const found = new Map<number, Figures>();
  const { rows } = await sql<{ until: string; data: string; bin: string | null }>`
    select pg_current_wal_flush_lsn()::text as until, current_setting('data_directory') as data,
      (select setting from pg_config where name = 'BINDIR') as bin`.execute(db);
  const [place] = rows;
  if (!place?.bin || !existsSync(join(place.bin, 'pg_waldump'))) return found;
  const args = ['-p', join(place.data, 'pg_wal'), '-s', from, '-e', place.until];
  const options = { maxBuffer: 2 ** 28 };
  const { stdout } = await run(join(place.bin, 'pg_waldump'), args, options);
  for (const line of stdout.split('\n')) {
    const read = /len \(rec\/tot\):\s*(\d+)\/\s*(\d+), tx:\s*(\d+)/.exec(line);
    if (!read) continue;
    const [records, total, xid] = read.slice(1).map(Number);
    const figures = found.get(xid ?? 0) ?? new Map();
    for (const [name, more] of Object.entries({ lines: 1, bytes: records, whole: total }))
      figures.set(`log ${name}`, (figures.get(`log ${name}`) ?? 0) + (more ?? 0));
    found.set(xid ?? 0, figures);
  }
  return found;
}

export async function logPlace(db: Sql): Promise<string> {
  const { rows } = await sql<{ at: string }>`
    select pg_current_wal_insert_lsn()::text as at`.execute(db);
  return rows[0]?.at ?? '';
}
