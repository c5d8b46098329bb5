import { type Kysely, type OnConflictBuilder, sql as raw } from 'kysely';
import type { Person } from '../domain/people.ts';
import type { LedgerLine, ReachFacts } from '../domain/reach.ts';
import type { Day, Instant } from '../domain/time.ts';
import { toPerson } from './people.ts';
import type { Schema } from './schema.ts';

/** A pair somebody answers for, as far as reach is concerned. */
export interface ReachedPair {
  code: string;
  cohort: string;
  mentee: { id: string; name: string };
  mentor: { id: string; name: string };
}

/** Enough to hold the questions that make a silence, whatever else was sent among them. */
const newest = 30;
/** When somebody answered a questionnaire is not kept: then it counts from when it was sent. */
const heardAt = (now: Instant) => raw<Date>`
  case when ids ->> 'notice' like 'survey%' then created else ${new Date(now)} end`;

// A statement carries at most 65,535 parameters.
const rowsAtOnce = 500;

/** The ledger of what was sent to whom, and what came of it. */
export const reach = (sql: Kysely<Schema>) => ({
  /**
   * The person pressed a card: the message that brought it is answered. Says whether somebody was
   * told that they cannot be reached.
   */
  async pressed(person: string, card: string, now: Instant): Promise<boolean> {
    // By person, because lanes of what is done have no index.
    const { rows } = await raw`
      with answered as (
        update effect set answered = ${heardAt(now)}
        where person_id = ${person} and lane = ${`card:${card}`} and kind = 'card.send'
          and answered is null)
      select pair_id from alert
      where about_id = ${person} and cause = 'unreachable' and closed is null
      limit 1`.execute(sql);
    return rows.length > 0;
  },

  /** Somebody acted by a mail's link: that mail did arrive, and is answered. */
  async answered(linkHash: Uint8Array, now: Instant): Promise<void> {
    await raw`
      update effect e
      set answered = ${heardAt(now)}, state = case e.state when 'unknown' then 'done' else e.state end
      from link l
      where l.hash = ${linkHash} and e.id = l.effect_id and e.answered is null`.execute(sql);
  },

  /** Pairs whose referent has been told that this person cannot be reached. */
  async alertedAbout(person: string): Promise<string[]> {
    const rows = await sql
      .selectFrom('alert')
      .select('pair_id')
      .where('about_id', '=', person)
      .where('cause', '=', 'unreachable')
      .where('closed', 'is', null)
      .execute();
    return rows.map((row) => row.pair_id);
  },

  /** Open pairs somebody answers for on a day, in the order of their codes. */
  async answeredFor(person: string, today: Day): Promise<ReachedPair[]> {
    const rows = await sql
      .selectFrom('pair')
      .innerJoin('person as mentee', 'mentee.id', 'pair.mentee_id')
      .innerJoin('person as mentor', 'mentor.id', 'pair.mentor_id')
      .select(['pair.code', 'pair.cohort_id', 'mentee_id', 'mentor_id'])
      .select(['mentee.name as mentee_name', 'mentor.name as mentor_name'])
      .where('pair.state', '<>', 'closed')
      .where((e) =>
        e.exists(
          e
            .selectFrom('pair_referent')
            .select('pair_referent.pair_id')
            .whereRef('pair_referent.pair_id', '=', 'pair.id')
            .where('pair_referent.person_id', '=', person)
            .where((or) => or.or([or('to_day', 'is', null), or('to_day', '>=', today)])),
        ),
      )
      .orderBy('pair.code')
      .execute();
    return rows.map((row) => ({
      code: row.code,
      cohort: row.cohort_id,
      mentee: { id: row.mentee_id, name: row.mentee_name },
      mentor: { id: row.mentor_id, name: row.mentor_name },
    }));
  },

  /** Participants of a cohort with mail alone: no chat, no identity that promises one, no welcome yet. */
  async toWelcome(cohort: string): Promise<Person[]> {
    const rows = await sql
      .selectFrom('person')
      .selectAll('person')
      .where((e) =>
        e.exists(
          e
            .selectFrom('pair')
            .select('pair.id')
            .where('cohort_id', '=', cohort)
            .where('state', '<>', 'closed')
            .where((or) =>
              or.or([
                or('mentee_id', '=', or.ref('person.id')),
                or('mentor_id', '=', or.ref('person.id')),
              ]),
            ),
        ),
      )
      .where(raw<boolean>`not exists (
        select 1 from conversation c where c.person_id = person.id)`)
      .where(raw<boolean>`not exists (
        select 1 from person_identity i where i.person_id = person.id)`)
      .where(raw<boolean>`not exists (
        select 1 from effect e where e.key = 'welcome:' || ${cohort} || ':' || person.id)`)
      .orderBy('person.mail')
      .execute();
    return rows.map(toPerson);
  },

  /** Writes a welcome for each, as `tell` would: an import has no conversation to choose from. */
  async welcome(
    cohort: string,
    dues: readonly { person: string; due: Instant }[],
    now: Instant,
  ): Promise<void> {
    for (let start = 0; start < dues.length; start += rowsAtOnce) {
      const values = dues.slice(start, start + rowsAtOnce).map(({ person, due }) => ({
        key: `welcome:${cohort}:${person}`,
        kind: 'mail',
        lane: `mail:${person}`,
        person_id: person,
        ids: JSON.stringify({ notice: 'welcome', occurrence: cohort, again: 0 }),
        due: new Date(due),
        created: new Date(now),
      }));
      const once = (c: OnConflictBuilder<Schema, 'effect'>) => c.column('key').doNothing();
      await sql.insertInto('effect').values(values).onConflict(once).execute();
    }
  },

  /** What the ledger says of each of these people. */
  async factsOf(people: readonly string[]): Promise<Map<string, ReachFacts>> {
    const lines = await linesOf(sql, people);
    const { rows } = await raw<{ id: string; chat: ReachFacts['chat']; acted: number | null }>`
      select p.id,
        case
          when exists (select 1 from conversation c where c.person_id = p.id and c.open) then 'open'
          when exists (select 1 from conversation c where c.person_id = p.id) then 'lost'
          else 'none'
        end as chat,
        (select max(e.answered) from effect e where e.person_id = p.id) as acted
      from person p where p.id = any(${[...people]}::uuid[])`.execute(sql);
    return new Map(
      rows.map(({ id, chat, acted }) => [id, { chat, lines: lines.get(id) ?? [], lastAct: acted }]),
    );
  },
});

interface LineRow extends Omit<LedgerLine, 'by'> {
  person: string;
  kind: string;
}

async function linesOf(
  sql: Kysely<Schema>,
  people: readonly string[],
): Promise<Map<string, LedgerLine[]>> {
  const { rows } = await raw<LineRow>`
    select e.* from unnest(${[...people]}::uuid[]) as p(id)
    cross join lateral (
      select person_id as person, kind, ids ->> 'notice' as notice, state, settled as at,
        answered, outcome
      from effect
      where person_id = p.id and kind in ('card.send', 'mail')
        and state in ('done', 'unknown', 'failed') and settled is not null
      order by id desc limit ${newest}) e
    order by e.at desc`.execute(sql);
  const lines = new Map<string, LedgerLine[]>();
  for (const { person, kind, ...line } of rows) {
    const mine = lines.get(person) ?? [];
    mine.push({ by: kind === 'mail' ? 'mail' : 'bot', ...line });
    lines.set(person, mine);
  }
  return lines;
}
