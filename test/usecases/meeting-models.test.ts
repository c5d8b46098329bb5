import { describe, expect, test } from 'vitest';
import { acceptMeeting } from '../../src/usecases/answer-meeting.ts';
import {
  heldModel,
  meetingModel,
  placeLabel,
  placesOf,
  slotsModel,
} from '../../src/usecases/meeting-models.ts';
import { sayHeld } from '../../src/usecases/record-meeting.ts';
import { awa, friday, marc, p01, thursday } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked, theMeeting } from '../support/world.ts';

const world = aWorld();

const shown = async (reader: { id: string }, id: string) =>
  meetingModel(world.db.read, p01, await theMeeting(world, id), reader.id, world.clock.now);
const question = async (reader: { id: string }, id: string) =>
  heldModel(world.db.read, p01, await theMeeting(world, id), reader.id, world.clock.now);

describe('a meeting shows its reader', () => {
  test('what they may do: the one asked answers, the one who asked may take it back', async () => {
    const meeting = await booked(world);

    expect((await shown(marc, meeting)).may).toEqual({
      ...{ accept: true, decline: true, move: true, cancel: true, undo: false },
    });
    expect((await shown(awa, meeting)).may).toEqual({
      ...{ accept: false, decline: false, move: true, cancel: true, undo: true },
    });
    expect((await shown(awa, meeting)).undoes).toBe('booking');
  });

  test('nothing to do any more, once it has begun', async () => {
    const meeting = await booked(world);
    world.clock.now = thursday.start;

    expect((await shown(marc, meeting)).may).toEqual({
      ...{ accept: false, decline: false, move: false, cancel: false, undo: false },
    });
  });

  test('what undoing would take back', async () => {
    const meeting = await booked(world);
    await acceptMeeting(world.deps, { person: marc.id }, { meeting });
    expect((await shown(awa, meeting)).undoes).toBeNull();

    await booked(world, { meeting, slots: [friday] });
    expect((await shown(awa, meeting)).undoes).toBe('move');
  });

  test('how far the calendars are, and the video link once it is there', async () => {
    const meeting = await booked(world);
    expect(await shown(awa, meeting)).toMatchObject({ calendars: 'waiting', joinUrl: null });

    await world.settle();

    expect(await shown(awa, meeting)).toMatchObject({
      ...{ calendars: 'written', joinUrl: 'https://join.example/1', linkMissing: false },
    });
  });

  test('a calendar that refused, and a link that never came', async () => {
    world.calendar.fail('create', fault(403));
    const meeting = await booked(world);
    await world.settle();
    expect((await shown(awa, meeting)).calendars).toBe('failed');

    const second = await booked(world, { slots: [friday] });
    await world.settle();
    const event = await world.db.read.events.latest(second);
    if (event) await world.db.tx((t) => t.events.save({ ...event, joinUrl: null }));
    expect(await shown(awa, second)).toMatchObject({ linkMissing: true, joinUrl: null });
  });
});

test('the question whether it took place knows who has said so', async () => {
  const meeting = await booked(world);
  world.clock.now = thursday.end;
  expect(await question(awa, meeting)).toMatchObject({ iSaid: false, saidBy: null, recorded: [] });

  await sayHeld(world.deps, { person: awa.id }, { meeting, themes: ['skills'] });

  expect(await question(awa, meeting)).toMatchObject({ iSaid: true, saidBy: null });
  expect(await question(marc, meeting)).toMatchObject({
    ...{ iSaid: false, saidBy: awa.name, recorded: ['skills'], heldOn: '2026-04-23' },
    ...{ earliest: '2026-04-14', today: '2026-04-23', recording: 'at-once' },
  });
});

test.each([
  [[], 'nobody'],
  [[awa.id], 'mine'],
  [[marc.id], 'theirs'],
  [[awa.id, marc.id], 'both'],
] as const)('calendars unread %o: %s', (unread, whose) => {
  const slots = ['2026-04-23T08:00:00Z/2026-04-23T09:00:00Z', 'not a slot'];
  const view = {
    ...{ kind: 'slots' as const, pair: p01.id, mode: 'video' as const, place: null },
    ...{ minutes: 60, slots, unread: [...unread] },
  };

  expect(slotsModel(view, p01, awa.id, marc.name)).toMatchObject({
    ...{ unread: whose, slots: [thursday], meeting: null },
  });
});

test('a place is named by institution and town, as far as they are known', () => {
  const inTownOnly = { ...p01, mentor: { ...marc, institution: null } };
  const nowhere = { ...p01, mentor: { ...marc, institution: null, city: '' } };

  expect(placeLabel('mentor', p01)).toBe('CHU de Clairvallon, Clairvallon');
  expect(placeLabel('mentor', inTownOnly)).toBe('Clairvallon');
  expect(placeLabel('mentor', nowhere)).toBeNull();
  expect([placeLabel('neutral', p01), placeLabel(null, p01)]).toEqual([null, null]);
  expect(placesOf(p01).map(({ place }) => place)).toEqual(['mentee', 'mentor', 'neutral']);
});
