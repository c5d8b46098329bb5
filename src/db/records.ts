import type { Kysely, Selectable } from 'kysely';
import type { Instant } from '../domain/time.ts';
import type { RecordKey } from '../seal/ports.ts';
import type { Schema } from './schema.ts';

export type { RecordKey };

/** The record of a removal as it was signed. */
export interface KeptRecord {
  seq: number;
  id: string;
  body: string;
  key: string;
  signature: Uint8Array;
}

/** Signed records of purges and erasures, and the keys they are signed by: rows are only added. */
export const records = (sql: Kysely<Schema>) => ({
  /** The key that signs; none before the first record. */
  async key(): Promise<RecordKey | undefined> {
    return sql
      .selectFrom('record_key')
      .select(['id', 'spki', 'wrapped'])
      .orderBy('made')
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
  },

  /** Keeps the key, unless another instance had one kept first; the one that signs. */
  async settleKey({ id, spki, wrapped }: RecordKey, now: Instant): Promise<RecordKey> {
    const known = await this.key();
    if (known) return known;
    await sql
      .insertInto('record_key')
      .values({ id, spki, wrapped, made: new Date(now) })
      .execute();
    return { id, spki, wrapped };
  },

  async keep({ id, body, key, signature }: Omit<KeptRecord, 'seq'>): Promise<void> {
    await sql.insertInto('removal_record').values({ id, body, key_id: key, signature }).execute();
  },

  async last(): Promise<KeptRecord | undefined> {
    const row = await sql
      .selectFrom('removal_record')
      .selectAll()
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && toRecord(row);
  },

  /** All of them, in order, each with the public half it was signed by. */
  async all(): Promise<(KeptRecord & { spki: Uint8Array })[]> {
    const rows = await sql
      .selectFrom('removal_record')
      .innerJoin('record_key', 'record_key.id', 'removal_record.key_id')
      .selectAll('removal_record')
      .select('spki')
      .orderBy('seq')
      .execute();
    return rows.map((row) => ({ ...toRecord(row), spki: row.spki }));
  },

  /** Removals that the audit log says are done, in order. */
  async told(): Promise<{ seq: number; id: string }[]> {
    const rows = await sql
      .selectFrom('audit')
      .select(['seq', 'subject'])
      .where('action', '=', 'removal.done')
      .orderBy('seq')
      .execute();
    return rows.map(({ seq, subject }) => ({ seq, id: subject }));
  },
});

const toRecord = (row: Selectable<Schema['removal_record']>): KeptRecord => ({
  seq: row.seq,
  id: row.id,
  body: row.body,
  key: row.key_id,
  signature: row.signature,
});
