import { expect, test } from 'vitest';
import type { Manner } from '../../src/domain/meeting.ts';
import { day } from '../../src/domain/time.ts';
import { readDiaries } from '../../src/usecases/diaries.ts';
import { awa, friday, marc, p01, rose, thursday, tuesday } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked } from '../support/world.ts';

const world = aWorld();

const week = { start: tuesday, end: tuesday + 7 * day };

const byVideo: Manner = { mode: 'video', place: null };

async function read(asker: { id: string }, moving?: string, manner = byVideo) {
  const found = await readDiaries(world.deps, world.db.read, p01, asker.id, week, moving, manner);
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
  expect(both.map(({ busy }) => busy)).toEqual([
    [{ ...thursday, kind: 'busy' }],
    [{ ...thursday, kind: 'busy' }],
  ]);
});

test('the meeting that is moved is not in its own way, any other one is', async () => {
  const meeting = await booked(world);
  await booked(world, { slots: [friday] });
  await world.settle();

  const { both } = await read(awa, meeting);

  const starts = both.map(({ busy }) => [...new Set(busy.map(({ start }) => start))]);
  expect(starts).toEqual([[friday.start], [friday.start]]);
});

test('hours set in Outlook are somebody’s own; where none can be read the cohort’s count', async () => {
  const hours = { from: '08:00', to: '12:00' };
  world.calendar.hours.set(marc.mail, { zone: 'Indian/Reunion', days: [1, 2], hours });

  const [mine, theirs] = (await read(awa)).both;

  expect(mine?.work).toMatchObject({ zone: 'Europe/Paris', hours: { from: '09:00', to: '18:00' } });
  expect(theirs?.work).toEqual({ zone: 'Indian/Reunion', departement: '38', days: [1, 2], hours });
});

test('to a meeting in person whoever does not receive has a road to travel', async () => {
  const found = await read(awa, undefined, { mode: 'in-person', place: 'mentor' });

  expect(found.both.map(({ travel }) => travel)).toEqual([90, 0]);
});

test('a calendar service that fails is a value, and logged by its status alone', async () => {
  world.calendar.fail('busy', fault(502, 'told'));

  const found = await readDiaries(world.deps, world.db.read, p01, awa.id, week, undefined, byVideo);

  expect(found).toEqual({ refused: 'try-again' });
  expect(world.lines).toEqual([{ event: 'calendars.unreadable', pair: p01.id, status: 502 }]);
});
