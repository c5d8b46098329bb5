import { type Kysely, sql as raw } from 'kysely';
import type { Said } from '../domain/ladder.ts';
import type { Cohort } from '../domain/people.ts';
import type { RhythmFacts } from '../domain/rhythm.ts';
import type { Day, Instant } from '../domain/time.ts';
import type { Schema } from './schema.ts';

/** Somebody who may be spoken to, and when a nudge of any of their pairs was last due. */
export interface Hearer {
  id: string;
  zone: string;
  departement: string | null;
  lastNudge: Instant | null;
}

/** A pair, whoever may be spoken to about it, and the facts its rhythm is judged by. */
export interface PairFacts {
  id: string;
  code: string;
  facts: Pick<RhythmFacts, 'pair' | 'meetings' | 'asked' | 'pauses'>;
  mentee: Hearer;
  mentor: Hearer;
  referent: Hearer | null;
  said: Said[];
}

/** Which pairs of a cohort: some by id, or a page of those that nothing stands for since a day. */
export type Narrowed =
  | { ids: readonly string[] }
  | { quietSince: Day; after: string; most: number };

/** What was said of pairs' silence, and all there is to know before anything more is said. */
export const nudges = (sql: Kysely<Schema>) => ({
  /** One statement for all of them, in order of code; `today` is for who answers for a pair. */
  async facts(cohort: Cohort, today: Day, narrowed: Narrowed): Promise<PairFacts[]> {
    const { rows } = await raw<Row>`
      with page as materialized (
        select p.id, p.code, p.state, p.mentee_id, p.mentor_id
        from pair p
        where p.cohort_id = ${cohort.id} and ${pageOf(cohort, narrowed)}),
      said as (
        select pair_id, rung, since_day, person_id, at from nudge
        join (select mentee_id as id from page union select mentor_id from page) who
          on who.id = person_id
        union
        select pair_id, rung, since_day, person_id, at from nudge
        join page on page.id = pair_id),
      told as (
        ${toldFrom}),
      last as (
        select person_id, max(at) as at from told where rung <> 'referent' group by person_id),
      heard as (
        select pair_id, jsonb_agg(jsonb_build_object(
          'rung', rung, 'since', since_day, 'person', person_id)) as said
        from told join page on page.id = pair_id group by pair_id)
      select page.id, page.code, page.state,
        page.mentee_id, mentee.time_zone as mentee_zone, mentee.departement as mentee_departement,
        mentee_last.at as mentee_last,
        page.mentor_id, mentor.time_zone as mentor_zone, mentor.departement as mentor_departement,
        mentor_last.at as mentor_last,
        referent.id as referent_id, referent.time_zone as referent_zone,
        referent.departement as referent_departement,
        ${meetingsOf(cohort.zone)} as meetings,
        ${askedOf(cohort.zone)} as asked,
        ${pausesOf(cohort.zone)} as pauses,
        heard.said
      from page
      join person mentee on mentee.id = page.mentee_id
      join person mentor on mentor.id = page.mentor_id
      left join last mentee_last on mentee_last.person_id = page.mentee_id
      left join last mentor_last on mentor_last.person_id = page.mentor_id
      left join heard on heard.pair_id = page.id
      left join lateral (
        select person.* from pair_referent r join person on person.id = r.person_id
        where r.pair_id = page.id and (r.to_day is null or r.to_day >= ${today})
        order by r.kind desc, r.from_day desc limit 1) referent on true
      order by page.code`.execute(sql);
    return rows.map(toFacts);
  },

  /**
   * Before `facts` of many pairs, for this transaction: where nothing was counted yet, the server
   * takes the statement for one worth compiling, which lasts a hundred times longer than running it.
   */
  async uncompiled(): Promise<void> {
    await raw`set local jit = off`.execute(sql);
  },

  /** Cohorts whose closing day is not over yet, in order of code. */
  async running(today: Day): Promise<string[]> {
    const rows = await sql
      .selectFrom('cohort')
      .innerJoin('cohort_day', 'cohort_day.cohort_id', 'cohort.id')
      .select('cohort.id')
      .where('kind', '=', 'closing')
      .where('day', '>=', today)
      .orderBy('code')
      .execute();
    return rows.map(({ id }) => id);
  },

  /** By whose clocks the people of a cohort live. */
  async zones(cohort: string): Promise<string[]> {
    const { rows } = await raw<{ time_zone: string }>`
      select distinct time_zone from person where id in (
        select mentee_id from pair where cohort_id = ${cohort}
        union select mentor_id from pair where cohort_id = ${cohort}
        union select person_id from pair_referent r join pair on pair.id = r.pair_id
          where pair.cohort_id = ${cohort})`.execute(sql);
    return rows.map((row) => row.time_zone);
  },

  /** One at a time for these people: whoever would nudge them too waits here. */
  async hold(people: readonly string[]): Promise<void> {
    if (people.length === 0) return;
    await sql
      .selectFrom('person')
      .select('id')
      .where('id', 'in', people)
      .orderBy('id')
      .forNoKeyUpdate()
      .execute();
  },

  /** A rung is said to somebody; what was said before in vain is said anew. */
  async say(pair: string, { rung, since, person }: Said, at: Instant, facts: RhythmFacts) {
    const judged = { at: new Date(at), facts: JSON.stringify(facts) };
    await sql
      .insertInto('nudge')
      .values({ pair_id: pair, rung, since_day: since, person_id: person, ...judged })
      .onConflict((c) =>
        c.columns(['pair_id', 'since_day', 'rung', 'person_id']).doUpdateSet(judged),
      )
      .execute();
  },
});

