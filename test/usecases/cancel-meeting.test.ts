import { describe, expect, test } from 'vitest';
import { acceptMeeting } from '../../src/usecases/answer-meeting.ts';
import { cancelMeeting, undoMeeting } from '../../src/usecases/cancel-meeting.ts';
import { awa, friday, ines, marc, nowhere, rose, slot, thursday } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked, mailsTo, meetingsOf, proposed, theMeeting } from '../support/world.ts';

const world = aWorld();

const cancel = (by: { id: string }, meeting: string, turn?: string) =>
  cancelMeeting(world.deps, { person: by.id, ...(turn ? { turn } : {}) }, { meeting });
const undo = (by: { id: string }, meeting: string) =>
  undoMeeting(world.deps, { person: by.id }, { meeting });
const starts = () => world.calendar.events.map(({ state }) => state.startsAt);

describe('cancelling', () => {
  test('takes the event away and tells the other one', async () => {
    const meeting = await booked(world);
    await world.settle();

    expect(await cancel(marc, meeting)).toEqual({ meeting });
    await world.settle();

    expect((await theMeeting(world, meeting)).state).toBe('cancelled');
    expect(starts()).toEqual([]);
    expect(mailsTo(world, awa).map(({ kind }) => kind)).toEqual(['cancelled']);
  });

  test('before its event was written leaves no event', async () => {
    const meeting = await booked(world);
    await cancel(awa, meeting);
    await world.settle();

    expect(world.calendar.made()).toBe(0);
  });

  test('while the reply about its event is lost leaves no event either', async () => {
    world.calendar.fail('create', fault(undefined, 'dropped'), 'after');
    const meeting = await booked(world);
    await world.settle();
    expect(starts()).toHaveLength(1);

    await cancel(awa, meeting);
    await world.settle(world.clock.now + 60_000);

    expect(starts()).toEqual([]);
  });

  test('twice, or by both at once, is once', async () => {
    const meeting = await booked(world);

    const all = await Promise.all([cancel(awa, meeting), cancel(marc, meeting)]);
    expect(all).toEqual([{ meeting }, { meeting }]);
    expect(await cancel(awa, meeting)).toEqual({ meeting });

    expect((await theMeeting(world, meeting)).version).toBe(2);
  });

  test('the same turn twice has one effect', async () => {
    const meeting = await booked(world);

    expect(await cancel(awa, meeting, 'turn-1')).toEqual({ meeting });
    expect(await cancel(awa, meeting, 'turn-1')).toEqual({ repeated: true });
    await world.settle();

    expect(mailsTo(world, marc).map(({ kind }) => kind)).toEqual(['cancelled', 'cancelled']);
  });

  test('is open until the meeting begins', async () => {
    const meeting = await booked(world);
    world.clock.now = thursday.start;
    expect(await cancel(awa, meeting)).toEqual({ refused: 'too-late' });

    world.clock.now = thursday.start - 1;
    expect(await cancel(awa, meeting)).toEqual({ meeting });
  });
});

describe('undoing', () => {
  test('a move returns to the former time, in the calendars as well', async () => {
    const meeting = await booked(world);
    await booked(world, { meeting, slots: [friday] });
    await world.settle();
    expect(starts()).toEqual([friday.start]);

    expect(await undo(awa, meeting)).toEqual({ meeting });
    await world.settle();

    expect((await theMeeting(world, meeting)).time).toEqual(thursday);
    expect(starts()).toEqual([thursday.start]);
    expect(world.calendar.made()).toBe(1);
  });

  test('a move to another place returns to the former one', async () => {
    const meeting = await booked(world);
    await booked(world, { meeting, slots: [friday], mode: 'in-person', place: 'mentor' });

    await undo(awa, meeting);

    expect(await theMeeting(world, meeting)).toMatchObject({ mode: 'video', place: null });
  });

  test('a cancellation makes a new event: the old one is gone for good', async () => {
    const meeting = await booked(world);
    await world.settle();
    await cancel(awa, meeting);
    await world.settle();

    await undo(awa, meeting);
    await world.settle();

    expect(starts()).toEqual([thursday.start]);
    expect(world.calendar.made()).toBe(2);
    expect(await world.db.read.events.latest(meeting)).toMatchObject({ incarnation: 2 });
  });

  test('a cancellation is refused when the pair has since booked that hour', async () => {
    const meeting = await booked(world);
    await cancel(awa, meeting);
    await booked(world, { by: marc, slots: [slot('2026-04-23', '10:30')] });

    expect(await undo(awa, meeting)).toEqual({ refused: 'pair-has-meeting-then' });
    expect((await theMeeting(world, meeting)).state).toBe('cancelled');
  });

  test('a booking withdraws it, for whoever made it', async () => {
    const meeting = await booked(world);

    expect(await undo(marc, meeting)).toEqual({ refused: 'nothing-to-undo' });
    expect(await undo(awa, meeting)).toEqual({ meeting });

    expect((await theMeeting(world, meeting)).state).toBe('cancelled');
  });

  test('the withdrawal of proposals proposes them again, and they can be accepted', async () => {
    const meeting = await proposed(world, [thursday, friday]);
    await undo(awa, meeting);
    await undo(awa, meeting);

    const accepted = await acceptMeeting(
      world.deps,
      { person: marc.id },
      { meeting, slot: friday },
    );

    expect(accepted).toEqual({ meeting });
    expect((await theMeeting(world, meeting)).time).toEqual(friday);
  });

  test('new times proposed for a meeting leaves the meeting itself alone', async () => {
    const meeting = await booked(world);
    await acceptMeeting(world.deps, { person: marc.id }, { meeting });
    await world.settle();
    world.calendar.readable.delete(marc.mail);
    await booked(world, { meeting, slots: [friday] });

    expect(await undo(awa, meeting)).toEqual({ meeting });
    await world.settle();

    expect(await theMeeting(world, meeting)).toMatchObject({
      ...{ state: 'booked', time: thursday, agreement: 'agreed', proposals: [] },
    });
    expect(starts()).toEqual([thursday.start]);
  });

  test('twice undoes once', async () => {
    const meeting = await booked(world);
    await acceptMeeting(world.deps, { person: marc.id }, { meeting });
    await booked(world, { meeting, slots: [friday] });

    const both = await Promise.all([undo(awa, meeting), undo(awa, meeting)]);

    expect(both).toContainEqual({ refused: 'nothing-to-undo' });
    expect((await theMeeting(world, meeting)).time).toEqual(thursday);
  });

  test('is too late once the former time has come', async () => {
    const meeting = await booked(world);
    await booked(world, { meeting, slots: [friday] });
    world.clock.now = thursday.start;

    expect(await undo(awa, meeting)).toEqual({ refused: 'too-late' });
  });
});

test.each([
  ['cancelling', cancel],
  ['undoing', undo],
])('%s: nobody but the two gets any other answer than for a missing meeting', async (_, act) => {
  const meeting = await booked(world);

  const answers = [await act(ines, meeting), await act(rose, meeting), await act(awa, nowhere)];

  expect(answers).toEqual(Array(3).fill({ refused: 'not-found' }));
  expect((await meetingsOf(world)).map(({ state }) => state)).toEqual(['booked']);
});
