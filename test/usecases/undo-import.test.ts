import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { built } from '../../src/db/cohort-undo.ts';
import { minute } from '../../src/domain/time.ts';
import { checkImport, importSeen } from '../../src/usecases/check-import.ts';
import { readAnswering, readProgramme } from '../../src/usecases/read-programme.ts';
import { saveProgramme } from '../../src/usecases/save-programme.ts';
import { undoImport } from '../../src/usecases/undo-import.ts';
import { csvText, someRows } from '../support/cohort-files.ts';
import { aProgramme, chosenFiles, yaml2027 } from '../support/programme-world.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();
const programme = aProgramme(world);

/** A third pair: Léa and Olivier. */
const lea = {
  code: 'P03',
  'mentoré nom': 'Léa Castellan',
  'mentoré mail': 'lea.castellan@ch-e.example',
  'mentor nom': 'Olivier Roussignol',
  'mentor mail': 'olivier.roussignol@ch-f.example',
};
const third = csvText(someRows({}, {}, lea));

async function imported(csv = third, yaml?: string): Promise<string> {
  const chosen = chosenFiles(csv, yaml);
  const seen = await checkImport(world.deps, programme.open, chosen);
  if ('faults' in seen) throw new Error(JSON.stringify(seen.faults));
  const done = await importSeen(world.deps, programme.open, chosen, seen.seen);
  if (!('page' in done)) throw new Error(JSON.stringify(done));
  return done.page.undo?.change ?? '';
}

const undo = (id: string) => undoImport(world.deps, programme.open, id);

describe('an import that is taken back', () => {
  let before: string[];
  let change: string;
  beforeEach(async () => {
    before = await programme.rows();
    change = await imported();
  });

  test('leaves every row as it was, and nobody hears of it', async () => {
    expect(await programme.rows()).not.toEqual(before);
    expect(await programme.waiting()).toEqual([
      'day midterm 10',
      'day closing 10',
      ...['mail welcome 10', 'mail welcome 10'],
    ]);

    expect(await undo(change)).toMatchObject({ page: { undo: null } });

    expect(await programme.rows()).toEqual(before);
    expect(await programme.waiting()).toEqual([]);
  });

  test('up to its last instant, and not at it', async () => {
    world.clock.now += 10 * minute - 1;
    expect(await undo(change)).toHaveProperty('page');
    const again = await imported();
    world.clock.now += 10 * minute;
    expect(await undo(again)).toEqual({ refused: 'too-late' });
  });

  test('is taken back once', async () => {
    await undo(change);
    expect(await undo(change)).toEqual({ refused: 'nothing-to-undo' });
  });

  test('is of its cohort alone', async () => {
    const { id } = await world.db.opened.sql
      .selectFrom('cohort')
      .select('id')
      .where('code', '=', '2026')
      .executeTakeFirstOrThrow();
    const other = { ...programme.open, cohort: id };
    expect(await undoImport(world.deps, other, change)).toEqual({ refused: 'not-found' });
  });

  test('may come again, and those it brings are welcomed then', async () => {
    await undo(change);
    await imported();
    expect(await programme.waiting()).toContain('mail welcome 10');
  });

  test('stays once somebody of it has opened a chat with the bot', async () => {
    const person = await programme.idOf('lea.castellan@ch-e.example');
    const chat = { id: 'chat-lea', person, tid: '11111111-0000-4000-8000-000000000001' };
    await world.db.tx((t) =>
      t.people.open({ ...chat, userId: '29:lea', serviceUrl: 'https://x/' }),
    );
    expect(await undo(change)).toEqual({ refused: 'built-on' });
  });

  test('stays once its new pair is another coach’s', async () => {
    const pair = await programme.pairOf('P03');
    const { cohort } = programme.open;
    const [line] = (await readAnswering(world.deps, cohort, { search: 'P03' })).lines;
    const referent = await programme.idOf('sidonie.vogt@body.example');
    const saved = await saveProgramme(world.deps, programme.open, {
      version: line?.version ?? '',
      change: { section: 'pair', pair, referent, deputies: [] },
    });
    expect(saved).toMatchObject({ saved: true });
    expect(await undo(change)).toEqual({ refused: 'built-on' });
  });

  test('stays once one of its people has a mail on its way out', async () => {
    await world.db.opened.sql
      .updateTable('effect')
      .set({ state: 'running' })
      .where('kind', '=', 'mail')
      .execute();
    expect(await undo(change)).toEqual({ refused: 'built-on' });
  });
});

test('a setting that is taken back is what it was, and the day keeps its date for everybody', async () => {
  const page = await readProgramme(world.deps, programme.open.cohort);
  const before = await programme.rows();
  const days = { ...page.days, midterm: '2026-10-15' };
  const saved = await saveProgramme(world.deps, programme.open, {
    version: page.settingsVersion,
    change: { section: 'dates', days, dayHours: page.settings.dayHours },
  });
  if (!('page' in saved)) throw new Error('not saved');
  expect(saved.page.days.midterm).toBe('2026-10-15');

  await undo(saved.page.undo?.change ?? '');

  expect(await programme.rows()).toEqual(before);
  expect(await programme.waiting()).toEqual([]);
});

test('a YAML that changed who coaches is taken back whole', async () => {
  const before = await programme.rows();
  const sidonie =
    'deputies:\n  - { for: sidonie.vogt@body.example, deputy: ines.coach@body.example }';
  const yaml = yaml2027({
    '- { name: Farid': '  - { name: Ines Coach, mail: ines.coach@body.example }',
    'deputies:': sidonie,
    '- { for: sidonie': '',
  });
  const csv = csvText(someRows({}, { 'référent mail': 'sidonie.vogt@body.example' }));
  const change = await imported(csv, yaml);
  expect(await programme.answering('P02')).toEqual([
    'farid referent 2026-04-14 2026-04-20',
    'sidonie referent 2026-04-21 open',
    'ines deputy 2026-04-21 open',
  ]);
  await undo(change);
  expect(await programme.rows()).toEqual(before);
});

test('every table that hangs on a person or a pair is looked at, or goes with the row', async () => {
  const { rows } = await sql<{ child: string; column: string }>`
    select c.conrelid::regclass::text as child, a.attname as column
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any(c.conkey)
    where c.contype = 'f' and c.confrelid in ('person'::regclass, 'pair'::regclass)`.execute(
    world.db.opened.sql,
  );
  // What an import writes itself, and what a decision leaves to go with its person.
  const written = ['person_identity', 'cohort_role', 'pair', 'pair_referent'];
  const goes = ['effect', 'day_invitee'];
  const watched = built.flatMap(({ table, person = [], pair = [] }) =>
    [...person, ...pair].map((column) => `${table}.${column}`),
  );
  const hanging = rows
    .filter(({ child }) => ![...written, ...goes].includes(child))
    .map(({ child, column }) => `${child}.${column}`);
  expect(watched.sort()).toEqual(hanging.sort());
});