interface Row {
  id: string;
  code: string;
  state: RhythmFacts['pair'];
  mentee_id: string;
  mentee_zone: string;
  mentee_departement: string | null;
  mentee_last: Instant | null;
  mentor_id: string;
  mentor_zone: string;
  mentor_departement: string | null;
  mentor_last: Instant | null;
  referent_id: string | null;
  referent_zone: string | null;
  referent_departement: string | null;
  meetings: RhythmFacts['meetings'] | null;
  asked: RhythmFacts['asked'] | null;
  pauses: RhythmFacts['pauses'] | null;
  said: Said[] | null;
}

const dayIn = (zone: string, column: string) =>
  raw`(${raw.ref(column)} at time zone ${zone})::date`;

/** Of a page, those whose latest meeting, held or standing, lies on `quietSince` or before. */
const pageOf = ({ zone }: Cohort, narrowed: Narrowed) =>
  'ids' in narrowed
    ? raw`p.id = any(${narrowed.ids}::uuid[])`
    : raw`p.state = 'active' and p.code > ${narrowed.after} and not exists (
        select from meeting m where m.pair_id = p.id
          and ((m.state = 'held' and m.held_on > ${narrowed.quietSince})
            or (m.state = 'booked' and ${dayIn(zone, 'm.starts_at')} > ${narrowed.quietSince})))
        order by p.code limit ${narrowed.most}`;

/**
 * What was said, without the messages that were dropped as they were to leave: nobody heard those.
 * A message that went by another rung in the end has several effects; the latest one counts. To a
 * referent a silence is said for as long as its alert is open: closed by a pause that is over or a
 * date that was called off, it is told anew.
 */
const toldFrom = raw`
  select s.* from said s
  where case s.rung when 'referent' then exists (
    select from alert a
    where a.pair_id = s.pair_id and a.cause = 'inactive' and a.closed is null)
  else coalesce((
    select e.state from effect e
    where e.person_id = s.person_id and e.ids ->> 'notice' = 'nudge'
      and e.ids ->> 'pair' = s.pair_id::text and e.ids ->> 'rung' = s.rung
      and e.ids ->> 'since' = s.since_day::text
    order by e.id desc limit 1), 'done') <> 'dropped' end`;

const meetingsOf = (zone: string) => raw`(
  select jsonb_agg(jsonb_build_object(
    'day', case m.state when 'held' then m.held_on else ${dayIn(zone, 'm.starts_at')} end,
    'held', m.state = 'held', 'known', ${dayIn(zone, 'm.created')}))
  from meeting m where m.pair_id = page.id and m.state in ('held', 'booked'))`;

const askedOf = (zone: string) => raw`(
  select jsonb_agg(jsonb_build_object(
    'until', ${dayIn(zone, 's.starts_at')}, 'known', ${dayIn(zone, 'm.created')}))
  from meeting m join meeting_slot s on s.meeting_id = m.id
  where m.pair_id = page.id and m.state in ('proposed', 'booked'))`;

const pausesOf = (zone: string) => raw`(
  select jsonb_agg(jsonb_build_object('from', b.from_day,
    'until', least(b.until_day, b.ended_day), 'known', ${dayIn(zone, 'b.created')}))
  from pause b where b.pair_id = page.id and b.state = 'agreed')`;

const toFacts = (row: Row): PairFacts => ({
  id: row.id,
  code: row.code,
  facts: {
    pair: row.state,
    meetings: row.meetings ?? [],
    asked: row.asked ?? [],
    pauses: row.pauses ?? [],
  },
  mentee: {
    id: row.mentee_id,
    zone: row.mentee_zone,
    departement: row.mentee_departement,
    lastNudge: row.mentee_last,
  },
  mentor: {
    id: row.mentor_id,
    zone: row.mentor_zone,
    departement: row.mentor_departement,
    lastNudge: row.mentor_last,
  },
  referent:
    row.referent_id !== null && row.referent_zone !== null
      ? {
          id: row.referent_id,
          zone: row.referent_zone,
          departement: row.referent_departement,
          lastNudge: null,
        }
      : null,
  said: row.said ?? [],
});
