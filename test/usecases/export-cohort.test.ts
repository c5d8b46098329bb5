import { beforeEach, describe, expect, test } from 'vitest';
import { exportCohort } from '../../src/usecases/export-cohort.ts';
import { readReport } from '../../src/usecases/read-report.ts';
import { asCoach, asPilot, cohortOfMany, eachMet, listed } from '../support/cohort-of-many.ts';
import { emptyAudit } from '../support/forced-audit.ts';
import { aCohort, awa, nadia, nowhere, paris, rose } from '../support/people.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();
const written = async () => {
  const rows = await world.db.opened.sql
    .selectFrom('audit')
    .select(['actor', 'action', 'subject', 'at'])
    .orderBy('seq')
    .execute();
  return rows;
};

beforeEach(async () => {
  await emptyAudit(world.db.opened.sql);
  world.clock.now = paris('2026-06-30', '09:00');
  await cohortOfMany(world, 20);
  await listed(world, [
    ...eachMet(2, '2026-05-05', ['skills']),
    { pair: 1, day: '2026-04-28', themes: ['networks', 'skills'] },
    { pair: 2, day: '2026-04-20', themes: ['other'] },
  ]);
});

describe('a coach takes the meetings away', () => {
  test('as they stand in the list, by pair and day, and that is written down', async () => {
    const taken = await exportCohort(world.deps, asCoach, { what: 'meetings' });

    expect(taken).toMatchObject({
      head: { cohort: aCohort.id },
      rows: [
        { pairCode: 'M01', day: '2026-04-28', themes: ['networks', 'skills'] },
        { pairCode: 'M01', day: '2026-05-05', themes: ['skills'] },
        { pairCode: 'M02', day: '2026-04-20', themes: ['other'] },
        { pairCode: 'M02', day: '2026-05-05', themes: ['skills'] },
      ],
      destroyBy: '2027-09-21',
    });
    expect(await written()).toEqual([
      {
        ...{ actor: rose.id, action: 'cohort.export', subject: aCohort.id },
        at: paris('2026-06-30', '09:00'),
      },
    ]);
    expect(await world.db.read.audit.broken()).toBeNull();
  });

  test('but not what the list does not hold', async () => {
    await world.db.opened.sql.updateTable('list_row').set({ item_id: null }).execute();

    expect(await exportCohort(world.deps, asCoach, { what: 'meetings' })).toMatchObject({
      rows: [],
    });
  });
});

test('what the page shows is what is taken away, by pilot and coach, each time written down', async () => {
  for (const who of [asPilot, asCoach]) {
    const page = await readReport(world.deps, who);
    expect(await exportCohort(world.deps, who, { what: 'aggregates' })).toEqual({
      ...{ what: 'aggregates', page },
    });
  }

  expect((await written()).map(({ actor, action }) => [actor, action])).toEqual([
    [nadia.id, 'report.export'],
    [rose.id, 'report.export'],
  ]);
});

test.each([
  ['a pilot, the meetings', asPilot, { what: 'meetings' }, 'not-found'],
  ['a coach, another cohort’s', asCoach, { what: 'meetings', cohort: nowhere }, 'not-found'],
  ['a participant', { person: awa.id, roles: ['Coach'] }, { what: 'aggregates' }, 'not-found'],
  ['a coach by the table alone', { ...asCoach, roles: [] }, { what: 'meetings' }, 'app-role'],
] as const)('nothing leaves, and nothing is written: %s', async (_who, who, wish, refused) => {
  expect(await exportCohort(world.deps, who, wish)).toEqual({ refused });
  expect(await written()).toEqual([]);
});
