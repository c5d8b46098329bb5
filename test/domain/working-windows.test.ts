import { describe, expect, test } from 'vitest';
import type { WorkingTime } from '../../src/domain/time.ts';
import { wallMinutes, workingWindows } from '../../src/domain/working-windows.ts';

const inParis: WorkingTime = {
  zone: 'Europe/Paris',
  departement: '75',
  hours: { from: '09:00', to: '18:00' },
};
const lunch = { from: '12:30', to: '14:00' };
const span = (start: string, end: string) => ({ start: Date.parse(start), end: Date.parse(end) });
const iso = (at: number) => new Date(at).toISOString().slice(0, 16);

describe('working days as instants', () => {
  test('are those that share an instant with the span, without weekends and days off', () => {
    const seen = workingWindows(inParis, lunch, span('2026-04-30T16:00Z', '2026-05-05T07:00Z'));

    // Thursday has just ended, Friday is the First of May, Tuesday has not begun.
    expect(seen.map(({ day, weekday }) => [day, weekday])).toEqual([['2026-05-04', 1]]);
    const more = workingWindows(inParis, lunch, span('2026-04-30T15:59Z', '2026-05-05T07:01Z'));
    expect(more.map(({ day }) => day)).toEqual(['2026-04-30', '2026-05-04', '2026-05-05']);
  });

  test('begin on the day it is over there, on either side of the date line', () => {
    const day = span('2026-04-22T00:00Z', '2026-04-23T00:00Z');
    const at = (zone: string) =>
      workingWindows({ ...inParis, zone }, lunch, day).map((one) => `${one.day} ${iso(one.start)}`);

    expect(at('Pacific/Noumea')).toEqual([
      '2026-04-22 2026-04-21T22:00',
      '2026-04-23 2026-04-22T22:00',
    ]);
    expect(at('Pacific/Tahiti')).toEqual([
      '2026-04-21 2026-04-21T19:00',
      '2026-04-22 2026-04-22T19:00',
    ]);
  });

  test('are found from a span that is still on the day before in UTC', () => {
    const noumea = { ...inParis, zone: 'Pacific/Noumea' };
    const seen = workingWindows(noumea, lunch, span('2026-04-21T22:30Z', '2026-04-21T23:00Z'));

    expect(seen.map(({ day }) => day)).toEqual(['2026-04-22']);
  });

  test('are numbered one after another, whatever the clock does', () => {
    const seen = workingWindows(inParis, lunch, span('2026-10-23T00:00Z', '2026-10-27T00:00Z'));

    expect(seen.map(({ dayNumber }) => dayNumber - (seen[0]?.dayNumber ?? 0))).toEqual([0, 3]);
    expect(seen.map(({ start }) => iso(start))).toEqual(['2026-10-23T07:00', '2026-10-26T08:00']);
  });

  test('that would end before they begin are none, and so is such a lunch', () => {
    const day = span('2026-04-22T00:00Z', '2026-04-23T00:00Z');
    const turned = { from: '18:00', to: '09:00' };

    expect(workingWindows({ ...inParis, hours: turned }, lunch, day)).toEqual([]);
    expect(workingWindows(inParis, turned, day).map((one) => one.lunch)).toEqual([null]);
    expect(workingWindows(inParis, lunch, { start: 0, end: Infinity })).toEqual([]);
  });

  test('of two people are never mixed up', () => {
    const day = span('2026-04-22T00:00Z', '2026-04-23T00:00Z');
    const opens = (change: Partial<WorkingTime>, at = lunch) =>
      workingWindows({ ...inParis, ...change }, at, day).map((one) => [
        iso(one.start).slice(11),
        one.lunch && iso(one.lunch.start).slice(11),
      ]);

    expect(opens({})).toEqual([['07:00', '10:30']]);
    expect(opens({ hours: { from: '08:00', to: '18:00' } })).toEqual([['06:00', '10:30']]);
    expect(opens({}, { from: '12:00', to: '13:00' })).toEqual([['07:00', '10:00']]);
    expect(opens({ days: [1, 2, 4, 5] })).toEqual([]);
    expect(opens({ zone: 'Indian/Reunion' })).toEqual([['05:00', '08:30']]);
  });
});

describe('the clock on the wall', () => {
  test.each([
    ['an ordinary day', '2026-10-23', '2026-10-23T00:30Z', 2 * 60 + 30],
    ['the hour that autumn doubles, for the first time', '2026-10-25', '2026-10-25T00:30Z', 150],
    ['the hour that autumn doubles, once more', '2026-10-25', '2026-10-25T01:30Z', 150],
    ['the hour after', '2026-10-25', '2026-10-25T02:30Z', 210],
    ['the hour after the one spring loses', '2026-03-29', '2026-03-29T01:30Z', 210],
  ])('on %s', (_when, day, at, shown) => {
    const atNight = { ...inParis, days: [5, 7], hours: { from: '00:00', to: '06:00' } };
    const [window] = workingWindows(atNight, lunch, span(at, at.replace('30Z', '31Z')));

    expect(window?.day).toBe(day);
    expect(window && wallMinutes(window, Date.parse(at))).toBe(shown);
  });
});
