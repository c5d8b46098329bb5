import { type Kysely, sql as raw } from 'kysely';
import type { ThemeKey } from '../domain/theme.ts';
import type { Day } from '../domain/time.ts';
import type { Schema } from './schema.ts';

/** What we know of a meeting's row in the committee's list. */
export interface KnownRow {
  meeting: string;
  key: string;
  itemId: string | null;
  etag: string | null;
  /** Of the fields last written, so that nothing is written twice. */
  hash: string | null;
  /** Those fields themselves; null while nothing of the meeting stands in the list. */
  written: WrittenRow | null;
}

/** A row as it stands in the list. */
export interface WrittenRow {
  day: Day;
  themes: ThemeKey[];
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
        written: row.written,
      }
    );
  },

  /** Rows of a pair that stand in the list, by day. */
  async ofPair(pair: string): Promise<WrittenRow[]> {
    const rows = await sql
      .selectFrom('list_row')
      .innerJoin('meeting', 'meeting.id', 'list_row.meeting_id')
      .select('written')
      .where('meeting.pair_id', '=', pair)
      .where('list_row.item_id', 'is not', null)
      .orderBy(raw`written ->> 'day'`)
      .execute();
    return rows.flatMap(({ written }) => written ?? []);
  },

  async save(known: KnownRow): Promise<void> {
    const { key, itemId, etag, hash } = known;
    const written = known.written && JSON.stringify(known.written);
    const row = { key, item_id: itemId, etag, hash, written };
    await sql
      .insertInto('list_row')
      .values({ meeting_id: known.meeting, ...row })
      .onConflict((c) => c.column('meeting_id').doUpdateSet(row))
      .execute();
  },
});
