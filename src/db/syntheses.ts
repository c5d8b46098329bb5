import { type Kysely, sql as raw, type Selectable } from 'kysely';
import type { Moment } from '../domain/survey.ts';
import type { Instant } from '../domain/time.ts';
import type { Schema } from './schema.ts';

/** A synthesis as it was made: text that is never written anew. */
export interface KeptSynthesis {
  wave: string;
  body: string;
  state: 'ready' | 'held' | 'released';
  /** Grows with each press of a coach. */
  version: number;
  released: Instant | null;
}

export const syntheses = (sql: Kysely<Schema>) => ({
  async get(wave: string): Promise<KeptSynthesis | undefined> {
    const row = await sql
      .selectFrom('synthesis')
      .selectAll()
      .where('wave_id', '=', wave)
      .executeTakeFirst();
    return row && toSynthesis(row);
  },

  /** False when it was made before: the first one stands. */
  async keep(wave: string, body: string): Promise<boolean> {
    const row = await sql
      .insertInto('synthesis')
      .values({ wave_id: wave, body })
      .onConflict((c) => c.doNothing())
      .returning('wave_id')
      .executeTakeFirst();
    return row !== undefined;
  },

  /** Texts of the cohort's other waves that are released, the earliest first. */
  async earlier(cohort: string, than: Moment): Promise<string[]> {
    const rows = await sql
      .selectFrom('synthesis')
      .innerJoin('wave', 'wave.id', 'wave_id')
      .select('body')
      .where('cohort_id', '=', cohort)
      .where('moment', '<>', than)
      .where('synthesis.state', '=', 'released')
      .orderBy('opens_at')
      .execute();
    return rows.map(({ body }) => body);
  },

  /** From what a coach saw; false when another has pressed meanwhile, or it is released for good. */
  async become(
    wave: string,
    version: number,
    to: { state: 'held' } | { state: 'released'; at: Instant },
  ): Promise<boolean> {
    const released = to.state === 'released' ? new Date(to.at) : null;
    const row = await sql
      .updateTable('synthesis')
      .set({ state: to.state, released, version: raw`version + 1` })
      .where('wave_id', '=', wave)
      .where('version', '=', version)
      .where('state', '<>', 'released')
      .returning('wave_id')
      .executeTakeFirst();
    return row !== undefined;
  },
});

const toSynthesis = (row: Selectable<Schema['synthesis']>): KeptSynthesis => ({
  wave: row.wave_id,
  body: row.body,
  state: row.state,
  version: row.version,
  released: row.released,
});
