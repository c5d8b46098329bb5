import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { inject } from 'vitest';
import { openStore, type Sql, type Where } from '../../src/db/open.ts';

export interface Content {
  /** A table, or a file. */
  where: string;
  content: string | Buffer;
}

/** Every row of every table as JSON, bytes in hexadecimal, whatever schema it lies in. */
export async function dumpTables(db: Sql): Promise<Content[]> {
  const tables = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
    order by 1`.execute(db);
  const contents: Content[] = [];
  for (const { name } of tables.rows) {
    const rows = await sql<{ row: string }>`
      select to_jsonb(t)::text as row from ${sql.raw(name)} t order by 1`.execute(db);
    contents.push({ where: name, content: rows.rows.map(({ row }) => row).join('\n') });
  }
  return contents;
}

export async function dumpStore(where: Where): Promise<Content[]> {
  const opened = await openStore(where);
  const contents = await dumpTables(opened.sql);
  await opened.close();
  return contents;
}

/** Every file below a folder, as it lies there. */
export function filesBelow(folder: string): Content[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => ({ where: path.slice(folder.length), content: readFileSync(path) }));
}

/** The private server's write-ahead log since an instant; it holds other tests' writes too. */
export async function serverLogSince(instant: number): Promise<Content[]> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') });
  await client.connect();
  const { rows } = await client.query<{ setting: string }>(
    "select setting from pg_settings where name = 'data_directory'",
  );
  await client.end();
  const folder = join(rows[0]?.setting ?? '', 'pg_wal');
  return readdirSync(folder)
    .map((name) => ({ where: name, path: join(folder, name) }))
    .filter(({ path }) => statSync(path).isFile() && statSync(path).mtimeMs >= instant)
    .map(({ where, path }) => ({ where, content: readFileSync(path) }));
}
