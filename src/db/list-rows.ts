import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';

/** What we know of a meeting's row in the committee's list. */
export interface KnownRow {
  meeting: string;
  key: string;
  itemId: string | null;
  etag: string | null;
  /** Of the fields last written, so that nothing is written twice. */
  hash: string | null;
}

export const listRows = (sql: Kysely<Schema>) => ({
  async get(meeting: string): Promise<KnownRow | undefined> {
    const row = await sql
      .selectFrom('list_row')
      .selectAll()
      .where('meeting_id', '=', meeting)
      .executeTakeFirst();
    return (
      row && {
        meeting,
        key: row.key,
        itemId: row.item_id,
        etag: row.etag,
        hash: row.hash,
      }
    );
  },

  async save(known: KnownRow): Promise<void> {
    const row = { key: known.key, item_id: known.itemId, etag: known.etag, hash: known.hash };
    await sql
      .insertInto('list_row')
      .values({ meeting_id: known.meeting, ...row })
      .onConflict((c) => c.column('meeting_id').doUpdateSet(row))
      .execute();
  },
});
