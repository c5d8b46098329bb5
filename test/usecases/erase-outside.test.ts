import { describe, expect, test } from 'vitest';
import type { Effect } from '../../src/db/effects.ts';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import {
  eraseCard,
  eraseDay,
  eraseEvent,
  eraseRow,
  leaveDay,
} from '../../src/usecases/erase-outside.ts';
import { planDays } from '../../src/usecases/plan-days.ts';
import { aCohort, awa, nowhere, thursday } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked } from '../support/world.ts';

const world = aWorld();
const about = (ids: Effect['ids']) => ({ ids }) as Effect;
const erase = (meeting: string, incarnation = 1) =>
  eraseEvent(world.deps, about({ meeting, incarnation }));

describe('an event of a meeting', () => {
  test('that was called off goes from the deleted items too', async () => {
    const meeting = await booked(world);
    await world.settle();
    await cancelMeeting(world.deps, { person: awa.id }, { meeting });
    await world.settle();

    expect(await erase(meeting)).toEqual({ done: true });
    expect(await erase(meeting)).toEqual({ done: true });
  });

  test('whose creation was never answered is looked for', async () => {
    const meeting = await booked(world);
    world.calendar.fail('create', fault(undefined, 'ECONNRESET'), 'after');
    await world.effects.drain();
    expect(world.calendar.events).toHaveLength(1);

    expect(await erase(meeting)).toEqual({ done: true });
    expect(world.calendar.events).toEqual([]);
  });

  test('is not followed from then on: that it is gone is no news', async () => {
    const meeting = await booked(world);
    await world.settle();
    world.calendar.fail('erase', fault(503));
    await expect(erase(meeting)).rejects.toThrow();

    expect(await world.db.read.events.watched(thursday.start)).toEqual([]);
  });
});

test('a collective day is left by one, and goes whole with its cohort', async () => {
  await world.db.tx((t) => planDays(world.deps, t, aCohort.id, 'import'));
  await world.settle();
  await world.db.tx((t) => t.removals.leaveDays(awa.id));
  const part = { cohort: aCohort.id, day: 'midterm', part: 1 };
  const before = world.calendar.events.length;

  expect(await leaveDay(world.deps, about(part))).toMatchObject({ done: true });
  const mails = world.calendar.events.map(({ draft }) => draft.attendees.map(({ mail }) => mail));
  expect(mails.filter((each) => !each.includes(awa.mail))).toHaveLength(1);

  expect(await eraseDay(world.deps, about({ ...part, incarnation: 1 }))).toEqual({ done: true });
  expect(world.calendar.events).toHaveLength(before - 1);
});

test('what is not there any more is no trouble', async () => {
  const list = { ...world.deps, list: world.list };
  const sender = { ...world.deps, sender: world.sender };
  const part = { cohort: nowhere, day: 'midterm', part: 1, incarnation: 1 };

  expect(await erase(nowhere)).toHaveProperty('dropped');
  expect(await eraseDay(world.deps, about(part))).toHaveProperty('dropped');
  expect(await leaveDay(world.deps, about(part))).toHaveProperty('dropped');
  expect(await eraseRow(list, about({ meeting: nowhere }))).toHaveProperty('dropped');
  expect(await eraseCard(sender, about({ card: nowhere }))).toHaveProperty('dropped');
});
