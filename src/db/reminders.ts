import { type Kysely, sql as raw } from 'kysely';
import type { Instant } from '../domain/time.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

export interface Reminder {
  /** The time it is for. */
  starts: Instant;
  /** When that time was first seen to stand. */
  known: Instant;
  /** When the first of the two is to be told; null when there is nothing more to tell. */
  due: Instant | null;
}

/** Reminders of booked meetings: one row a meeting, for the time it was last thought of at. */
export const reminders = (sql: Kysely<Schema>) => ({
  /** Booked meetings that start in a window and whose reminder was not thought of at that time. */
  async toPlan(from: Instant, until: Instant): Promise<string[]> {
    const { rows } = await raw<{ id: string }>`
      select m.id from meeting m
      where m.state = 'booked' and m.starts_at > ${new Date(from)}
        and m.starts_at <= ${new Date(until)}
        and not exists (
          select 1 from reminder r where r.meeting_id = m.id and r.starts_at = m.starts_at)
      order by m.starts_at, m.id`.execute(sql);
    return rows.map(({ id }) => id);
  },

  async due(now: Instant): Promise<string[]> {
    const rows = await sql
      .selectFrom('reminder')
      .select('meeting_id')
      .where('due', '<=', instant(now))
      .orderBy('due')
      .orderBy('meeting_id')
      .execute();
    return rows.map((row) => row.meeting_id);
  },

  async plan(meeting: string, { starts, known, due }: Reminder): Promise<void> {
    const row = {
      starts_at: new Date(starts),
      known: new Date(known),
      due: due === null ? null : new Date(due),
    };
    await sql
      .insertInto('reminder')
      .values({ meeting_id: meeting, ...row })
      .onConflict((c) => c.column('meeting_id').doUpdateSet(row))
      .execute();
  },

  /** What was planned for a meeting; whoever holds the meeting's pair is alone with it. */
  async of(meeting: string): Promise<Reminder | undefined> {
    const row = await sql
      .selectFrom('reminder')
      .selectAll()
      .where('meeting_id', '=', meeting)
      .executeTakeFirst();
    return row && { starts: row.starts_at, known: row.known, due: row.due };
  },
});
