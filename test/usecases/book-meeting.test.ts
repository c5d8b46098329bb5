import { describe, expect, test } from 'vitest';
import type { Interval } from '../../src/domain/time.ts';
import { bookMeeting } from '../../src/usecases/book-meeting.ts';
import { awa, friday, ines, marc, p01, paris, rose, slot, thursday } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked, mailsTo, meetingsOf, theMeeting } from '../support/world.ts';

const world = aWorld();

const book = (
  by: { id: string },
  slots: Interval[],
  more: { meeting?: string; turn?: string } = {},
) =>
  bookMeeting(
    world.deps,
    { person: by.id, ...(more.turn === undefined ? {} : { turn: more.turn }) },
    { pair: p01.id, meeting: more.meeting, mode: 'video', place: null, slots, source: 'bot' },
  );

describe('with both calendars readable', () => {
  test('the first chosen time that fits both is booked, and the other one is asked', async () => {
    const done = await book(awa, [thursday, friday]);
    await world.settle();

    expect(done).toMatchObject({ became: 'booked' });
    const [meeting] = await meetingsOf(world);
    expect(meeting).toMatchObject({
      state: 'booked',
      time: thursday,
      agreement: 'asked',
      proposedBy: awa.id,
      proposals: [],
    });
    expect(world.calendar.events.map(({ state }) => state.startsAt)).toEqual([thursday.start]);
    expect(mailsTo(world, marc).map(({ kind }) => kind)).toEqual(['confirm']);
    expect(mailsTo(world, awa)).toEqual([]);
  });

  test('a time that one of the two has since taken gives way to the next one chosen', async () => {
    world.calendar.readable.set(marc.mail, [slot('2026-04-23', '10:30')]);

    await book(awa, [thursday, friday]);

    expect((await meetingsOf(world)).map(({ time }) => time)).toEqual([friday]);
  });

  test('a time taken since is gone; a day off is outside the hours', async () => {
    world.calendar.readable.set(marc.mail, [thursday]);

    expect(await book(awa, [thursday])).toEqual({ refused: 'slot-gone' });
    // Friday 1 May is a holiday, 2 May a Saturday.
    expect(await book(awa, [slot('2026-05-01', '10:00')])).toEqual({ refused: 'outside-hours' });
    expect(await book(awa, [slot('2026-05-02', '10:00')])).toEqual({ refused: 'outside-hours' });
    expect(await book(awa, [slot('2026-04-23', '17:30')])).toEqual({ refused: 'outside-hours' });
    expect(await meetingsOf(world)).toEqual([]);
  });

  test('both booking the same hour at once end with one meeting', async () => {
    const both = await Promise.all([book(awa, [thursday]), book(marc, [thursday])]);
    await world.settle();

    expect(both.filter((one) => 'became' in one)).toHaveLength(1);
    expect(both).toContainEqual({ refused: 'pair-has-meeting-then' });
    expect(await meetingsOf(world)).toHaveLength(1);
    expect(world.calendar.events).toHaveLength(1);
  });

  test('two hours that touch are two meetings', async () => {
    await book(awa, [thursday]);
    const next = await book(marc, [slot('2026-04-23', '11:00')]);

    expect(next).toMatchObject({ became: 'booked' });
    expect(await meetingsOf(world)).toHaveLength(2);
  });

  test('the same turn twice has one effect', async () => {
    const turns = await Promise.all([1, 2].map(() => book(awa, [thursday], { turn: 'turn-1' })));
    await world.settle();

    expect(turns.filter((one) => 'became' in one)).toHaveLength(1);
    expect(turns).toContainEqual({ repeated: true });
    expect(await meetingsOf(world)).toHaveLength(1);
    expect(mailsTo(world, marc)).toHaveLength(1);
  });
});

describe('with a calendar that cannot be read', () => {
  test('the times are proposed: unknown is not free', async () => {
    world.calendar.readable.delete(marc.mail);

    expect(await book(awa, [thursday, friday])).toMatchObject({ became: 'proposed' });
    await world.settle();

    const [meeting] = await meetingsOf(world);
    expect(meeting).toMatchObject({ state: 'proposed', time: null, proposals: [thursday, friday] });
    expect(world.calendar.made()).toBe(0);
    expect(mailsTo(world, marc)).toMatchObject([{ kind: 'proposal', times: [thursday, friday] }]);
  });

  test('a time already proposed cannot be proposed a second time', async () => {
    world.calendar.readable.clear();
    await book(awa, [thursday]);

    expect(await book(marc, [thursday])).toEqual({ refused: 'pair-has-meeting-then' });
  });

  test('a calendar service that does not answer is told as such, and nothing is booked', async () => {
    world.calendar.fail('busy', fault(503));

    expect(await book(awa, [thursday])).toEqual({ refused: 'try-again' });
    expect(await meetingsOf(world)).toEqual([]);
  });

  test('a fault of our own is not taken for one of the calendar’s', async () => {
    const broken = {
      ...world.deps,
      calendar: { ...world.calendar, busy: () => Promise.reject(new TypeError()) },
    };

    await expect(
      bookMeeting(
        broken,
        { person: awa.id },
        { pair: p01.id, mode: 'video', place: null, slots: [thursday], source: 'bot' },
      ),
    ).rejects.toThrow(TypeError);
  });
});

