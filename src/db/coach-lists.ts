import { type Kysely, sql as raw } from 'kysely';
import type { Cohort } from '../domain/people.ts';
import type { AlertCause } from '../domain/rhythm-model.ts';
import type { YearLine } from '../domain/tab-model.ts';
import type { Day, Instant } from '../domain/time.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** A pair by its name alone, with all that says how it stands. */
export interface ListedPair {
  id: string;
  code: string;
  state: 'active' | 'stopping' | 'closed';
  mentee: string;
  mentor: string;
  meetings: YearLine['meetings'];
  /** Agreed ones, cut where they were ended. */
  pauses: YearLine['pauses'];
}

/** A matter of a pair that is open. */
export interface OpenAlert {
  id: string;
  pair: string;
  cause: AlertCause;
  since: Day;
  /** Whom it was handed over to. */
  holder: string | null;
}

interface Row extends Omit<ListedPair, 'meetings' | 'pauses'> {
  meetings: ListedPair['meetings'] | null;
  pauses: ListedPair['pauses'] | null;
}

/** Pairs as coaches read them in lists. */
export const coachLists = (sql: Kysely<Schema>) => ({
  /**
   * Pairs of the cohort that the coach answers for and goes on to: on the last day with them a pair
   * is its next referent's, when there is one. Where nobody is named, every coach answers. By index,
   * however large the cohort.
   */
  async own(person: string, cohort: string, today: Day): Promise<string[]> {
    const { rows } = await raw<{ id: string }>`
      select p.id from pair_referent r join pair p on p.id = r.pair_id
        where r.person_id = ${person} and p.cohort_id = ${cohort}
          and (r.to_day is null or r.to_day > ${today}
            or (r.to_day = ${today} and p.answered_until = ${today}))
      union select id from pair
        where cohort_id = ${cohort} and answered_until < ${today}`.execute(sql);
    return rows.map(({ id }) => id);
  },

  /** In order of code. Each pair is a question of its own inside the statement, by index. */
  async some(cohort: Cohort, ids: readonly string[], now: Instant): Promise<ListedPair[]> {
    if (ids.length === 0) return [];
    const { rows } = await raw<Row>`
      select p.id, p.code, p.state, mentee.name as mentee, mentor.name as mentor,
        (select ${meetingsOf(cohort, now)} from meeting m where m.pair_id = p.id) as meetings,
        (select ${pausesAgreed} from pause b where b.pair_id = p.id) as pauses
      from pair p
      join person mentee on mentee.id = p.mentee_id
      join person mentor on mentor.id = p.mentor_id
      where p.id = any(${[...ids]}::uuid[]) and p.cohort_id = ${cohort.id}
      order by p.code`.execute(sql);
    return rows.map(toListed);
  },

  /** The whole cohort in order of code, each table read once. */
  async whole(cohort: Cohort, now: Instant): Promise<ListedPair[]> {
    const { rows } = await raw<Row>`
      select p.id, p.code, p.state, mentee.name as mentee, mentor.name as mentor,
        m.meetings, b.pauses
      from pair p
      join person mentee on mentee.id = p.mentee_id
      join person mentor on mentor.id = p.mentor_id
      left join (
        select m.pair_id, ${meetingsOf(cohort, now)} as meetings
        from meeting m join pair of on of.id = m.pair_id and of.cohort_id = ${cohort.id}
        group by m.pair_id) m on m.pair_id = p.id
      left join (
        select b.pair_id, ${pausesAgreed} as pauses
        from pause b join pair of on of.id = b.pair_id and of.cohort_id = ${cohort.id}
        group by b.pair_id) b on b.pair_id = p.id
      where p.cohort_id = ${cohort.id}
      order by p.code`.execute(sql);
    return rows.map(toListed);
  },

  /** Name of each pair's referent on a day; none for a pair that has only deputies, or nobody. */
  async referents(ids: readonly string[], today: Day): Promise<Map<string, string>> {
    if (ids.length === 0) return new Map();
    const { rows } = await raw<{ pair: string; name: string }>`
      select distinct on (r.pair_id) r.pair_id as pair, person.name
      from pair_referent r join person on person.id = r.person_id
      where r.pair_id = any(${[...ids]}::uuid[]) and r.kind = 'referent'
        and (r.to_day is null or r.to_day >= ${today})
      order by r.pair_id, r.from_day desc`.execute(sql);
    return new Map(rows.map(({ pair, name }) => [pair, name]));
  },

  /** What is open of these pairs. */
  async openAlerts(ids: readonly string[]): Promise<OpenAlert[]> {
    if (ids.length === 0) return [];
    return sql
      .selectFrom('alert')
      .select(['id', 'pair_id as pair', 'cause', 'since_day as since', 'holder_id as holder'])
      .where('pair_id', 'in', [...ids])
      .where('closed', 'is', null)
      .orderBy('opened')
      .execute();
  },

  /** Name and days of these cohorts, in order of code. */
  async cohorts(
    ids: readonly string[],
  ): Promise<Pick<Cohort, 'id' | 'name' | 'launch' | 'closing'>[]> {
    if (ids.length === 0) return [];
    const { rows } = await raw<Pick<Cohort, 'id' | 'name' | 'launch' | 'closing'>>`
      select c.id, c.name, launch.day as launch, closing.day as closing
      from cohort c
      join cohort_day launch on launch.cohort_id = c.id and launch.kind = 'launch'
      join cohort_day closing on closing.cohort_id = c.id and closing.kind = 'closing'
      where c.id = any(${[...ids]}::uuid[])
      order by c.code`.execute(sql);
    return rows;
  },
});

const dayIn = (zone: string, column: string) =>
  raw`(${raw.ref(column)} at time zone ${zone})::date`;

/** As `year-line.ts` has its dots: a proposed one stands on the first day proposed that is ahead. */
const meetingsOf = ({ zone }: Cohort, now: Instant) => raw`
  jsonb_agg(jsonb_build_object('meeting', m.id, 'state', m.state, 'day', case m.state
      when 'held' then m.held_on
      when 'booked' then ${dayIn(zone, 'm.starts_at')}
      else (select ${dayIn(zone, 's.starts_at')} from meeting_slot s
        where s.meeting_id = m.id and s.starts_at > ${instant(now)} order by s.starts_at limit 1)
    end))
  filter (where m.state in ('held', 'booked', 'proposed'))`;

const pausesAgreed = raw`
  jsonb_agg(jsonb_build_object('from', b.from_day, 'until', least(b.until_day, b.ended_day)))
  filter (where b.state = 'agreed' and (b.ended_day is null or b.ended_day >= b.from_day))`;

const toListed = ({ meetings, pauses, ...row }: Row): ListedPair => ({
  ...row,
  // Times that were proposed and have all gone by stand on no day.
  meetings: (meetings ?? []).filter(({ day }) => day !== null).toSorted(byDay),
  pauses: (pauses ?? []).toSorted((a, b) => a.from.localeCompare(b.from)),
});

const byDay = (a: { day: Day }, b: { day: Day }) => a.day.localeCompare(b.day);
