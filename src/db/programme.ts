import { type Kysely, sql as raw } from 'kysely';
import type { AnsweredPair, AnsweringRow } from '../domain/answering.ts';
import type { CohortHeader } from '../domain/cohort-changes.ts';
import { cohortSettings } from '../domain/cohort-settings.ts';
import type { DayKind } from '../domain/people.ts';
import type { Schema } from './schema.ts';

/** A pair by its code, with the two names. */
export interface NamedPair {
  pair: string;
  code: string;
  mentee: string;
  mentor: string;
}

// A statement carries at most 65,535 parameters.
const rowsAtOnce = 500;

/** What a cohort decides for itself, and who answers for which of its pairs. */
export const programme = (sql: Kysely<Schema>) => ({
  /** One at a time: whoever imports, saves or takes back waits here for the other one. */
  async lock(): Promise<void> {
    await raw`lock table cohort in share row exclusive mode`.execute(sql);
  },

  async header(cohort: string): Promise<{ code: string; header: CohortHeader } | undefined> {
    const row = await sql
      .selectFrom('cohort')
      .selectAll()
      .where('id', '=', cohort)
      .executeTakeFirst();
    if (!row) return undefined;
    const rows = await sql
      .selectFrom('cohort_day')
      .select(['kind', 'day'])
      .where('cohort_id', '=', cohort)
      .execute();
    const day = (kind: DayKind) => rows.find((one) => one.kind === kind)?.day ?? '';
    const days = { launch: day('launch'), midterm: day('midterm'), closing: day('closing') };
    const settings = cohortSettings.parse(row.settings);
    const { code, name, time_zone: timeZone } = row;
    return { code, header: { name, timeZone, settings, days } };
  },

  async saveHeader(cohort: string, header: CohortHeader): Promise<void> {
    const { name, timeZone, settings, days } = header;
    await sql
      .updateTable('cohort')
      .set({ name, time_zone: timeZone, settings: JSON.stringify(settings) })
      .where('id', '=', cohort)
      .execute();
    for (const kind of ['launch', 'midterm', 'closing'] as const) {
      await sql
        .updateTable('cohort_day')
        .set({ day: days[kind] })
        .where('cohort_id', '=', cohort)
        .where('kind', '=', kind)
        .execute();
    }
  },

  /** People with a role in a cohort, by name. */
  async having(
    cohort: string,
    role: 'coach' | 'pilot',
  ): Promise<{ id: string; name: string; mail: string }[]> {
    return sql
      .selectFrom('cohort_role')
      .innerJoin('person', 'person.id', 'cohort_role.person_id')
      .select(['person.id', 'person.name', 'person.mail'])
      .where('cohort_id', '=', cohort)
      .where('role', '=', role)
      .orderBy('person.name')
      .orderBy('person.id')
      .execute();
  },

  /** Which of these mails belong to somebody who has a part in another cohort. */
  async elsewhere(cohort: string, mails: readonly string[]): Promise<Set<string>> {
    const { rows } = await raw<{ mail: string }>`
      select mail from person p where mail = any(${[...mails]}::text[]) and (
        exists (select 1 from cohort_role r where r.person_id = p.id and r.cohort_id <> ${cohort})
        or exists (select 1 from pair where (mentee_id = p.id or mentor_id = p.id)
          and cohort_id <> ${cohort}))`.execute(sql);
    return new Set(rows.map(({ mail }) => mail));
  },

  /** Pairs that are not closed, by code, with all who answered, answer or are to answer for them. */
  async answered(cohort: string): Promise<AnsweredPair[]> {
    const pairs = await sql
      .selectFrom('pair')
      .select('id')
      .where('cohort_id', '=', cohort)
      .where('state', '<>', 'closed')
      .orderBy('code')
      .execute();
    const rows = await sql
      .selectFrom('pair_referent')
      .innerJoin('pair', 'pair.id', 'pair_referent.pair_id')
      .select(['pair_id', 'person_id', 'kind', 'from_day', 'to_day'])
      .where('pair.cohort_id', '=', cohort)
      .where('pair.state', '<>', 'closed')
      .orderBy('from_day')
      .orderBy('person_id')
      .execute();
    const byPair = new Map<string, AnsweringRow[]>(pairs.map(({ id }) => [id, []]));
    for (const { pair_id, person_id, kind, from_day, to_day } of rows) {
      byPair.get(pair_id)?.push({ person: person_id, kind, from: from_day, to: to_day });
    }
    return [...byPair].map(([pair, all]) => ({ pair, rows: all }));
  },

  /** Replaces all that is said of who answers for these pairs. */
  async saveAnswered(pairs: readonly AnsweredPair[]): Promise<void> {
    const ids = pairs.map(({ pair }) => pair);
    await raw`delete from pair_referent where pair_id = any(${ids}::uuid[])`.execute(sql);
    const values = pairs.flatMap(({ pair, rows }) =>
      rows.map(({ person, kind, from, to }) => ({
        ...{ pair_id: pair, person_id: person, kind, from_day: from, to_day: to },
      })),
    );
    for (let start = 0; start < values.length; start += rowsAtOnce) {
      const part = values.slice(start, start + rowsAtOnce);
      await sql.insertInto('pair_referent').values(part).execute();
    }
  },

  /** Open alerts of a pair that somebody held go back to whoever is its referent on the day. */
  async releaseAlerts(pair: string, holder: string): Promise<void> {
    await sql
      .updateTable('alert')
      .set({ holder_id: null })
      .where('pair_id', '=', pair)
      .where('holder_id', '=', holder)
      .where('closed', 'is', null)
      .execute();
  },

  /** Codes and names of a cohort's pairs that are not closed, by code. */
  async named(cohort: string): Promise<NamedPair[]> {
    return sql
      .selectFrom('pair')
      .innerJoin('person as mentee', 'mentee.id', 'pair.mentee_id')
      .innerJoin('person as mentor', 'mentor.id', 'pair.mentor_id')
      .select(['pair.id as pair', 'pair.code', 'mentee.name as mentee', 'mentor.name as mentor'])
      .where('cohort_id', '=', cohort)
      .where('state', '<>', 'closed')
      .orderBy('pair.code')
      .execute();
  },
});
