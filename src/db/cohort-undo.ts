import { type Kysely, sql as raw } from 'kysely';
import {
  type KeptRow,
  type KeptTable,
  keptTables,
  type RowChange,
  rowKeys,
  type Snapshot,
  undoLasts,
} from '../domain/cohort-undo.ts';
import type { Instant } from '../domain/time.ts';
import type { Schema } from './schema.ts';

export type ChangeKind = Schema['cohort_change']['kind'];

/** Something a coach changed of a cohort's content. */
export interface CohortChange {
  id: string;
  cohort: string;
  /** Id and name of who did it. */
  by: string;
  name: string;
  kind: ChangeKind;
  at: Instant;
  undone: Instant | null;
  rows: readonly RowChange[];
}

type Tx = Kysely<Schema>;

/** The columns that are looked at, as their types are written in SQL. */
const columns: Readonly<Record<KeptTable, Readonly<Record<string, string>>>> = {
  person: {
    ...{ id: 'uuid', mail: 'text', name: 'text', phone: 'text', profession: 'text' },
    ...{ institution: 'text', city: 'text', departement: 'text', time_zone: 'text' },
  },
  person_identity: { tid: 'uuid', oid: 'uuid', person_id: 'uuid', how: 'text' },
  cohort: { id: 'uuid', code: 'text', name: 'text', time_zone: 'text', settings: 'jsonb' },
  cohort_day: { cohort_id: 'uuid', kind: 'text', day: 'date' },
  cohort_role: { cohort_id: 'uuid', person_id: 'uuid', role: 'text' },
  pair: {
    ...{ id: 'uuid', cohort_id: 'uuid', code: 'text', mentee_id: 'uuid', mentor_id: 'uuid' },
    state: 'text',
  },
  pair_referent: {
    ...{ pair_id: 'uuid', person_id: 'uuid', kind: 'text', from_day: 'date', to_day: 'date' },
  },
};

/** Rows of other tables that hang on a person or a pair: with one of them, there is no way back. */
export const built: readonly { table: string; person?: string[]; pair?: string[] }[] = [
  { table: 'conversation', person: ['person_id'] },
  { table: 'pause', person: ['proposed_by', 'agreed_by'], pair: ['pair_id'] },
  { table: 'nudge', person: ['person_id'], pair: ['pair_id'] },
  { table: 'alert', person: ['about_id', 'seen_by', 'holder_id'], pair: ['pair_id'] },
  { table: 'early_stop', person: ['asked_by'], pair: ['pair_id'] },
  { table: 'meeting', person: ['proposed_by', 'answered_by'], pair: ['pair_id'] },
  { table: 'meeting_word', person: ['person_id'] },
  { table: 'digest', person: ['person_id'] },
  { table: 'card', person: ['person_id'] },
  { table: 'link', person: ['person_id'] },
  { table: 'installation', person: ['person_id'] },
  { table: 'participation', person: ['person_id'] },
  { table: 'cohort_change', person: ['person_id'] },
  { table: 'appointment', person: ['organiser_id'] },
];

