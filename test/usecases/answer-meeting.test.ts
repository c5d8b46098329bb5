import { describe, expect, test } from 'vitest';
import { acceptMeeting, declineMeeting } from '../../src/usecases/answer-meeting.ts';
import { bookMeeting } from '../../src/usecases/book-meeting.ts';
import { awa, friday, ines, marc, nowhere, p01, slot, thursday } from '../support/people.ts';
import {
  aWorld,
  booked,
  cardsTo,
  hasBot,
  mailsTo,
  proposed,
  theMeeting,
} from '../support/world.ts';

const world = aWorld();

const accept = (by: { id: string }, meeting: string, picked?: typeof thursday) =>
  acceptMeeting(world.deps, { person: by.id }, { meeting, slot: picked });
const decline = (by: { id: string }, meeting: string) =>
  declineMeeting(world.deps, { person: by.id }, { meeting });

describe('accepting', () => {
  test('what stands makes it agreed, and whoever proposed it is told', async () => {
    const meeting = await booked(world);

    expect(await accept(marc, meeting)).toEqual({ meeting });
    await world.settle();

    expect(await theMeeting(world, meeting)).toMatchObject({
      agreement: 'agreed',
      answeredBy: marc.id,
      time: thursday,
    });
    expect(mailsTo(world, awa).map(({ kind }) => kind)).toEqual(['booked']);
  });

  test('one of the times proposed books it, and writes it into both calendars', async () => {
    const meeting = await proposed(world, [thursday, friday]);

    await accept(marc, meeting, friday);
    await world.settle();

    expect(await theMeeting(world, meeting)).toMatchObject({ state: 'booked', time: friday });
    expect(world.calendar.events.map(({ state }) => state.startsAt)).toEqual([friday.start]);
  });

  test('twice is once', async () => {
    const meeting = await booked(world);

    const both = await Promise.all([accept(marc, meeting), accept(marc, meeting)]);
    await world.settle();

    expect(both).toEqual([{ meeting }, { meeting }]);
    expect((await theMeeting(world, meeting)).version).toBe(2);
    expect(mailsTo(world, awa)).toHaveLength(1);
  });

  test('is not for whoever proposed the time', async () => {
    expect(await accept(awa, await booked(world))).toEqual({ refused: 'not-yours-to-answer' });
  });

  test('a time that was never proposed, or half of one, is refused', async () => {
    const meeting = await proposed(world, [thursday]);

    expect(await accept(marc, meeting, friday)).toEqual({ refused: 'slot-gone' });
    expect(await accept(marc, meeting)).toEqual({ refused: 'slot-gone' });
    const longer = slot('2026-04-23', '10:00', 90);
    expect(await accept(marc, meeting, longer)).toEqual({ refused: 'slot-gone' });
  });

  test('a time proposed that has begun is refused, a millisecond before it is taken', async () => {
    const meeting = await proposed(world, [thursday, friday]);
    world.clock.now = thursday.start;

    expect(await accept(marc, meeting, thursday)).toEqual({ refused: 'in-the-past' });
    world.clock.now = thursday.start - 1;
    expect(await accept(marc, meeting, thursday)).toEqual({ meeting });
  });

  test('times that were turned down cannot be accepted from an older card or page', async () => {
    const meeting = await proposed(world, [thursday, friday]);
    await decline(marc, meeting);

    expect(await accept(marc, meeting)).toEqual({ refused: 'slot-gone' });
    expect(await accept(marc, meeting, thursday)).toEqual({ refused: 'slot-gone' });
    expect((await theMeeting(world, meeting)).state).toBe('proposed');
  });

  test('a time at which the pair has since booked another meeting is refused', async () => {
    const meeting = await proposed(world, [thursday]);
    world.calendar.readable.set(marc.mail, []);
    const other = await booked(world, { slots: [slot('2026-04-23', '14:30')] });
    await bookMeeting(
      world.deps,
      { person: awa.id },
      { pair: p01.id, meeting: other, mode: 'video', place: null, slots: [friday], source: 'bot' },
    );
    await world.db.tx(async (t) => {
      const moved = await t.meetings.get(other);
      if (moved) await t.meetings.save({ ...moved, time: thursday });
    });

    expect(await accept(marc, meeting, thursday)).toEqual({ refused: 'pair-has-meeting-then' });
  });

  test('once it has begun is too late', async () => {
    const meeting = await booked(world);
    world.clock.now = thursday.start;

    expect(await accept(marc, meeting)).toEqual({ refused: 'too-late' });
  });

  test('after having wished another time is a change of mind, and counts', async () => {
    const meeting = await booked(world);
    await decline(marc, meeting);

    await accept(marc, meeting);

    expect((await theMeeting(world, meeting)).agreement).toBe('agreed');
  });
});

describe('declining', () => {
  test('cancels nothing, and asks the other one for another time', async () => {
    await hasBot(world, awa);
    const meeting = await booked(world);
    await world.settle();

    expect(await decline(marc, meeting)).toEqual({ meeting });
    await world.settle();

    expect(await theMeeting(world, meeting)).toMatchObject({
      ...{ state: 'booked', time: thursday, agreement: 'other-time' },
    });
    expect(world.calendar.events).toHaveLength(1);
    expect(cardsTo(world, awa).map(({ model }) => model)).toMatchObject([
      { kind: 'meeting', agreement: 'other-time', wishedBy: marc.name },
    ]);
  });

  test('twice asks once', async () => {
    const meeting = await booked(world);

    await decline(marc, meeting);
    expect(await decline(marc, meeting)).toEqual({ meeting });
    await world.settle();

    expect(mailsTo(world, awa).map(({ kind }) => kind)).toEqual(['other-time']);
  });

  test('is not for whoever proposed the time: they move it', async () => {
    expect(await decline(awa, await booked(world))).toEqual({ refused: 'not-yours-to-answer' });
  });

  test('while the other one moves the meeting never brings the former time back', async () => {
    const meeting = await booked(world);
    const move = bookMeeting(
      world.deps,
      { person: awa.id },
      { pair: p01.id, meeting, mode: 'video', place: null, slots: [friday], source: 'bot' },
    );

    await Promise.all([move, decline(marc, meeting), decline(marc, meeting)]);
    await world.settle();

    const after = await theMeeting(world, meeting);
    expect(after.time).toEqual(friday);
    expect(world.calendar.events.map(({ state }) => state.startsAt)).toEqual([friday.start]);
  });
});

test.each([
  ['accepting', accept],
  ['declining', decline],
])('%s: somebody of another pair gets the same answer as for a missing meeting', async (_, act) => {
  const meeting = await booked(world);

  const theirs = await act(ines, meeting);

  expect(theirs).toEqual({ refused: 'not-found' });
  expect(await act(marc, nowhere)).toEqual(theirs);
});
