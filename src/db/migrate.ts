import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompiledQuery, sql as raw } from 'kysely';
import { themes } from '../domain/theme.ts';
import type { Sql } from './open.ts';

/** Any number, as long as it stays the same: the lock is held by whoever makes the first table. */
const starting = 20_260_414;
const folder = join(import.meta.dirname, 'migrations');

/**
 * Runs the migrations that have not run yet, each in its transaction, and lays down the themes. Where
 * all have run nothing is changed: a role that owns no table starts as well.
 */
export async function migrate(sql: Sql): Promise<void> {
  if (!(await haveAllRun(sql))) await runAll(sql);
  await layThemes(sql);
}

/** Migrations, and what each role may do afterwards: for whoever owns the tables of a server. */
export async function migrateAsOwner(sql: Sql): Promise<void> {
  await migrate(sql);
  const grants = readFileSync(join(import.meta.dirname, 'grants.sql'), 'utf8');
  await sql.executeQuery(CompiledQuery.raw(grants));
}

async function haveAllRun(sql: Sql): Promise<boolean> {
  const there = await raw<{ made: boolean }>`
    select to_regclass('migration') is not null as made`.execute(sql);
  return there.rows[0]?.made === true && (await behind(sql)) === 0;
}

async function runAll(sql: Sql): Promise<void> {
  await sql.transaction().execute(async (tx) => {
    // « if not exists » fails when two make the table at once, so starters take turns.
    await tx.executeQuery(CompiledQuery.raw(`select pg_advisory_xact_lock(${starting})`));
    await tx.executeQuery(
      CompiledQuery.raw('create table if not exists migration (name text primary key)'),
    );
  });
  for (const name of files()) await runOnce(sql, name);
}

const files = (): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();

/** How many of this version's migrations the store has not seen; a newer version's do not count. */
export async function behind(sql: Sql): Promise<number> {
  const { rows } = await raw<{ name: string }>`select name from migration`.execute(sql);
  const seen = new Set(rows.map(({ name }) => name));
  return files().filter((name) => !seen.has(name)).length;
}

async function runOnce(sql: Sql, name: string): Promise<void> {
  await sql.transaction().execute(async (tx) => {
    // One starter at a time; the row comes first, so that a second starter finds it and passes.
    await tx.executeQuery(CompiledQuery.raw('lock table migration in exclusive mode'));
    const taken = await tx.executeQuery(
      CompiledQuery.raw('insert into migration values ($1) on conflict do nothing returning name', [
        name,
      ]),
    );
    if (taken.rows.length === 0) return;
    await tx.executeQuery(CompiledQuery.raw(readFileSync(join(folder, name), 'utf8')));
  });
}

async function layThemes(sql: Sql): Promise<void> {
  const rows = Object.entries(themes).flatMap(([version, keys]) =>
    keys.map((key, rank) => ({ version: Number(version), key, rank })),
  );
  await sql
    .insertInto('theme')
    .values(rows)
    .onConflict((c) => c.doNothing())
    .execute();
}
