import { type Kysely, sql as raw } from 'kysely';
import type { Instant } from '../domain/time.ts';
import type { Schema } from './schema.ts';

/** An event that a notification named, and the version it named; `deleted` for one that went. */
export interface Hint {
  graphId: string;
  version: string;
}

/** Events to be read again. A hint lost is no loss: the sweep reads all of them. */
export const hints = (sql: Kysely<Schema>) => ({
  /**
   * Keeps a hint for each event of ours that we have not read in this version; how many those
   * were. Ids we do not know leave no trace, unless the invitation of a meeting that somebody
   * registered is still to come. An id is named once at most.
   */
  async add(rows: Hint[], at: Instant): Promise<number> {
    if (rows.length === 0) return 0;
    const named = JSON.stringify(
      rows.map(({ graphId, version }) => ({ graph_id: graphId, version })),
    );
    // In one order always: two at once never wait for each other in a ring.
    const { rows: kept } = await raw<{ graph_id: string }>`
      insert into hint (graph_id, version, at)
      select named.graph_id, named.version, ${new Date(at)}
      from jsonb_to_recordset(${named}::jsonb) as named(graph_id text, version text)
      where exists (
        select 1 from (
          select graph_id, state, change_key from meeting_event
          union all select graph_id, state, change_key from day_event) ours
        where ours.graph_id = named.graph_id
          and ours.change_key is distinct from named.version
          and not (ours.state = 'gone' and named.version = 'deleted'))
        or (named.version <> 'deleted' and ${awaited(at)} and not exists (
          select 1 from meeting_event where graph_id = named.graph_id
          union all select 1 from day_event where graph_id = named.graph_id))
      order by named.graph_id
      on conflict (graph_id) do update set version = excluded.version
      returning graph_id`.execute(sql);
    return kept.length;
  },

  /**
   * Takes up to `most` hints away, oldest first; nobody else gets the same ones. Whoever took them
   * and failed need not put them back.
   */
  async take(most: number): Promise<Hint[]> {
    const { rows } = await raw<{ graph_id: string; version: string }>`
      with oldest as (
        select graph_id from hint order by at, graph_id limit ${most} for update skip locked)
      delete from hint using oldest where hint.graph_id = oldest.graph_id
      returning hint.graph_id, hint.version`.execute(sql);
    return rows.map((row) => ({ graphId: row.graph_id, version: row.version }));
  },
});

/** Whether any invitation is awaited: only then can an unknown event be a meeting of ours. */
const awaited = (at: Instant) => raw`exists (
  select 1 from appointment a join meeting m on m.id = a.meeting_id
  where a.awaited and m.state = 'booked' and m.ends_at > ${new Date(at)})`;
