import { expect, test } from 'vitest';
import { hour, minute } from '../../src/domain/time.ts';
import { tuesday } from '../support/people.ts';
import { aWorld, booked } from '../support/world.ts';

const world = aWorld();
const census = () => world.db.read.census.at(world.clock.now);

test('an empty store has nothing that stands', async () => {
  expect(await census()).toEqual({ standing: [], oldestDueMs: 0, oldestUnknownMs: 0 });
});

test('what waits is counted by kind, and is as old as its due time; what is done is not counted', async () => {
  await booked(world);
  world.clock.now = tuesday + 5 * minute;

  const { standing, oldestDueMs } = await census();

  expect(standing.map(({ state }) => state)).toEqual(standing.map(() => 'waiting'));
  expect(standing.map(({ kind }) => kind)).toContain('event');
  expect(oldestDueMs).toBe(5 * minute);
  await world.settle();
  expect(await census()).toEqual({ standing: [], oldestDueMs: 0, oldestUnknownMs: 0 });
});

test('a card of unknown fate stands until somebody looks, and grows older', async () => {
  await booked(world);
  await world.db.opened.sql
    .updateTable('effect')
    .set({ state: 'unknown', settled: new Date(tuesday) })
    .where('kind', '=', 'event')
    .execute();
  world.clock.now = tuesday + 3 * hour;

  const { standing, oldestUnknownMs } = await census();

  expect(standing).toContainEqual({ state: 'unknown', kind: 'event', count: 1 });
  expect(oldestUnknownMs).toBe(3 * hour);
});