describe('what no honest card can send', () => {
  const from = (start: number, minutes: number): Interval => ({
    start,
    end: start + minutes * 60_000,
  });
  const nine = paris('2026-04-21', '09:00');

  test.each([
    ['a meeting that starts now', from(nine, 60), 'in-the-past'],
    ['one that started yesterday', slot('2026-04-20', '10:00'), 'in-the-past'],
    ['one of 44 minutes', from(thursday.start, 44), 'wrong-values'],
    [
      'one that ends before it starts',
      { start: thursday.end, end: thursday.start },
      'end-before-start',
    ],
    ['one of no length', { start: thursday.start, end: thursday.start }, 'end-before-start'],
    ['one after the closing day', slot('2027-03-26', '10:00'), 'outside-programme'],
  ])('%s is refused', async (_what, time, refused) => {
    expect(await book(awa, [time])).toEqual({ refused });
    expect(await meetingsOf(world)).toEqual([]);
  });

  test.each([30, 45, 60, 90])('%i minutes are a length', async (minutes) => {
    expect(await book(awa, [from(thursday.start, minutes)])).toMatchObject({ became: 'booked' });
  });

  test('a minute from now, and an hour of the closing day, are inside the programme', async () => {
    expect(await book(awa, [from(nine + 60_000, 60)])).toMatchObject({ became: 'booked' });
    expect(await book(awa, [slot('2027-03-25', '10:00')])).toMatchObject({ became: 'booked' });
  });

  test('no time at all is refused', async () => {
    expect(await book(awa, [])).toEqual({ refused: 'slot-gone' });
  });

  test.each([
    ['somebody of another pair', ines],
    ['the pair’s own referent', rose],
  ])('%s gets the answer of a pair that does not exist', async (_who, person) => {
    expect(await book(person, [thursday])).toEqual({ refused: 'not-found' });
  });
});

describe('moving a meeting', () => {
  test('the meeting and its event change their time, and the other one is asked anew', async () => {
    const meeting = await booked(world);
    await world.settle();

    expect(await book(marc, [friday], { meeting })).toMatchObject({ became: 'moved', meeting });
    await world.settle();

    expect(await theMeeting(world, meeting)).toMatchObject({
      time: friday,
      agreement: 'asked',
      proposedBy: marc.id,
    });
    expect(world.calendar.events.map(({ state }) => state.startsAt)).toEqual([friday.start]);
    expect(world.calendar.made()).toBe(1);
    expect(mailsTo(world, awa).map(({ kind }) => kind)).toEqual(['confirm']);
  });

  test('its own hour does not stand in its way: half an hour later is free', async () => {
    const meeting = await booked(world);
    await world.settle();

    const later = await book(awa, [slot('2026-04-23', '10:30')], { meeting });

    expect(later).toMatchObject({ became: 'moved' });
  });

  test('where a calendar is unknown, the old time stands until a new one is picked', async () => {
    const meeting = await booked(world);
    await world.settle();
    world.calendar.readable.delete(marc.mail);

    expect(await book(awa, [friday], { meeting })).toMatchObject({ became: 'proposed' });
    await world.settle();

    expect(await theMeeting(world, meeting)).toMatchObject({
      state: 'booked',
      time: thursday,
      proposals: [friday],
    });
    expect(world.calendar.events.map(({ state }) => state.startsAt)).toEqual([thursday.start]);
  });

  test('a meeting of another pair cannot be moved through one’s own', async () => {
    const theirs = await bookMeeting(
      world.deps,
      { person: ines.id },
      {
        pair: '00000003-0000-4000-8000-000000000002',
        mode: 'video',
        place: null,
        slots: [thursday],
        source: 'bot',
      },
    );
    const meeting = 'meeting' in theirs ? theirs.meeting : '';

    expect(await book(awa, [friday], { meeting })).toEqual({ refused: 'not-found' });
  });

  test('a meeting that has begun is not moved any more', async () => {
    const meeting = await booked(world);
    world.clock.now = thursday.start;

    expect(await book(awa, [friday], { meeting })).toEqual({ refused: 'too-late' });
  });
});
