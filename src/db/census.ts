import { type Kysely, sql as raw } from 'kysely';
import type { EffectKind } from '../domain/effect.ts';
import type { Instant } from '../domain/time.ts';
import type { EffectState } from './effects.ts';
import type { Schema } from './schema.ts';

/** How effects stand, for whoever keeps the product running. */
export interface Census {
  standing: { state: EffectState; kind: EffectKind; count: number }[];
  /** How long the oldest one that is due has been, in ms; 0 when none is. */
  oldestDueMs: number;
  /** How long ago the oldest of unknown fate ended, in ms; 0 when there is none. */
  oldestUnknownMs: number;
}

interface Row {
  state: EffectState;
  kind: EffectKind;
  count: number;
  due: number | null;
  settled: number | null;
}

/** Counted by what is not over well: as few as there is trouble, however long the programme. */
export const census = (sql: Kysely<Schema>) => ({
  async at(now: Instant): Promise<Census> {
    const { rows } = await raw<Row>`
      select state, kind, count(*)::int as count,
        (extract(epoch from min(due)) * 1000)::float8 as due,
        (extract(epoch from min(settled)) * 1000)::float8 as settled
      from effect where state in ('waiting', 'running') group by state, kind
      union all
      select state, kind, count(*)::int, null, (extract(epoch from min(settled)) * 1000)::float8
      from effect where state in ('unknown', 'failed') group by state, kind
      order by 1, 2`.execute(sql);
    const since = (from: (row: Row) => number | null) =>
      Math.max(0, ...rows.map((row) => now - (from(row) ?? now)));
    return {
      standing: rows.map(({ state, kind, count }) => ({ state, kind, count })),
      oldestDueMs: since(({ state, due }) => (state === 'waiting' ? due : null)),
      oldestUnknownMs: since(({ state, settled }) => (state === 'unknown' ? settled : null)),
    };
  },
});
