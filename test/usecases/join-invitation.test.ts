import { describe, expect, test } from 'vitest';
import { acceptMeeting } from '../../src/usecases/answer-meeting.ts';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { readHints, sweepCalendar } from '../../src/usecases/follow-calendar.ts';
import { registerAppointment } from '../../src/usecases/register-appointment.ts';
import { invite, rewrite, theirWords } from '../support/invitations.ts';
import { awa, friday, ines, marc, p01, slot, thursday } from '../support/people.ts';
import { aWorld, cardsTo, hasBot, mailsTo, meetingsOf, theMeeting } from '../support/world.ts';

const world = aWorld();

async function registered(wish: object = {}): Promise<string> {
  const done = await registerAppointment(
    world.deps,
    { person: marc.id },
    { pair: p01.id, time: thursday, mode: 'video', place: null, ...wish },
  );
  if (!('meeting' in done)) throw new Error(`not registered: ${JSON.stringify(done)}`);
  return done.meeting;
}

/** Marc has registered Thursday at ten, and his invitation is in the programme mailbox. */
async function joined(): Promise<{ meeting: string; copy: string }> {
  const meeting = await registered();
  const copy = invite(world, marc.mail, [awa.mail], thursday);
  await sweepCalendar(world.deps);
  await world.settle();
  world.calendar.calls.length = 0;
  return { meeting, copy };
}

const eventOf = (meeting: string) => world.db.read.events.latest(meeting);
const madeOf = (meeting: string) => world.db.read.appointments.of(meeting);
const wordsIn = (copy: string) =>
  world.calendar.events.find(({ state }) => state.graphId === copy)?.words;
const stateOf = (copy: string) =>
  world.calendar.events.find(({ state }) => state.graphId === copy)?.state;

/** A notification names an event; whoever is waited for is read. */
async function notified(graphId: string): Promise<number> {
  const version = stateOf(graphId)?.changeKey ?? 'deleted';
  return world.db.tx((t) => t.hints.add([{ graphId, version }], world.clock.now));
}

describe('the invitation of a meeting that was registered', () => {
  test('is joined by organiser, partner and start, found by the sweep', async () => {
    const meeting = await registered();
    const copy = invite(world, marc.mail, [awa.mail], thursday);

    await sweepCalendar(world.deps);

    expect(await eventOf(meeting)).toMatchObject({
      ...{ state: 'there', graphId: copy, iCalUId: stateOf(copy)?.iCalUId, organiser: marc.mail },
    });
    expect(await madeOf(meeting)).toMatchObject({ joined: world.clock.now });
  });

  test('is joined the moment a notification names it', async () => {
    const meeting = await registered();
    const copy = invite(world, marc.mail, [awa.mail], thursday);

    expect(await notified(copy)).toBe(1);
    await readHints(world.deps);

    expect(await eventOf(meeting)).toMatchObject({ state: 'there', graphId: copy });
    expect(world.calendar.calls).toEqual(['read']);
  });

  test('named and swept again and again is joined once, blanked once, told once', async () => {
    await hasBot(world, awa, marc);
    await registered();
    const copy = invite(world, marc.mail, [awa.mail], thursday);

    for (let time = 0; time < 3; time += 1) {
      await notified(copy);
      await readHints(world.deps);
      await sweepCalendar(world.deps);
      await world.settle();
    }

    expect(world.calendar.calls.filter((call) => call === 'blank')).toHaveLength(1);
    expect(cardsTo(world, awa)).toHaveLength(1);
    expect(cardsTo(world, marc)).toEqual([]);
  });

  test('read by several at once is joined once', async () => {
    await hasBot(world, awa);
    const meeting = await registered();
    invite(world, marc.mail, [awa.mail], thursday);

    await Promise.all([1, 2, 3].map(() => sweepCalendar(world.deps)));
    await world.settle();

    expect(cardsTo(world, awa)).toHaveLength(1);
    expect(await eventOf(meeting)).toMatchObject({ incarnation: 1 });
  });

  test('loses what its organiser wrote, and is known in the version that is left', async () => {
    const { meeting, copy } = await joined();

    expect(wordsIn(copy)).toBe('');
    expect((await eventOf(meeting))?.changeKey).toBe(stateOf(copy)?.changeKey);
    await sweepCalendar(world.deps);
    await world.settle();
    expect(world.calendar.calls).toEqual(['view']);
  });

  test('is followed by its length, too', async () => {
    const meeting = await registered();
    const longer = { ...thursday, end: thursday.end + 900_000 };
    invite(world, marc.mail, [awa.mail], longer);

    await sweepCalendar(world.deps);

    expect((await theMeeting(world, meeting)).time).toEqual(longer);
  });

  test('is joined though what lies below the second was lost on its way', async () => {
    const fraction = { start: thursday.start + 234, end: thursday.end + 234 };
    const meeting = await registered({ time: fraction });
    const copy = invite(world, marc.mail, [awa.mail], thursday);

    await sweepCalendar(world.deps);

    expect(await eventOf(meeting)).toMatchObject({ graphId: copy });
    expect((await theMeeting(world, meeting)).time).toEqual(thursday);
  });

  test('is told to the partner, who may say yes', async () => {
    await hasBot(world, awa);
    const { meeting } = await joined();

    expect(cardsTo(world, awa)[0]?.model).toMatchObject({
      ...{ kind: 'meeting', meeting, partner: marc.name, agreement: 'asked', time: thursday },
      may: { accept: true, move: false, cancel: true },
    });
    await acceptMeeting(world.deps, { person: awa.id }, { meeting });
    await world.settle();
    expect((await theMeeting(world, meeting)).agreement).toBe('agreed');
    expect(world.calendar.calls).toEqual([]);
  });
});

