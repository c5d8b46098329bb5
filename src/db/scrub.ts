import { CompiledQuery, type Kysely, sql as raw } from 'kysely';
import { keptTables } from '../domain/retention.ts';
import { codeOf } from './kept-plans.ts';
import type { Schema } from './schema.ts';

/** Longer than any statement of ours; who waits for it is not held up for more. */
const lockTimeout = '2s';

/** A page is written anew after each of these: the last one leaves no older segment. */
const walRounds = ['select pg_switch_wal()', 'checkpoint', 'select pg_switch_wal()', 'checkpoint'];

/**
 * Deleted rows stay in their pages, and in the write-ahead log, until these are written over. The
 * tables that hold something of people are written anew; of the embedded store, which is ours alone,
 * the log too. A server's log belongs to its backups: it goes with them (`residues`). The tables that
 * others held for too long, or that another role owns, and that the server cleans in its own time.
 */
export async function scrub(sql: Kysely<Schema>, alone: boolean): Promise<string[]> {
  const tables = Object.entries(keptTables).flatMap(([name, { whose, erasedBy }]) =>
    whose === 'nobody' || erasedBy.includes('stays') ? [] : [name],
  );
  return sql.connection().execute(async (one) => {
    const run = (statement: string) => one.executeQuery(CompiledQuery.raw(statement));
    // A server passes over the tables of another owner without a word of failure.
    if (!(await ownsThem(one))) return tables;
    const held: string[] = [];
    const anew = (table: string) => run(`vacuum (full) ${table}`).then(() => true, whenHeld);
    await run(`set lock_timeout = '${lockTimeout}'`);
    try {
      for (const table of tables) if (!(await anew(table))) held.push(table);
    } finally {
      await run('reset lock_timeout');
    }
    if (!alone) return held;
    // A segment done with is taken away, rather than kept to be written over one day.
    await run('set wal_recycle = off');
    for (const statement of walRounds) await run(statement);
    return held;
  });
}

async function ownsThem(sql: Kysely<Schema>): Promise<boolean> {
  const { rows } = await raw<{ owns: boolean }>`
    select pg_has_role(current_user, relowner, 'usage') as owns
    from pg_class where oid = 'person'::regclass`.execute(sql);
  return rows[0]?.owns === true;
}

function whenHeld(error: unknown): false {
  if (codeOf(error) !== '55P03') throw error;
  return false;
}
