import { describe, expect, test } from 'vitest';
import {
  type CollectiveDay,
  dayShown,
  dayShows,
  dayTime,
  fateOf,
  inOrder,
  type Seat,
  sameInvitees,
  seatsFor,
} from '../../src/domain/collective-day.ts';
import { hour, minute } from '../../src/domain/time.ts';
import { paris } from '../support/people.ts';

const midterm: CollectiveDay = {
  day: '2026-10-08',
  hours: { from: '14:00', to: '16:00' },
  zone: 'Europe/Paris',
  noticeHours: 24,
};
const start = paris('2026-10-08', '14:00');
const time = { start, end: start + 2 * hour };

const names = (count: number) =>
  Array.from({ length: count }, (_, at) => `person ${String(at).padStart(4, '0')}`);
const sizes = (seats: Seat[]) => {
  const parts = seats.map(({ part }) => part);
  return [...new Set(parts)].map((part) => parts.filter((one) => one === part).length);
};

describe('an event holds 500 people', () => {
  test.each([
    [74, [74]],
    [499, [499]],
    [500, [500]],
    [501, [500, 1]],
    [1203, [500, 500, 203]],
  ])('%i people sit in parts of %j', (count, expected) => {
    expect(sizes(seatsFor([], names(count)))).toEqual(expected);
  });

  test('somebody named twice has one seat', () => {
    expect(seatsFor([], ['Rose', 'Awa', 'Rose'])).toEqual([
      { person: 'Rose', part: 1 },
      { person: 'Awa', part: 1 },
    ]);
  });
});

describe('whoever is invited keeps their part', () => {
  const full = seatsFor([], names(1203));

  test('newcomers fill the first part with room', () => {
    const after = seatsFor(full, [...names(1203), 'Inès', 'Karim']);

    expect(after.slice(0, 1203)).toEqual(full);
    expect(after.slice(1203)).toEqual([
      { person: 'Inès', part: 3 },
      { person: 'Karim', part: 3 },
    ]);
  });

  test('a seat left in the first part is taken by the next one to come', () => {
    const others = names(1203).slice(1);
    const after = seatsFor(full, [...others, 'Inès', 'Karim']);

    expect(after.slice(0, 1202)).toEqual(full.slice(1));
    expect(after.slice(1202)).toEqual([
      { person: 'Inès', part: 1 },
      { person: 'Karim', part: 3 },
    ]);
  });

  test('a part that everybody left is the first with room again', () => {
    const others = names(1203).slice(500);

    expect(seatsFor(full, [...others, 'Inès']).at(-1)).toEqual({ person: 'Inès', part: 1 });
  });
});

describe('what an event shows', () => {
  const shows = dayShows(time, ['awa@a.example', 'marc@b.example']);

  test('is the same whoever is named first, and another for other people or another time', () => {
    expect(dayShows(time, ['marc@b.example', 'awa@a.example'])).toBe(shows);
    expect(dayShows(time, ['awa@a.example'])).not.toBe(shows);
    expect(dayShows({ ...time, end: time.end + minute }, ['awa@a.example'])).not.toBe(shows);
  });

  test('tells people apart from times, and names nobody', () => {
    const later = dayShows({ start: start + hour, end: time.end + hour }, [
      'awa@a.example',
      'marc@b.example',
    ]);

    expect(sameInvitees(shows, later)).toBe(true);
    expect(sameInvitees(shows, dayShows(time, ['awa@a.example']))).toBe(false);
    expect(shows).not.toContain('awa');
  });
});

test('hours are read in the cohort’s zone, on either side of a change of the clocks', () => {
  expect(dayTime(midterm)).toEqual(time);
  const closing = { ...midterm, day: '2027-03-25', zone: 'Indian/Reunion' };
  expect(dayTime(closing).start).toBe(Date.parse('2027-03-25T14:00:00+04:00'));
});

describe('what becomes of a day’s events', () => {
  const shown = dayShows(time, []);

  test.each([
    ['a first invitation, a day ahead', [], start - 24 * hour, 'invite'],
    ['a first invitation, a minute too late', [], start - 24 * hour + minute, 'leave'],
    ['what stands, an hour ahead', [shown], start - hour, 'invite'],
    ['what was asked for and shows nothing yet, an hour ahead', [null], start - hour, 'invite'],
    ['what stands, at its very beginning', [shown], start, 'leave'],
    ['nothing, long after', [], start + 100 * hour, 'leave'],
  ] as const)('%s: %j at %i is to %s', (_what, stands, now, fate) => {
    expect(fateOf(midterm, stands, now)).toBe(fate);
  });

  test('a day the cohort no longer has is called off', () => {
    expect(fateOf(undefined, [shown], start - hour)).toBe('call-off');
  });

  test('a day now said to be past is called off where it still calls people to a later one', () => {
    const now = start - 24 * hour;
    const past = { ...midterm, day: '2026-10-01' };

    expect(fateOf(past, [shown], now)).toBe('call-off');
    expect(fateOf(past, [null], now)).toBe('leave');
  });
});

describe('a time in Outlook stands for', () => {
  const before = midterm.hours;
  const shown = (from: number, to: number, zone = 'Europe/Paris') =>
    dayShown({ start: from, end: to }, zone, before);

  test('the day and the hours it has in the cohort’s zone', () => {
    const [from, to] = [paris('2026-10-15', '22:30'), paris('2026-10-15', '23:30')];

    expect(shown(from, to)).toEqual({ day: '2026-10-15', hours: { from: '22:30', to: '23:30' } });
    expect(shown(from, to, 'Indian/Reunion')).toEqual({
      day: '2026-10-16',
      hours: { from: '00:30', to: '01:30' },
    });
  });

  test('its first day, to the end of it, when it lasts longer', () => {
    const [from, to] = [paris('2026-10-15', '09:00'), paris('2026-10-16', '12:00')];

    expect(shown(from, to)).toEqual({ day: '2026-10-15', hours: { from: '09:00', to: '23:59' } });
  });

  test('its day at the hours known before when it has no length', () => {
    const at = paris('2026-10-15', '09:00');

    expect(shown(at, at)).toEqual({ day: '2026-10-15', hours: before });
  });
});

test('the days of a year follow each other', () => {
  const days = { launch: '2026-04-14', midterm: '2026-10-08', closing: '2027-03-25' };

  expect(inOrder(days)).toBe(true);
  expect(inOrder({ ...days, launch: '2026-10-08' })).toBe(false);
  expect(inOrder({ ...days, closing: '2026-10-07' })).toBe(false);
});
