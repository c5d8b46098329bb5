import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bestOfEachDay,
  commonSlots,
  type Diary,
  fits,
  freeStarts,
  type SlotWish,
  type Taken,
  type TakenKind,
} from '../../src/domain/slots.ts';
import {
  dayOf,
  hour,
  type Instant,
  type Interval,
  minute,
  overlaps,
  timeOfDay,
} from '../../src/domain/time.ts';
import { paris, slot, tuesday } from '../support/people.ts';

const diary = (change: Partial<Diary> = {}): Diary => ({
  work: { zone: 'Europe/Paris', departement: '75', hours: { from: '09:00', to: '18:00' } },
  lunch: { from: '12:30', to: '14:00' },
  busy: [],
  travel: 0,
  ...change,
});
const free = diary();
const inReunion = diary({ work: { ...free.work, zone: 'Indian/Reunion', departement: '974' } });

const taken = (day: string, time: string, minutes = 60, kind: TakenKind = 'busy'): Taken => ({
  ...slot(day, time, minutes),
  kind,
});

/** From Wednesday 09:00 to three weeks later. */
const wish = (change: Partial<SlotWish> = {}): SlotWish => ({
  minutes: 60,
  mode: 'video',
  window: { start: paris('2026-04-22', '09:00'), end: paris('2026-05-13', '18:00') },
  most: 5,
  aim: null,
  ...change,
});
const thatWednesday = { start: paris('2026-04-22', '00:00'), end: paris('2026-04-23', '00:00') };

const at = (start: Instant) =>
  `${dayOf(start, 'Europe/Paris').slice(5)} ${timeOfDay(start, 'Europe/Paris')}`;
const inWords = ({ start }: Interval) => at(start);

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
    expect(fits(slot(day, time), free, 'video')).toBe(verdict);
  });

  test('unless something else is there: a minute shared is enough, touching is not', () => {
    const busy = diary({ busy: [taken('2026-04-22', '10:00')] });

    const verdicts = ['09:00', '09:01', '10:59', '11:00'].map((t) =>
      fits(slot('2026-04-22', t), busy, 'video'),
    );

    expect(verdicts).toEqual(['fits', 'busy', 'busy', 'fits']);
  });

  test('a holiday of Alsace is none elsewhere', () => {
    const strasbourg = diary({ work: { ...free.work, departement: '67' } });
    const goodFriday = slot('2026-04-03', '10:00');

    expect([free, strasbourg].map((one) => fits(goodFriday, one, 'video'))).toEqual([
      'fits',
      'outside-hours',
    ]);
  });

  test.each([
    ['busy', 'busy', 'busy'],
    ['oof', 'busy', 'busy'],
    ['tentative', 'busy', 'busy'],
    ['working-elsewhere', 'fits', 'busy'],
  ] as const)('whose calendar says %s: by video %s, in person %s', (kind, byVideo, inPerson) => {
    const marc = diary({ busy: [taken('2026-04-22', '10:00', 60, kind)] });
    const ten = slot('2026-04-22', '10:00');

    expect([fits(ten, marc, 'video'), fits(ten, marc, 'in-person')]).toEqual([byVideo, inPerson]);
  });

  test('with the road there and back, which is part of no meeting by video', () => {
    const awa = diary({ travel: 45, busy: [taken('2026-04-22', '11:00')] });
    const verdicts = (mode: 'video' | 'in-person') =>
      ['09:15', '09:16', '10:00', '12:00', '12:44', '12:45'].map((t) =>
        fits(slot('2026-04-22', t), awa, mode),
      );

    expect(verdicts('in-person')).toEqual(['fits', 'busy', 'busy', 'busy', 'busy', 'fits']);
    expect(verdicts('video')).toEqual(Array(6).fill('fits'));
  });

  test('on the days that person works: Marc is off on Wednesdays', () => {
    const marc = diary({ work: { ...free.work, days: [1, 2, 4, 5, 6] } });
    const tens = ['2026-04-22', '2026-04-23', '2026-04-25'].map((day) => slot(day, '10:00'));

    expect(tens.map((ten) => fits(ten, marc, 'video'))).toEqual(['outside-hours', 'fits', 'fits']);
  });

  test('never across two days, and never backwards', () => {
    const night = diary({ work: { ...free.work, hours: { from: '00:00', to: '23:59' } } });
    const late = slot('2026-04-22', '23:30', 60);
    const backwards = { start: late.start, end: late.start - 1 };

    expect([late, backwards].map((one) => fits(one, night, 'video'))).toEqual(
      Array(2).fill('outside-hours'),
    );
  });
});