describe('nobody’s business', () => {
  const others: [what: string, organiser: string, invited: string[], time: typeof thursday][] = [
    ['of somebody else', 'dr.martin@elsewhere.example', [awa.mail], thursday],
    ['without the partner', marc.mail, [ines.mail], thursday],
    ['at another time', marc.mail, [awa.mail], friday],
    ['a minute later', marc.mail, [awa.mail], slot('2026-04-23', '10:01')],
  ];

  test.each(others)('is an invitation %s', async (_what, organiser, invited, time) => {
    const meeting = await registered();
    const copy = invite(world, organiser, invited, time);

    await sweepCalendar(world.deps);
    await notified(copy);
    await readHints(world.deps);
    await world.settle();

    expect(await eventOf(meeting)).toBeUndefined();
    expect(wordsIn(copy)).toBe(theirWords);
    expect(await meetingsOf(world)).toHaveLength(1);
  });

  test('is whatever comes while nothing is awaited: no hint is kept, nothing is read', async () => {
    const copy = invite(world, marc.mail, [awa.mail], thursday);

    expect(await notified(copy)).toBe(0);
    await readHints(world.deps);
    expect(world.calendar.calls).toEqual([]);
  });

  test('is an invitation that was called off before it was seen', async () => {
    const meeting = await registered();
    invite(world, marc.mail, [awa.mail], thursday, { cancelled: true });

    await sweepCalendar(world.deps);

    expect(await eventOf(meeting)).toBeUndefined();
  });
});

test('an organiser is known by the address of their own mailbox as well', async () => {
  const meeting = await registered({ mailbox: 'm.delcourt@chu.example' });
  invite(world, 'm.delcourt@chu.example', [awa.mail], thursday);

  await sweepCalendar(world.deps);

  expect(await eventOf(meeting)).toMatchObject({ organiser: 'm.delcourt@chu.example' });
});

