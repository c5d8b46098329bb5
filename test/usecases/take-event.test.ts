import { describe, expect, test } from 'vitest';
import { acceptMeeting } from '../../src/usecases/answer-meeting.ts';
import { undoMeeting } from '../../src/usecases/cancel-meeting.ts';
import { sweepCalendar } from '../../src/usecases/follow-calendar.ts';
import { sayHeld } from '../../src/usecases/record-meeting.ts';
import { takeEvent } from '../../src/usecases/take-event.ts';
import { awa, friday, marc, slot, thursday } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked, mailsTo, theMeeting } from '../support/world.ts';

const world = aWorld();

/** Thursday's meeting, which stands in both calendars. */
async function standing(): Promise<string> {
  const meeting = await booked(world);
  await world.settle();
  return meeting;
}

async function sweep(): Promise<void> {
  await sweepCalendar(world.deps);
  await world.settle();
}

const agreed = async (meeting: string) => {
  await acceptMeeting(world.deps, { person: marc.id }, { meeting });
  await world.settle();
};

async function theEvent(meeting: string) {
  const event = await world.db.read.events.latest(meeting);
  if (!event) throw new Error('no such event');
  return event;
}

describe('what people answer in Outlook', () => {
  test('an acceptance is the answer to the bot’s question, and nobody is written to', async () => {
    const meeting = await standing();
    world.calendar.answer(marc.mail, 'accepted');

    await sweep();

    expect(await theMeeting(world, meeting)).toMatchObject({
      ...{ agreement: 'agreed', answeredBy: marc.id },
    });
    expect(mailsTo(world, awa)).toEqual([]);
  });

  test('a decline cancels nothing, and asks the other one for another time', async () => {
    const meeting = await standing();
    world.calendar.answer(marc.mail, 'declined');

    await sweep();

    expect(await theMeeting(world, meeting)).toMatchObject({
      ...{ state: 'booked', time: thursday, agreement: 'other-time', answeredBy: marc.id },
    });
    expect(mailsTo(world, awa).map(({ kind }) => kind)).toEqual(['other-time']);
    expect(world.calendar.events).toHaveLength(1);
  });

  test('a decline by whoever proposed it asks the other one', async () => {
    const meeting = await standing();
    world.calendar.answer(awa.mail, 'declined');

    await sweep();

    expect((await theMeeting(world, meeting)).answeredBy).toBe(awa.id);
    expect(mailsTo(world, marc).map(({ kind }) => kind)).toEqual(['confirm', 'other-time']);
  });

  test('the proposer’s own acceptance and a tentative answer say nothing', async () => {
    const meeting = await standing();
    world.calendar.answer(awa.mail, 'accepted');
    world.calendar.answer(marc.mail, 'tentative');

    await sweep();

    expect((await theMeeting(world, meeting)).agreement).toBe('asked');
  });

  test('a decline after having agreed is heard', async () => {
    const meeting = await standing();
    await acceptMeeting(world.deps, { person: marc.id }, { meeting });
    await world.settle();
    world.calendar.answer(marc.mail, 'declined');

    await sweep();

    expect((await theMeeting(world, meeting)).agreement).toBe('other-time');
  });

  test('whoever declined there and then agrees to it here has agreed', async () => {
    const meeting = await standing();
    world.calendar.answer(marc.mail, 'declined');
    await sweep();
    await booked(world, { meeting, slots: [friday] });
    await acceptMeeting(world.deps, { person: marc.id }, { meeting });
    await world.settle();
    world.calendar.answer(awa.mail, 'accepted');

    await sweep();

    expect((await theMeeting(world, meeting)).agreement).toBe('agreed');
  });

  test('read twice asks once', async () => {
    await standing();
    world.calendar.answer(marc.mail, 'declined');

    await sweep();
    await sweep();

    expect(mailsTo(world, awa)).toHaveLength(1);
  });

  test('an answer to the former time says nothing of the new one', async () => {
    const meeting = await standing();
    world.calendar.answer(marc.mail, 'declined');
    await booked(world, { meeting, slots: [friday] });

    await sweepCalendar(world.deps);

    expect(await theMeeting(world, meeting)).toMatchObject({ time: friday, agreement: 'asked' });
  });
});

