import { beforeEach, expect, test } from 'vitest';
import { openProgramme } from '../../src/usecases/open-programme.ts';
import { aCohort, awa, nadia, nowhere, rose } from '../support/people.ts';
import { aProgramme } from '../support/programme-world.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();
const programme = aProgramme(world);
const coach = ['Coach'];
let other = '';
beforeEach(() => {
  other = programme.open.cohort;
});

const open = (person: string, roles: readonly string[], cohort?: string) =>
  openProgramme(world.deps, { person, roles }, 'programme.save', cohort);

test('a coach opens a cohort of theirs, named or not', async () => {
  const hers = { cohort: aCohort.id, person: rose.id };
  expect(await open(rose.id, coach, aCohort.id)).toEqual(hers);
  expect(await open(rose.id, coach)).toEqual(hers);
});

test('a coach of two cohorts opens the one that was launched last when none is named', async () => {
  const { sql } = world.db.opened;
  const values = { cohort_id: other, person_id: rose.id, role: 'coach' as const };
  await sql.insertInto('cohort_role').values(values).execute();
  await sql
    .updateTable('cohort_day')
    .set({ day: '2026-04-15' })
    .where('cohort_id', '=', other)
    .where('kind', '=', 'launch')
    .execute();
  expect(await open(rose.id, coach)).toEqual({ cohort: other, person: rose.id });
});

test('another cohort, none at all and an id that is none look the same', async () => {
  for (const cohort of [other, nowhere, 'cohort', '']) {
    expect(await open(rose.id, coach, cohort)).toEqual({ refused: 'not-found' });
  }
});

test('a participant and the pilot open nothing, whatever their token says', async () => {
  for (const { id } of [awa, nadia]) {
    for (const cohort of [aCohort.id, undefined]) {
      expect(await open(id, ['Coach', 'Pilot'], cohort)).toEqual({ refused: 'not-found' });
    }
  }
});

test('a coach whose token has no such role is told what to ask for', async () => {
  expect(await open(rose.id, ['Pilot'], aCohort.id)).toEqual({ refused: 'app-role' });
  expect(await open(rose.id, [], other)).toEqual({ refused: 'not-found' });
});