describe('its organiser', () => {
  test('moves it, and the meeting follows; the partner is asked anew', async () => {
    await hasBot(world, awa, marc);
    const { meeting, copy } = await joined();
    await acceptMeeting(world.deps, { person: awa.id }, { meeting });
    await world.settle();
    const before = cardsTo(world, marc).length;
    rewrite(world, copy, { startsAt: friday.start, endsAt: friday.end });

    await sweepCalendar(world.deps);
    await world.settle();

    expect(await theMeeting(world, meeting)).toMatchObject({
      ...{ time: friday, agreement: 'asked', proposedBy: marc.id },
    });
    expect(cardsTo(world, awa).at(-1)?.model).toMatchObject({
      time: friday,
      may: { accept: true },
    });
    expect(cardsTo(world, marc)).toHaveLength(before);
    expect(wordsIn(copy)).toBe('');
  });

  test('writes to it again, and the words go again', async () => {
    const { meeting, copy } = await joined();
    rewrite(world, copy);

    await notified(copy);
    await readHints(world.deps);
    await world.settle();

    expect(wordsIn(copy)).toBe('');
    expect((await theMeeting(world, meeting)).version).toBe(1);
  });

  test('calls it off, as far as we can see: both are asked, nothing is concluded', async () => {
    await hasBot(world, awa, marc);
    const { meeting, copy } = await joined();
    rewrite(world, copy, { cancelled: true });

    await sweepCalendar(world.deps);
    await world.settle();

    expect(await theMeeting(world, meeting)).toMatchObject({
      ...{ state: 'booked', time: thursday, agreement: 'asked', proposedBy: null },
    });
    for (const person of [awa, marc]) {
      expect(cardsTo(world, person).at(-1)?.model).toMatchObject({
        ...{ doubted: true, state: 'booked' },
        may: { accept: true, cancel: true, move: false },
      });
    }
  });

  test('calls it off: whoever has only mail is asked by mail', async () => {
    const { copy } = await joined();
    rewrite(world, copy, { cancelled: true });

    await sweepCalendar(world.deps);
    await world.settle();

    for (const person of [awa, marc]) {
      expect(mailsTo(world, person).at(-1)).toMatchObject({ kind: 'confirm', doubted: true });
    }
  });

  test('takes the partner’s invitation away: the same', async () => {
    const { meeting, copy } = await joined();
    rewrite(world, copy, { answers: [] });

    await sweepCalendar(world.deps);

    expect(await theMeeting(world, meeting)).toMatchObject({ state: 'booked', proposedBy: null });
  });

  test('sends it anew, and nothing is asked any more', async () => {
    const { meeting, copy } = await joined();
    rewrite(world, copy, { cancelled: true });
    await sweepCalendar(world.deps);
    rewrite(world, copy, { cancelled: false });

    await sweepCalendar(world.deps);
    await world.settle();

    expect(await theMeeting(world, meeting)).toMatchObject({
      ...{ state: 'booked', time: thursday, proposedBy: marc.id },
    });
    expect(await eventOf(meeting)).toMatchObject({ state: 'there', incarnation: 1 });
    expect(wordsIn(copy)).toBe('');
  });

  test('sends it anew as another item at another time: known by its iCalUId alone', async () => {
    const { meeting, copy } = await joined();
    const iCalUId = stateOf(copy)?.iCalUId ?? '';
    world.calendar.take(copy);
    await sweepCalendar(world.deps);
    const again = invite(world, marc.mail, [awa.mail], friday, { iCalUId });

    await world.db.tx((t) => t.hints.add([{ graphId: again, version: 'v' }], world.clock.now));
    await readHints(world.deps);
    await sweepCalendar(world.deps);

    expect(await eventOf(meeting)).toMatchObject({ state: 'there', graphId: again });
    expect((await theMeeting(world, meeting)).time).toEqual(friday);
  });
});

test('called off here, the event in Outlook is left to whoever made it', async () => {
  await hasBot(world, awa, marc);
  const { meeting } = await joined();

  await cancelMeeting(world.deps, { person: awa.id }, { meeting });
  await world.settle();

  expect(world.calendar.calls).toEqual([]);
  expect(cardsTo(world, marc).at(-1)?.model).toMatchObject({
    ...{ state: 'cancelled', leftInOutlook: true },
  });
});

test('called off here and made anew at another time, the same event is the new meeting’s', async () => {
  const { meeting, copy } = await joined();
  await cancelMeeting(world.deps, { person: marc.id }, { meeting });
  const other = await registered({ time: friday });
  rewrite(world, copy, { startsAt: friday.start, endsAt: friday.end });

  await sweepCalendar(world.deps);

  expect(other).not.toBe(meeting);
  expect(await eventOf(other)).toMatchObject({ state: 'there', graphId: copy });
  expect(await eventOf(meeting)).toMatchObject({ state: 'gone', graphId: null, iCalUId: null });
});
