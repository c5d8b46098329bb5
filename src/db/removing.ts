import { type Kysely, sql as raw } from 'kysely';
import type { Instant } from '../domain/time.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** A message of the bot that stands in a chat. */
export interface StandingCard {
  card: string;
  person: string;
}

/** What is taken away of a cohort or of a person, by statements that may each be run again. */
export const removing = (sql: Kysely<Schema>) => ({
  /** Pairs of a cohort, or those a person is or was one of the two of. */
  async pairsOf(kind: 'cohort' | 'person', subject: string): Promise<string[]> {
    const rows = await sql
      .selectFrom('pair')
      .select('id')
      .where((e) =>
        kind === 'cohort'
          ? e('cohort_id', '=', subject)
          : e.or([e('mentee_id', '=', subject), e('mentor_id', '=', subject)]),
      )
      .orderBy('id')
      .execute();
    return rows.map(({ id }) => id);
  },

  /** Every id by which cards, effects and links speak of these pairs. */
  async idsOfPairs(pairs: readonly string[]): Promise<string[]> {
    const { rows } = await raw<{ id: string }>`
      with m as (select id, plan from meeting where pair_id = any(${pairs}::uuid[]))
      select id::text from m union select plan::text from m where plan is not null
      union select id::text from pause where pair_id = any(${pairs}::uuid[])
      union select id::text from alert where pair_id = any(${pairs}::uuid[])
      union select unnest(${pairs}::text[])`.execute(sql);
    return rows.map(({ id }) => id);
  },

  async wavesOf(cohort: string): Promise<string[]> {
    const rows = await sql
      .selectFrom('wave')
      .select('id')
      .where('cohort_id', '=', cohort)
      .orderBy('id')
      .execute();
    return rows.map(({ id }) => id);
  },

  /** Cards about any of these ids. */
  async cardsAbout(ids: readonly string[]): Promise<StandingCard[]> {
    const { rows } = await raw<StandingCard>`
      select id as card, person_id as person from card
      where exists (
        select from jsonb_path_query(view, '$.**') v
        where jsonb_typeof(v) = 'string' and v #>> '{}' = any(${ids}::text[]))
      order by id`.execute(sql);
    return rows;
  },

  /**
   * Cards of somebody, and those of others on which their name may stand without any id: a welcome,
   * a choice among pairs, what coaches are told of many pairs at once; of whoever answered for a
   * pair, where the pair was told of them.
   */
  async cardsNaming(person: string): Promise<StandingCard[]> {
    const { rows } = await raw<StandingCard>`
      with own as (
        select id, cohort_id, mentee_id, mentor_id from pair
        where ${person}::uuid in (mentee_id, mentor_id)),
      answered as (
        select p.id, p.mentee_id, p.mentor_id from pair p
        join pair_referent r on r.pair_id = p.id where r.person_id = ${person}::uuid),
      beside as (
        select mentee_id as id from own union select mentor_id from own
        union select mentee_id from answered union select mentor_id from answered)
      select id as card, person_id as person from card
      where person_id = ${person}::uuid
        or (view ->> 'kind' in ('welcome', 'which-pair') and person_id in (select id from beside))
        or (view ->> 'kind' in ('digest', 'reach')
          and (view ->> 'cohort')::uuid in (select cohort_id from own))
        or (view ->> 'kind' in ('referent', 'stop-form', 'stopping', 'pause', 'alert')
          and (view ->> 'pair')::uuid in (select id from answered))
      order by id`.execute(sql);
    return rows;
  },

  /** Whatever still waits to be said about these ids, or to somebody, is not said any more. */
  async fallSilent(ids: readonly string[], person: string | null, now: Instant): Promise<void> {
    await raw`
      update effect
      set state = 'dropped', outcome = 'removed', settled = ${new Date(now)}
      where state = 'waiting' and kind in ('card.send', 'card.update', 'mail')
        and (person_id = ${person}::uuid
          or exists (select from jsonb_each_text(ids) e where e.value = any(${ids}::text[])))`.execute(
      sql,
    );
  },

  /** Events in the programme mailbox, every incarnation. */
  async eventsOf(pairs: readonly string[]) {
    const { rows } = await raw<{ meeting: string; incarnation: number }>`
      select e.meeting_id as meeting, e.incarnation from meeting_event e
      join meeting m on m.id = e.meeting_id
      where m.pair_id = any(${pairs}::uuid[])
      order by 1, 2`.execute(sql);
    return rows;
  },

  /** Meetings of which a row may stand in the list. */
  async listed(pairs: readonly string[]): Promise<string[]> {
    const { rows } = await raw<{ id: string }>`
      select l.meeting_id as id from list_row l join meeting m on m.id = l.meeting_id
      where m.pair_id = any(${pairs}::uuid[]) order by 1`.execute(sql);
    return rows.map(({ id }) => id);
  },

  async dayEventsOf(cohort: string) {
    return sql
      .selectFrom('day_event')
      .select(['kind', 'part', 'incarnation'])
      .where('cohort_id', '=', cohort)
      .orderBy('kind')
      .orderBy('part')
      .orderBy('incarnation')
      .execute();
  },

  /** Takes somebody's seat in collective days away; the parts they sat in. */
  async leaveDays(person: string) {
    return sql
      .deleteFrom('day_invitee')
      .where('person_id', '=', person)
      .returning(['cohort_id as cohort', 'kind', 'part'])
      .execute();
  },

  /** Cards, effects and links that speak of any of these ids, or are one of these cards. */
  async forget(ids: readonly string[], cards: readonly string[]) {
    const all = [...ids, ...cards];
    const { rows } = await raw<{ cards: number; effects: number; links: number }>`
      with c as (delete from card where id = any(${cards}::uuid[]) returning 1),
      l as (delete from link where subject::text = any(${ids}::text[]) returning 1),
      e as (
        delete from effect
        where ids ->> 'removal' is null
          and exists (select from jsonb_each_text(ids) i where i.value = any(${all}::text[]))
        returning 1)
      select (select count(*)::int from c) as cards, (select count(*)::int from e) as effects,
        (select count(*)::int from l) as links`.execute(sql);
    return rows[0] ?? { cards: 0, effects: 0, links: 0 };
  },

  /** With everything that hangs on them: meetings, themes, pauses, alerts, rows of the list. */
  async deletePairs(pairs: readonly string[]) {
    const { rows } = await raw<{ pairs: number; meetings: number }>`
      with m as (select count(*)::int as n from meeting where pair_id = any(${pairs}::uuid[])),
      p as (delete from pair where id = any(${pairs}::uuid[]) returning 1)
      select (select n from m) as meetings, (select count(*)::int from p) as pairs`.execute(sql);
    return rows[0] ?? { pairs: 0, meetings: 0 };
  },

  /** With its days, roles, questionnaires and syntheses. */
  async deleteCohort(cohort: string): Promise<void> {
    await sql.deleteFrom('cohort').where('id', '=', cohort).execute();
  },

  /** Everybody who has no part in any cohort any more; whose ids they were. */
  async deleteStrays(): Promise<string[]> {
    const { rows } = await raw<{ id: string }>`
      delete from person p
      where not exists (select from cohort_role where person_id = p.id)
        and not exists (select from pair where p.id in (mentee_id, mentor_id))
        and not exists (select from pair_referent where person_id = p.id)
        and not exists (select from participation where person_id = p.id)
        and not exists (select from cohort_change where person_id = p.id)
        and not exists (select from pause where p.id in (proposed_by, agreed_by))
        and not exists (select from alert where p.id in (seen_by, holder_id))
        and not exists (select from early_stop where asked_by = p.id)
        and not exists (select from appointment where organiser_id = p.id)
        and not exists (select from meeting where p.id in (proposed_by, answered_by))
        and not exists (select from removal where kind = 'person' and subject = p.id)
      returning p.id`.execute(sql);
    return rows.map(({ id }) => id);
  },

  /** What a person did for pairs of others stays, and does not say any more who did it. */
  async anonymise(person: string): Promise<void> {
    const statements = [
      raw`delete from cohort_role where person_id = ${person}`,
      raw`delete from pair_referent where person_id = ${person}`,
      raw`update alert set seen_by = null where seen_by = ${person}`,
      raw`update alert set holder_id = null where holder_id = ${person}`,
      raw`update meeting set proposed_by = null where proposed_by = ${person}`,
      raw`update meeting set answered_by = null where answered_by = ${person}`,
      raw`update meeting set previous = null where previous::text like ${`%${person}%`}`,
      // A pause that coaches set was theirs together: another one stands for it, or it goes.
      raw`update pause set proposed_by = other.id from (
            select p.id as pair, min(r.person_id::text)::uuid as id from pair p
            join cohort_role r on r.cohort_id = p.cohort_id and r.role = 'coach' group by p.id) other
          where other.pair = pair_id and proposed_by = ${person}`,
      raw`delete from pause where proposed_by = ${person}`,
      raw`update pause set agreed_by = null where agreed_by = ${person}`,
    ];
    for (const statement of statements) await statement.execute(sql);
  },

  /** With their identities, chats, links and whatever was sent to them. */
  async deletePerson(person: string): Promise<void> {
    await this.deleteInbound(person);
    await sql.deleteFrom('person').where('id', '=', person).execute();
  },

  /** A page's presses are told apart by a key that names who pressed. */
  async deleteInbound(person: string): Promise<void> {
    await raw`delete from inbound where key like ${`page:${person}:%`}`.execute(sql);
  },

  /** What is of no use to anybody after a while, whichever cohort it was of. */
  async trim(before: { links: Instant; inbound: Instant; changes: Instant }): Promise<void> {
    await sql.deleteFrom('link').where('expires', '<', instant(before.links)).execute();
    await sql.deleteFrom('inbound').where('at', '<', instant(before.inbound)).execute();
    await sql.deleteFrom('cohort_change').where('at', '<', instant(before.changes)).execute();
  },
});
