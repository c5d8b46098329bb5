import { type Kysely, sql as raw } from 'kysely';
import type { Cohort } from '../domain/people.ts';
import type { MetInMonth, NamedAlike, PairSpan } from '../domain/report.ts';
import type { Day } from '../domain/time.ts';
import type { WrittenRow } from './list-rows.ts';
import type { Schema } from './schema.ts';

/** A row of the committee's list as it stands there. */
export interface ListedRow extends WrittenRow {
  pairCode: string;
}

/**
 * What is told of a whole cohort: sums over its pairs, of the rows that stand in the committee's
 * list and nothing else. Which pair is behind a number is not read.
 */
export const report = (sql: Kysely<Schema>) => ({
  /** Pairs and meetings of each month, by the month in which those pairs had met before. */
  async months(cohort: string, { from, before }: { from: Day; before: Day }) {
    const { rows } = await raw<MetInMonth>`
      with met as (
        select m.pair_id, left(written ->> 'day', 7) as month, count(*) as held
        from ${listed(cohort)} and written ->> 'day' >= ${from} and written ->> 'day' < ${before}
        group by 1, 2),
      runs as (
        select month, held, lag(month) over (partition by pair_id order by month) as before
        from met)
      select month, before, count(*)::int as pairs, sum(held)::int as held
      from runs group by 1, 2 order by 1, 2`.execute(sql);
    return rows;
  },

  /** Pairs by the themes they had named before a day: as many rows as there are kinds of pairs. */
  async themes(cohort: string, before: Day): Promise<NamedAlike[]> {
    const { rows } = await raw<NamedAlike>`
      with named as (
        select m.pair_id, array_agg(distinct theme) as themes
        from ${listed(cohort, eachTheme)} and written ->> 'day' < ${before}
        group by 1)
      select themes, count(*)::int as pairs from named group by 1`.execute(sql);
    return rows;
  },

  /** How many pairs there are, and those of them that have ended or agreed on a pause. */
  async pairs({ id, zone }: Cohort): Promise<{ all: number; spans: PairSpan[] }> {
    const counted = await sql
      .selectFrom('pair')
      .select((e) => e.fn.countAll<number>().as('all'))
      .where('cohort_id', '=', id)
      .executeTakeFirstOrThrow();
    const { rows: spans } = await raw<PairSpan>`
      select ended, coalesce(pauses, '[]'::jsonb) as pauses
      from (
        select pair_id, max((closed at time zone ${zone})::date)::text as ended
        from early_stop where closed is not null group by 1) stop
      full join (
        select pair_id, jsonb_agg(jsonb_build_object(
          'from', from_day, 'until', least(until_day, ended_day))) as pauses
        from pause where state = 'agreed' group by 1) agreed using (pair_id)
      join pair p on p.id = pair_id
      where p.cohort_id = ${id}`.execute(sql);
    return { all: Number(counted.all), spans };
  },

  /** The list whole, by pair and day. */
  async rows(cohort: string): Promise<ListedRow[]> {
    const { rows } = await raw<{ code: string; written: WrittenRow }>`
      select p.code, r.written from ${listed(cohort)}
      order by p.code, r.written ->> 'day'`.execute(sql);
    return rows.map(({ code, written }) => ({ pairCode: code, ...written }));
  },
});

/** Rows that stand in the list of a cohort, and whatever is joined to each. */
const listed = (cohort: string, joined = raw``) => raw`
  pair p join meeting m on m.pair_id = p.id join list_row r on r.meeting_id = m.id ${joined}
  where p.cohort_id = ${cohort} and r.item_id is not null and r.written is not null`;

const eachTheme = raw`cross join lateral jsonb_array_elements_text(r.written -> 'themes') as theme`;
