import { type Kysely, sql as raw } from 'kysely';
import type { Instant } from '../domain/time.ts';
import type { Touched } from './pauses.ts';
import type { Schema } from './schema.ts';

/** Who of a pair asked to stop, and what the referent has done of it since. */
export interface EarlyStop {
  by: string;
  asked: Instant;
  offered: Instant | null;
  closed: Instant | null;
}

/** Early stops: each of the two may have asked, and neither learns it of the other from here. */
export const stops = (sql: Kysely<Schema>) => ({
  /** Whoever asked first, first. */
  async ofPair(pair: string): Promise<EarlyStop[]> {
    const rows = await sql
      .selectFrom('early_stop')
      .selectAll()
      .where('pair_id', '=', pair)
      .orderBy('asked')
      .execute();
    return rows.map((row) => ({
      by: row.asked_by,
      asked: row.asked,
      offered: row.offered,
      closed: row.closed,
    }));
  },

  /** Read once the pair is held: it may have been closed while one waited for it. */
  async isClosed(pair: string): Promise<boolean> {
    const row = await sql
      .selectFrom('pair')
      .select('state')
      .where('id', '=', pair)
      .executeTakeFirst();
    return row?.state === 'closed';
  },

  /** An offer made before holds for whoever asks after it. */
  async ask(pair: string, by: string, now: Instant): Promise<void> {
    const [first] = await this.ofPair(pair);
    const offered = first?.offered ?? null;
    await sql
      .insertInto('early_stop')
      .values({
        pair_id: pair,
        asked_by: by,
        asked: new Date(now),
        offered: offered === null ? null : new Date(offered),
      })
      .execute();
    await setState(sql, pair, 'stopping');
  },

  /** As if it had never been asked; the pair goes on unless the other one asked too. */
  async withdraw(pair: string, by: string): Promise<void> {
    await sql
      .deleteFrom('early_stop')
      .where('pair_id', '=', pair)
      .where('asked_by', '=', by)
      .execute();
    if ((await this.ofPair(pair)).length === 0) await setState(sql, pair, 'active');
  },

  /** Cards about one's own asking, of that person alone: the other one's are left as they are. */
  async touchCards(pair: string, person: string): Promise<Touched[]> {
    const rows = await sql
      .updateTable('card')
      .set({ rev: raw`rev + 1` })
      .where('person_id', '=', person)
      .where(raw<string>`view ->> 'pair'`, '=', pair)
      .where(raw<string>`view ->> 'kind'`, 'in', ['stop-form', 'stopping'])
      .returning(['id', 'rev', 'person_id'])
      .execute();
    return rows.map((row) => ({ id: row.id, rev: row.rev, person: row.person_id }));
  },
});

const setState = (sql: Kysely<Schema>, pair: string, state: 'active' | 'stopping') =>
  sql.updateTable('pair').set({ state }).where('id', '=', pair).execute();
