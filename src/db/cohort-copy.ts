import { type Kysely, sql as raw } from 'kysely';
import type { Schema } from './schema.ts';

type Cells = Record<string, string | null>;

/** A cohort as its files have it, and what became of it: for a copy in an open format. */
export const cohortCopy = (sql: Kysely<Schema>) => ({
  async find(code: string): Promise<string | undefined> {
    const row = await sql
      .selectFrom('cohort')
      .select('id')
      .where('code', '=', code)
      .executeTakeFirst();
    return row?.id;
  },

  /** By the keys of the import's columns: `mentee.mail`. */
  async pairs(cohort: string): Promise<{ state: string; cells: Cells }[]> {
    const { rows } = await raw<{ state: string; cells: Cells }>`
      select p.state, jsonb_build_object('code', p.code, 'referent.mail', (
          select r.mail from pair_referent a join person r on r.id = a.person_id
          where a.pair_id = p.id and a.kind = 'referent' and a.to_day is null
          order by a.from_day desc limit 1))
        || ${cellsOf('mentee')} || ${cellsOf('mentor')} as cells
      from pair p join person mentee on mentee.id = p.mentee_id
      join person mentor on mentor.id = p.mentor_id
      where p.cohort_id = ${cohort} order by p.code`.execute(sql);
    return rows;
  },

  /** What the document says of each coach and pilot beside name and mail. */
  async staff(cohort: string): Promise<Map<string, Record<string, string>>> {
    const { rows } = await raw<{ mail: string; more: Record<string, string> }>`
      select p.mail, jsonb_strip_nulls(jsonb_build_object(
        'phone', p.phone, 'timeZone', p.time_zone, 'tenant', i.tid, 'oid', i.oid)) as more
      from cohort_role r join person p on p.id = r.person_id
      left join lateral (select tid, oid from person_identity where person_id = p.id
        order by tid, oid limit 1) i on true
      where r.cohort_id = ${cohort}`.execute(sql);
    return new Map(rows.map(({ mail, more }) => [mail, more]));
  },

  /** Syntheses that everybody asked may read, as they were published. */
  async published(cohort: string): Promise<{ moment: string; released: string; body: string }[]> {
    const { rows } = await raw<{ moment: string; released: string; body: string }>`
      select w.moment, to_char(s.released at time zone 'UTC', 'YYYY-MM-DD') as released, s.body
      from synthesis s join wave w on w.id = s.wave_id
      where w.cohort_id = ${cohort} and s.state = 'released' order by s.released`.execute(sql);
    return rows;
  },
});

const cellsOf = (who: 'mentee' | 'mentor') => {
  const of = (column: string) => raw.ref(`${who}.${column}`);
  const key = (field: string) => raw.lit(`${who}.${field}`);
  const identity = (column: 'tid' | 'oid') => raw`(
    select ${raw.ref(column)} from person_identity where person_id = ${of('id')}
    order by tid, oid limit 1)`;
  return raw`jsonb_build_object(
    ${key('name')}, ${of('name')}, ${key('mail')}, ${of('mail')},
    ${key('profession')}, ${of('profession')}, ${key('institution')}, ${of('institution')},
    ${key('city')}, ${of('city')}, ${key('departement')}, ${of('departement')},
    ${key('timeZone')}, ${of('time_zone')},
    ${key('tenant')}, ${identity('tid')}, ${key('oid')}, ${identity('oid')})`;
};
