import { expect, test } from 'vitest';
import { day } from '../../src/domain/time.ts';
import { readDiaries } from '../../src/usecases/diaries.ts';
import { awa, friday, marc, p01, rose, thursday, tuesday } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked } from '../support/world.ts';

const world = aWorld();

const week = { start: tuesday, end: tuesday + 7 * day };

async function read(asker: { id: string }, moving?: string) {
  const found = await readDiaries(world.deps, world.db.read, p01, asker.id, week, moving);
  if ('refused' in found) throw new Error(found.refused);
  return found;
}

test('the asker’s diary comes first, each with their own working time', async () => {
  const places = (found: Awaited<ReturnType<typeof read>>) =>
    found.both.map(({ work }) => work.departement);

  expect(places(await read(awa))).toEqual(['75', '38']);
  expect(places(await read(marc))).toEqual(['38', '75']);
  expect(places(await read(rose))).toEqual(['75', '38']);
});

test('a calendar that cannot be read is unread, and the pair’s own meetings count all the same', async () => {
  await booked(world);
  world.calendar.readable.delete(marc.mail);

  const { both, unread } = await read(awa);

  expect(unread).toEqual([marc.id]);
  expect(both.map(({ busy }) => busy)).toEqual([[thursday], [thursday]]);
});

test('the meeting that is moved is not in its own way, any other one is', async () => {
  const meeting = await booked(world);
  await booked(world, { slots: [friday] });
  await world.settle();

  const { both } = await read(awa, meeting);

  const starts = both.map(({ busy }) => [...new Set(busy.map(({ start }) => start))]);
  expect(starts).toEqual([[friday.start], [friday.start]]);
});

test('a calendar service that fails is a value, and logged by its status alone', async () => {
  world.calendar.fail('busy', fault(502, 'told'));

  const found = await readDiaries(world.deps, world.db.read, p01, awa.id, week, undefined);

  expect(found).toEqual({ refused: 'try-again' });
  expect(world.lines).toEqual([{ event: 'calendars.unreadable', pair: p01.id, status: 502 }]);
});
