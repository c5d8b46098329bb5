import { sql as raw } from 'kysely';
import type { Sql } from './open.ts';

/** The store was written elsewhere: restored from a backup, or copied. */
export class StoreMoved extends Error {
  constructor() {
    super(
      'This store was restored from a backup, or copied: before anything is sent from it, run npm run restored (docs/operations/backup-and-restore.md).',
    );
  }
}

/**
 * Throws `StoreMoved` when the store was last at work on another server, or in another database of
 * it. A server restored as a whole keeps its name: nobody can see that from inside.
 */
export async function checkHome(sql: Sql): Promise<void> {
  const here = await nameOf(sql);
  await sql
    .insertInto('home')
    .values({ store: here })
    .onConflict((c) => c.doNothing())
    .execute();
  const { store } = await sql.selectFrom('home').select('store').executeTakeFirstOrThrow();
  if (store !== here) throw new StoreMoved();
}

/** From now on the store is at home here. */
export async function settleHere(sql: Sql): Promise<void> {
  await sql
    .insertInto('home')
    .values({ store: await nameOf(sql) })
    .onConflict((c) =>
      c.column('only_one').doUpdateSet((e) => ({ store: e.ref('excluded.store') })),
    )
    .execute();
}

/** https://www.postgresql.org/docs/current/functions-info.html#FUNCTIONS-INFO-CONTROLDATA */
async function nameOf(sql: Sql): Promise<string> {
  const { rows } = await raw<{ name: string }>`
    select (select system_identifier from pg_control_system())::text || '/'
      || (select oid from pg_database where datname = current_database())::text as name`.execute(
    sql,
  );
  return rows[0]?.name ?? '';
}
