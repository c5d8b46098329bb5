import { type Kysely, sql as raw, type Selectable } from 'kysely';
import type { Pause } from '../domain/pause.ts';
import type { Instant } from '../domain/time.ts';
import type { Schema } from './schema.ts';

/** A card one revision further, to be drawn anew for whoever sees it. */
export interface Touched {
  id: string;
  rev: number;
  person: string;
}

/** A pair's pauses, whatever became of them. */
export const pauses = (sql: Kysely<Schema>) => ({
  async get(id: string): Promise<Pause | undefined> {
    const row = await sql.selectFrom('pause').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toPause(row);
  },

  /** The newest first. */
  async ofPair(pair: string): Promise<Pause[]> {
    const rows = await sql
      .selectFrom('pause')
      .selectAll()
      .where('pair_id', '=', pair)
      .orderBy('created', 'desc')
      .orderBy('id', 'desc')
      .execute();
    return rows.map(toPause);
  },

  async insert(pause: Pause, created: Instant): Promise<void> {
    await sql
      .insertInto('pause')
      .values({ id: pause.id, created: new Date(created), ...columns(pause) })
      .execute();
  },

  async save(pause: Pause): Promise<void> {
    await sql.updateTable('pause').set(columns(pause)).where('id', '=', pause.id).execute();
  },

  /** Every card that shows the pause, or whether the pair may ask for one. */
  async touchCards({ id, pair }: Pick<Pause, 'id' | 'pair'>): Promise<Touched[]> {
    const kind = raw<string>`view ->> 'kind'`;
    const rows = await sql
      .updateTable('card')
      .set({ rev: raw`rev + 1` })
      .where(raw<string>`view ->> 'pair'`, '=', pair)
      .where((e) =>
        e.or([e(raw<string>`view ->> 'pause'`, '=', id), e(kind, 'in', ['pause-form', 'rhythm'])]),
      )
      .returning(['id', 'rev', 'person_id'])
      .execute();
    return rows.map((row) => ({ id: row.id, rev: row.rev, person: row.person_id }));
  },
});

const toPause = (row: Selectable<Schema['pause']>): Pause => ({
  id: row.id,
  pair: row.pair_id,
  proposedBy: row.proposed_by,
  agreedBy: row.agreed_by,
  from: row.from_day,
  until: row.until_day,
  state: row.state,
  ended: row.ended_day,
});

const columns = (pause: Pause) => ({
  pair_id: pause.pair,
  proposed_by: pause.proposedBy,
  agreed_by: pause.agreedBy,
  from_day: pause.from,
  until_day: pause.until,
  state: pause.state,
  ended_day: pause.ended,
});
