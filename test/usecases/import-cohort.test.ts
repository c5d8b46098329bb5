import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importTransaction } from '../../src/db/import-transaction.ts';
import { type Opened, openStore, wipe } from '../../src/db/open.ts';
import type { CohortPlan } from '../../src/domain/cohort-file.ts';
import {
  type ImportOutcome,
  importCohort,
  previewCohort,
} from '../../src/usecases/import-cohort.ts';
import { csvText, inShort, planOf, someRows, yamlText } from '../support/cohort-files.ts';
import { freshStore } from '../support/fresh-store.ts';

const launch = '2026-04-14';
const plan = planOf(csvText(someRows()));

let store: Opened;
beforeAll(async () => {
  store = await openStore(await freshStore());
});
beforeEach(() => wipe(store.sql));
afterAll(() => store.close());

/** Ids in order, so that two runs of a test say the same. */
function ids(): () => string {
  let last = 0;
  return () => `00000000-0000-4000-8000-${String(++last).padStart(12, '0')}`;
}
const newId = ids();

/** Nine o’clock in Paris on the launch day. */
const now = () => Date.parse('2026-04-14T09:00:00+02:00');

const load = (next: CohortPlan, day = launch): Promise<ImportOutcome> =>
  importCohort({ transaction: importTransaction(store.sql), newId, now }, next, day);

async function everything() {
  const tables = [
    'person',
    'person_identity',
    'cohort',
    'cohort_day',
    'cohort_role',
    'pair',
  ] as const;
  const rows = await Promise.all(
    [...tables, 'pair_referent' as const].map((table) =>
      store.sql.selectFrom(table).selectAll().execute(),
    ),
  );
  return rows.map((all) => all.map((row) => JSON.stringify(row)).sort());
}

/** Who answers for a pair, `mail kind from to`. */
async function answering(code: string): Promise<string[]> {
  const rows = await store.sql
    .selectFrom('pair_referent')
    .innerJoin('pair', 'pair.id', 'pair_referent.pair_id')
    .innerJoin('person', 'person.id', 'pair_referent.person_id')
    .select(['person.mail', 'kind', 'from_day', 'to_day'])
    .where('pair.code', '=', code)
    .orderBy('from_day')
    .orderBy('kind', 'desc')
    .execute();
  return rows.map(({ mail, kind, from_day, to_day }) =>
    [mail.split('.')[0], kind, from_day, to_day ?? 'open'].join(' '),
  );
}

const countOf = async (table: 'person' | 'pair' | 'cohort') =>
  (await store.sql.selectFrom(table).selectAll().execute()).length;

test('a cohort is written whole', async () => {
  await load(plan);

  const cohort = await store.sql.selectFrom('cohort').selectAll().executeTakeFirstOrThrow();
  expect(cohort).toMatchObject({ code: '2026', name: 'Promotion 2026', time_zone: 'Europe/Paris' });
  expect(cohort.settings).toEqual(plan.settings);
  const days = await store.sql.selectFrom('cohort_day').select(['kind', 'day']).execute();
  expect(Object.fromEntries(days.map(({ kind, day }) => [kind, day]))).toEqual(plan.days);
  const awa = await store.sql
    .selectFrom('person')
    .innerJoin('person_identity', 'person_identity.person_id', 'person.id')
    .selectAll()
    .where('mail', '=', 'awa.lemoine@ch-a.example')
    .executeTakeFirstOrThrow();
  expect(awa).toMatchObject({
    name: 'Awa Lemoine',
    profession: 'DH',
    departement: '03',
    time_zone: 'Europe/Paris',
    reach: 'email',
    oid: 'aaaaaaaa-0000-4000-8000-000000000001',
    how: 'import',
  });
  expect(await answering('P01')).toEqual([
    'sidonie referent 2026-04-14 open',
    'farid deputy 2026-04-14 open',
  ]);
});

test('the same files again change nothing and double nobody', async () => {
  await load(plan);
  const before = await everything();

  const outcome = await load(plan, '2026-06-01');

  expect(outcome).toMatchObject({ changes: { cohort: 'unchanged', answering: [] } });
  expect(await everything()).toEqual(before);
});

describe('the collective days', () => {
  /** What is to be done in calendars, in the order it was written. */
  const asked = async () => {
    const days = store.sql.selectFrom('effect').select('ids').where('kind', '=', 'day');
    return (await days.orderBy('id').execute()).map(({ ids: { kind, part, asker } }) =>
      ['day', kind, part, asker].join(' '),
    );
  };
  const both = ['day midterm 1 import', 'day closing 1 import'];

  test('that are ahead are asked for with the cohort, once', async () => {
    await load(plan);
    await load(plan);

    expect(await asked()).toEqual(both);
    const seats = await store.sql.selectFrom('day_invitee').selectAll().execute();
    expect(seats).toHaveLength(14);
  });

  test('move when the file says so, and only those', async () => {
    await load(plan);
    const yaml = yamlText({ midterm: 'midterm: 2026-10-15' });

    const outcome = await load(planOf(csvText(someRows()), yaml));

    expect(await asked()).toEqual([...both, 'day midterm 1 import']);
    expect(outcome).toMatchObject({
      changes: { cohort: 'updated', days: [{ kind: 'midterm', after: { day: '2026-10-15' } }] },
    });
  });

  test('are not asked for by a file that is refused, nor by a preview', async () => {
    const stranger = { 'mentor nom': 'Gaspard Peyrac', 'mentor mail': 'g.peyrac@chu-b.example' };
    await load(plan);
    await load(planOf(csvText(someRows(stranger)), yamlText({ midterm: 'midterm: 2026-10-15' })));
    const transaction = importTransaction(store.sql);
    await previewCohort(
      { transaction },
      planOf(csvText(someRows()), yamlText({ closing: 'closing: 2027-03-30' })),
      launch,
    );

    expect(await asked()).toEqual(both);
  });

  test('of a cohort imported before there were hours for them have the usual ones', async () => {
    await load(plan);
    const { dayHours: _hours, rhythm: _rhythm, travelMinutes: _roads, ...since } = plan.settings;
    const { ladder: _ladder, longestPauseDays: _longest, ...old } = since;
    await store.sql
      .updateTable('cohort')
      .set({ settings: JSON.stringify(old) })
      .execute();

    expect(await load(plan)).toMatchObject({ changes: { cohort: 'unchanged', days: [] } });
  });
});

