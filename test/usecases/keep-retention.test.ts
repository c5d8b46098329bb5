import { describe, expect, test } from 'vitest';
import { keepRetention } from '../../src/usecases/keep-retention.ts';
import { aCohort, awa, paris } from '../support/people.ts';
import { removalDeps, untilRemoved } from '../support/removals.ts';
import { aWorld, decides, hash } from '../support/world.ts';

const world = aWorld();
const day = 86_400_000;
const keep = () => keepRetention(removalDeps(world));
const cohorts = () => world.db.read.pairs.cohortCount();

describe('the clock of a cohort', () => {
  test('runs out 180 days after its closing day, in the night', async () => {
    world.clock.now = paris('2027-09-21', '02:59');
    expect(await keep()).toBe(paris('2027-09-21', '03:00'));
    expect(await cohorts()).toBe(1);

    world.clock.now = paris('2027-09-21', '03:00');
    await untilRemoved(world);
    expect(await cohorts()).toBe(0);
  });

  test('is the cohort’s own where it says so', async () => {
    await decides(world, { retentionDays: 30 });
    world.clock.now = paris('2027-04-24', '02:59');
    await keep();
    expect(await cohorts()).toBe(1);

    world.clock.now = paris('2027-04-24', '03:00');
    await untilRemoved(world);
    expect(await cohorts()).toBe(0);
  });

  test('is looked at every thirty days: what is imported meanwhile is seen in time', async () => {
    expect(await keep()).toBe(world.clock.now + 30 * day);
  });
});

test('what was deleted is scrubbed once, also when the process died in between', async () => {
  let scrubs = 0;
  const { db, ...deps } = removalDeps(world);
  const dying = {
    ...deps,
    db: {
      ...db,
      scrub: async () => {
        scrubs += 1;
        if (scrubs === 1) throw new Error('killed');
        return [];
      },
    },
  };
  world.clock.now = paris('2027-09-21', '03:00');
  for (let turn = 0; turn < 4; turn++) {
    await keepRetention(dying).catch(() => undefined);
    await world.settle(world.clock.now + 60_000);
  }

  expect(await cohorts()).toBe(0);
  expect(scrubs).toBe(2);
});

test('links and keys of what came in go thirty days later, what can be undone after a day', async () => {
  const { now } = world.clock;
  const sql = world.db.opened.sql;
  const link = { person_id: awa.id, purpose: 'meeting', subject: aCohort.id };
  const at = (days: number) => new Date(now - days * day);
  await sql
    .insertInto('link')
    .values([29, 31].map((n) => ({ ...link, hash: hash(`${n}`), expires: at(n) })))
    .execute();
  await sql
    .insertInto('inbound')
    .values([29, 31].map((n) => ({ key: `${n}`, at: at(n) })))
    .execute();
  const change = { cohort_id: aCohort.id, person_id: awa.id, kind: 'import' as const, rows: '[]' };
  await sql
    .insertInto('cohort_change')
    .values(
      [0, 2].map((n) => ({ ...change, id: `0000000b-0000-4000-8000-00000000000${n}`, at: at(n) })),
    )
    .execute();

  await keep();

  for (const table of ['link', 'inbound', 'cohort_change'] as const)
    expect(await sql.selectFrom(table).selectAll().execute(), table).toHaveLength(1);
});
