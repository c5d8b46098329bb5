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

/** What is said of a pair to somebody, when it is due to leave, and the facts it was judged by. */
export interface Saying {
  pair: string;
  said: Said;
  at: Instant;
  facts: RhythmFacts;
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
        where p.cohort_id = ${cohort.id} and ${pageOf(cohort, narrowed)})
      select page.id, page.code, page.state,
        page.mentee_id, mentee.time_zone as mentee_zone, mentee.departement as mentee_departement,
        ${lastNudgeOf('page.mentee_id')} as mentee_last,
        page.mentor_id, mentor.time_zone as mentor_zone, mentor.departement as mentor_departement,
        ${lastNudgeOf('page.mentor_id')} as mentor_last,
        referent.id as referent_id, referent.time_zone as referent_zone,
        referent.departement as referent_departement,
        ${meetingsOf(cohort.zone)} as meetings,
        ${askedOf(cohort.zone)} as asked,
        ${pausesOf(cohort.zone)} as pauses,
        ${saidOf} as said
      from page
      join lateral (select * from person where id = page.mentee_id limit 1) mentee on true
      join lateral (select * from person where id = page.mentor_id limit 1) mentor on true
      left join lateral (
        select person.* from pair_referent r join person on person.id = r.person_id
        where r.pair_id = page.id and (r.to_day is null or r.to_day >= ${today})
        order by r.kind desc, r.from_day desc limit 1) referent on true
      order by page.code`.execute(sql);
    return rows.map(toFacts);
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

  /** By whose clocks these cohorts and their people live, each zone once a cohort. */
  async zones(cohorts: readonly string[]): Promise<{ cohort: string; zone: string }[]> {
    const { rows } = await raw<{ cohort: string; zone: string }>`
      select distinct who.cohort_id as cohort, person.time_zone as zone
      from (
        select cohort_id, mentee_id as id from pair where cohort_id = any(${cohorts}::uuid[])
        union select cohort_id, mentor_id from pair where cohort_id = any(${cohorts}::uuid[])
        union select cohort_id, person_id from pair_referent r join pair on pair.id = r.pair_id
          where cohort_id = any(${cohorts}::uuid[])) who
      join person on person.id = who.id
      union select id, time_zone from cohort where id = any(${cohorts}::uuid[])`.execute(sql);
    return rows;
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

  /** Rungs are said to people; what was said before in vain is said anew. */
  async say(words: readonly Saying[]): Promise<void> {
    if (words.length === 0) return;
    const rows = words.map(({ pair, said: { rung, since, person }, at, facts }) => ({
      ...{ pair_id: pair, rung, since_day: since, person_id: person },
      ...{ at: new Date(at), facts: JSON.stringify(facts) },
    }));
    await sql
      .insertInto('nudge')
      .values(rows)
      .onConflict((c) =>
        c.columns(['pair_id', 'since_day', 'rung', 'person_id']).doUpdateSet((e) => ({
          at: e.ref('excluded.at'),
          facts: e.ref('excluded.facts'),
        })),
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

/**
 * Of a page, those whose latest meeting, held or standing, lies on `quietSince` or before. Here and
 * below, what belongs to a pair is a question of its own inside the statement, that the server can
 * only answer by an index: left to itself it reads whole tables for each page, and so does a
 * hundred times the work for a hundred times the people.
 */
const pageOf = ({ zone }: Cohort, narrowed: Narrowed) =>
  'ids' in narrowed
    ? raw`p.id = any(${narrowed.ids}::uuid[])`
    : raw`p.state = 'active' and p.code > ${narrowed.after} and (
        select true from meeting m where m.pair_id = p.id
          and ((m.state = 'held' and m.held_on > ${narrowed.quietSince})
            or (m.state = 'booked' and ${dayIn(zone, 'm.starts_at')} > ${narrowed.quietSince}))
        limit 1) is null
        order by p.code limit ${narrowed.most}`;

/**
 * Whether what was said was heard: messages that were dropped as they were to leave were not. One
 * that went by another rung in the end has several effects; the latest one counts. To a referent a
 * silence is said for as long as its alert is open: closed by a pause that is over or a date that
 * was called off, it is told anew.
 */
const wasHeard = raw`case s.rung when 'referent' then (
    select true from alert a
    where a.pair_id = s.pair_id and a.cause = 'inactive' and a.closed is null limit 1) is true
  else coalesce((
    select e.state from effect e
    where e.person_id = s.person_id and e.ids ->> 'notice' = 'nudge'
      and e.ids ->> 'pair' = s.pair_id::text and e.ids ->> 'rung' = s.rung
      and e.ids ->> 'since' = s.since_day::text
    order by e.id desc limit 1), 'done') <> 'dropped' end`;

const saidOf = raw`(
  select jsonb_agg(jsonb_build_object('rung', s.rung, 'since', s.since_day, 'person', s.person_id))
  from nudge s where s.pair_id = page.id and ${wasHeard})`;

const lastNudgeOf = (person: string) => raw`(
  select s.at from nudge s
  where s.person_id = ${raw.ref(person)} and s.rung <> 'referent' and ${wasHeard}
  order by s.at desc limit 1)`;

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
