import { type Kysely, sql } from 'kysely';
import { type Tables, tables } from './db.ts';
import type { Schema } from './schema.ts';

/** Runs an import's work in one transaction, kept whole or not at all. */
export type ImportTransaction = <T>(work: (t: Tables) => Promise<T>) => Promise<T>;

/** The import's own window on a store that no service is running on. */
export const importTransaction =
  (store: Kysely<Schema>): ImportTransaction =>
  (work) =>
    store.transaction().execute(async (tx) => {
      // One import at a time: two of the same file at once would both find nothing there.
      await sql`lock table cohort in share row exclusive mode`.execute(tx);
      return work(tables(tx));
    });
