import type { Kysely } from 'kysely';
import type { Instant } from '../domain/time.ts';
import type { Schema } from './schema.ts';

/** What was already taken in: Teams repeats an activity whose answer it did not get. */
export const inbound = (sql: Kysely<Schema>) => ({
  /** True the first time a key is seen; the row stands or falls with the transaction. */
  async first(key: string, now: Instant): Promise<boolean> {
    const row = await sql
      .insertInto('inbound')
      .values({ key, at: new Date(now) })
      .onConflict((c) => c.column('key').doNothing())
      .returning('key')
      .executeTakeFirst();
    return row !== undefined;
  },

  async seen(key: string): Promise<boolean> {
    const row = await sql
      .selectFrom('inbound')
      .select('key')
      .where('key', '=', key)
      .executeTakeFirst();
    return row !== undefined;
  },
});
