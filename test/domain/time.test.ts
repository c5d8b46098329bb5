import { describe, expect, test } from 'vitest';
import {
  addDays,
  dayOf,
  instantOf,
  isDay,
  isWorkingDay,
  nextWorkingMoment,
  nextWorkingMorning,
  overlaps,
  readMoment,
  timeOfDay,
  type WorkingTime,
} from '../../src/domain/time.ts';
import { paris } from '../support/people.ts';

const iso = (at: number) => new Date(at).toISOString();
const inParis: WorkingTime = {
  zone: 'Europe/Paris',
  departement: '75',
  hours: { from: '09:00', to: '18:00' },
};

describe('a moment is read as it was meant', () => {
  test.each([
    ['2026-04-21T10:00', '2026-04-21T08:00:00.000Z'],
    ['2026-01-20T10:00', '2026-01-20T09:00:00.000Z'],
    ['2026-04-21T10:00:30', '2026-04-21T08:00:30.000Z'],
    ['2026-04-21T10:00Z', '2026-04-21T10:00:00.000Z'],
    ['2026-04-21T10:00:00.000Z', '2026-04-21T10:00:00.000Z'],
    ['2026-04-21T10:00+04:00', '2026-04-21T06:00:00.000Z'],
    ['2028-02-29T10:00', '2028-02-29T09:00:00.000Z'],
    // The hour that autumn doubles: the first of the two.
    ['2026-10-25T02:30', '2026-10-25T00:30:00.000Z'],
    // The last minute before the hour that spring loses, and the first one after.
    ['2026-03-29T01:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29T03:00', '2026-03-29T01:00:00.000Z'],
  ])('%s in Paris is %s', (text, at) => {
    const read = readMoment(text, 'Europe/Paris');

    expect('at' in read && iso(read.at)).toBe(at);
  });

  test.each([
    ['2027-02-29T10:00', 'no-such-day'],
    ['2026-04-31T10:00', 'no-such-day'],
    ['2026-13-01T10:00', 'no-such-day'],
    ['2027-02-29T10:00Z', 'no-such-day'],
    ['2026-03-29T02:00', 'no-such-hour'],
    ['2026-03-29T02:59', 'no-such-hour'],
    ['2026-04-21T24:00', 'unreadable'],
    ['2026-04-21T25:00Z', 'unreadable'],
    ['2026-04-21T10:00+99:00', 'unreadable'],
    ['2026-04-21', 'unreadable'],
    ['2026-04-21 10:00', 'unreadable'],
    ['demain à 10 h', 'unreadable'],
    [' 2026-04-21T10:00', 'unreadable'],
    ['', 'unreadable'],
  ])('« %s » is refused: %s', (text, fault) => {
    expect(readMoment(text, 'Europe/Paris')).toEqual({ fault });
  });

  test('an hour lost in Paris is an hour like any other in Saint-Denis', () => {
    const read = readMoment('2026-03-29T02:30', 'Indian/Reunion');

    expect('at' in read && iso(read.at)).toBe('2026-03-28T22:30:00.000Z');
  });
});

test('days that exist, and texts that are none', () => {
  const days = ['2026-02-28', '2028-02-29', '2026-12-31'];
  expect(days.filter(isDay)).toEqual(days);
  const none = ['2027-02-29', '2026-00-10', '2026-4-21', '2026-04-21T10:00', 'hier', ''];
  expect(none.filter(isDay)).toEqual([]);
});

test('the day and the hour depend on where one is', () => {
  const at = Date.parse('2026-04-21T21:30:00Z');

  expect([dayOf(at, 'Europe/Paris'), timeOfDay(at, 'Europe/Paris')]).toEqual([
    '2026-04-21',
    '23:30',
  ]);
  expect([dayOf(at, 'Indian/Reunion'), timeOfDay(at, 'Indian/Reunion')]).toEqual([
    '2026-04-22',
    '01:30',
  ]);
});

test('a wall clock’s time in the hour that spring loses is the moment just after', () => {
  expect(iso(instantOf('2026-03-29', '02:30', 'Europe/Paris'))).toBe('2026-03-29T01:30:00.000Z');
  expect(iso(instantOf('2026-10-25', '02:30', 'Europe/Paris'))).toBe('2026-10-25T00:30:00.000Z');
});

