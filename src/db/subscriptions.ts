import type { Kysely } from 'kysely';
import type { Instant } from '../domain/time.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** A promise of Graph's to tell of changes, as far as we know of it. */
export interface KnownSubscription {
  id: string;
  /** Null while Graph has not answered yet. */
  graphId: string | null;
  /** SHA-256 of the secret that every notification repeats. */
  clientState: Uint8Array;
  expires: Instant | null;
}

/** One that Graph has confirmed. */
export interface StandingSubscription {
  id: string;
  graphId: string;
  expires: Instant;
}

export const subscriptions = (sql: Kysely<Schema>) => ({
  async all(): Promise<KnownSubscription[]> {
    const rows = await sql
      .selectFrom('subscription')
      .select(['id', 'graph_id', 'client_state', 'expires'])
      .execute();
    return rows.map((row) => ({
      id: row.id,
      graphId: row.graph_id,
      clientState: row.client_state,
      expires: row.expires,
    }));
  },

  /** The newest that Graph has confirmed, expired or not. */
  async standing(): Promise<StandingSubscription | undefined> {
    const row = await sql
      .selectFrom('subscription')
      .select(['id', 'graph_id', 'expires'])
      .where('graph_id', 'is not', null)
      .orderBy('created', 'desc')
      .executeTakeFirst();
    if (!row || row.graph_id === null || row.expires === null) return undefined;
    return { id: row.id, graphId: row.graph_id, expires: row.expires };
  },

  /** Before Graph is asked: its first notifications may come before its answer. */
  async add(asked: { id: string; clientState: Uint8Array; created: Instant }): Promise<void> {
    await sql
      .insertInto('subscription')
      .values({
        id: asked.id,
        client_state: asked.clientState,
        created: new Date(asked.created),
      })
      .execute();
  },

  /** Graph has confirmed it: from now on no other one counts. */
  async stand({ id, graphId, expires }: StandingSubscription): Promise<void> {
    await sql.deleteFrom('subscription').where('id', '<>', id).execute();
    await sql
      .updateTable('subscription')
      .set({ graph_id: graphId, expires: new Date(expires) })
      .where('id', '=', id)
      .execute();
  },

  /**
   * Counts on it until `until` and no longer, unless it is newer than `renewedUntil` tells; false
   * when nothing had to be changed for that.
   */
  async distrust(id: string, until: Instant, renewedUntil: Instant): Promise<boolean> {
    const row = await sql
      .updateTable('subscription')
      .set({ expires: new Date(until) })
      .where('id', '=', id)
      .where('expires', '>', instant(until))
      .where('expires', '<=', instant(renewedUntil))
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },

  /** False for one that Graph has not confirmed: that may come any moment, so it stays. */
  async forget(id: string): Promise<boolean> {
    const row = await sql
      .deleteFrom('subscription')
      .where('id', '=', id)
      .where('graph_id', 'is not', null)
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },

  /** Takes back one that was asked for and surely not made. */
  async remove(id: string): Promise<void> {
    await sql.deleteFrom('subscription').where('id', '=', id).execute();
  },
});
