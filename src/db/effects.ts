import { type Kysely, sql as raw, type Selectable } from 'kysely';
import type { EffectKind } from '../domain/effect.ts';
import type { Instant } from '../domain/time.ts';
import type { Schema } from './schema.ts';

export type EffectState = 'waiting' | 'running' | 'done' | 'unknown' | 'failed' | 'dropped';

/** Something to be done outside, as its worker holds it. */
export interface Effect {
  id: number;
  key: string;
  kind: EffectKind;
  person: string | null;
  ids: Record<string, string | number>;
  tries: number;
  fence: number;
  state: EffectState;
  outcome: string | null;
}

/** Claimed, and whether an earlier holder left it running: then it may have been carried out. */
export interface Claim extends Effect {
  abandoned: boolean;
}

export interface NewEffect {
  key: string;
  kind: EffectKind;
  /** Effects of one lane run in the order they were written. */
  lane: string;
  person?: string;
  ids: Record<string, string | number>;
  due: Instant;
  created: Instant;
}

/** How long what a dead process held stays held; a living one renews it well before. */
const leaseSeconds = 10;

export const effects = (sql: Kysely<Schema>) => ({
  /** Writes the effect unless its key is there already; says whether it was new. */
  async add(effect: NewEffect): Promise<boolean> {
    const added = await sql
      .insertInto('effect')
      .values({
        key: effect.key,
        kind: effect.kind,
        lane: effect.lane,
        person_id: effect.person ?? null,
        ids: JSON.stringify(effect.ids),
        due: new Date(effect.due),
        created: new Date(effect.created),
      })
      .onConflict((c) => c.column('key').doNothing())
      .returning('id')
      .executeTakeFirst();
    return added !== undefined;
  },

  /** Takes up to `most` due effects, each the first of its lane; nobody else can take them meanwhile. */
  async claim(now: Instant, most: number): Promise<Claim[]> {
    const { rows } = await raw<Row & { abandoned: boolean }>`
      with next as (
        select c.id, c.state = 'running' as abandoned from effect c
        where c.due <= ${new Date(now)}
          and (c.state = 'waiting' or (c.state = 'running' and c.lease_until < clock_timestamp()))
          and not exists (
            select 1 from effect o
            where o.lane = c.lane and o.id < c.id and o.state in ('waiting', 'running'))
        order by c.due, c.id
        limit ${most}
        for update of c skip locked)
      update effect e
      set state = 'running', tries = e.tries + 1, fence = e.fence + 1,
          lease_until = clock_timestamp() + make_interval(secs => ${leaseSeconds})
      from next where e.id = next.id
      returning e.*, next.abandoned`.execute(sql);
    return rows.map((row) => ({ ...toEffect(row), abandoned: row.abandoned }));
  },

  /** The holder is alive and still at it. */
  async renew(effect: Effect): Promise<void> {
    await sql
      .updateTable('effect')
      .set({ lease_until: raw<Date>`clock_timestamp() + make_interval(secs => ${leaseSeconds})` })
      .where('id', '=', effect.id)
      .where('fence', '=', effect.fence)
      .where('state', '=', 'running')
      .execute();
  },

  /** Ends or puts back a claimed effect; false when the lease was lost to somebody else meanwhile. */
  async settle(
    effect: Effect,
    result: { state: EffectState; outcome: string | null; due?: Instant; remoteId?: string },
    now: Instant,
  ): Promise<boolean> {
    const ended = result.state !== 'waiting';
    const row = await sql
      .updateTable('effect')
      .set({
        state: result.state,
        outcome: result.outcome,
        lease_until: null,
        ...(result.due === undefined ? {} : { due: new Date(result.due) }),
        ...(result.remoteId === undefined ? {} : { remote_id: result.remoteId }),
        ...(ended ? { settled: new Date(now) } : {}),
      })
      .where('id', '=', effect.id)
      .where('fence', '=', effect.fence)
      .where('state', '=', 'running')
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },

  /** A send of unknown fate did arrive after all: the person has acted on it. */
  async cardArrived(card: string, remoteId: string, now: Instant): Promise<void> {
    await sql
      .updateTable('effect')
      .set({ state: 'done', remote_id: remoteId, settled: new Date(now) })
      .where('lane', '=', `card:${card}`)
      .where('kind', '=', 'card.send')
      .where('state', '=', 'unknown')
      .execute();
  },

  /** Frees what a dead process held; only for whoever knows to be alone on the store. */
  async freeLeases(): Promise<void> {
    await sql
      .updateTable('effect')
      .set({ lease_until: raw<Date>`clock_timestamp() - interval '1 second'` })
      .where('state', '=', 'running')
      .execute();
  },

  async byKeyPrefix(prefix: string): Promise<Effect[]> {
    const rows = await sql
      .selectFrom('effect')
      .selectAll()
      .where('key', 'like', `${prefix}%`)
      .orderBy('id')
      .execute();
    return rows.map(toEffect);
  },

  /** Whether what is to be done in a lane has come to nothing or still waits. */
  async lane(lane: string): Promise<'idle' | 'waiting' | 'failed'> {
    const row = await sql
      .selectFrom('effect')
      .select('state')
      .where('lane', '=', lane)
      .orderBy('id', 'desc')
      .executeTakeFirst();
    if (!row || row.state === 'done' || row.state === 'dropped') return 'idle';
    return row.state === 'failed' ? 'failed' : 'waiting';
  },
});

type Row = Selectable<Schema['effect']>;

const toEffect = (row: Row): Effect => ({
  id: Number(row.id),
  key: row.key,
  kind: row.kind as EffectKind,
  person: row.person_id,
  ids: row.ids,
  tries: row.tries,
  fence: row.fence,
  state: row.state,
  outcome: row.outcome,
});
