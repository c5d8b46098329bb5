import { type Kysely, sql as raw } from 'kysely';
import type { Day, Instant } from '../domain/time.ts';
import type { Schema } from './schema.ts';

/** Somebody of our own tenant, by the object id their import gave. */
export interface Installable {
  person: string;
  oid: string;
}

/** Where the bot may be installed for people, and when that was last tried. */
export const installations = (sql: Kysely<Schema>) => ({
  /**
   * People of open pairs in cohorts under way on a day, whom Teams never told us of: whoever removed
   * the bot has had a conversation, and is left alone. Those tried after `since` wait.
   */
  async wanted(tenant: string, today: Day, since: Instant, most: number): Promise<Installable[]> {
    const { rows } = await raw<Installable>`
      select i.person_id as person, min(i.oid::text) as oid from person_identity i
      where i.tid = ${tenant}::uuid and i.how = 'import'
        and not exists (select 1 from conversation c where c.person_id = i.person_id)
        and not exists (
          select 1 from installation t
          where t.person_id = i.person_id and t.tried > ${new Date(since)})
        and exists (
          select 1 from pair p
          join cohort_day l on l.cohort_id = p.cohort_id and l.kind = 'launch'
          join cohort_day e on e.cohort_id = p.cohort_id and e.kind = 'closing'
          where i.person_id in (p.mentee_id, p.mentor_id) and p.state <> 'closed'
            and l.day <= ${today}::date and e.day > ${today}::date)
      group by i.person_id
      order by i.person_id
      limit ${most}`.execute(sql);
    return rows;
  },

  /** Written before the request leaves, so that a death in between is not a second one that day. */
  async tried(person: string, at: Instant, outcome: string): Promise<void> {
    const row = { tried: new Date(at), outcome };
    await sql
      .insertInto('installation')
      .values({ person_id: person, ...row })
      .onConflict((c) => c.column('person_id').doUpdateSet(row))
      .execute();
  },

  async outcomeOf(person: string): Promise<string | null> {
    const row = await sql
      .selectFrom('installation')
      .select('outcome')
      .where('person_id', '=', person)
      .executeTakeFirst();
    return row?.outcome ?? null;
  },
});
