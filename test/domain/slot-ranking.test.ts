import { describe, expect, test } from 'vitest';
import type { Aim } from '../../src/domain/aim.ts';
import { merged } from '../../src/domain/free-time.ts';
import { bestByDay, bestWithChoice, type Seen } from '../../src/domain/slot-ranking.ts';
import { dayOf, hour, type Interval, minute, timeOfDay } from '../../src/domain/time.ts';
import { workingWindows } from '../../src/domain/working-windows.ts';
import { paris, slot } from '../support/people.ts';

const years = { start: paris('2026-01-01', '00:00'), end: paris('2027-12-01', '00:00') };
const lunch = { from: '12:30', to: '14:00' };

const seeing = (change: Partial<Seen> = {}, zone = 'Europe/Paris'): Seen => ({
  windows: workingWindows(
    { zone, departement: '75', hours: { from: '08:00', to: '19:00' }, days: [1, 2, 3, 4, 5, 6, 7] },
    lunch,
    years,
  ),
  blocks: merged([]),
  road: 0,
  ...change,
});
const both = [seeing(), seeing()];

const inWords = ({ start }: Interval) =>
  `${dayOf(start, 'Europe/Paris').slice(5)} ${timeOfDay(start, 'Europe/Paris')}`;

/** `2026-04-22 09:00`, in Paris. */
const at = (words: string) => paris(words.slice(0, 10), words.slice(11));

const best = (starts: string[], seen = both, aim: Aim | null = null, most = 1) =>
  bestWithChoice(
    starts.map(at).sort((a, b) => a - b),
    seen,
    {
      minutes: 60,
      window: years,
      most,
      aim,
    },
  ).map(inWords);

const allOn = (day: string, times: string[]) => times.map((time) => `${day} ${time}`);

describe('of one day', () => {
  test('hours are taken in the order people like them', () => {
    const left = ['09:00', '09:30', '10:00', '10:15', '11:00', '14:30', '15:00', '16:00', '17:00'];
    const order: string[] = [];
    while (left.length > 0) {
      const [next = ''] = best(allOn('2026-04-22', left));
      order.push(next.slice(6));
      left.splice(left.indexOf(next.slice(6)), 1);
    }

    expect(order).toEqual([
      ...['10:00', '14:30', '11:00', '16:00', '09:30', '15:00', '10:15', '09:00', '17:00'],
    ]);
  });

  test('a later hour is better than one that is early for somebody far away', () => {
    const inGuadeloupe = seeing({}, 'America/Guadeloupe');

    // 14:30 in Paris is 08:30 in Pointe-à-Pitre; 16:00 is 10:00.
    const times = allOn('2026-04-22', ['14:30', '16:00']);

    expect(best(times)).toEqual(['04-22 14:30']);
    expect(best(times, [seeing(), inGuadeloupe])).toEqual(['04-22 16:00']);
  });

  test.each([
    ['a Monday does not begin with a meeting', '2026-04-20', ['09:30', '11:15'], '11:15'],
    ['a Tuesday may', '2026-04-21', ['09:30', '11:15'], '09:30'],
    ['a Friday does not end with one', '2026-04-24', ['11:30', '16:00'], '11:30'],
    ['a Thursday may', '2026-04-23', ['11:30', '16:00'], '16:00'],
  ])('%s', (_what, day, times, chosen) => {
    expect(best(allOn(day, times))).toEqual([`${day.slice(5)} ${chosen}`]);
  });

  test('nobody sets out before working hours, or comes home after them, if it can be helped', () => {
    const far = [seeing({ road: 121 * minute }), seeing()];
    const near = [seeing({ road: 120 * minute }), seeing()];
    const morning = allOn('2026-04-22', ['10:00', '11:00']);
    const evening = allOn('2026-04-22', ['15:00', '16:00']);

    expect([best(morning, near), best(morning, far)]).toEqual([['04-22 10:00'], ['04-22 11:00']]);
    expect([best(evening, near), best(evening, far)]).toEqual([['04-22 16:00'], ['04-22 15:00']]);
  });

  test('a meeting is not wedged between two others, unless nothing else is as good', () => {
    const before = slot('2026-04-22', '09:00');
    const after = slot('2026-04-22', '11:00');
    const times = allOn('2026-04-22', ['10:00', '14:30']);

    expect(best(times, [seeing({ blocks: merged([before, after]) }), seeing()])).toEqual([
      '04-22 14:30',
    ]);
    expect(best(times, [seeing({ blocks: merged([before]) }), seeing()])).toEqual(['04-22 10:00']);
    const later = { ...after, start: after.start + 1 };
    expect(best(times, [seeing({ blocks: merged([before, later]) }), seeing()])).toEqual([
      '04-22 10:00',
    ]);
  });
});

