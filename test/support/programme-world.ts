import { beforeEach } from 'vitest';
import { decodeCohortFiles, isTimeZone } from '../../src/cohort-file-reader.ts';
import { importTransaction } from '../../src/db/import-transaction.ts';
import { dayOf } from '../../src/domain/time.ts';
import type { ChosenFiles } from '../../src/usecases/check-import.ts';
import { importCohort } from '../../src/usecases/import-cohort.ts';
import type { OpenProgramme } from '../../src/usecases/open-programme.ts';
import { csvText, planOf, someRows, yamlText } from './cohort-files.ts';
import type { World } from './world.ts';

/** The YAML of the cohort 2027, with some lines replaced. */
export const yaml2027 = (changes: Record<string, string> = {}): string =>
  yamlText({ 'code:': 'code: "2027"', 'name: Promotion': 'name: Promotion 2027', ...changes });

const utf8 = new TextEncoder();

/** Two texts as a coach chooses them; without the second, the pairs alone. */
export function chosenFiles(csv: string, yaml?: string): ChosenFiles {
  const missing = { file: 'yaml', row: null, column: null, problem: 'missing-file', values: {} };
  const read = decodeCohortFiles(
    utf8.encode(csv),
    yaml === undefined ? (missing as never) : utf8.encode(yaml),
  );
  const faults = read.faults.filter((fault) => fault !== (missing as object));
  return { files: { ...read, faults }, hasDocument: yaml !== undefined, isTimeZone };
}

export interface Programme {
  /** Sidonie, a coach of the cohort 2027, has it open. */
  open: OpenProgramme;
  idOf(mail: string): Promise<string>;
  pairOf(code: string): Promise<string>;
  /** Who answers for a pair, `sidonie referent 2026-04-14 open`. */
  answering(code: string): Promise<string[]>;
  /** What waits to be done, `day midterm`, `mail welcome`, with its due date in minutes from now. */
  waiting(): Promise<string[]>;
  /** The cohort's rows and everybody's, as texts. */
  rows(): Promise<string[]>;
}

/** Beside the world's own cohort another one, imported from files: Sidonie's and Farid's two pairs. */
export function aProgramme(world: World): Programme {
  const programme = {} as Programme;
  const sql = () => world.db.opened.sql;
  beforeEach(async () => {
    const plan = planOf(csvText(someRows()), yaml2027());
    const { newId, now } = world.deps;
    const transaction = importTransaction(sql());
    await importCohort({ transaction, newId, now }, plan, dayOf(now(), 'Europe/Paris'));
    await world.settle();
    const { id } = await sql()
      .selectFrom('cohort')
      .select('id')
      .where('code', '=', '2027')
      .executeTakeFirstOrThrow();
    const person = await programme.idOf('sidonie.vogt@body.example');
    programme.open = { cohort: id, person };
  });
  programme.idOf = async (mail) => {
    const found = sql().selectFrom('person').select('id').where('mail', '=', mail);
    return (await found.executeTakeFirstOrThrow()).id;
  };
  programme.pairOf = async (code) => {
    const { cohort } = programme.open;
    const found = sql().selectFrom('pair').select('id').where('code', '=', code);
    return (await found.where('cohort_id', '=', cohort).executeTakeFirstOrThrow()).id;
  };
  programme.answering = async (code) => {
    const rows = await sql()
      .selectFrom('pair_referent')
      .innerJoin('person', 'person.id', 'pair_referent.person_id')
      .select(['person.mail', 'kind', 'from_day', 'to_day'])
      .where('pair_id', '=', await programme.pairOf(code))
      .orderBy('from_day')
      .orderBy('kind', 'desc')
      .execute();
    return rows.map(({ mail, kind, from_day, to_day }) =>
      [mail.split('.')[0], kind, from_day, to_day ?? 'open'].join(' '),
    );
  };
  programme.waiting = async () => {
    const rows = await sql()
      .selectFrom('effect')
      .selectAll()
      .where('state', '=', 'waiting')
      .orderBy('id')
      .execute();
    return rows.map(({ kind, ids, due }) =>
      [kind, ids.kind ?? ids.notice, (due - world.clock.now) / 60_000].join(' '),
    );
  };
  programme.rows = async () => {
    const tables = ['person', 'person_identity', 'cohort', 'cohort_day', 'cohort_role'] as const;
    const texts: string[] = [];
    for (const table of [...tables, 'pair', 'pair_referent', 'day_invitee'] as const) {
      const rows = await sql().selectFrom(table).selectAll().execute();
      texts.push(...rows.map((row) => `${table} ${JSON.stringify(row)}`).sort());
    }
    return texts;
  };
  return programme;
}