/** What was changed of cohorts by hand, and the way back. */
export const cohortUndo = (sql: Tx) => ({
  /** The cohort's own rows, and those of these people (by mail). */
  async snapshot(cohort: string, mails: readonly string[]): Promise<Snapshot> {
    const people = raw`(select id from person where mail = any(${[...mails]}::text[]))`;
    const theirs = raw`(select id from pair where cohort_id = ${cohort})`;
    const where: Record<KeptTable, ReturnType<typeof raw>> = {
      person: raw`id in ${people}`,
      person_identity: raw`person_id in ${people}`,
      cohort: raw`id = ${cohort}`,
      cohort_day: raw`cohort_id = ${cohort}`,
      cohort_role: raw`cohort_id = ${cohort}`,
      pair: raw`cohort_id = ${cohort}`,
      pair_referent: raw`pair_id in ${theirs}`,
    };
    const read = async (table: KeptTable): Promise<[KeptTable, KeptRow[]]> => {
      const names = raw.join(Object.keys(columns[table]).map((name) => raw.ref(name)));
      const found = raw<KeptRow>`select ${names} from ${raw.table(table)} where ${where[table]}`;
      return [table, (await found.execute(sql)).rows];
    };
    const tables: [KeptTable, KeptRow[]][] = [];
    for (const table of keptTables) tables.push(await read(table));
    return Object.fromEntries(tables) as Record<KeptTable, KeptRow[]>;
  },

  /** Keeps a change for as long as it may be taken back; older ones go. */
  async keep(change: Omit<CohortChange, 'name' | 'undone'>): Promise<void> {
    const { id, cohort, by, kind, at, rows } = change;
    await sql
      .deleteFrom('cohort_change')
      .where('cohort_id', '=', cohort)
      .where('at', '<=', raw<number>`${new Date(at - undoLasts)}`)
      .execute();
    const row = { id, cohort_id: cohort, person_id: by, kind, at: new Date(at) };
    await sql
      .insertInto('cohort_change')
      .values({ ...row, rows: JSON.stringify(rows) })
      .execute();
  },

  /** The latest first. */
  async changesOf(cohort: string): Promise<CohortChange[]> {
    const rows = await sql
      .selectFrom('cohort_change')
      .innerJoin('person', 'person.id', 'cohort_change.person_id')
      .selectAll('cohort_change')
      .select('person.name')
      .where('cohort_id', '=', cohort)
      .orderBy('at', 'desc')
      .execute();
    return rows.map(({ id, cohort_id, person_id, name, kind, at, undone, rows: kept }) => ({
      ...{ id, cohort: cohort_id, by: person_id, name, kind, at, undone, rows: kept },
    }));
  },

  async markUndone(id: string, now: Instant): Promise<void> {
    await sql
      .updateTable('cohort_change')
      .set({ undone: new Date(now) })
      .where('id', '=', id)
      .execute();
  },

  /** Whether somebody or something leans on people or pairs that a change brought. */
  async isBuiltOn(people: readonly string[], pairs: readonly string[]): Promise<boolean> {
    const ids = { person: [...people], pair: [...pairs] };
    for (const { table, person = [], pair = [] } of built) {
      const hangs = [
        ...person.map((column) => raw`${raw.ref(column)} = any(${ids.person}::uuid[])`),
        ...pair.map((column) => raw`${raw.ref(column)} = any(${ids.pair}::uuid[])`),
      ];
      const asked = raw`select 1 from ${raw.table(table)} where ${raw.join(hangs, raw` or `)} limit 1`;
      if ((await asked.execute(sql)).rows.length > 0) return true;
    }
    const sent = raw`select 1 from effect
      where person_id = any(${ids.person}::uuid[]) and state not in ('waiting', 'dropped') limit 1`;
    return (await sent.execute(sql)).rows.length > 0;
  },

  /** Whether one of these people has a part in another cohort. */
  async isElsewhere(cohort: string, people: readonly string[]): Promise<boolean> {
    const ids = raw`${[...people]}::uuid[]`;
    const { rows } = await raw`
      select 1 from cohort_role where person_id = any(${ids}) and cohort_id <> ${cohort}
      union all
      select 1 from pair where (mentee_id = any(${ids}) or mentor_id = any(${ids}))
        and cohort_id <> ${cohort}
      union all
      select 1 from pair_referent r join pair p on p.id = r.pair_id
        where r.person_id = any(${ids}) and p.cohort_id <> ${cohort}
      limit 1`.execute(sql);
    return rows.length > 0;
  },

  /** Takes away mails and invitations that wait since a change; what still holds is written anew. */
  async takeHeld(cohort: string, since: Instant): Promise<void> {
    await sql
      .deleteFrom('effect')
      .where('state', '=', 'waiting')
      .where('created', '>=', raw<number>`${new Date(since)}`)
      .where((e) =>
        e.or([
          e.and([e('kind', '=', 'day'), e('lane', 'like', `day:${cohort}:%`)]),
          e('key', 'like', `welcome:${cohort}:%`),
        ]),
      )
      .execute();
  },

  /** Puts rows back as they were: what came goes first, the last table first. */
  async putBack(rows: readonly RowChange[], tables: readonly KeptTable[]): Promise<void> {
    for (const table of [...tables].reverse()) {
      for (const { before, after } of rows.filter((one) => one.table === table)) {
        if (before === null && after !== null) await remove(sql, table, after);
      }
    }
    for (const table of tables) {
      for (const { before, after } of rows.filter((one) => one.table === table)) {
        if (before !== null && after === null) await insert(sql, table, before);
        if (before !== null && after !== null) await update(sql, table, before);
      }
    }
  },
});

const written = (table: KeptTable, row: KeptRow, column: string) => {
  const type = columns[table][column] ?? 'text';
  const value = row[column] ?? null;
  const text = type === 'jsonb' ? JSON.stringify(value) : value;
  return raw`${text}::${raw.raw(type)}`;
};

const isThat = (table: KeptTable, row: KeptRow) =>
  raw.join(
    rowKeys[table].map((column) => raw`${raw.ref(column)} = ${written(table, row, column)}`),
    raw` and `,
  );

async function remove(sql: Tx, table: KeptTable, row: KeptRow): Promise<void> {
  await raw`delete from ${raw.table(table)} where ${isThat(table, row)}`.execute(sql);
}

async function insert(sql: Tx, table: KeptTable, row: KeptRow): Promise<void> {
  const names = Object.keys(columns[table]);
  const values = raw.join(names.map((name) => written(table, row, name)));
  await raw`insert into ${raw.table(table)} (${raw.join(names.map((name) => raw.ref(name)))})
    values (${values})`.execute(sql);
}

async function update(sql: Tx, table: KeptTable, row: KeptRow): Promise<void> {
  const sets = Object.keys(columns[table])
    .filter((name) => !rowKeys[table].includes(name))
    .map((name) => raw`${raw.ref(name)} = ${written(table, row, name)}`);
  await raw`update ${raw.table(table)} set ${raw.join(sets)} where ${isThat(table, row)}`.execute(
    sql,
  );
}
