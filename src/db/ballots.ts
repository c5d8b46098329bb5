import type { Kysely } from 'kysely';
import { sql as raw } from 'kysely';
import type { Cell } from '../domain/survey.ts';
import type { Schema } from './schema.ts';

export interface Ballot {
  /** 16 bytes of chance: in their order, nothing tells when it came. */
  id: Uint8Array;
  wave: string;
  cell: Cell;
  /** 512 bytes, whatever was answered. */
  sealed: Uint8Array;
}

/** Sealed ballots: the ledger that knows no people. */
export const ballots = (sql: Kysely<Schema>) => ({
  /** False when one of this id is there already. */
  async put({ id, wave, cell, sealed }: Ballot): Promise<boolean> {
    const row = await sql
      .insertInto('ballot')
      .values({ id, wave_id: wave, cell, sealed })
      .onConflict((c) => c.doNothing())
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },

  async countByCell(wave: string): Promise<Map<Cell, number>> {
    const rows = await sql
      .selectFrom('ballot')
      .select((e) => ['cell', e.fn.countAll<string>().as('ballots')] as const)
      .where('wave_id', '=', wave)
      .groupBy('cell')
      .execute();
    return new Map(rows.map(({ cell, ballots: count }) => [cell, Number(count)]));
  },

  /** The next ones in order of id, after `after` when given. */
  async page(
    wave: string,
    after: Uint8Array | null,
    most: number,
  ): Promise<Omit<Ballot, 'wave'>[]> {
    let question = sql
      .selectFrom('ballot')
      .select(['id', 'cell', 'sealed'])
      .where('wave_id', '=', wave)
      .orderBy('id')
      .limit(most);
    if (after) question = question.where('id', '>', after);
    return question.execute();
  },

  async burn(wave: string): Promise<void> {
    await raw`delete from ballot where wave_id = ${wave}`.execute(sql);
  },
});
