import { type Kysely, sql as raw } from 'kysely';
import { cohortSettings } from '../domain/cohort-settings.ts';
import type { Cohort, Pair, Person } from '../domain/people.ts';
import type { Subject } from '../domain/policy.ts';
import type { Day } from '../domain/time.ts';
import { toPerson } from './people.ts';
import type { Schema } from './schema.ts';

/** Pairs with their cohort, their people and whoever answers for them on a day. */
export const pairs = (sql: Kysely<Schema>) => ({
  async get(id: string, today: Day): Promise<Pair | undefined> {
    const row = await sql.selectFrom('pair').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) return undefined;
    const named = await peopleOf(sql, [row.mentee_id, row.mentor_id]);
    const [mentee, mentor] = [named.get(row.mentee_id), named.get(row.mentor_id)];
    const cohort = await this.cohort(row.cohort_id);
    if (!mentee || !mentor || !cohort) throw new Error(`pair ${id} is torn`);
    const [referent] = await this.answering(id, today);
    return {
      id,
      code: row.code,
      state: row.state,
      cohort,
      mentee,
      mentor,
      referent: referent?.person ?? null,
    };
  },

  /**
   * One at a time for a pair: whoever plans or books waits here for the other one. How the pair
   * stands by then; undefined when there is none.
   */
  async lock(id: string): Promise<Pair['state'] | undefined> {
    const held = sql.selectFrom('pair').select('state').where('id', '=', id).forUpdate();
    return (await held.executeTakeFirst())?.state;
  },

  /** Open pairs a person belongs to, oldest cohort first. */
  async of(person: string): Promise<string[]> {
    const rows = await sql
      .selectFrom('pair')
      .innerJoin('cohort', 'cohort.id', 'pair.cohort_id')
      .select('pair.id')
      .where((e) => e.or([e('mentee_id', '=', person), e('mentor_id', '=', person)]))
      .where('pair.state', '<>', 'closed')
      .orderBy('cohort.code')
      .orderBy('pair.code')
      .execute();
    return rows.map((row) => row.id);
  },

  async subject(pair: Pair, today: Day): Promise<Subject> {
    const answering = await this.answering(pair.id, today);
    return {
      cohort: pair.cohort.id,
      mentee: pair.mentee.id,
      mentor: pair.mentor.id,
      answering: answering.map((a) => a.person.id),
    };
  },

  /** Referent first, then deputies, as named for that day. */
  async answering(pair: string, today: Day): Promise<{ person: Person; kind: string }[]> {
    const rows = await sql
      .selectFrom('pair_referent')
      .innerJoin('person', 'person.id', 'pair_referent.person_id')
      .selectAll('person')
      .select('pair_referent.kind')
      .where('pair_id', '=', pair)
      .where((e) => e.or([e('to_day', 'is', null), e('to_day', '>=', today)]))
      .orderBy('pair_referent.kind', 'desc')
      .orderBy('from_day', 'desc')
      .execute();
    return rows.map((row) => ({ person: toPerson(row), kind: row.kind }));
  },

  async cohort(id: string): Promise<Cohort | undefined> {
    const row = await sql
      .selectFrom('cohort')
      .selectAll()
      .select((e) =>
        e
          .selectFrom('cohort_day')
          .select(raw<Record<string, Day>>`jsonb_object_agg(kind, day)`.as('days'))
          .whereRef('cohort_id', '=', 'cohort.id')
          .as('days'),
      )
      .where('id', '=', id)
      .executeTakeFirst();
    if (!row) return undefined;
    const dayOf = (kind: string): Day => {
      const day = row.days?.[kind];
      if (day === undefined) throw new Error(`cohort ${id} has no ${kind} day`);
      return day;
    };
    return {
      id,
      code: row.code,
      name: row.name,
      zone: row.time_zone,
      // What was imported before a setting existed has its default.
      settings: cohortSettings.parse(row.settings),
      themeVersion: row.theme_version,
      launch: dayOf('launch'),
      midterm: dayOf('midterm'),
      closing: dayOf('closing'),
    };
  },

  /** Cohorts a person has a part in, as participant, coach or pilot. */
  async cohortsOf(person: string): Promise<string[]> {
    const rows = await sql
      .selectFrom('cohort')
      .leftJoin('pair', 'pair.cohort_id', 'cohort.id')
      .leftJoin('cohort_role', 'cohort_role.cohort_id', 'cohort.id')
      .select('cohort.id')
      .distinct()
      .where((e) =>
        e.or([
          e('pair.mentee_id', '=', person),
          e('pair.mentor_id', '=', person),
          e('cohort_role.person_id', '=', person),
        ]),
      )
      .execute();
    return rows.map((row) => row.id);
  },

  /** Where somebody the programme does not know may write; any cohort's address, they share one body. */
  async someReplyTo(): Promise<string | undefined> {
    const row = await sql
      .selectFrom('cohort')
      .select('settings')
      .orderBy('code')
      .executeTakeFirst();
    return row?.settings.replyTo;
  },

  /** In whose name the programme is, and where to write; of any cohort, they share one body. */
  async someHouse(): Promise<{ bodyName: string; replyTo: string } | undefined> {
    const row = await sql
      .selectFrom('cohort')
      .select('settings')
      .orderBy('code')
      .executeTakeFirst();
    return row && { bodyName: row.settings.bodyName, replyTo: row.settings.replyTo };
  },

  async cohortCount(): Promise<number> {
    const { count } = await sql
      .selectFrom('cohort')
      .select((e) => e.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  },
});

async function peopleOf(sql: Kysely<Schema>, ids: string[]): Promise<Map<string, Person>> {
  const rows = await sql.selectFrom('person').selectAll().where('id', 'in', ids).execute();
  return new Map(rows.map((row) => [row.id, toPerson(row)]));
}