test('two imports at once make one cohort', async () => {
  await Promise.all([load(plan), load(plan)]);

  expect([await countOf('cohort'), await countOf('pair'), await countOf('person')]).toEqual([
    1, 2, 7,
  ]);
});

test('a person may be in two cohorts, and their new workplace is known to both', async () => {
  await load(plan);
  const rows = someRows({ 'mentor ville': 'Orvanne' });
  const next = planOf(csvText(rows), yamlText({ code: 'code: 2027' }));

  const outcome = await load(next);

  expect(outcome).toMatchObject({ changes: { cohort: 'added', people: { added: [] } } });
  expect([await countOf('cohort'), await countOf('pair'), await countOf('person')]).toEqual([
    2, 4, 7,
  ]);
  const marc = await store.sql
    .selectFrom('person')
    .selectAll()
    .where('city', '=', 'Orvanne')
    .execute();
  expect(marc.map(({ mail }) => mail)).toEqual(['marc.delcourt@chu-b.example']);
});

describe('a referent changes', () => {
  const next = planOf(csvText(someRows({}, { 'référent mail': 'sidonie.vogt@body.example' })));

  test('from the day given; the one before answers until the eve', async () => {
    await load(plan);
    await load(next, '2026-06-01');

    expect(await answering('P02')).toEqual([
      'farid referent 2026-04-14 2026-05-31',
      'sidonie referent 2026-06-01 open',
      'farid deputy 2026-06-01 open',
    ]);
  });

  test('and back on the same day, as if nothing had been', async () => {
    await load(plan);
    await load(next, '2026-06-01');
    await load(plan, '2026-06-01');

    expect(await answering('P02')).toEqual([
      'farid referent 2026-04-14 2026-05-31',
      'farid referent 2026-06-01 open',
    ]);
  });
});

describe('refused, and nothing written', () => {
  const stranger = {
    'mentor nom': 'Gaspard Peyrac',
    'mentor mail': 'gaspard.peyrac@chu-b.example',
  };
  const third = { 'mentoré mail': 'lea.castellan@ch-e.example', 'mentoré nom': 'Léa Castellan' };
  const changed = planOf(csvText(someRows(stranger, {}, third)));

  test('someone else in a known pair, though another row is new', async () => {
    await load(plan);
    const before = await everything();

    const outcome = await load(changed);

    expect('faults' in outcome && inShort(outcome.faults)).toEqual([
      'csv 2 mentor mail: changed-person',
    ]);
    expect(await everything()).toEqual(before);
  });

  test('an import that the store breaks off leaves no trace', async () => {
    const [first = ''] = [ids()()];
    const work = importCohort(
      // Every row under one id: the second person cannot be written.
      { transaction: importTransaction(store.sql), newId: () => first, now },
      plan,
      launch,
    );

    await expect(work).rejects.toThrow();
    expect(await countOf('cohort')).toBe(0);
  });

  test('a preview tells what an import would, and writes nothing', async () => {
    const transaction = importTransaction(store.sql);

    const outcome = await previewCohort({ transaction }, plan, launch);

    expect(outcome).toMatchObject({ changes: { cohort: 'added' } });
    expect(await countOf('person')).toBe(0);
  });
});

test('a coach leaves once no pair counts on them; the others stay', async () => {
  await load(plan);
  const rows = someRows({}, { 'référent mail': 'sidonie.vogt@body.example' });
  const yaml = yamlText({ '- { name: Farid': '', '- { for': '', deputies: '' });

  await load(planOf(csvText(rows), yaml), '2026-06-01');

  const coaches = await store.sql
    .selectFrom('cohort_role')
    .innerJoin('person', 'person.id', 'person_id')
    .select(['mail', 'role'])
    .orderBy('mail')
    .execute();
  expect(coaches).toEqual([
    { mail: 'rosalie.chantereau@body.example', role: 'pilot' },
    { mail: 'sidonie.vogt@body.example', role: 'coach' },
  ]);
  expect(await answering('P01')).toEqual([
    'sidonie referent 2026-04-14 open',
    'farid deputy 2026-04-14 2026-05-31',
  ]);
});

test('a cohort of a thousand pairs is imported in one piece', async () => {
  const [row = {}] = someRows();
  const rows = Array.from({ length: 1000 }, (_, index) => ({
    ...row,
    code: `P${index}`,
    'mentoré mail': `mentee${index}@ch-a.example`,
    'mentor mail': `mentor${index}@ch-b.example`,
    'mentoré tenant': '',
    'mentoré oid': '',
  }));

  await load(planOf(csvText(rows)));

  expect([await countOf('pair'), await countOf('person')]).toEqual([1000, 2003]);
});