describe('free starts', () => {
  test('are the quarter-hours of the working day that leave lunch alone', () => {
    const starts = freeStarts([free], { minutes: 60, mode: 'video', window: thatWednesday });

    expect(starts.map(at).map((words) => words.slice(6))).toEqual([
      ...['09:00', '09:15', '09:30', '09:45', '10:00', '10:15', '10:30', '10:45'],
      ...['11:00', '11:15', '11:30'],
      ...['14:00', '14:15', '14:30', '14:45', '15:00', '15:15', '15:30', '15:45'],
      ...['16:00', '16:15', '16:30', '16:45', '17:00'],
    ]);
  });

  test('are those that suit everybody: eight people, and the last one is free at four', () => {
    const others = Array.from({ length: 7 }, () => free);
    const karim = diary({
      busy: [taken('2026-04-22', '08:00', 8 * 60), taken('2026-04-22', '17:15')],
    });

    const starts = freeStarts([...others, karim], { ...wish(), window: thatWednesday });

    expect(starts.map(at)).toEqual(['04-22 16:00', '04-22 16:15']);
  });

  test('of a calendar that overlaps itself, out of order, with events that last no time', () => {
    const muddled = diary({
      busy: [
        taken('2026-04-22', '15:00', 180),
        taken('2026-04-22', '10:00', 0),
        taken('2026-04-22', '11:00', -60),
        taken('2026-04-22', '09:00', 60),
        taken('2026-04-22', '08:00', 90),
        taken('2026-04-22', '14:00', 90),
        { start: Number.NaN, end: tuesday, kind: 'busy' },
      ],
    });

    const starts = freeStarts([muddled], { ...wish({ minutes: 90 }), window: thatWednesday });

    expect(starts.map(at)).toEqual([
      '04-22 10:00',
      '04-22 10:15',
      '04-22 10:30',
      '04-22 10:45',
      '04-22 11:00',
    ]);
  });

  test.each([
    ['nobody is asked', [], wish()],
    ['no time is wished for', [free], wish({ minutes: 0 })],
    ['the length is none', [free], wish({ minutes: Number.NaN })],
    ['the window has no end', [free], wish({ window: { start: tuesday, end: Infinity } })],
    ['the window is turned round', [free], wish({ window: { start: tuesday, end: 0 } })],
  ])('are none when %s', (_when, diaries, asked) => {
    expect(freeStarts(diaries, asked)).toEqual([]);
    expect(commonSlots(diaries, asked)).toEqual([]);
    expect(bestOfEachDay(diaries, asked)).toEqual([]);
  });

  test('mind the road to what lies just outside the window', () => {
    const window = { start: paris('2026-04-22', '10:00'), end: paris('2026-04-22', '12:00') };
    const awa = diary({
      travel: 30,
      busy: [taken('2026-04-22', '09:00', 45), taken('2026-04-22', '12:15')],
    });

    const starts = freeStarts([awa], { ...wish(), mode: 'in-person', window });

    expect(starts.map(at)).toEqual(['04-22 10:15', '04-22 10:30', '04-22 10:45']);
  });

  test('keep to the clock on the wall when the hour changes', () => {
    const window = { start: paris('2026-10-23', '00:00'), end: paris('2026-10-27', '00:00') };
    const nineToTen = diary({ work: { ...free.work, hours: { from: '09:00', to: '10:00' } } });

    const starts = freeStarts([nineToTen], { ...wish(), window });

    expect(starts.map((one) => new Date(one).toISOString())).toEqual([
      '2026-10-23T07:00:00.000Z',
      '2026-10-26T08:00:00.000Z',
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
    const mine = diary({ busy: [taken('2026-04-22', '09:00', 120)] });
    const theirs = diary({ busy: [taken('2026-04-22', '14:00', 120)] });

    expect(commonSlots([mine, theirs], wish({ most: 1 })).map(inWords)).toEqual(['04-22 11:00']);
    expect(commonSlots([mine, theirs], wish({ most: 1, minutes: 90 })).map(inWords)).toEqual([
      '04-22 11:00',
    ]);
  });

  test('of ninety minutes never run into lunch', () => {
    const untilEleven = diary({ busy: [taken('2026-04-22', '09:00', 121)] });

    const [first] = commonSlots([untilEleven, free], wish({ minutes: 90 }));

    expect(first && inWords(first)).toBe('04-22 14:30');
  });

  test('leave out a day that is full, and one that is off for either', () => {
    const full = diary({ busy: [taken('2026-04-23', '00:00', 24 * 60)] });
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

    expect(found.map(inWords)).toEqual(['04-22 14:30', '04-23 09:30', '04-24 14:30']);
    expect(found.map(({ start }) => timeOfDay(start, 'Indian/Reunion'))).toEqual([
      '16:30',
      '11:30',
      '16:30',
    ]);
  });

  test('are none when none is wished for, or when the window is empty', () => {
    expect(commonSlots([free, free], wish({ most: 0 }))).toEqual([]);
    const empty = { start: tuesday, end: tuesday };
    expect(commonSlots([free, free], wish({ window: empty }))).toEqual([]);
  });

  test('never fall on anything, whatever the two have', () => {
    const first = paris('2026-04-22', '09:00');
    const one = fc
      .tuple(fc.integer({ min: 0, max: 20 * 24 * 4 }), fc.integer({ min: 1, max: 40 }))
      .map(([from, quarters]): Taken => {
        const start = first + from * 15 * minute;
        return { start, end: start + quarters * 15 * minute, kind: 'busy' };
      });
    const busy = fc.array(one, { maxLength: 40 });
    const minutes = fc.constantFrom(30, 45, 60, 90);

    fc.assert(
      fc.property(busy, busy, minutes, (mine, theirs, length) => {
        const both = [diary({ busy: mine }), diary({ busy: theirs })];
        for (const found of commonSlots(both, wish({ minutes: length }))) {
          expect([...mine, ...theirs].some((each) => overlaps(each, found))).toBe(false);
          expect(both.map((each) => fits(found, each, 'video'))).toEqual(['fits', 'fits']);
          expect(found.end - found.start).toBe(length * minute);
          expect(found.start).toBeLessThan(first + 21 * 24 * hour);
        }
      }),
      { seed: 20_260_414, numRuns: 20 },
    );
  });
});

describe('the best hour of each day', () => {
  test('is told for each day that has one, in order', () => {
    const window = { start: paris('2026-04-29', '00:00'), end: paris('2026-05-07', '00:00') };
    const awa = diary({
      busy: [taken('2026-04-30', '08:00', 4 * 60), taken('2026-05-05', '00:00', 24 * 60)],
    });

    // The First of May is a Friday.
    expect(bestOfEachDay([awa, free], wish({ window })).map(inWords)).toEqual([
      '04-29 10:00',
      '04-30 14:30',
      '05-04 10:00',
      '05-06 10:00',
    ]);
  });

  test('is the day’s and the hour’s of the first of them', () => {
    const nouvelle = diary({ work: { ...free.work, zone: 'Pacific/Noumea', departement: '988' } });
    const early = diary({
      work: { ...free.work, hours: { from: '05:00', to: '18:00' } },
      lunch: { from: '12:30', to: '13:30' },
    });

    const window = { start: paris('2026-04-22', '00:00'), end: paris('2026-04-23', '12:00') };
    const found = bestOfEachDay([nouvelle, early], wish({ window }));

    // Nouméa is nine hours ahead: half past two there would be half past five in Paris.
    expect(found.map(({ start }) => timeOfDay(start, 'Pacific/Noumea'))).toEqual([
      '16:00',
      '16:00',
    ]);
  });
});
