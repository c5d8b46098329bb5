import { type Kysely, sql as raw } from 'kysely';
import type { Instant } from '../domain/time.ts';
import type { Touched } from './alerts.ts';
import type { Schema } from './schema.ts';

/** How a pair ends early, once its referent has a say in it. */
export const endings = (sql: Kysely<Schema>) => ({
  /** False when it was offered before, or nobody has asked to stop. */
  async offerLast(pair: string, now: Instant): Promise<boolean> {
    const rows = await sql
      .updateTable('early_stop')
      .set({ offered: new Date(now) })
      .where('pair_id', '=', pair)
      .where('offered', 'is', null)
      .returning('pair_id')
      .execute();
    return rows.length > 0;
  },

  /** The pair is closed, and no pause waits for an answer any more. False when it was closed before. */
  async close(pair: string, now: Instant): Promise<boolean> {
    const row = await sql
      .updateTable('pair')
      .set({ state: 'closed' })
      .where('id', '=', pair)
      .where('state', '<>', 'closed')
      .returning('id')
      .executeTakeFirst();
    if (!row) return false;
    await sql
      .updateTable('early_stop')
      .set({ closed: new Date(now) })
      .where('pair_id', '=', pair)
      .execute();
    await sql
      .updateTable('pause')
      .set({ state: 'withdrawn' })
      .where('pair_id', '=', pair)
      .where('state', '=', 'proposed')
      .execute();
    return true;
  },

  /** Whatever still waits to be told of the pair or of its meetings is not told any more. */
  async fallSilent(pair: string, now: Instant): Promise<void> {
    await sql
      .updateTable('effect')
      .set({ state: 'dropped', outcome: 'pair closed', settled: new Date(now) })
      .where('state', '=', 'waiting')
      .where('kind', 'in', ['card.send', 'mail'])
      .where((e) =>
        e.or([e(idsOf('pair'), '=', pair), e(idsOf('meeting'), 'in', meetingsOf(sql, pair))]),
      )
      .execute();
  },

  /** Every card about the pair or one of its meetings, each one revision further. */
  async touch(pair: string): Promise<Touched[]> {
    return sql
      .updateTable('card')
      .set({ rev: raw`rev + 1` })
      .where((e) =>
        e.or([e(viewOf('pair'), '=', pair), e(viewOf('meeting'), 'in', meetingsOf(sql, pair))]),
      )
      .returning(['id', 'rev', 'person_id as person'])
      .execute();
  },
});

type About = 'pair' | 'meeting';
const idsOf = (key: About) => raw<string>`ids ->> ${raw.lit(key)}`;
const viewOf = (key: About) => raw<string>`view ->> ${raw.lit(key)}`;

const meetingsOf = (sql: Kysely<Schema>, pair: string) =>
  sql.selectFrom('meeting').select(raw<string>`id::text`.as('id')).where('pair_id', '=', pair);
