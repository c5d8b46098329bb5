import type { Kysely } from 'kysely';
import type { Instant } from '../domain/time.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** When each recurring job is due; whoever moves the date on first is the one to run it. */
export const jobs = (sql: Kysely<Schema>) => ({
  async due(name: string): Promise<Instant | null> {
    const row = await sql
      .selectFrom('job')
      .select('due')
      .where('name', '=', name)
      .executeTakeFirst();
    return row?.due ?? null;
  },

  /** True when this call moved the date from at or before `now` to `next`: one instance a time. */
  async take(name: string, now: Instant, next: Instant): Promise<boolean> {
    await sql
      .insertInto('job')
      .values({ name, due: new Date(now) })
      .onConflict((c) => c.column('name').doNothing())
      .execute();
    const row = await sql
      .updateTable('job')
      .set({ due: new Date(next) })
      .where('name', '=', name)
      .where('due', '<=', instant(now))
      .returning('name')
      .executeTakeFirst();
    return row !== undefined;
  },
});
