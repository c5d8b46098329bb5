import { expect, test } from 'vitest';
import { rowKey } from '../../src/domain/meeting-ids.ts';
import { minute } from '../../src/domain/time.ts';
import { correctMeeting, recordMeeting, sayNotHeld } from '../../src/usecases/record-meeting.ts';
import { aCohort, awa, p01 } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked, ledger } from '../support/world.ts';

const world = aWorld();

/** Awa notes Monday's meeting, which was about skills; the meeting's id. */
async function noted(): Promise<string> {
  const said = { pair: p01.id, date: '2026-04-20', themes: ['skills'] };
  const done = await recordMeeting(world.deps, { person: awa.id }, said);
  if (!('meeting' in done)) throw new Error('not noted');
  return done.meeting;
}
const by = { person: awa.id };
const correct = (meeting: string, theme: string) =>
  correctMeeting(world.deps, by, { meeting, date: '2026-04-20', themes: [theme] });

test('a row holds the pair’s code, the day and the themes, in the cohort’s own list', async () => {
  const meeting = await noted();
  await world.settle();

  expect(world.list.items).toMatchObject([
    {
      place: aCohort.settings.list,
      row: { key: rowKey(meeting), pairCode: 'P01', day: '2026-04-20', themes: ['skills'] },
    },
  ]);
});

test('a lost reply ends with one row', async () => {
  world.list.fail('add', fault(undefined, 'dropped'), 'after');
  await noted();

  await world.settle(world.clock.now + minute);

  expect(world.list.made()).toBe(1);
  expect(await ledger(world, 'list')).toEqual(['list done']);
});

test('a row whose reply was lost is taken away when the meeting did not take place after all', async () => {
  world.list.fail('add', fault(504), 'after');
  const meeting = await noted();
  await world.settle();
  await sayNotHeld(world.deps, by, { meeting });

  await world.settle(world.clock.now + minute);

  expect(world.list.rows()).toEqual([]);
});

test('the same said again writes nothing', async () => {
  const meeting = await noted();
  await world.settle();
  const [before] = world.list.items.map(({ etag }) => etag);

  await correct(meeting, 'skills');
  await world.settle();

  expect(world.list.items.map(({ etag }) => etag)).toEqual([before]);
  expect(await ledger(world, 'list')).toEqual(['list done', 'list dropped']);
});

test('a row that somebody removed comes back with the next correction', async () => {
  const meeting = await noted();
  await world.settle();
  world.list.items.length = 0;

  await correct(meeting, 'other');
  await world.settle();

  expect(world.list.rows().map(({ themes }) => themes)).toEqual([['other']]);
});

test('a list that is busy is written later, with what is true then', async () => {
  world.list.fail('add', fault(429, 'told', 30_000));
  const meeting = await noted();
  await world.settle();
  await correct(meeting, 'other');

  await world.settle(world.clock.now + minute);

  expect(world.list.rows().map(({ themes }) => themes)).toEqual([['other']]);
  expect(await ledger(world, 'list')).toEqual(['list done', 'list dropped']);
});

test('a meeting that was never recorded has nothing to remove', async () => {
  const meeting = await booked(world);
  world.clock.now += 3 * 24 * 60 * minute;
  await sayNotHeld(world.deps, by, { meeting });

  await world.settle();

  expect(await ledger(world, 'list')).toEqual(['list dropped']);
});
