import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commonSlots, type Diary, fits, type SlotWish } from '../../src/domain/slots.ts';
import { dayOf, hour, type Interval, minute, overlaps, timeOfDay } from '../../src/domain/time.ts';
import { paris, slot, tuesday } from '../support/people.ts';

const diary = (change: Partial<Diary> = {}): Diary => ({
  work: { zone: 'Europe/Paris', departement: '75', hours: { from: '09:00', to: '18:00' } },
  lunch: { from: '12:30', to: '14:00' },
  busy: [],
  ...change,
});
const free = diary();
const inReunion = diary({ work: { ...free.work, zone: 'Indian/Reunion', departement: '974' } });

/** From Wednesday 09:00 to three weeks later. */
const wish = (change: Partial<SlotWish> = {}): SlotWish => ({
  minutes: 60,
  window: { start: paris('2026-04-22', '09:00'), end: paris('2026-05-13', '18:00') },
  most: 5,
  ...change,
});

const inWords = ({ start }: Interval) =>
  `${dayOf(start, 'Europe/Paris').slice(5)} ${timeOfDay(start, 'Europe/Paris')}`;

describe('a time fits one person', () => {
  test.each([
    ['from the first hour', '2026-04-22', '09:00', 'fits'],
    ['to the last one', '2026-04-22', '17:00', 'fits'],
    ['over lunch: who asks for it may have it', '2026-04-22', '12:30', 'fits'],
    ['a minute too early', '2026-04-22', '08:59', 'outside-hours'],
    ['a minute too late', '2026-04-22', '17:01', 'outside-hours'],
    ['on a Saturday', '2026-04-25', '10:00', 'outside-hours'],
    ['on the First of May', '2026-05-01', '10:00', 'outside-hours'],
  ])('%s', (_when, day, time, verdict) => {
    expect(fits(slot(day, time), free)).toBe(verdict);
  });

  test('unless something else is there: a minute shared is enough, touching is not', () => {
    const busy = diary({ busy: [slot('2026-04-22', '10:00')] });

    const verdicts = ['09:00', '09:01', '10:59', '11:00'].map((t) =>
      fits(slot('2026-04-22', t), busy),
    );

    expect(verdicts).toEqual(['fits', 'busy', 'busy', 'fits']);
  });

  test('a holiday of Alsace is none elsewhere', () => {
    const strasbourg = diary({ work: { ...free.work, departement: '67' } });
    const goodFriday = slot('2026-04-03', '10:00');

    expect([fits(goodFriday, free), fits(goodFriday, strasbourg)]).toEqual([
      'fits',
      'outside-hours',
    ]);
  });
});

describe('common times', () => {
  test('are one a day, mornings and afternoons in turn, at hours people like', () => {
    expect(commonSlots([free, free], wish()).map(inWords)).toEqual([
      '04-22 10:00',
      '04-23 14:30',
      '04-24 10:00',
      '04-27 14:30',
      '04-28 10:00',
    ]);
  });

  test('go round what either of the two has, and round lunch', () => {
    const mine = diary({ busy: [slot('2026-04-22', '09:00', 120)] });
    const theirs = diary({ busy: [slot('2026-04-22', '14:00', 120)] });

    expect(commonSlots([mine, theirs], wish({ most: 1 })).map(inWords)).toEqual(['04-22 11:00']);
    expect(commonSlots([mine, theirs], wish({ most: 1, minutes: 90 })).map(inWords)).toEqual([
      '04-22 11:00',
    ]);
  });

  test('of ninety minutes never run into lunch', () => {
    const untilEleven = diary({ busy: [slot('2026-04-22', '09:00', 121)] });

    const [first] = commonSlots([untilEleven, free], wish({ minutes: 90 }));

    expect(first && inWords(first)).toBe('04-22 14:30');
  });

  test('leave out a day that is full, and one that is off for either', () => {
    const full = diary({ busy: [slot('2026-04-23', '00:00', 24 * 60)] });
    const days = commonSlots([full, free], wish()).map((one) => inWords(one).slice(0, 5));

    expect(days).toEqual(['04-22', '04-24', '04-27', '04-28', '04-29']);
  });

  test('start within the window and end within it', () => {
    const window = { start: paris('2026-04-22', '10:01'), end: paris('2026-04-22', '15:30') };

    expect(commonSlots([free, free], wish({ window })).map(inWords)).toEqual(['04-22 14:30']);
    const shorter = { ...window, end: window.end - 1 };
    expect(commonSlots([free, free], wish({ window: shorter })).map(inWords)).toEqual([
      '04-22 11:00',
    ]);
  });

  test('of Paris and Saint-Denis fall in the working day of both', () => {
    const found = commonSlots([free, inReunion], wish({ most: 3 }));

    expect(found.map(inWords)).toEqual(['04-22 14:30', '04-23 14:30', '04-24 14:30']);
    expect(found.map(({ start }) => timeOfDay(start, 'Indian/Reunion'))).toEqual(
      Array(3).fill('16:30'),
    );
  });

  test('are none when none is wished for, or when the window is empty', () => {
    expect(commonSlots([free, free], wish({ most: 0 }))).toEqual([]);
    const empty = { start: tuesday, end: tuesday };
    expect(commonSlots([free, free], wish({ window: empty }))).toEqual([]);
  });

  test('never fall on anything, whatever the two have', () => {
    const first = paris('2026-04-22', '09:00');
    const taken = fc
      .tuple(fc.integer({ min: 0, max: 20 * 24 * 4 }), fc.integer({ min: 1, max: 40 }))
      .map(([from, quarters]) => {
        const start = first + from * 15 * minute;
        return { start, end: start + quarters * 15 * minute };
      });
    const busy = fc.array(taken, { maxLength: 40 });
    const minutes = fc.constantFrom(30, 45, 60, 90);

    fc.assert(
      fc.property(busy, busy, minutes, (mine, theirs, length) => {
        const both: [Diary, Diary] = [diary({ busy: mine }), diary({ busy: theirs })];
        for (const found of commonSlots(both, wish({ minutes: length }))) {
          expect([...mine, ...theirs].some((one) => overlaps(one, found))).toBe(false);
          expect(both.map((one) => fits(found, one))).toEqual(['fits', 'fits']);
          expect(found.end - found.start).toBe(length * minute);
          expect(found.start).toBeLessThan(first + 21 * 24 * hour);
        }
      }),
      { seed: 20_260_414, numRuns: 20 },
    );
  });
});
