import { expect, test } from 'vitest';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { followPlan, versionOf } from '../../src/usecases/follow-plan.ts';
import { awa, marc, p01 } from '../support/people.ts';
import { plannedYear } from '../support/planned-year.ts';
import { aWorld, cardsTo, hasBot, ledger, meetingsOf } from '../support/world.ts';

const world = aWorld();

test('the same state of a plan is told once, a later one again', async () => {
  await hasBot(world, marc);
  const { plan, meetings } = await plannedYear(world);
  const at = { pair: p01, plan, by: { person: awa.id } };

  await world.db.tx((t) => followPlan(world.deps, t, at, meetings, []));
  await world.settle();
  expect(cardsTo(world, marc)).toHaveLength(1);

  await world.db.tx((t) => t.meetings.save({ ...(meetings[0] ?? fail()), version: 2 }));
  await world.db.tx((t) => followPlan(world.deps, t, at, meetings, []));
  await world.settle();
  expect(cardsTo(world, marc)).toHaveLength(2);
});

const fail = (): never => {
  throw new Error('no meetings');
};

test('only what is to be written in the calendars is', async () => {
  const { plan, meetings } = await plannedYear(world);
  const before = (await ledger(world, 'event')).length;
  const changed = meetings.map((m) => ({ ...m, version: 2 }));
  const at = { pair: p01, plan, by: { person: awa.id } };

  await world.db.tx((t) => followPlan(world.deps, t, at, changed, changed.slice(0, 2)));

  expect(await ledger(world, 'event')).toHaveLength(before + 2);
});

test('every year card of the pair is drawn anew when one of its meetings changes by itself', async () => {
  await hasBot(world, awa, marc);
  const { meetings } = await plannedYear(world);
  await world.settle();
  const before = world.sender.updates.length;

  await cancelMeeting(world.deps, { person: awa.id }, { meeting: meetings[0]?.id ?? '' });
  await world.settle();

  const drawn = world.sender.updates.slice(before).map(({ card }) => card);
  expect(drawn).toContainEqual(
    expect.objectContaining({ model: expect.objectContaining({ kind: 'year' }) }),
  );
});

test('a version names the state of all meetings, in whatever order they come', async () => {
  await plannedYear(world);
  const all = await meetingsOf(world);

  expect(versionOf(all)).toBe('v1v1v1v1v1v1');
  expect(versionOf(all.toReversed())).toBe(versionOf(all));
  const [first, ...rest] = all;
  expect(versionOf([{ ...(first ?? fail()), version: 3 }, ...rest])).not.toBe(versionOf(all));
});
