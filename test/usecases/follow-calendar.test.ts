import { describe, expect, test } from 'vitest';
import { readHints, sweepCalendar } from '../../src/usecases/follow-calendar.ts';
import { awa, friday, marc, slot, thursday } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked, theMeeting } from '../support/world.ts';

const world = aWorld();

async function standing(): Promise<string> {
  const meeting = await booked(world);
  await world.settle();
  world.calendar.calls.length = 0;
  return meeting;
}

const hint = (graphId: string, version: string) =>
  world.db.tx((t) => t.hints.add([{ graphId, version }], world.clock.now));

describe('the sweep', () => {
  test('is one look at the calendar when nothing has changed', async () => {
    await standing();

    await sweepCalendar(world.deps);

    expect(world.calendar.calls).toEqual(['view']);
  });

  test('asks for an event it did not see by its id, and follows it out of sight', async () => {
    const meeting = await standing();
    const december = slot('2026-12-15', '10:00');
    world.calendar.drag('event-1', december);

    await sweepCalendar(world.deps);

    expect((await theMeeting(world, meeting)).time).toEqual(december);
  });

  test('knows a deleted event whose id still leads somewhere', async () => {
    const meeting = await standing();
    const [event] = world.calendar.events;
    if (event) world.calendar.deleted.push(event);
    world.calendar.take('event-1');

    await sweepCalendar(world.deps);

    expect((await theMeeting(world, meeting)).state).toBe('cancelled');
  });

  test('that cannot read now leaves it to the next one', async () => {
    const meeting = await standing();
    world.calendar.answer(marc.mail, 'accepted');
    world.calendar.fail('view', fault(503));

    await sweepCalendar(world.deps);
    expect((await theMeeting(world, meeting)).agreement).toBe('asked');
    expect(world.lines).toContainEqual({ event: 'calendar.unread', what: 'sweep', status: 503 });

    await sweepCalendar(world.deps);
    expect((await theMeeting(world, meeting)).agreement).toBe('agreed');
  });

  test('with nothing to follow leaves the calendar alone', async () => {
    await sweepCalendar(world.deps);

    expect(world.calendar.calls).toEqual([]);
  });
});

describe('hints', () => {
  test('named fifty times, an event is read once', async () => {
    const meeting = await standing();
    world.calendar.answer(marc.mail, 'accepted');
    for (let time = 0; time < 50; time += 1) await hint('event-1', 'key-1');

    await readHints(world.deps);
    await readHints(world.deps);

    expect(world.calendar.calls.filter((call) => call === 'read')).toHaveLength(1);
    expect((await theMeeting(world, meeting)).agreement).toBe('agreed');
  });

  test('of a version that was read already, nothing is read', async () => {
    await standing();

    await hint('event-1', 'key-0');
    await readHints(world.deps);

    expect(world.calendar.calls).toEqual([]);
  });

  test('of what is not ours, nothing is kept', async () => {
    await standing();

    await hint('event-of-somebody', 'key-9');

    expect((await world.db.read.agenda.at(world.clock.now)).hinted).toBe(false);
  });

  test('that cannot be followed now are left to the sweep', async () => {
    const meeting = await standing();
    world.calendar.drag('event-1', friday);
    await hint('event-1', 'key-1');
    world.calendar.fail('read', fault(503));

    await readHints(world.deps);
    expect((await theMeeting(world, meeting)).time).toEqual(thursday);

    await sweepCalendar(world.deps);
    expect((await theMeeting(world, meeting)).time).toEqual(friday);
  });
});

test('nobody’s own words are asked for: only times and answers come back', async () => {
  await standing();
  world.calendar.answer(awa.mail, 'accepted');

  await sweepCalendar(world.deps);

  const event = await world.db.read.events.byGraphIds(['event-1']);
  expect(Object.keys(event[0]?.heard ?? {}).sort()).toEqual([awa.mail, marc.mail].sort());
});
