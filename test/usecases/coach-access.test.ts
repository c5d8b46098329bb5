import { beforeEach, describe, expect, test } from 'vitest';
import { cohortFor, cohortHead, isId, sheetFor } from '../../src/usecases/coach-access.ts';
import { joins, lea, paul } from '../support/alerts.ts';
import { aCohort, awa, nadia, nowhere, p01, p02, paris, rose } from '../support/people.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();
const now = paris('2026-04-21', '09:00');
const coach = (person: { id: string }, ...roles: string[]) => ({ person: person.id, roles });

/** Rose also coached the cohort before, and coaches one that is to come. */
const cohorts = {
  '2025': ['00000002-0000-4000-8000-000000000025', '2025-04-14', '2026-03-25'],
  '2027': ['00000002-0000-4000-8000-000000000027', '2026-04-20', '2027-04-01'],
} as const;
async function also(code: keyof typeof cohorts): Promise<string> {
  const [id, launch, closing] = cohorts[code];
  const store = world.db.opened.sql;
  const settings = JSON.stringify(aCohort.settings);
  const row = { id, code, name: `Promotion ${code}`, time_zone: 'Europe/Paris', settings };
  await store.insertInto('cohort').values(row).execute();
  const days = [
    { cohort_id: id, kind: 'launch', day: launch },
    { cohort_id: id, kind: 'midterm', day: launch },
    { cohort_id: id, kind: 'closing', day: closing },
  ] as const;
  await store.insertInto('cohort_day').values(days).execute();
  const role = { cohort_id: id, person_id: rose.id, role: 'coach' } as const;
  await store.insertInto('cohort_role').values(role).execute();
  return id;
}

beforeEach(async () => {
  await joins(world, paul, 'coach');
  await joins(world, lea, 'none');
});

describe('the cohort that is open', () => {
  const open = async (who = coach(rose, 'Coach'), wanted?: string) => {
    const found = await cohortFor(world.db.read, who, 'pairs.list', wanted, now);
    return 'cohort' in found ? found.cohort.id : found.refused;
  };

  test('is the one asked for, else one that runs before one that is over', async () => {
    const before = await also('2025');

    expect(await open()).toBe(aCohort.id);
    expect(await open(coach(rose, 'Coach'), before)).toBe(before);
  });

  test('of two that run, the one launched last', async () => {
    const after = await also('2027');

    expect(await open()).toBe(after);
    expect(await open(coach(rose, 'Coach'), aCohort.id)).toBe(aCohort.id);
  });

  test.each([
    ['a cohort that is not there', coach(rose, 'Coach'), nowhere, 'not-found'],
    ['what is no id', coach(rose, 'Coach'), 'x', 'not-found'],
    ['a coach of none', coach(lea, 'Coach'), undefined, 'not-found'],
    ['a pilot', coach(nadia, 'Pilot', 'Coach'), undefined, 'not-found'],
    ['a coach without the role', coach(rose, 'Pilot'), undefined, 'app-role'],
    ['a coach without the role, by name', coach(rose), aCohort.id, 'app-role'],
    ['a coach without the role, elsewhere', coach(rose), nowhere, 'not-found'],
  ])('is none for %s', async (_, who, wanted, refused) => {
    expect(await open(who, wanted)).toBe(refused);
  });

  test('says who reads what, and which others there are', async () => {
    const before = await also('2025');
    const found = await cohortFor(
      world.db.read,
      coach(rose, 'Coach'),
      'pairs.list',
      undefined,
      now,
    );
    const head = 'cohort' in found ? await cohortHead(world.db.read, found, now) : undefined;

    expect(head).toEqual({
      reader: { locale: 'fr', zone: 'Europe/Paris', nameZone: false },
      ...{ cohort: aCohort.id, name: 'Promotion 2026', bodyName: 'Agence des directeurs' },
      ...{ launch: '2026-04-14', midterm: '2026-10-08', closing: '2027-03-25' },
      ...{ today: '2026-04-21', now, least: 6, most: 8, markDays: 56, recording: 'at-once' },
      roles: ['coach'],
      cohorts: [
        { cohort: before, name: 'Promotion 2025', roles: ['coach'] },
        { cohort: aCohort.id, name: 'Promotion 2026', roles: ['coach'] },
      ],
    });
  });

  test('is the pilot’s for the report alone', async () => {
    const found = await cohortFor(
      ...([world.db.read, coach(nadia, 'Pilot'), 'report.read'] as const),
      ...([undefined, now] as const),
    );

    const head = 'cohort' in found ? await cohortHead(world.db.read, found, now) : undefined;
    expect(head).toMatchObject({ cohort: aCohort.id, roles: ['pilot'] });
  });
});

describe('a pair on a coaches’ page', () => {
  const open = async (
    who: ReturnType<typeof coach>,
    pair: string,
    action = 'pair.read' as const,
  ) => {
    const found = await sheetFor(world.db.read, who, action, pair, now);
    return 'pair' in found ? found.pair.code : found.refused;
  };

  test.each([
    ['its referent', coach(rose, 'Coach'), p01.id, 'P01'],
    ['another coach', coach(paul, 'Coach'), p01.id, 'P01'],
    ['a coach, of nobody’s pair', coach(paul, 'Coach'), p02.id, 'P02'],
    ['a coach without the role', coach(rose, 'coach'), p01.id, 'app-role'],
    ['one of the two', coach(awa, 'Coach'), p01.id, 'not-found'],
    ['a coach of another cohort', coach(lea, 'Coach'), p01.id, 'not-found'],
    ['the pilot', coach(nadia, 'Pilot', 'Coach'), p01.id, 'not-found'],
    ['a coach, of none', coach(rose, 'Coach'), nowhere, 'not-found'],
    ['a coach without the role, of none', coach(rose), nowhere, 'not-found'],
    ['a coach, by its code', coach(rose, 'Coach'), 'P01', 'not-found'],
  ])('opens to %s', async (_, who, pair, found) => {
    expect(await open(who, pair)).toBe(found);
  });
});

test.each([
  [p01.id, true],
  [p01.id.toUpperCase(), true],
  [`${p01.id}0`, false],
  [p01.id.slice(1), false],
  [` ${p01.id}`, false],
  ['', false],
  ["'; drop table pair --", false],
])('« %s » can be an id: %s', (text, is) => {
  expect(isId(text)).toBe(is);
});