describe('of several days', () => {
  test('without an aim the soonest is the first, whatever its hours', () => {
    expect(best(['2026-04-24 17:00', '2026-04-27 10:00'])).toEqual(['04-24 17:00']);
  });

  test('with one, the nearest to the ideal day is, before it or after', () => {
    const aim = { ideal: paris('2026-06-03', '00:00'), mark: paris('2026-06-17', '00:00') - 1 };
    const tens = (...days: string[]) => days.map((day) => `2026-${day} 10:00`);

    expect(best(tens('05-20', '06-01', '06-05', '06-10'), both, aim)).toEqual(['06-01 10:00']);
    expect(best(tens('05-20', '06-04', '06-10'), both, aim)).toEqual(['06-04 10:00']);
    // A day beside the ideal one is worth an hour people like.
    expect(best(['2026-06-03 17:00', '2026-06-04 10:00'], both, aim)).toEqual(['06-04 10:00']);
  });

  test('a day inside the mark beats any after it, to the last instant', () => {
    const ideal = paris('2026-06-03', '00:00');
    const starts = ['2026-04-22 08:00', '2026-06-05 10:00'];
    const mark = paris('2026-06-05', '10:00');

    expect(best(starts, both, { ideal, mark })).toEqual(['06-05 10:00']);
    expect(best(starts, both, { ideal, mark: mark - 1 })).toEqual(['04-22 08:00']);
  });

  test.each([
    ['from 20 July', '2027-07-20', '2027-07-19', '2027-07-16'],
    ['to 25 August', '2026-08-25', '2026-08-26', '2026-08-27'],
    ['from 24 December', '2026-12-24', '2026-12-23', '2026-12-22'],
    ['to 2 January', '2026-01-02', '2026-01-03', '2026-01-04'],
  ])('%s weeks are quiet: the day beside is better, a day farther off is not', (...days) => {
    const [, quiet, beside, farther] = days;
    const ideal = paris(quiet, '00:00');
    const aim = { ideal, mark: ideal + 1000 * hour };
    const between = (...two: string[]) =>
      best(
        two.map((each) => `${each} 10:00`),
        both,
        aim,
      );

    expect(between(quiet, beside)).toEqual([`${beside.slice(5)} 10:00`]);
    expect(between(quiet, farther)).toEqual([`${quiet.slice(5)} 10:00`]);
    expect(between(beside, farther)).toEqual([`${beside.slice(5)} 10:00`]);
  });

  test('one a day, mornings and afternoons in turn, as far as that can be had', () => {
    const days = ['2026-04-21', '2026-04-22', '2026-04-23', '2026-04-24'];
    const starts = days.flatMap((day) => allOn(day, ['10:00', '14:30']));

    expect(best(starts, both, null, 3)).toEqual(['04-21 10:00', '04-22 14:30', '04-23 10:00']);
    expect(best(starts, both, null, 9)).toHaveLength(4);
    const mornings = days.flatMap((day) => allOn(day, ['10:00']));
    expect(best(mornings, both, null, 2)).toEqual(['04-21 10:00', '04-22 10:00']);
  });

  test('around an ideal day, the second best lie on both sides of it', () => {
    const days = ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04', '2026-06-05'];
    const starts = days.flatMap((day) => allOn(day, ['10:00', '14:30']));
    const aim = { ideal: paris('2026-06-03', '00:00'), mark: paris('2026-06-17', '00:00') };

    expect(best(starts, both, aim, 3)).toEqual(['06-03 10:00', '06-02 14:30', '06-04 10:00']);
  });

  test('the best of each are told in order', () => {
    const starts = ['2026-04-21 09:00', '2026-04-21 10:00', '2026-04-23 17:00'].map(at);

    expect(bestByDay(starts, both, hour).map(inWords)).toEqual(['04-21 10:00', '04-23 17:00']);
  });

  test('nothing comes of nothing', () => {
    expect(best([], both)).toEqual([]);
    expect(best(['2026-04-22 10:00'], both, null, 0)).toEqual([]);
    expect(best(['2026-04-22 10:00'], [])).toEqual([]);
  });
});