test('days are counted over the ends of months and years', () => {
  expect([addDays('2026-12-31', 1), addDays('2028-03-01', -1), addDays('2026-04-21', 0)]).toEqual([
    '2027-01-01',
    '2028-02-29',
    '2026-04-21',
  ]);
});

describe('a working day', () => {
  test.each([
    ['2026-04-30', true],
    ['2026-05-01', false],
    ['2026-05-02', false],
    ['2026-05-03', false],
    ['2026-05-04', true],
  ])('%s is a working day: %s', (day, working) => {
    expect(isWorkingDay(day, inParis)).toBe(working);
  });

  test('is one of the days somebody works: not Wednesdays, but Saturdays', () => {
    const days = [1, 2, 4, 5, 6];
    const week = [20, 21, 22, 23, 24, 25, 26].map((day) => `2026-04-${day}`);

    expect(week.filter((day) => isWorkingDay(day, { ...inParis, days }))).toEqual(
      ['20', '21', '23', '24', '25'].map((day) => `2026-04-${day}`),
    );
  });

  test('is none on a public holiday, whoever works on such a weekday', () => {
    const everyDay = { ...inParis, days: [1, 2, 3, 4, 5, 6, 7] };

    expect(isWorkingDay('2026-05-01', everyDay)).toBe(false);
    expect(isWorkingDay('2026-05-02', everyDay)).toBe(true);
  });

  test.each([[[]], [[0]], [[8, Number.NaN]]])(
    'is Monday to Friday when the week is unreadable: %j',
    (days) => {
      expect(isWorkingDay('2026-04-22', { ...inParis, days })).toBe(true);
      expect(isWorkingDay('2026-04-25', { ...inParis, days })).toBe(false);
    },
  );
});

describe('the next working moment', () => {
  test.each([
    ['before the day begins', '2026-04-21', '08:59', '2026-04-21', '09:00'],
    ['as it begins', '2026-04-21', '09:00', '2026-04-21', '09:00'],
    ['in its midst', '2026-04-21', '12:45', '2026-04-21', '12:45'],
    ['its last minute', '2026-04-21', '17:59', '2026-04-21', '17:59'],
    ['as it ends', '2026-04-21', '18:00', '2026-04-22', '09:00'],
    ['on Friday evening', '2026-04-24', '19:00', '2026-04-27', '09:00'],
    ['on Saturday', '2026-04-25', '10:00', '2026-04-27', '09:00'],
    ['before the First of May, a Friday', '2026-04-30', '19:00', '2026-05-04', '09:00'],
  ])('%s', (_when, day, time, thenDay, thenTime) => {
    expect(iso(nextWorkingMoment(paris(day, time), inParis))).toBe(iso(paris(thenDay, thenTime)));
  });

  test('is each one’s own: evening in Saint-Denis is afternoon in Paris', () => {
    const at = paris('2026-04-21', '17:00');
    const reunion = { ...inParis, zone: 'Indian/Reunion', departement: '974' };

    expect(nextWorkingMoment(at, inParis)).toBe(at);
    expect(iso(nextWorkingMoment(at, reunion))).toBe('2026-04-22T05:00:00.000Z');
  });

  test('in the morning is never that of the same day', () => {
    const morning = (time: string) => iso(nextWorkingMorning(paris('2026-04-21', time), inParis));

    expect(['00:00', '08:00', '23:59'].map(morning)).toEqual(
      Array(3).fill(iso(paris('2026-04-22', '09:00'))),
    );
  });

  test('keeps to the wall clock over the change of hour', () => {
    const friday = Date.parse('2026-03-27T18:00:00Z');

    expect(iso(nextWorkingMorning(friday, inParis))).toBe('2026-03-30T07:00:00.000Z');
  });
});

test('two meetings that touch do not overlap; one minute shared is enough', () => {
  const ten = { start: paris('2026-04-21', '10:00'), end: paris('2026-04-21', '11:00') };
  const eleven = { start: ten.end, end: ten.end + 1 };

  expect(overlaps(ten, eleven)).toBe(false);
  expect(overlaps(eleven, ten)).toBe(false);
  expect(overlaps(ten, { start: ten.end - 1, end: ten.end + 1 })).toBe(true);
  expect(overlaps(ten, ten)).toBe(true);
});