describe('another time proposed in Outlook', () => {
  test('is put to the other one, and carried out once agreed', async () => {
    const meeting = await standing();
    world.calendar.answer(marc.mail, 'tentative', friday);

    await sweep();
    expect(mailsTo(world, awa).map(({ kind }) => kind)).toEqual(['proposal']);
    expect(await theMeeting(world, meeting)).toMatchObject({
      ...{ time: thursday, proposals: [friday], proposedBy: marc.id, agreement: 'asked' },
    });

    await acceptMeeting(world.deps, { person: awa.id }, { meeting, slot: friday });
    await sweep();
    expect(await theMeeting(world, meeting)).toMatchObject({ time: friday, agreement: 'agreed' });
    expect(world.calendar.events.map(({ state }) => state.startsAt)).toEqual([friday.start]);
    expect(world.calendar.made()).toBe(1);
  });

  test('read again and again is put once', async () => {
    await standing();
    world.calendar.answer(marc.mail, 'declined', friday);

    for (const _time of [1, 2, 3]) await sweep();

    expect(mailsTo(world, awa)).toHaveLength(1);
  });

  test.each([
    ['in the past', slot('2026-04-20', '10:00')],
    ['after the closing day', slot('2027-03-26', '10:00')],
  ])('%s is heard as the wish of another time', async (_when, time) => {
    const meeting = await standing();
    world.calendar.answer(marc.mail, 'declined', time);

    await sweep();

    expect(await theMeeting(world, meeting)).toMatchObject({
      ...{ agreement: 'other-time', proposals: [], time: thursday },
    });
  });
});

describe('the organiser’s own hand', () => {
  test('moves it: both hear once, neither has chosen it, and the first yes asks the other one', async () => {
    const meeting = await standing();
    await agreed(meeting);
    world.mail.sent.length = 0;
    world.calendar.drag('event-1', friday);

    await sweep();
    await sweep();
    expect(await theMeeting(world, meeting)).toMatchObject({
      ...{ state: 'booked', time: friday, agreement: 'asked', proposedBy: null },
    });
    expect([awa, marc].map((one) => mailsTo(world, one).map(({ kind }) => kind))).toEqual([
      ['confirm'],
      ['confirm'],
    ]);
    expect(world.calendar.calls).not.toContain('move');

    await acceptMeeting(world.deps, { person: marc.id }, { meeting });
    expect(await theMeeting(world, meeting)).toMatchObject({
      ...{ agreement: 'asked', proposedBy: marc.id },
    });
    await acceptMeeting(world.deps, { person: awa.id }, { meeting });
    expect((await theMeeting(world, meeting)).agreement).toBe('agreed');
  });

  test('calls it off: both hear once, and no event is made anew', async () => {
    const meeting = await standing();
    world.mail.sent.length = 0;
    world.calendar.take('event-1');

    await sweep();
    await sweep();

    expect((await theMeeting(world, meeting)).state).toBe('cancelled');
    expect([...mailsTo(world, awa), ...mailsTo(world, marc)].map(({ kind }) => kind)).toEqual([
      'cancelled',
      'cancelled',
    ]);
    expect(world.calendar.events).toEqual([]);
    expect(world.calendar.made()).toBe(1);
  });

  test('called off there and restored here, it stands as a new event', async () => {
    const meeting = await standing();
    world.calendar.take('event-1');
    await sweep();

    await undoMeeting(world.deps, { person: awa.id }, { meeting });
    await sweep();

    expect((await theMeeting(world, meeting)).state).toBe('booked');
    expect(world.calendar.events.map(({ state }) => state.graphId)).toEqual(['event-2']);
  });

  test('takes one invitation away: nobody is left with half a meeting', async () => {
    const meeting = await standing();
    world.calendar.uninvite('event-1', marc.mail);

    await sweep();

    expect((await theMeeting(world, meeting)).state).toBe('cancelled');
    expect(world.calendar.events).toEqual([]);
  });

  test('moves one that lies behind, with only one of them invited: it is called off, not lost', async () => {
    const meeting = await standing();
    world.clock.now = thursday.end;
    const [event] = world.calendar.events;
    if (event) event.draft = { ...event.draft, attendees: event.draft.attendees.slice(0, 1) };
    world.calendar.drag('event-1', slot('2026-05-05', '10:00'));

    await sweep();

    expect((await theMeeting(world, meeting)).state).toBe('cancelled');
    expect(world.calendar.events).toEqual([]);
  });

  test('of what lies behind, a deleted event changes nothing: it is still asked about', async () => {
    const meeting = await standing();
    world.clock.now = thursday.end;
    world.calendar.take('event-1');

    await sweep();

    expect((await theMeeting(world, meeting)).state).toBe('booked');
  });
});

