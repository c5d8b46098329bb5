import { describe, expect, test } from 'vitest';
import type { ReportPage } from '../../src/domain/report-model.ts';
import type { Visitor } from '../../src/usecases/coach-access.ts';
import { readReport } from '../../src/usecases/read-report.ts';
import {
  asCoach,
  asPilot,
  cohortOfMany,
  eachMet,
  listed,
  pairCode,
  pairId,
} from '../support/cohort-of-many.ts';
import { aCohort, awa, nowhere, paris, rose } from '../support/people.ts';
import { aWorld, decides } from '../support/world.ts';

const world = aWorld();
const on = (day: string) => {
  world.clock.now = paris(day, '09:00');
};

async function read(who: Visitor = asPilot, cohort?: string): Promise<ReportPage> {
  const page = await readReport(world.deps, who, cohort);
  if ('refused' in page) throw new Error(`refused: ${page.refused}`);
  return page;
}

describe('an overview', () => {
  test('counts what stands in the list up to the last whole month', async () => {
    await cohortOfMany(world, 20);
    await listed(world, [
      ...eachMet(15, '2026-04-28', ['skills']),
      ...eachMet(9, '2026-05-05', ['networks']),
      ...eachMet(9, '2026-05-26', ['networks', 'other']),
      ...eachMet(20, '2026-06-02', ['communication']),
    ]);
    on('2026-06-30');

    expect(await read()).toMatchObject({
      head: { cohort: aCohort.id, today: '2026-06-30', roles: ['pilot'] },
      until: '2026-05-31',
      pairs: { active: 20, all: 20 },
      meetings: {
        held: 33,
        // 47 of 345 days: 16.3 to 21.8 meetings.
        expected: { least: 15, most: 20 },
        periods: [
          { from: '2026-04', to: '2026-04', held: 15 },
          { from: '2026-05', to: '2026-05', held: 18 },
        ],
      },
      exports: ['aggregates'],
    });
    on('2026-07-01');
    expect((await read()).until).toBe('2026-06-30');
    expect((await read()).meetings?.held).toBe(53);
  });

  test('tells themes of enough pairs, over the same days', async () => {
    await cohortOfMany(world, 20);
    await listed(world, [
      ...eachMet(20, '2026-04-28', ['skills']),
      ...eachMet(12, '2026-05-05', ['networks', 'skills']),
      ...eachMet(6, '2026-05-12', ['other']),
      { pair: 7, day: '2026-05-13', themes: ['communication', 'career-path'] },
      ...eachMet(20, '2026-06-02', ['communication']),
    ]);
    on('2026-06-15');

    const { themes } = await read();

    expect(themes?.told).toEqual([
      { theme: 'skills', pairs: 'most' },
      { theme: 'networks', pairs: 12 },
    ]);
    expect(themes?.rare).toMatchObject({ pairs: 'enough' });
    expect(themes?.rare?.themes).toHaveLength(10);
  });

  test('tells nothing before seven pairs have met in a month that is over', async () => {
    await cohortOfMany(world, 20);
    await listed(world, eachMet(6, '2026-04-28', ['skills']));
    on('2026-05-10');

    expect(await read()).toMatchObject({
      ...{ until: null, pairs: { active: 20, all: 20 }, meetings: null, themes: null },
    });
    await listed(world, [{ pair: 7, day: '2026-04-29', themes: ['skills'] }]);
    expect((await read()).meetings?.held).toBe(7);
  });

  test('counts a pair that meets in two months once in the lot they make', async () => {
    await cohortOfMany(world, 20);
    await listed(world, [
      ...eachMet(6, '2026-04-28', ['skills']),
      ...eachMet(6, '2026-05-28', ['skills']),
    ]);
    on('2026-06-10');
    expect((await read()).until).toBeNull();

    await listed(world, [{ pair: 8, day: '2026-05-29', themes: ['skills'] }]);

    expect((await read()).meetings?.periods).toEqual([
      { from: '2026-04', to: '2026-05', held: 13 },
    ]);
  });

  test('tells nothing that the list does not hold yet', async () => {
    await decides(world, { recording: 'at-checkpoints' });
    await cohortOfMany(world, 20);
    await listed(world, eachMet(20, '2026-04-28', ['skills']));
    on('2026-10-07');
    expect((await read()).until).toBeNull();
    on('2026-10-08');
    expect((await read()).until).toBe('2026-04-30');

    await world.db.opened.sql.updateTable('list_row').set({ item_id: null }).execute();
    expect((await read()).until).toBeNull();
  });

  test('knows which pairs had ended by then, and of no wish to stop', async () => {
    await cohortOfMany(world, 20);
    await listed(world, eachMet(20, '2026-05-05', ['skills']));
    const { sql } = world.db.opened;
    const stop = { asked_by: awa.id, asked: new Date(paris('2026-05-04', '10:00')) };
    const closed = (day: string) => ({ closed: new Date(paris(day, '00:30')) });
    await sql
      .insertInto('early_stop')
      .values([
        { pair_id: pairId(1), ...stop, ...closed('2026-05-31') },
        { pair_id: pairId(2), ...stop, ...closed('2026-06-01') },
        { pair_id: pairId(3), ...stop },
      ])
      .execute();
    const state = (pairs: number[], to: 'closed' | 'stopping') =>
      sql.updateTable('pair').set({ state: to }).where('id', 'in', pairs.map(pairId)).execute();
    await state([1, 2], 'closed');
    await state([3], 'stopping');

    on('2026-06-20');
    expect((await read()).pairs).toEqual({ active: 19, all: 20 });
    await listed(world, eachMet(20, '2026-06-05', ['skills']));
    on('2026-07-20');
    expect((await read()).pairs).toEqual({ active: 18, all: 20 });
  });

  test('expects less of pairs that agreed on a pause, and not of those that only proposed one', async () => {
    await cohortOfMany(world, 20);
    await listed(world, eachMet(20, '2026-06-30', ['skills']));
    on('2026-07-01');
    // 77 of 345 days: 26.8 to 35.7 meetings.
    expect((await read()).meetings?.expected).toEqual({ least: 25, most: 35 });

    const pause = (pair: number, state: 'proposed' | 'agreed', ended: string | null) => ({
      ...{ id: pairId(pair), pair_id: pairId(pair), proposed_by: awa.id, state },
      ...{ agreed_by: null, from_day: '2026-05-01', until_day: '2026-06-30', ended_day: ended },
      created: new Date(world.clock.now),
    });
    const put = (state: 'proposed' | 'agreed', from: number, to: number, ended: string | null) =>
      world.db.opened.sql
        .insertInto('pause')
        .values(Array.from({ length: to - from + 1 }, (_, at) => pause(from + at, state, ended)))
        .execute();
    await put('proposed', 11, 20, null);
    expect((await read()).meetings?.expected).toEqual({ least: 25, most: 35 });
    // Ten pairs of 16 days instead of 77: 16.2 to 21.6.
    await put('agreed', 1, 10, null);
    expect((await read()).meetings?.expected).toEqual({ least: 15, most: 20 });
    // Resumed after ten days: ten pairs of 67 days, 25.0 to 33.4.
    await world.db.opened.sql.updateTable('pause').set({ ended_day: '2026-05-10' }).execute();
    expect((await read()).meetings?.expected).toEqual({ least: 25, most: 35 });
  });

  test('names no pair and nobody', async () => {
    await cohortOfMany(world, 20);
    await listed(world, [
      ...eachMet(20, '2026-04-28', ['skills']),
      ...eachMet(9, '2026-04-29', ['networks']),
    ]);
    on('2026-05-10');

    const told = JSON.stringify(await read());

    expect(told).toContain('networks');
    for (let number = 1; number <= 20; number++) {
      expect(told).not.toContain(pairId(number));
      expect(told).not.toContain(pairCode(number));
    }
    expect(told).not.toContain('Personne');
  });
});

describe('it is read', () => {
  test('by a coach too, who may take the meetings away', async () => {
    const page = await read(asCoach, aCohort.id);

    expect(page.head.roles).toEqual(['coach']);
    expect(page.exports).toEqual(['aggregates', 'meetings']);
  });

  test.each([
    ['a participant', { person: awa.id, roles: ['Coach', 'Pilot'] }, undefined, 'not-found'],
    ['a pilot of another cohort', asPilot, nowhere, 'not-found'],
    ['a pilot who asks for something that is no id', asPilot, '%', 'not-found'],
    ['a pilot without the role of the app', { ...asPilot, roles: [] }, undefined, 'app-role'],
    [
      'a coach whose token says pilot',
      { person: rose.id, roles: ['Pilot'] },
      undefined,
      'app-role',
    ],
  ] as const)('not by %s', async (_who, who, cohort, refused) => {
    expect(await readReport(world.deps, who, cohort)).toEqual({ refused });
  });
});
