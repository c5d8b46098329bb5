import { expect, test } from 'vitest';
import { isTaken, meetingFor, pairFor } from '../../src/usecases/pair-access.ts';
import {
  awa,
  friday,
  ines,
  marc,
  nadia,
  nowhere,
  p01,
  p02,
  rose,
  slot,
  thursday,
} from '../support/people.ts';
import { aWorld, booked, theMeeting } from '../support/world.ts';

const world = aWorld();

const reach = (person: { id: string }, action: 'meetings.read' | 'meeting.record', pair = p01.id) =>
  pairFor(world.db.read, person.id, action, pair, world.clock.now);

test('the two of a pair reach it, with its referent of the day', async () => {
  expect(await reach(awa, 'meeting.record')).toMatchObject({
    ...{ code: 'P01', mentee: { id: awa.id }, mentor: { id: marc.id }, referent: { id: rose.id } },
  });
  expect(await reach(ines, 'meeting.record', p02.id)).toMatchObject({ referent: null });
});

test('a coach reads the meetings, and records none', async () => {
  expect(await reach(rose, 'meetings.read')).toMatchObject({ code: 'P01' });
  expect(await reach(rose, 'meeting.record')).toEqual({ refused: 'not-found' });
});

test('the pilot, another pair and no pair at all: one and the same answer', async () => {
  const answers = [
    await reach(nadia, 'meetings.read'),
    await reach(ines, 'meetings.read'),
    await reach(awa, 'meetings.read', nowhere),
    await reach({ id: nowhere }, 'meetings.read'),
  ];

  expect(answers).toEqual(Array(4).fill({ refused: 'not-found' }));
});

test('a meeting is reached through its pair', async () => {
  const meeting = await booked(world);
  const via = (person: { id: string }) =>
    meetingFor(world.db.read, person.id, 'meeting.move', meeting, world.clock.now);

  expect(await via(marc)).toMatchObject({ meeting: { id: meeting }, pair: { id: p01.id } });
  expect(await via(ines)).toEqual({ refused: 'not-found' });
});

test('whoever waited for the other one’s act sees what it did', async () => {
  const meeting = await booked(world);
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const first = world.db.tx(async (t) => {
    const found = await meetingFor(t, awa.id, 'meeting.move', meeting, world.clock.now);
    await held;
    if ('meeting' in found) await t.meetings.save({ ...found.meeting, version: 2 });
  });
  const second = world.db.tx(async (t) => {
    const found = await meetingFor(t, marc.id, 'meeting.move', meeting, world.clock.now);
    return 'meeting' in found ? found.meeting.version : undefined;
  });

  letGo();

  await first;
  expect([1, 2]).toContain(await second);
  expect((await theMeeting(world, meeting)).version).toBe(2);
});

test('an hour is taken by another booked meeting, not by the meeting itself', async () => {
  const meeting = await theMeeting(world, await booked(world));
  await booked(world, { slots: [friday] });
  const taken = (time: typeof thursday) => isTaken(world.db.read, meeting, time);

  expect(await taken(thursday)).toBe(false);
  expect(await taken(slot('2026-04-24', '15:29'))).toBe(true);
  expect(await taken(slot('2026-04-24', '15:30'))).toBe(false);
});