describe('a meeting that was held', () => {
  async function held(): Promise<string> {
    const meeting = await standing();
    await world.settle(thursday.end);
    await sayHeld(world.deps, { person: awa.id }, { meeting, themes: ['networks'] });
    await world.settle();
    return meeting;
  }

  test('and is moved ahead is not held any more: its row goes, its themes stay', async () => {
    const meeting = await held();
    const may = slot('2026-05-05', '10:00');
    world.calendar.drag('event-1', may);

    await sweep();

    expect(await theMeeting(world, meeting)).toMatchObject({
      ...{ state: 'booked', time: may, heldOn: null, askedAt: null },
    });
    expect(world.list.rows()).toEqual([]);
    expect(await world.db.read.meetings.themes(meeting)).toEqual(['networks']);
    expect(await world.db.read.meetings.words(meeting)).toEqual([]);
  });

  test('and is moved ahead with only one of them invited is called off: nobody keeps half of it', async () => {
    const meeting = await held();
    world.calendar.uninvite('event-1', marc.mail);
    await sweep();
    expect((await theMeeting(world, meeting)).state).toBe('held');
    const [event] = world.calendar.events;
    if (event) event.draft = { ...event.draft, attendees: event.draft.attendees.slice(0, 1) };
    world.calendar.drag('event-1', slot('2026-05-05', '10:00'));
    world.mail.sent.length = 0;

    await sweep();

    expect((await theMeeting(world, meeting)).state).toBe('cancelled');
    expect(world.calendar.events).toEqual([]);
    expect(world.list.rows()).toEqual([]);
    // Each hears once, of what it came to.
    expect([awa, marc].map((one) => mailsTo(world, one).map(({ kind }) => kind))).toEqual([
      ['cancelled'],
      ['cancelled'],
    ]);
  });

  test('and is moved to another past day was held on that day', async () => {
    const meeting = await held();
    world.clock.now = slot('2026-04-30', '10:00').start;
    world.calendar.drag('event-1', slot('2026-04-22', '15:00'));

    await sweep();
    await sweep();

    expect(world.list.rows()).toEqual([
      { pairCode: 'P01', day: '2026-04-22', themes: ['networks'] },
    ]);
    expect(world.list.made()).toBe(1);
    expect((await theMeeting(world, meeting)).state).toBe('held');
  });
});

describe('what was read before our own last write says nothing', () => {
  test('of an event that is being moved', async () => {
    const meeting = await standing();
    world.calendar.fail('move', fault(503));
    await booked(world, { meeting, slots: [friday] });
    await world.effects.drain();

    await sweepCalendar(world.deps);

    expect((await theMeeting(world, meeting)).time).toEqual(friday);
  });

  test('of one that was moved between the reading and the taking', async () => {
    const meeting = await standing();
    const read = await theEvent(meeting);
    const [before] = world.calendar.events;
    const state = before?.state;
    await booked(world, { meeting, slots: [friday] });
    await world.settle();

    if (state) await takeEvent(world.deps, read, { ...state, startsAt: thursday.start + 1 });

    expect((await theMeeting(world, meeting)).time).toEqual(friday);
  });
});
