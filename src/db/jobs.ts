import { type Kysely, sql as raw } from 'kysely';
import type { Instant } from '../domain/time.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** The update that brings a job's date forward; more conditions may follow. */
export const hastening = (name: string, at: Instant) => raw`
  update job set due = ${new Date(at)} where name = ${name} and due > ${instant(at)}`;

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
    const row = await sql
      .insertInto('job')
      .values({ name, due: new Date(next) })
      .onConflict((c) =>
        c
          .column('name')
          .doUpdateSet({ due: new Date(next) })
          .where('job.due', '<=', instant(now)),
      )
      .returning('name')
      .executeTakeFirst();
    return row !== undefined;
  },

  /**
   * Brings a date forward to `at`; a job without a date has never run and is due anyway. False when
   * it was due by then already.
   */
  async hasten(name: string, at: Instant): Promise<boolean> {
    const { rows } = await raw`${hastening(name, at)} returning name`.execute(sql);
    return rows.length > 0;
  },

  /** Puts off what was taken until `from`; whoever hastened it meanwhile is heard. */
  async postpone(name: string, from: Instant, to: Instant): Promise<void> {
    await sql
      .updateTable('job')
      .set({ due: new Date(to) })
      .where('name', '=', name)
      .where('due', '=', instant(from))
      .execute();
  },

  /** Takes a date away that was taken until `from`: nothing is left to do before somebody sets one. */
  async rest(name: string, from: Instant): Promise<void> {
    await sql.deleteFrom('job').where('name', '=', name).where('due', '=', instant(from)).execute();
  },
});
