import { type Kysely, sql as raw, type Selectable } from 'kysely';
import type { EffectKind } from '../domain/effect.ts';
import type { Gate } from '../domain/pace.ts';
import type { Instant } from '../domain/time.ts';
import { leaseSeconds } from './lease.ts';
import { pace } from './pace.ts';
import type { Schema } from './schema.ts';
import { isDue, type Lease, type TakenRows, takeLists, takePaced } from './take.ts';

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
  /** The lease has run since this moment at the latest, on the holder's own clock. */
  heldSince: Instant;
  /** When its call may go out: now, or a breath ahead. */
  leaves: Instant;
  /** What it counts in, should the other side find it too much. */
  budget: string | null;
}

/** How many more the taker can hold of each gate. */
export type Room = Record<Gate, number>;

export interface Taken {
  claims: Claim[];
  /** Others may be due: the last look was cut short. */
  more: boolean;
  /** When a budget that held some back has a place again. */
  next: Instant | null;
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

export const effects = (sql: Kysely<Schema>) => ({
  /** Writes the effect unless its key is there already; says whether it was new. */
  async add(effect: NewEffect): Promise<boolean> {
    return (await this.addAll([effect])).length > 0;
  },

  /** The same of several, in one statement; the keys of those that were new. */
  async addAll(effects: readonly NewEffect[]): Promise<string[]> {
    if (effects.length === 0) return [];
    const rows = effects.map(({ key, kind, lane, person, ids, due, created }) => ({
      ...{ key, kind, lane, person_id: person ?? null, ids: JSON.stringify(ids) },
      ...{ due: new Date(due), created: new Date(created) },
    }));
    const added = await sql
      .insertInto('effect')
      .values(rows)
      .onConflict((c) => c.column('key').doNothing())
      .returning('key')
      .execute();
    return added.map(({ key }) => key);
  },

  /**
   * Takes due effects, each the first of its lane and no more than there is room for and than their
   * budgets let leave now; nobody else can take them meanwhile. What a budget holds back is put off.
   */
  async claim(now: Instant, room: Room): Promise<Taken> {
    const due = await isDue(sql, lease, now);
    const taken: TakenRows[] = [];
    if (due.list && room.list > 0) taken.push(await takeLists(sql, lease, now, room.list));
    for (const gate of ['mailbox', 'chat'] as const) {
      if (!due[gate] || room[gate] <= 0) continue;
      taken.push(await inOne(sql, (tx) => takePaced(tx, lease, gate, now, room[gate])));
    }
    const next = taken.flatMap((one) => one.next ?? []);
    return {
      claims: taken.flatMap(({ rows }) => rows.map((row) => toClaim(row, now))),
      more: taken.some(({ more }) => more),
      next: next.length > 0 ? Math.min(...next) : null,
    };
  },

  /** The other side has refused it as too much: its budget learns from it. */
  async refused({ budget, leaves }: Claim, now: Instant): Promise<void> {
    if (budget !== null) await inOne(sql, (tx) => pace(tx).refused(budget, leaves, now));
  },

  /** The holder is alive and still at it; false when somebody else has taken it over meanwhile. */
  async renew(effect: Effect): Promise<boolean> {
    const row = await sql
      .updateTable('effect')
      .set({ lease_until: raw<Date>`clock_timestamp() + make_interval(secs => ${leaseSeconds})` })
      .where('id', '=', effect.id)
      .where('fence', '=', effect.fence)
      .where('state', '=', 'running')
      .returning('id')
      .executeTakeFirst();
    return row !== undefined;
  },

  /** Ends or puts back a claimed effect; false when the lease was lost to somebody else meanwhile. */
  async settle(
    effect: Effect & { leaves?: Instant },
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
        // Its place in the budget is free again: nothing left.
        ...(result.state === 'dropped' ? { left_at: null } : leftAt(effect)),
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

  /** What had been sent before the store was restored, by digest; nothing on any other. */
  async sentBefore(): Promise<Set<string>> {
    const rows = await sql.selectFrom('sent_before').select('digest').execute();
    return new Set(rows.map(({ digest }) => digest));
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

/** Leases live on the database's clock, which only this file reads. */
const lease: Lease = {
  end: raw`clock_timestamp() + make_interval(secs => ${raw.lit(leaseSeconds)})`,
  free: raw`(c.state = 'waiting' or (c.state = 'running' and c.lease_until < clock_timestamp()))`,
};

const inOne = <T>(sql: Kysely<Schema>, work: (tx: Kysely<Schema>) => Promise<T>): Promise<T> =>
  sql.isTransaction ? work(sql) : sql.transaction().execute(work);

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

/** When it really left, where that is known; its place was given out a little before. */
const leftAt = ({ leaves }: { leaves?: Instant }) =>
  leaves === undefined ? {} : { left_at: new Date(leaves) };

const toClaim = (row: TakenRows['rows'][number], now: Instant): Claim => ({
  ...toEffect(row),
  abandoned: row.abandoned,
  heldSince: now,
  leaves: row.left_at ?? now,
  budget: row.budget,
});
