import { expect, test } from 'vitest';
import { readAnswering, readProgramme } from '../../src/usecases/read-programme.ts';
import { aProgramme } from '../support/programme-world.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();
const programme = aProgramme(world);

const pairs = (asked: { search?: string; after?: string } = {}) =>
  readAnswering(world.deps, programme.open.cohort, asked);
const codes = async (asked: { search?: string; after?: string }) =>
  (await pairs(asked)).lines.map(({ code }) => code);

test('a cohort is read with its dates, its settings, its themes and its coaches', async () => {
  const page = await readProgramme(world.deps, programme.open.cohort);
  expect(page).toMatchObject({
    ...{ code: '2027', zone: 'Europe/Paris', today: '2026-04-21', undo: null },
    days: { launch: '2026-04-14', midterm: '2026-10-08', closing: '2027-03-25' },
    settings: { rhythm: { markDays: 56, least: 6, most: 8 }, noticeHours: 24, horizonDays: 28 },
  });
  expect(page.themes).toHaveLength(12);
  const farid = await programme.idOf('farid.benamrane@body.example');
  expect(page.coaches).toEqual([
    { id: farid, name: 'Farid Benamrane', pairs: 1, deputy: null },
    { id: programme.open.person, name: 'Sidonie Vogt', pairs: 1, deputy: farid },
  ]);
});

test('pairs are read by code with who answers, and found by code or by either name', async () => {
  const farid = await programme.idOf('farid.benamrane@body.example');
  expect((await pairs()).lines).toMatchObject([
    {
      ...{ code: 'P01', names: ['Awa Lemoine', 'Marc Delcourt'], from: null },
      ...{ referent: programme.open.person, deputies: [farid] },
    },
    { code: 'P02', names: ['Inès Belkacem', 'Karim Prigent'], referent: farid, deputies: [] },
  ]);
  expect(await codes({ search: 'p02' })).toEqual(['P02']);
  expect(await codes({ search: 'INES' })).toEqual(['P02']);
  expect(await codes({ search: 'delcourt' })).toEqual(['P01']);
  expect(await codes({ search: 'zoé' })).toEqual([]);
});

test('forty pairs are read at once, and then the rest', async () => {
  const { cohort } = programme.open;
  const [mentee, mentor] = [
    await programme.idOf('awa.lemoine@ch-a.example'),
    await programme.idOf('marc.delcourt@chu-b.example'),
  ];
  const values = Array.from({ length: 39 }, (_, at) => ({
    ...{ id: world.deps.newId(), cohort_id: cohort, code: `P${at + 11}` },
    ...{ mentee_id: mentee, mentor_id: mentor },
  }));
  await world.db.opened.sql.insertInto('pair').values(values).execute();
  const first = await pairs();
  expect([first.lines.length, first.next]).toEqual([40, 'P48']);
  expect(await codes({ after: 'P48' })).toEqual(['P49']);
});

test('a pair that is closed is not read', async () => {
  const pair = await programme.pairOf('P01');
  await world.db.opened.sql
    .updateTable('pair')
    .set({ state: 'closed' })
    .where('id', '=', pair)
    .execute();
  expect(await codes({})).toEqual(['P02']);
});
