import { type Kysely, sql as raw } from 'kysely';
import type { AlertCause } from '../domain/rhythm-model.ts';
import type { Day, Instant, Interval } from '../domain/time.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** Somebody who answers for pairs of a cohort, and the alerts that are open for them. */
export interface DigestReader {
  person: string;
  zone: string;
  departement: string | null;
  cohort: string;
  open: string[];
}

export interface DigestRow {
  alert: string;
  pair: string;
  pairCode: string;
  names: [string, string];
  cause: AlertCause;
  since: Day;
  opened: Instant;
}

interface OpenRow extends Omit<DigestRow, 'names'> {
  mentee: string;
  mentor: string;
}

/**
 * Pairs with whoever answers for them: those named for the day, else every coach of the cohort. A
 * deputy beside a referent hears of the pair only while they hold an open alert of it.
 */
const answering = (today: Day) => raw`
  (select p.id as pair_id, p.cohort_id, r.person_id,
      bool_or(r.kind = 'referent') or not exists (
        select 1 from pair_referent o
        where o.pair_id = p.id and o.kind = 'referent'
          and (o.to_day is null or o.to_day >= ${today}))
        or exists (
          select 1 from alert h
          where h.pair_id = p.id and h.closed is null and h.holder_id = r.person_id) as hears
    from pair p join pair_referent r on r.pair_id = p.id
    where r.to_day is null or r.to_day >= ${today}
    group by p.id, p.cohort_id, r.person_id
  union
  select p.id, p.cohort_id, c.person_id, true
    from pair p join cohort_role c on c.cohort_id = p.cohort_id and c.role = 'coach'
    where not exists (
      select 1 from pair_referent r
      where r.pair_id = p.id and (r.to_day is null or r.to_day >= ${today})))`;

/** Of an alert `a` and somebody `d` who answers for its pair. */
const theirs = raw`(a.holder_id = d.person_id or (a.holder_id is null and d.hears))`;

export const digests = (sql: Kysely<Schema>) => ({
  /** Everybody who answers for a pair, once a cohort, in one read. */
  async readers(today: Day): Promise<DigestReader[]> {
    const { rows } = await raw<DigestReader>`
      select d.person_id as person, n.time_zone as zone, n.departement, d.cohort_id as cohort,
        coalesce(array_agg(distinct a.id::text) filter (where a.id is not null), '{}') as open
      from ${answering(today)} d
      join person n on n.id = d.person_id
      left join alert a on a.pair_id = d.pair_id and a.closed is null
        and ${theirs}
      group by d.person_id, n.time_zone, n.departement, d.cohort_id
      order by d.cohort_id, d.person_id`.execute(sql);
    return rows;
  },

  /** The alerts open for somebody in a cohort, in no order. */
  async openFor(person: string, cohort: string, today: Day): Promise<DigestRow[]> {
    const { rows } = await raw<OpenRow>`
      select a.id as alert, p.id as pair, p.code as "pairCode", a.cause, a.since_day as since,
        a.opened, e.name as mentee, o.name as mentor
      from ${answering(today)} d
      join pair p on p.id = d.pair_id
      join person e on e.id = p.mentee_id
      join person o on o.id = p.mentor_id
      join alert a on a.pair_id = d.pair_id and a.closed is null
        and ${theirs}
      where d.person_id = ${person} and d.cohort_id = ${cohort}`.execute(sql);
    return rows.map(({ mentee, mentor, ...row }) => ({ ...row, names: [mentee, mentor] }));
  },

  /** How many of somebody's alerts in a cohort were closed from `start` on, before `end`. */
  async closedFor(
    person: string,
    cohort: string,
    { start, end }: Interval,
    today: Day,
  ): Promise<number> {
    const { rows } = await raw<{ closed: number }>`
      select count(distinct a.id) as closed
      from ${answering(today)} d
      join alert a on a.pair_id = d.pair_id
        and ${theirs}
      where d.person_id = ${person} and d.cohort_id = ${cohort}
        and a.closed >= ${new Date(start)} and a.closed < ${new Date(end)}`.execute(sql);
    return rows[0]?.closed ?? 0;
  },

  /** Any pair of a cohort: what is said of all of them is said in its frame. */
  async somePair(cohort: string): Promise<string | undefined> {
    const row = await sql
      .selectFrom('pair')
      .select('id')
      .where('cohort_id', '=', cohort)
      .orderBy('code')
      .executeTakeFirst();
    return row?.id;
  },

  async last(person: string, cohort: string): Promise<{ at: Instant; told: string } | undefined> {
    const row = await sql
      .selectFrom('digest')
      .select(['at', 'told'])
      .where('person_id', '=', person)
      .where('cohort_id', '=', cohort)
      .executeTakeFirst();
    return row && { at: row.at, told: Buffer.from(row.told).toString('hex') };
  },

  /** False when another digest was told to them since `last`. */
  async tell(
    whose: { person: string; cohort: string; last: Instant | null },
    told: string,
    now: Instant,
  ): Promise<boolean> {
    const row = { at: new Date(now), told: Buffer.from(told, 'hex') };
    const { person, cohort, last } = whose;
    const written = await sql
      .insertInto('digest')
      .values({ person_id: person, cohort_id: cohort, ...row })
      .onConflict((c) =>
        c
          .columns(['person_id', 'cohort_id'])
          .doUpdateSet(row)
          .where('digest.at', '=', last === null ? null : instant(last)),
      )
      .returning('person_id')
      .executeTakeFirst();
    return written !== undefined;
  },

  /** Whether a single alert leaves or has left to somebody within a day. */
  async toldAlone(person: string, { start, end }: Interval): Promise<boolean> {
    const row = await sql
      .selectFrom('effect')
      .select('id')
      .where('person_id', '=', person)
      .where('kind', 'in', ['card.send', 'mail'])
      .where(raw<string>`ids ->> 'notice'`, '=', 'alert')
      .where('state', '<>', 'dropped')
      .where('due', '>=', instant(start))
      .where('due', '<', instant(end))
      .executeTakeFirst();
    return row !== undefined;
  },
});
