import { describe, expect, test } from 'vitest';
import { eventId } from '../../src/domain/meeting-ids.ts';
import { hour, minute } from '../../src/domain/time.ts';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { type EventDeps, syncEvent } from '../../src/usecases/sync-event.ts';
import { awa, friday, marc, nowhere, slot, thursday } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked, ledger, proposed, theMeeting } from '../support/world.ts';

const world = aWorld();

const organiser = 'programme@mentorat.example';
const deps = (): EventDeps => ({
  ...world.deps,
  organiser,
  subject: 'Rendez-vous',
  placeWords: (label) => label ?? 'between us',
});
const starts = () => world.calendar.events.map(({ state }) => state.startsAt);
const draftOf = () => world.calendar.events[0]?.draft;
const cancel = (meeting: string) => cancelMeeting(world.deps, { person: awa.id }, { meeting });

describe('the event', () => {
  test('is neutral, has both as attendees, and is known by meeting and incarnation', async () => {
    const meeting = await booked(world);
    await world.settle();

    expect(draftOf()).toEqual({
      transactionId: eventId(meeting, 1),
      subject: 'Rendez-vous',
      startsAt: thursday.start,
      endsAt: thursday.end,
      location: null,
      video: true,
      attendees: [awa, marc].map(({ mail, name }) => ({ mail, name })),
    });
    expect(await world.db.read.events.latest(meeting)).toMatchObject({
      ...{ state: 'there', incarnation: 1, organiser, joinUrl: 'https://join.example/1' },
    });
  });

  test.each([
    ['mentee', 'CH de Valaubrune, Valaubrune'],
    ['mentor', 'CHU de Clairvallon, Clairvallon'],
    ['neutral', 'between us'],
  ] as const)('in person at the %s’s place says where', async (place, location) => {
    await booked(world, { mode: 'in-person', place });
    await world.settle();

    expect(draftOf()).toMatchObject({ location, video: false });
  });

  test('written twice is one event', async () => {
    const meeting = await booked(world);

    await world.settle();
    const again = await Promise.all([syncEvent(deps(), meeting), syncEvent(deps(), meeting)]);

    expect(again).toEqual(Array(2).fill({ dropped: 'up to date' }));
    expect(world.calendar.made()).toBe(1);
  });

  test('is not made for times only proposed, nor for no meeting at all', async () => {
    const meeting = await proposed(world, [thursday]);

    expect(await syncEvent(deps(), meeting)).toEqual({ dropped: 'nothing stands' });
    expect(await syncEvent(deps(), nowhere)).toEqual({ dropped: 'no such meeting' });
  });
});

describe('a lost reply', () => {
  test('to the creation ends with one event', async () => {
    world.calendar.fail('create', fault(undefined, 'dropped'), 'after');
    const meeting = await booked(world);

    await world.settle(world.clock.now + minute);

    expect(starts()).toEqual([thursday.start]);
    expect(await world.db.read.events.latest(meeting)).toMatchObject({ state: 'there' });
    expect((await ledger(world, 'event')).at(-1)).toBe('event done');
  });

  test('to the creation, then a move before the next try, ends with one event at the new time', async () => {
    world.calendar.fail('create', fault(504), 'after');
    const meeting = await booked(world);
    await world.settle();
    await booked(world, { meeting, slots: [friday] });

    await world.settle(world.clock.now + minute);

    expect(starts()).toEqual([friday.start]);
    expect(world.calendar.made()).toBe(1);
  });

  test('to the creation, then a move and a cancellation, leaves no event', async () => {
    world.calendar.fail('create', fault(504), 'after');
    const meeting = await booked(world);
    await world.settle();
    await booked(world, { meeting, slots: [slot('2026-05-12', '10:00')] });
    await cancel(meeting);

    await world.settle(world.clock.now + minute);

    expect(starts()).toEqual([]);
  });

  test('to a move ends at the new time', async () => {
    const meeting = await booked(world);
    await world.settle();
    world.calendar.fail('move', fault(undefined, 'dropped'), 'after');
    await booked(world, { meeting, slots: [friday] });

    await world.settle(world.clock.now + minute);

    expect(starts()).toEqual([friday.start]);
  });

  test('to a cancellation ends with no event', async () => {
    const meeting = await booked(world);
    await world.settle();
    world.calendar.fail('cancel', fault(502), 'after');
    await cancel(meeting);

    await world.settle(world.clock.now + minute);

    expect(starts()).toEqual([]);
    expect(await world.db.read.events.latest(meeting)).toMatchObject({ state: 'gone' });
  });
});

describe('moving', () => {
  test('an event that somebody deleted makes a new one, of the next incarnation', async () => {
    const meeting = await booked(world);
    await world.settle();
    world.calendar.events.length = 0;
    await booked(world, { meeting, slots: [friday] });

    await world.settle();

    expect(starts()).toEqual([friday.start]);
    expect(draftOf()?.transactionId).toBe(eventId(meeting, 2));
    expect(await world.db.read.events.latest(meeting)).toMatchObject({ incarnation: 2 });
  });

  test('to another place at the same hour changes the event’s place', async () => {
    const meeting = await booked(world, { mode: 'in-person', place: 'mentee' });
    await world.settle();
    await booked(world, { meeting, slots: [thursday], mode: 'in-person', place: 'mentor' });

    await world.settle();

    expect(draftOf()?.location).toBe('CHU de Clairvallon, Clairvallon');
    expect(world.calendar.made()).toBe(1);
  });

  test('back and forth before anything was written patches nothing', async () => {
    const meeting = await booked(world);
    await booked(world, { meeting, slots: [friday] });
    await booked(world, { meeting, slots: [thursday] });

    await world.settle();

    expect(world.calendar.calls.filter((call) => call !== 'busy')).toEqual(['create']);
    expect(await ledger(world, 'event')).toEqual(['event done', 'event dropped', 'event dropped']);
  });

  test('a meeting that has begun by the time the calendar answers is not left standing ahead', async () => {
    const meeting = await booked(world);
    await world.settle();
    world.calendar.fail('move', fault(503, 'busy', hour));
    const early = slot('2026-04-21', '09:30');
    await booked(world, { meeting, slots: [early] });

    await world.settle(world.clock.now + hour);

    expect(starts()).toEqual([early.start]);
  });
});

test('a calendar that refuses for good is shown as such on the meeting', async () => {
  world.calendar.fail('create', fault(403));
  const meeting = await booked(world);

  await world.settle();

  expect(await world.db.read.effects.lane(`event:${meeting}`)).toBe('failed');
  expect((await theMeeting(world, meeting)).state).toBe('booked');
});

test('an event cancelled twice is fine', async () => {
  const meeting = await booked(world);
  await world.settle();
  world.calendar.events.length = 0;
  await cancel(meeting);

  await world.settle();

  expect(await ledger(world, 'event')).toEqual(['event done', 'event done']);
});
