import { type Kysely, sql as raw, type Selectable } from 'kysely';
import type { Instant } from '../domain/time.ts';
import { removing } from './removing.ts';
import type { Schema } from './schema.ts';

export type RemovalKind = 'cohort' | 'person';

/** A purge of a cohort or the erasure of a person, from when it is asked until its record stands. */
export interface Removal {
  id: string;
  kind: RemovalKind;
  /** Id of the cohort or of the person. */
  subject: string;
  asked: Instant;
  /** Asked for; begun, and something may stand outside still; only in the store. */
  stage: 'asked' | 'outside' | 'store';
  round: number;
  roundAt: Instant;
  /** How many of what were removed so far. */
  counts: Record<string, number>;
}

/** What of a removal's effects became of it. */
export interface Ended {
  kind: string;
  state: 'done' | 'dropped' | 'failed' | 'unknown';
  ids: Record<string, string | number>;
  person: string | null;
}

/** Removals under way; one subject has one at a time. */
export const removals = (sql: Kysely<Schema>) => ({
  ...removing(sql),

  /** False when one of the same subject is under way. */
  async ask(removal: Pick<Removal, 'id' | 'kind' | 'subject' | 'asked'>): Promise<boolean> {
    const { id, kind, subject, asked } = removal;
    const row = await sql
      .insertInto('removal')
      .values({ id, kind, subject, asked: new Date(asked), round_at: new Date(asked) })
      .onConflict((c) => c.columns(['kind', 'subject']).doNothing())
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },

  /** Those under way, the oldest first. */
  async open(): Promise<Removal[]> {
    const rows = await sql
      .selectFrom('removal')
      .selectAll()
      .orderBy('asked')
      .orderBy('id')
      .execute();
    return rows.map(toRemoval);
  },

  async of(kind: RemovalKind, subject: string): Promise<Removal | undefined> {
    const row = await sql
      .selectFrom('removal')
      .selectAll()
      .where('kind', '=', kind)
      .where('subject', '=', subject)
      .executeTakeFirst();
    return row && toRemoval(row);
  },

  /** In a transaction: whoever goes on with it waits here for the other one; undefined once it is done. */
  async lock(id: string): Promise<Removal | undefined> {
    const row = await sql
      .selectFrom('removal')
      .selectAll()
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst();
    return row && toRemoval(row);
  },

  async save({ id, asked, stage, round, roundAt, counts }: Removal): Promise<void> {
    await sql
      .updateTable('removal')
      .set({
        ...{ asked: new Date(asked), stage, round, round_at: new Date(roundAt) },
        counts: JSON.stringify(counts),
      })
      .where('id', '=', id)
      .execute();
  },

  /** Its row and its effects: nothing tells any more whose removal it was. */
  async end(id: string): Promise<void> {
    await sql.deleteFrom('effect').where(ofRemoval, '=', id).execute();
    await sql.deleteFrom('removal').where('id', '=', id).execute();
  },

  /** Whether anything of it waits or runs, its own effects or older ones about what it removes. */
  async isBusy(id: string, ids: readonly string[], person: string | null): Promise<boolean> {
    const { rows } = await raw<{ busy: boolean }>`
      select exists (
        select 1 from effect where state in ('waiting', 'running')
          and (ids ->> 'removal' = ${id} or person_id = ${person}::uuid
            or exists (select from jsonb_each_text(ids) e where e.value = any(${ids}::text[])))
      ) as busy`.execute(sql);
    return rows[0]?.busy ?? false;
  },

  /** What became of the effects of one round. */
  async ended(id: string, round: number): Promise<Ended[]> {
    const rows = await sql
      .selectFrom('effect')
      .select(['kind', 'state', 'ids', 'person_id'])
      .where(ofRemoval, '=', id)
      .where(raw<number>`(ids ->> 'round')::int`, '=', round)
      .where('state', 'in', ['done', 'dropped', 'failed', 'unknown'])
      .execute();
    return rows.map(({ person_id: person, kind, state, ids }) => ({
      ...{ kind, ids, person, state: state as Ended['state'] },
    }));
  },

  /** The cohorts of which no removal is under way, with what their clock goes by. */
  async clocks(): Promise<
    { cohort: string; closing: string; zone: string; days: number | null }[]
  > {
    const { rows } = await raw<{
      cohort: string;
      closing: string;
      zone: string;
      days: number | null;
    }>`
      select c.id as cohort, d.day as closing, c.time_zone as zone,
        (c.settings ->> 'retentionDays')::int as days
      from cohort c join cohort_day d on d.cohort_id = c.id and d.kind = 'closing'
      where not exists (select 1 from removal r where r.kind = 'cohort' and r.subject = c.id)
      order by c.id`.execute(sql);
    return rows;
  },
});

const ofRemoval = raw<string>`ids ->> 'removal'`;

const toRemoval = (row: Selectable<Schema['removal']>): Removal => ({
  id: row.id,
  kind: row.kind,
  subject: row.subject,
  asked: row.asked,
  stage: row.stage,
  round: row.round,
  roundAt: row.round_at,
  counts: row.counts,
});
