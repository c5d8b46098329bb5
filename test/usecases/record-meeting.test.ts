import { describe, expect, test } from 'vitest';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import {
  correctMeeting,
  recordMeeting,
  sayHeld,
  sayNotHeld,
} from '../../src/usecases/record-meeting.ts';
import { awa, ines, marc, nowhere, p01, paris, rose, slot, thursday } from '../support/people.ts';
import { aWorld, booked, ledger, mailsTo, meetingsOf, theMeeting } from '../support/world.ts';

const world = aWorld();

type By = { id: string };
const held = (by: By, meeting: string, themes = ['networks'], turn?: string) =>
  sayHeld(world.deps, { person: by.id, ...(turn ? { turn } : {}) }, { meeting, themes });
const notHeld = (by: By, meeting: string) => sayNotHeld(world.deps, { person: by.id }, { meeting });
const correct = (by: By, meeting: string, date: string, themes = ['skills']) =>
  correctMeeting(world.deps, { person: by.id }, { meeting, date, themes });
const note = (by: By, date: string, themes = ['skills']) =>
  recordMeeting(world.deps, { person: by.id }, { pair: p01.id, date, themes });

/** Thursday's meeting has just ended. */
async function overNow(): Promise<string> {
  const meeting = await booked(world);
  await world.settle();
  world.clock.now = thursday.end;
  return meeting;
}

describe('whether it took place', () => {
  test('only its day and its themes go to the list', async () => {
    const meeting = await overNow();

    expect(await held(awa, meeting, ['skills', 'networks'])).toEqual({ meeting });
    await world.settle();

    expect(await theMeeting(world, meeting)).toMatchObject({ state: 'held', heldOn: '2026-04-23' });
    const row = { pairCode: 'P01', day: '2026-04-23', themes: ['networks', 'skills'] };
    expect(world.list.rows()).toEqual([row]);
  });

  test('the first answer counts; the second one’s word is kept and changes nothing', async () => {
    const meeting = await overNow();
    await held(awa, meeting, ['networks']);

    expect(await held(marc, meeting, ['other', 'skills'])).toEqual({ meeting });
    await world.settle();

    expect(await world.db.read.meetings.themes(meeting)).toEqual(['networks']);
    expect(world.list.rows().map(({ themes }) => themes)).toEqual([['networks']]);
    const words = await world.db.read.meetings.words(meeting);
    expect(words.map(({ person }) => person).sort()).toEqual([awa.id, marc.id]);
  });

  test('both answering at once leave one row, with the themes of one of them', async () => {
    const meeting = await overNow();

    await Promise.all([held(awa, meeting, ['networks']), held(marc, meeting, ['skills'])]);
    await world.settle();

    expect(world.list.rows()).toHaveLength(1);
    expect(world.list.rows()[0]?.themes).toHaveLength(1);
    expect((await theMeeting(world, meeting)).version).toBe(2);
  });

  test('the same turn twice has one effect', async () => {
    const meeting = await overNow();

    await held(awa, meeting, ['networks'], 'turn-1');
    expect(await held(awa, meeting, ['skills'], 'turn-1')).toEqual({ repeated: true });

    expect(await world.db.read.meetings.themes(meeting)).toEqual(['networks']);
  });

  test('can be said from its start on, not before', async () => {
    const meeting = await booked(world);
    world.clock.now = thursday.start - 1;
    expect(await held(awa, meeting)).toEqual({ refused: 'not-started' });
    expect(await notHeld(awa, meeting)).toEqual({ refused: 'not-started' });

    world.clock.now = thursday.start;
    expect(await held(awa, meeting)).toEqual({ meeting });
  });

  test.each([
    ['none', [], 'themes-needed'],
    ['four', ['networks', 'skills', 'other', 'communication'], 'too-many-themes'],
    ['an unknown one', ['his divorce'], 'unknown-theme'],
  ])('themes: %s, refused, and nothing is written', async (_what, themes, refused) => {
    const meeting = await overNow();

    expect(await held(awa, meeting, themes)).toEqual({ refused });

    expect((await theMeeting(world, meeting)).state).toBe('booked');
    expect(await ledger(world, 'list')).toEqual([]);
  });

  test('not held leaves nothing in the list, and is undone by a correction alone', async () => {
    const meeting = await overNow();

    expect(await notHeld(marc, meeting)).toEqual({ meeting });
    await world.settle();

    expect(world.list.rows()).toEqual([]);
    expect(await held(awa, meeting)).toEqual({ refused: 'already-recorded' });
    expect(await correct(awa, meeting, '2026-04-23')).toEqual({ meeting });
    await world.settle();
    expect(world.list.rows()).toHaveLength(1);
  });

  test('not held, said after it was held, takes the row away again', async () => {
    const meeting = await overNow();
    await held(awa, meeting);
    await world.settle();

    await notHeld(awa, meeting);
    await notHeld(marc, meeting);
    await world.settle();

    expect(world.list.rows()).toEqual([]);
    expect(await world.db.read.meetings.themes(meeting)).toEqual([]);
  });

  test('a cancelled meeting is not held', async () => {
    const meeting = await booked(world);
    await cancelMeeting(world.deps, { person: awa.id }, { meeting });
    world.clock.now = thursday.end;

    expect(await held(awa, meeting)).toEqual({ refused: 'too-late' });
    expect(await notHeld(awa, meeting)).toEqual({ refused: 'too-late' });
  });

  test('its day is the one in the cohort’s zone', async () => {
    const meeting = await overNow();
    await world.db.opened.sql.updateTable('cohort').set({ time_zone: 'Pacific/Noumea' }).execute();
    await world.db.tx(async (t) => {
      const standing = await t.meetings.get(meeting);
      if (standing) await t.meetings.save({ ...standing, time: slot('2026-04-22', '17:00') });
    });

    await held(awa, meeting);

    expect((await theMeeting(world, meeting)).heldOn).toBe('2026-04-23');
  });
});

