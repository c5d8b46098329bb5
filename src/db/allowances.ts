import { type Kysely, sql as raw } from 'kysely';
import type { Instant } from '../domain/time.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** One more request of somebody, who stands in a bucket with many others. */
export interface Spending {
  kind: string;
  bucket: number;
  /** Milliseconds one request costs; they pass again by themselves. */
  each: number;
  /** How many of them may be spent at a time. */
  within: number;
  /** Asked for, and not spent. */
  look?: true;
}

/** What has been asked for lately, counted for all instances; nothing that is kept. */
export const allowances = (sql: Kysely<Schema>) => ({
  /** Milliseconds to wait before these may all be asked for; 0 when they may now, and were spent. */
  async spend(all: readonly Spending[], now: Instant): Promise<number> {
    const { rows } = await raw<{ wait: number | null }>`
      with wish as (
        select kind, bucket, each, within, coalesce(look, false) as look
        from jsonb_to_recordset(${JSON.stringify(all)}::jsonb)
          as w (kind text, bucket integer, each float8, within float8, look boolean)),
      spent as (
        insert into allowance as a (kind, bucket, left_ms, within_ms, at)
        select kind, bucket, each, within, ${new Date(now)} from wish where not look
        -- In one order always: two at once never wait for each other in a ring.
        order by kind, bucket
        on conflict (kind, bucket) do update set
          left_ms = ${debtAt(now)} + excluded.left_ms,
          within_ms = excluded.within_ms,
          at = case when ${isBehind(now)} then excluded.at else greatest(a.at, excluded.at) end
        where ${debtAt(now)} + excluded.left_ms <= excluded.within_ms
        returning a.kind, a.bucket)
      select max(greatest(1, ${debtAt(now)} + wish.each - wish.within)) as wait
      from wish join allowance a using (kind, bucket)
      where case when look then ${debtAt(now)} + wish.each > wish.within
        else not exists (
          select 1 from spent where spent.kind = wish.kind and spent.bucket = wish.bucket)
        end`.execute(sql);
    return rows[0]?.wait ?? 0;
  },

  /** Takes away what has been quiet since `before`. */
  async forget(before: Instant): Promise<void> {
    await sql.deleteFrom('allowance').where('at', '<', instant(before)).execute();
  },
});

/** Instances' clocks differ by little; one that was set back starts anew. */
const isBehind = (now: Instant) => raw`a.at > ${new Date(now)}::timestamptz
  + make_interval(secs => a.within_ms / 1000)`;

const debtAt = (now: Instant) => raw`case when ${isBehind(now)} then 0 else greatest(0, a.left_ms
  - greatest(0, extract(epoch from ${new Date(now)}::timestamptz - a.at) * 1000)::float8) end`;
