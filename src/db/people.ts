import type { Kysely, Selectable } from 'kysely';
import type { Actor, Person } from '../domain/people.ts';
import type { Instant } from '../domain/time.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

export const toPerson = (row: Selectable<Schema['person']>): Person => ({
  id: row.id,
  name: row.name,
  mail: row.mail,
  phone: row.phone,
  locale: row.locale,
  zone: row.time_zone,
  departement: row.departement,
  institution: row.institution,
  city: row.city,
  reach: row.reach,
});

export interface Conversation {
  id: string;
  person: string;
  tid: string;
  userId: string;
  serviceUrl: string;
}

/** A pair as one of the two knows it. */
export interface OwnPair {
  pair: string;
  partner: string;
}

/** People, who they are in Entra, where the bot talks to them, and their roles. */
export const people = (sql: Kysely<Schema>) => ({
  async get(id: string): Promise<Person | undefined> {
    const row = await sql.selectFrom('person').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toPerson(row);
  },

  async byIdentity(tid: string, oid: string): Promise<Person | undefined> {
    const row = await sql
      .selectFrom('person')
      .innerJoin('person_identity', 'person_identity.person_id', 'person.id')
      .selectAll('person')
      .where('tid', '=', tid)
      .where('oid', '=', oid)
      .executeTakeFirst();
    return row && toPerson(row);
  },

  async byMail(mail: string): Promise<Person | undefined> {
    const row = await sql
      .selectFrom('person')
      .selectAll()
      .where('mail', '=', mail.toLowerCase())
      .executeTakeFirst();
    return row && toPerson(row);
  },

  async link(tid: string, oid: string, person: string, how: 'import' | 'roster' | 'mailed-link') {
    await sql
      .insertInto('person_identity')
      .values({ tid, oid, person_id: person, how })
      .onConflict((c) => c.doNothing())
      .execute();
  },

  async actor(person: string): Promise<Actor> {
    const rows = await sql
      .selectFrom('cohort_role')
      .select(['cohort_id', 'role'])
      .where('person_id', '=', person)
      .execute();
    const of = (role: string) => rows.filter((r) => r.role === role).map((r) => r.cohort_id);
    return { person, coachOf: of('coach'), pilotOf: of('pilot') };
  },

  /**
   * All pairs a person is or was in: open ones first, the one with the soonest meeting before the
   * others, then by cohort and code.
   */
  async pairsOf(person: string, now: Instant): Promise<OwnPair[]> {
    const rows = await sql
      .selectFrom('pair')
      .innerJoin('cohort', 'cohort.id', 'pair.cohort_id')
      .innerJoin('person as partner', (j) =>
        j.on('partner.id', '=', (e) =>
          e
            .case()
            .when('mentee_id', '=', person)
            .then(e.ref('mentor_id'))
            .else(e.ref('mentee_id'))
            .end(),
        ),
      )
      .select(['pair.id', 'partner.name'])
      .where((e) => e.or([e('mentee_id', '=', person), e('mentor_id', '=', person)]))
      .orderBy((e) => e('pair.state', '=', 'closed'))
      .orderBy((e) =>
        e
          .selectFrom('meeting')
          .select((m) => m.fn.min('starts_at').as('soonest'))
          .whereRef('meeting.pair_id', '=', 'pair.id')
          .where('meeting.state', '=', 'booked')
          .where('ends_at', '>', instant(now)),
      )
      .orderBy('cohort.code')
      .orderBy('pair.code')
      .execute();
    return rows.map(({ id, name }) => ({ pair: id, partner: name }));
  },

  /** Names of a cohort's coaches, in order. */
  async coachesOf(cohort: string): Promise<string[]> {
    const rows = await sql
      .selectFrom('cohort_role')
      .innerJoin('person', 'person.id', 'person_id')
      .select('name')
      .where('cohort_id', '=', cohort)
      .where('role', '=', 'coach')
      .orderBy('name')
      .execute();
    return rows.map(({ name }) => name);
  },

  /** Coaches and pilots, in order of id; `role` narrows it to one of the two. */
  async committeeOf(cohort: string, role?: 'coach'): Promise<string[]> {
    let question = sql
      .selectFrom('cohort_role')
      .select('person_id')
      .distinct()
      .where('cohort_id', '=', cohort)
      .orderBy('person_id');
    if (role) question = question.where('role', '=', role);
    return (await question.execute()).map((row) => row.person_id);
  },

  async setLocale(id: string, locale: 'fr' | 'en') {
    await sql.updateTable('person').set({ locale }).where('id', '=', id).execute();
  },

  /** The bot can talk to this person here from now on. */
  async open(conversation: Conversation) {
    const { id, person, tid, userId, serviceUrl } = conversation;
    const row = { person_id: person, tid, user_id: userId, service_url: serviceUrl, open: true };
    await sql
      .insertInto('conversation')
      .values({ id, ...row })
      .onConflict((c) => c.column('id').doUpdateSet(row))
      .execute();
    await sql.updateTable('person').set({ reach: 'bot' }).where('id', '=', person).execute();
  },

  /** The bot cannot write there any more; the person is reached by mail until they come back. */
  async close(conversation: string) {
    const closed = await sql
      .updateTable('conversation')
      .set({ open: false })
      .where('id', '=', conversation)
      .returning('person_id')
      .executeTakeFirst();
    if (!closed) return;
    const other = await this.conversationOf(closed.person_id);
    if (other) return;
    await sql
      .updateTable('person')
      .set({ reach: 'email' })
      .where('id', '=', closed.person_id)
      .execute();
  },

  /** Who of these people the bot can write to. */
  async withConversation(people: readonly string[]): Promise<Set<string>> {
    if (people.length === 0) return new Set();
    const rows = await sql
      .selectFrom('conversation')
      .select('person_id')
      .distinct()
      .where('person_id', 'in', people)
      .where('open', '=', true)
      .execute();
    return new Set(rows.map((row) => row.person_id));
  },

  async conversationOf(person: string): Promise<Conversation | undefined> {
    const row = await sql
      .selectFrom('conversation')
      .selectAll()
      .where('person_id', '=', person)
      .where('open', '=', true)
      .orderBy('id')
      .executeTakeFirst();
    return row && toConversation(row);
  },

  /** A chat a message was sent in, open or not. */
  async chatOf(person: string, id: string): Promise<Conversation | undefined> {
    const row = await sql
      .selectFrom('conversation')
      .selectAll()
      .where('person_id', '=', person)
      .where('id', '=', id)
      .executeTakeFirst();
    return row && toConversation(row);
  },
});

const toConversation = (row: Selectable<Schema['conversation']>): Conversation => ({
  id: row.id,
  person: row.person_id,
  tid: row.tid,
  userId: row.user_id,
  serviceUrl: row.service_url,
});
