import { type Kysely, type RawBuilder, sql as raw } from 'kysely';
import { exportedAs } from '../domain/meeting-ids.ts';
import type { Schema } from './schema.ts';

/** One kind of what is kept, as rows of plain values. */
export interface FileSection {
  name: SectionName;
  rows: Record<string, unknown>[];
}

export const sectionNames = [
  ...(['person', 'identities', 'chats', 'roles', 'pairs', 'meetings', 'list'] as const),
  ...(['pauses', 'rhythm', 'stops', 'days', 'questionnaires', 'messages', 'links'] as const),
  ...(['answering', 'looked-at', 'own-acts'] as const),
] as const;
export type SectionName = (typeof sectionNames)[number];

/** All that is kept about one person, theirs alone: of a partner the name, and nothing they did. */
export const personFile = (sql: Kysely<Schema>) => ({
  async find(
    mailOrId: string,
  ): Promise<{ id: string; name: string; mail: string; locale: 'fr' | 'en' } | undefined> {
    return sql
      .selectFrom('person')
      .select(['id', 'name', 'mail', 'locale'])
      .where((e) =>
        e.or([
          e('mail', '=', mailOrId.toLowerCase()),
          e(raw<string>`id::text`, '=', mailOrId.toLowerCase()),
        ]),
      )
      .executeTakeFirst();
  },

  async of(person: string): Promise<FileSection[]> {
    const sections: FileSection[] = [];
    for (const name of sectionNames) {
      const { rows } = await questions(person)[name].execute(sql);
      sections.push({ name, rows });
    }
    return sections;
  },

  /** Whom an erasure concerns beside the person: partners, and whoever answers for the pair. */
  async beside(person: string): Promise<{ code: string; partner: string; referents: string[] }[]> {
    const { rows } = await raw<{ code: string; partner: string; referents: string[] }>`
      select p.code, other.name as partner,
        array(select distinct r.name from pair_referent a join person r on r.id = a.person_id
          where a.pair_id = p.id and a.to_day is null order by 1) as referents
      from ${ownPairs(person)} p join person other on other.id = p.partner
      order by p.code`.execute(sql);
    return rows;
  },
});

type Question = RawBuilder<Record<string, unknown>>;

const ownPairs = (person: string) => raw`(
  select pair.*, case when mentee_id = ${person}::uuid then mentor_id else mentee_id end as partner,
    case when mentee_id = ${person}::uuid then 'mentee' else 'mentor' end as side
  from pair where ${person}::uuid in (mentee_id, mentor_id))`;

/** Who did it, without naming anybody: the person, their partner, or the programme. */
const doneBy = (column: string, person: string) => raw`
  case when ${raw.ref(column)} is null then null
    when ${raw.ref(column)} = ${person}::uuid then 'you'
    when ${raw.ref(column)} = p.partner then 'partner' else 'programme' end`;

const questions = (person: string): Record<SectionName, Question> => ({
  ...aboutPerson(person),
  ...aboutPairs(person),
  ...aboutMessages(person),
});

const aboutPerson = (person: string) => ({
  person: raw<Record<string, unknown>>`
    select id, mail, name, phone, profession, institution, city, departement, locale, time_zone,
      reach, mailbox from person where id = ${person}`,
  identities: raw<Record<string, unknown>>`
    select tid as tenant, oid as object_id, how from person_identity
    where person_id = ${person} order by 1, 2`,
  chats: raw<Record<string, unknown>>`
    select c.id, c.tid as tenant, c.user_id, c.open from conversation c
    where person_id = ${person} order by 1`,
  roles: raw<Record<string, unknown>>`
    select c.code as cohort, r.role from cohort_role r join cohort c on c.id = r.cohort_id
    where person_id = ${person} order by 1, 2`,
  answering: raw<Record<string, unknown>>`
    select c.code as cohort, p.code as pair, r.kind, r.from_day, r.to_day from pair_referent r
    join pair p on p.id = r.pair_id join cohort c on c.id = p.cohort_id
    where person_id = ${person} order by 1, 2, 4`,
});