describe('a meeting held outside the tool', () => {
  test('is one row, and the other one is told', async () => {
    const done = await note(awa, '2026-04-20');
    await world.settle();

    expect(done).toHaveProperty('meeting');
    expect(world.list.rows()).toEqual([{ pairCode: 'P01', day: '2026-04-20', themes: ['skills'] }]);
    expect(world.calendar.made()).toBe(0);
    const told = await world.db.read.effects.byKeyPrefix('held:');
    expect(told.map(({ person }) => person)).toEqual([marc.id]);
    expect(mailsTo(world, awa)).toEqual([]);
  });

  test.each([
    ['29 February 2027', '2027-02-29', 'no-such-day'],
    ['a day in words', 'hier', 'no-such-day'],
    ['tomorrow', '2026-04-22', 'in-the-future'],
    ['the day before the launch', '2026-04-13', 'outside-programme'],
  ])('on %s is refused', async (_when, date, refused) => {
    expect(await note(awa, date)).toEqual({ refused });
    expect(await meetingsOf(world)).toEqual([]);
  });

  test.each(['2026-04-14', '2026-04-21'])('on %s, launch day or today, is noted', async (date) => {
    expect(await note(awa, date)).toHaveProperty('meeting');
  });

  test('the closing day is the last one', async () => {
    world.clock.now = paris('2027-03-26', '09:00');

    expect(await note(awa, '2027-03-26')).toEqual({ refused: 'outside-programme' });
    expect(await note(awa, '2027-03-25')).toHaveProperty('meeting');
  });

  test('the same day twice is one meeting, by both at once as well', async () => {
    const both = await Promise.all([note(awa, '2026-04-20'), note(marc, '2026-04-20')]);

    expect(both).toContainEqual({ refused: 'already-recorded' });
    expect(await meetingsOf(world)).toHaveLength(1);
    expect(await note(awa, '2026-04-19')).toHaveProperty('meeting');
  });

  test('is the booked one, when one stood in the calendars that day', async () => {
    const meeting = await overNow();

    expect(await note(marc, '2026-04-23')).toEqual({ meeting });

    expect(await meetingsOf(world)).toHaveLength(1);
    expect(await theMeeting(world, meeting)).toMatchObject({ state: 'held', source: 'bot' });
  });

  test('is another one, when the booked one is still to come that day', async () => {
    const meeting = await booked(world);
    world.clock.now = thursday.start - 1;

    await note(awa, '2026-04-23');

    expect(await meetingsOf(world)).toHaveLength(2);
    expect((await theMeeting(world, meeting)).state).toBe('booked');
  });
});

describe('a correction', () => {
  test('by either of the two changes the row in its place', async () => {
    const meeting = await overNow();
    await held(awa, meeting);
    await world.settle();

    expect(await correct(marc, meeting, '2026-04-22', ['other'])).toEqual({ meeting });
    await world.settle();

    expect(world.list.rows()).toEqual([{ pairCode: 'P01', day: '2026-04-22', themes: ['other'] }]);
    expect(world.list.made()).toBe(1);
  });

  test.each([
    ['2026-04-24', 'in-the-future'],
    ['2026-04-13', 'outside-programme'],
    ['2026-04-31', 'no-such-day'],
  ])('to %s is refused: %s', async (date, refused) => {
    const meeting = await overNow();
    await held(awa, meeting);

    expect(await correct(awa, meeting, date)).toEqual({ refused });
  });

  test('with four themes is refused', async () => {
    const meeting = await overNow();
    const four = ['networks', 'skills', 'other', 'communication'];

    expect(await correct(awa, meeting, '2026-04-23', four)).toEqual({ refused: 'too-many-themes' });
  });
});

test.each([
  ['held', (by: By, meeting: string) => held(by, meeting)],
  ['not held', notHeld],
  ['a correction', (by: By, meeting: string) => correct(by, meeting, '2026-04-23')],
])('%s: nobody but the two gets any other answer than for a missing meeting', async (_, act) => {
  const meeting = await overNow();

  const answers = [await act(ines, meeting), await act(rose, meeting), await act(awa, nowhere)];

  expect(answers).toEqual(Array(3).fill({ refused: 'not-found' }));
  expect(await note(ines, '2026-04-20')).toEqual({ refused: 'not-found' });
});
