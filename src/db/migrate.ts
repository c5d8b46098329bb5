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
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  if (!(await haveAllRun(sql, files))) await runAll(sql, files);
  await layThemes(sql);
}

/** Migrations, and what each role may do afterwards: for whoever owns the tables of a server. */
export async function migrateAsOwner(sql: Sql): Promise<void> {
  await migrate(sql);
  const grants = readFileSync(join(import.meta.dirname, 'grants.sql'), 'utf8');
  await sql.executeQuery(CompiledQuery.raw(grants));
}

async function haveAllRun(sql: Sql, files: readonly string[]): Promise<boolean> {
  const there = await raw<{ made: boolean }>`
    select to_regclass('migration') is not null as made`.execute(sql);
  if (!there.rows[0]?.made) return false;
  const { rows } = await raw<{ name: string }>`select name from migration`.execute(sql);
  const run = new Set(rows.map(({ name }) => name));
  return files.every((name) => run.has(name));
}

async function runAll(sql: Sql, files: readonly string[]): Promise<void> {
  await sql.transaction().execute(async (tx) => {
    // « if not exists » fails when two make the table at once, so starters take turns.
    await tx.executeQuery(CompiledQuery.raw(`select pg_advisory_xact_lock(${starting})`));
    await tx.executeQuery(
      CompiledQuery.raw('create table if not exists migration (name text primary key)'),
    );
  });
  for (const name of files) await runOnce(sql, name);
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
