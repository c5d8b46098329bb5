import { describe, expect, test } from 'vitest';
import { askHeld } from '../../src/usecases/ask-held.ts';
import { registerAppointment } from '../../src/usecases/register-appointment.ts';
import { awa, friday, ines, marc, p01, slot, thursday } from '../support/people.ts';
import {
  aWorld,
  booked,
  cardsTo,
  hasBot,
  ledger,
  meetingsOf,
  theMeeting,
} from '../support/world.ts';

const world = aWorld();

/** Marc makes an appointment of Thursday at ten in his Outlook, unless told otherwise. */
const register = (wish: object = {}, by: { person: string; turn?: string } = { person: marc.id }) =>
  registerAppointment(world.deps, by, {
    ...{ pair: p01.id, time: thursday, mode: 'video', place: null },
    ...wish,
  });

async function registered(wish: object = {}): Promise<string> {
  const done = await register(wish);
  if (!('meeting' in done)) throw new Error(`not registered: ${JSON.stringify(done)}`);
  return done.meeting;
}

const made = (meeting: string) => world.db.read.appointments.of(meeting);

describe('an appointment made in Outlook', () => {
  test('is a meeting of the pair from then on, and its invitation is awaited', async () => {
    const meeting = await registered();

    expect(await theMeeting(world, meeting)).toMatchObject({
      ...{ state: 'booked', source: 'outlook', time: thursday, agreement: 'asked' },
      ...{ proposedBy: marc.id, mode: 'video', place: null },
    });
    expect(await made(meeting)).toEqual({
      ...{ meeting, organiser: marc.id, organiserMail: null, joined: null, awaited: true },
    });
    expect(await world.db.read.appointments.open(world.clock.now)).toEqual([
      {
        ...{ meeting, partner: awa.mail, organisers: [marc.mail] },
        ...{ start: thursday.start, time: thursday },
      },
    ]);
  });

  test('is written in no calendar of ours, and nobody is told before it is sent', async () => {
    await hasBot(world, awa, marc);
    await registered();
    await world.settle();

    expect(await ledger(world)).toEqual([]);
    expect(world.calendar.calls).toEqual([]);
  });

  test('whose invitation never came: its organiser alone is asked whether it took place', async () => {
    await hasBot(world, awa, marc);
    await registered();
    world.clock.now = thursday.end;

    await askHeld(world.deps);
    await world.settle();

    expect(cardsTo(world, marc)).toHaveLength(1);
    expect(cardsTo(world, awa)).toEqual([]);
  });

  test('registered twice, also at once, is one meeting', async () => {
    const all = await Promise.all([registered(), registered(), registered()]);

    expect(new Set(all).size).toBe(1);
    expect(await meetingsOf(world)).toHaveLength(1);
    expect(await theMeeting(world, all[0] ?? '')).toMatchObject({ version: 1 });
  });

  test('sent again by the same press, nothing happens twice', async () => {
    await register({}, { person: marc.id, turn: 'page:1' });

    expect(await register({}, { person: marc.id, turn: 'page:1' })).toEqual({ repeated: true });
    expect(await meetingsOf(world)).toHaveLength(1);
  });

  test('whose time was changed before it was sent moves the same meeting', async () => {
    const meeting = await registered();

    expect(await registered({ time: friday, meeting })).toBe(meeting);

    expect((await theMeeting(world, meeting)).time).toEqual(friday);
    expect(await meetingsOf(world)).toHaveLength(1);
  });

  test('of another length at the same start is the same meeting', async () => {
    const meeting = await registered();
    const longer = { ...thursday, end: thursday.end + 1_800_000 };

    expect(await registered({ time: longer })).toBe(meeting);
    expect((await theMeeting(world, meeting)).time).toEqual(longer);
  });

  test('called off and registered again stands again', async () => {
    const meeting = await registered();
    const standing = await theMeeting(world, meeting);
    await world.db.tx((t) => t.meetings.save({ ...standing, state: 'cancelled' }));

    expect(await registered()).toBe(meeting);
    expect(await theMeeting(world, meeting)).toMatchObject({ state: 'booked', previous: null });
  });
});

describe('whoever makes it', () => {
  test('may write under another address than the programme knows', async () => {
    const meeting = await registered({ mailbox: 'm.delcourt@chu.example' });

    expect(await made(meeting)).toMatchObject({ organiserMail: 'm.delcourt@chu.example' });
  });

  test('may not write under the address of somebody else in the programme', async () => {
    const meeting = await registered({ mailbox: ines.mail });

    expect(await made(meeting)).toMatchObject({ organiserMail: null });
  });
});

describe('is refused', () => {
  const cases: [what: string, wish: object, why: string][] = [
    ['a time that has begun', { time: slot('2026-04-21', '08:00') }, 'in-the-past'],
    ['after the closing day', { time: slot('2027-03-26', '10:00') }, 'outside-programme'],
    ['five minutes', { time: slot('2026-04-23', '10:00', 5) }, 'wrong-length'],
    ['an end before its start', { time: slot('2026-04-23', '10:00', -5) }, 'end-before-start'],
    ['a meeting of nobody’s', { meeting: '00000009-0000-4000-8000-000000000009' }, 'not-found'],
  ];

  test.each(cases)('%s', async (_what, wish, why) => {
    expect(await register(wish)).toEqual({ refused: why });
    expect(await meetingsOf(world)).toEqual([]);
  });

  test('an hour for which the pair has something already', async () => {
    await booked(world);

    expect(await register()).toEqual({ refused: 'pair-has-meeting-then' });
  });

  test('what the other one has registered for that hour', async () => {
    await registered();

    expect(await register({}, { person: awa.id })).toEqual({ refused: 'pair-has-meeting-then' });
  });

  test('whoever is not of the pair, as if it were not there', async () => {
    expect(await register({}, { person: ines.id })).toEqual({ refused: 'not-found' });
  });

  test('to move in somebody else’s name what they registered', async () => {
    const meeting = await registered();

    expect(await register({ meeting, time: friday }, { person: awa.id })).toEqual({
      refused: 'not-found',
    });
  });
});