const aboutPairs = (person: string) => ({
  pairs: raw<Record<string, unknown>>`
    select c.code as cohort, p.code, p.side, p.state, other.name as partner
    from ${ownPairs(person)} p join cohort c on c.id = p.cohort_id
    join person other on other.id = p.partner order by 1, 2`,
  meetings: raw<Record<string, unknown>>`
    select p.code as pair, m.state, m.source, m.mode, m.place, m.starts_at, m.ends_at, m.held_on,
      m.agreement, ${doneBy('m.proposed_by', person)} as proposed_by,
      array(select t.theme_key from meeting_theme t where t.meeting_id = m.id order by 1) as themes,
      (select w.held from meeting_word w where w.meeting_id = m.id and w.person_id = ${person})
        as said_held,
      (select a.organiser_mail from appointment a
        where a.meeting_id = m.id and a.organiser_id = ${person}) as organised_as
    from meeting m join ${ownPairs(person)} p on p.id = m.pair_id
    order by m.created, m.id`,
  list: raw<Record<string, unknown>>`
    select p.code as pair, l.written ->> 'day' as day, l.written -> 'themes' as themes
    from list_row l join meeting m on m.id = l.meeting_id
    join ${ownPairs(person)} p on p.id = m.pair_id
    where l.written is not null order by 2, 1`,
  pauses: raw<Record<string, unknown>>`
    select p.code as pair, u.state, u.from_day, u.until_day, u.ended_day,
      ${doneBy('u.proposed_by', person)} as proposed_by
    from pause u join ${ownPairs(person)} p on p.id = u.pair_id order by u.created`,
  rhythm: raw<Record<string, unknown>>`
    select p.code as pair, n.rung as what, n.since_day, n.at as told, null::timestamptz as closed
    from nudge n join ${ownPairs(person)} p on p.id = n.pair_id where n.person_id = ${person}
    union all
    select p.code, a.cause, a.since_day, a.opened, a.closed
    from alert a join ${ownPairs(person)} p on p.id = a.pair_id
    where a.about_id is null or a.about_id = ${person} order by 4`,
  stops: raw<Record<string, unknown>>`
    select p.code as pair, s.asked, s.offered, s.closed from early_stop s
    join pair p on p.id = s.pair_id where asked_by = ${person} order by 2`,
  days: raw<Record<string, unknown>>`
    select c.code as cohort, i.kind, d.day from day_invitee i join cohort c on c.id = i.cohort_id
    left join cohort_day d on d.cohort_id = i.cohort_id and d.kind = i.kind
    where person_id = ${person} order by 3`,
});

/** Looks that a person's pair had, by name: they may ask whoever looked why. */
const aboutMessages = (person: string) => ({
  questionnaires: raw<Record<string, unknown>>`
    select c.code as cohort, w.moment, a.party as side, a.told, a.answered from participation a
    join wave w on w.id = a.wave_id join cohort c on c.id = w.cohort_id
    where person_id = ${person} order by 1, 2`,
  messages: raw<Record<string, unknown>>`
    select e.kind, e.ids ->> 'notice' as about, e.created, e.state, e.settled, e.answered
    from effect e where person_id = ${person} and kind in ('card.send', 'mail') order by e.id`,
  links: raw<Record<string, unknown>>`
    select purpose, expires from link where person_id = ${person} order by 2`,
  'looked-at': raw<Record<string, unknown>>`
    select a.at, a.action, coalesce(who.name, a.actor) as who, p.code as pair
    from audit a join ${ownPairs(person)} p on a.subject in (p.id::text, p.cohort_id::text)
    left join person who on who.id::text = a.actor
    where a.action in ('pair.read', 'cohort.export', 'cohort.copy')
    union all
    select a.at, a.action, a.actor, null from audit a
    where a.action = 'person.export' and a.subject = ${exportedAs(person)} order by 1`,
  'own-acts': raw<Record<string, unknown>>`
    select a.at, a.action, coalesce(p.code, c.code) as subject from audit a
    left join pair p on p.id::text = a.subject left join cohort c on c.id::text = a.subject
    where a.actor = ${person} order by a.seq`,
});
