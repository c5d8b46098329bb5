import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  judgePlan,
  type Plan,
  type PlanInput,
  planYear,
  shiftDate,
} from '../../src/domain/plan.ts';
import { addDays, type Day, dayOf, type Interval } from '../../src/domain/time.ts';
import { slot } from '../support/people.ts';

/** A common time at ten on every day from one to another, both included. */
function daily(first: Day, last: Day): Interval[] {
  const found: Interval[] = [];
  for (let on = first; on <= last; on = addDays(on, 1)) found.push(slot(on, '10:00'));
  return found;
}
const on = (...days: Day[]) => days.map((day) => slot(day, '10:00'));
const wholeYear = daily('2026-04-14', '2027-03-25');

/** Awa and Marc’s year of 345 days: nothing held yet, and time in common every day. */
const year = (change: Partial<PlanInput> = {}): PlanInput => ({
  zone: 'Europe/Paris',
  launch: '2026-04-14',
  closing: '2027-03-25',
  fixed: [],
  candidates: wholeYear,
  from: '2026-04-15',
  until: '2027-03-24',
  rhythm: { markDays: 56, least: 6, most: 8 },
  ...change,
});

const datesOf = ({ dates }: Plan) => dates.map(({ start }) => dayOf(start, 'Europe/Paris'));
const lengthsOf = ({ gaps }: Plan) => gaps.map(({ days }) => days);
const broken = ({ gaps }: Plan) =>
  gaps.flatMap(({ from, to, days, kept, why }) =>
    kept ? [] : [`${from.kind} ${from.day} – ${to.kind} ${to.day}: ${days}, ${why}`],
  );

describe('Awa and Marc plan their year', () => {
  test('of 345 days with six meetings, seven weeks apart', () => {
    const plan = planYear(year());

    // 345 is five times 49 and twice 50.
    expect(lengthsOf(plan).toSorted()).toEqual([49, 49, 49, 49, 49, 50, 50]);
    expect(plan).toMatchObject({ total: 6, dates: { length: 6 } });
    expect(broken(plan)).toEqual([]);
    expect(plan.gaps[0]?.from).toEqual({ kind: 'launch', day: '2026-04-14' });
    expect(plan.gaps[6]?.to).toEqual({ kind: 'closing', day: '2027-03-25' });
  });

  test('in September, with three meetings held: the 212 days left are four times 53', () => {
    const held = ['2026-08-25', '2026-05-26', '2026-07-07', '2026-05-26'];
    const plan = planYear(year({ fixed: held, from: '2026-09-01' }));

    expect(datesOf(plan)).toEqual(['2026-10-17', '2026-12-09', '2027-01-31']);
    expect(lengthsOf(plan)).toEqual([42, 42, 49, 53, 53, 53, 53]);
    expect(plan.gaps.map(({ to }) => to.kind)).toEqual([
      ...['meeting', 'meeting', 'meeting', 'new', 'new', 'new', 'closing'],
    ]);
    expect(plan.total).toBe(6);
  });

  test('with more meetings than the least where the mark asks for them', () => {
    const held = ['2026-04-28', '2026-05-12', '2026-05-26'];
    const plan = planYear(year({ fixed: held, from: '2026-05-27' }));

    // 303 days are left: five gaps would be of 60.6 days, six are of 50.5.
    expect(lengthsOf(plan)).toEqual([14, 14, 14, ...[50, 50, 50, 51, 51, 51]].toSorted());
    expect(plan.total).toBe(8);
  });

  test('round a meeting booked for the autumn', () => {
    const plan = planYear(year({ fixed: ['2026-10-01'] }));

    // 170 days before it and 175 after: three dates each side would be one too many.
    expect(broken(plan)).toEqual([]);
    expect(plan.total).toBe(7);
    expect(lengthsOf(plan)).toEqual([42, 42, 43, 43, 43, 44, 44, 44]);
  });

  test('with one date a day, the first that is given for it', () => {
    const early = slot('2026-05-20', '09:00');
    const late = slot('2026-05-20', '16:00');
    const short = { closing: '2026-07-07', until: '2026-07-06' };
    const plan = planYear(year({ ...short, candidates: [early, late] }));

    expect(plan.dates).toEqual([early]);
  });

  test('in days of the cohort, wherever it is late already', () => {
    const lateEvening = [slot('2026-05-20', '23:30')];
    const short = { closing: '2026-07-07', from: '2026-05-21', candidates: lateEvening };

    expect(planYear(year(short)).dates).toEqual([]);
    expect(planYear(year({ ...short, zone: 'Indian/Reunion' })).dates).toEqual(lateEvening);
  });

  test.each([
    [13, 1],
    [14, 2],
    [15, 2],
  ])('and meet no second time %i days later only to make up the number', (apart, dates) => {
    const first = '2026-05-20';
    const candidates = on(first, addDays(first, apart));
    const plan = planYear(year({ closing: '2026-07-01', candidates }));

    expect(plan.dates).toHaveLength(dates);
  });

  test('yet two days later where the mark asks for it', () => {
    const plan = planYear(
      year({ fixed: ['2026-06-08'], closing: '2026-08-03', candidates: on('2026-06-10') }),
    );

    expect(datesOf(plan)).toEqual(['2026-06-10']);
    expect(lengthsOf(plan)).toEqual([55, 2, 54]);
  });
});

describe('a year with nothing to plan', () => {
  test.each([
    ['no common time at all', { candidates: [] }],
    ['no day left', { from: '2026-04-16', until: '2026-04-15' }],
    [
      'a day left on which something stands',
      { candidates: on('2026-05-20'), fixed: ['2026-05-20'] },
    ],
    [
      'launch and closing days left',
      { candidates: on('2026-04-14', '2027-03-25'), from: '2026-04-14', until: '2027-03-25' },
    ],
    [
      'a common time before the first day allowed',
      { candidates: on('2026-04-15'), from: '2026-04-16' },
    ],
    [
      'a common time after the last day allowed',
      { candidates: on('2026-05-20'), until: '2026-05-19' },
    ],
  ])('%s', (_why, change) => {
    const plan = planYear(year(change));

    expect(plan.dates).toEqual([]);
    expect(plan.gaps.at(-1)).toMatchObject({ kept: false, why: 'no-common-time' });
  });

  test('six meetings held inside the mark are enough', () => {
    const fixed = [49, 98, 147, 196, 245, 294].map((days) => addDays('2026-04-14', days));
    const plan = planYear(year({ fixed, from: '2027-02-10' }));

    expect(plan).toMatchObject({ dates: [], total: 6 });
    expect(broken(plan)).toEqual([]);
  });

  test.each([
    [7, 1, 8],
    [8, 0, 8],
    [9, 0, 9],
  ])('%i meetings held by July leave room for %i more', (held, dates, total) => {
    const fixed = Array.from({ length: held }, (_, week) => addDays('2026-05-06', 7 * week));
    const plan = planYear(year({ fixed, from: '2026-07-10' }));

    expect(plan).toMatchObject({ dates: { length: dates }, total });
    expect(plan.gaps.at(-1)).toMatchObject({ kept: false, why: 'most-reached' });
  });

  test('closes tomorrow', () => {
    const late = { fixed: ['2027-02-01'], from: '2027-03-26' };
    const plan = planYear(year(late));

    expect(broken(plan)).toEqual(['launch 2026-04-14 – meeting 2027-02-01: 293, past']);
    expect(plan).toMatchObject({ dates: [], total: 1 });
  });
});

describe('a meeting that stands', () => {
  test('on launch or closing day counts, and makes no gap of its own', () => {
    const plan = planYear(year({ fixed: ['2026-04-14', '2027-03-25'] }));

    expect(plan).toMatchObject({ total: 8, dates: { length: 6 } });
    expect(plan.gaps).toHaveLength(7);
    expect(plan.gaps[0]?.from.kind).toBe('launch');
  });

  test('before launch or after closing counts for nothing', () => {
    const plan = planYear(year({ fixed: ['2026-04-13', '2027-03-26'] }));

    expect(plan).toEqual(planYear(year()));
  });

  test.each([
    [55, true, null],
    [56, false, 'no-common-time'],
    [57, false, 'no-common-time'],
  ])('%i days before closing keeps the mark: %s', (days, kept, why) => {
    const fixed = [addDays('2027-03-25', -days)];

    expect(planYear(year({ fixed, candidates: [] })).gaps.at(-1)).toMatchObject({
      days,
      kept,
      why,
    });
  });
});

describe('a gap beyond the mark is said to be so', () => {
  test('for want of common time, over a summer: the dates keep to its two edges', () => {
    const candidates = [...daily('2026-04-15', '2026-07-10'), ...daily('2026-09-14', '2027-03-24')];

    expect(broken(planYear(year({ candidates })))).toEqual([
      'new 2026-07-10 – new 2026-09-14: 66, no-common-time',
    ]);
  });

  test('for want of common time but in June: three dates, not six in a month', () => {
    const plan = planYear(year({ candidates: daily('2026-06-01', '2026-06-30') }));

    expect(datesOf(plan)).toEqual(['2026-06-01', '2026-06-15', '2026-06-30']);
    expect(broken(plan)).toEqual(['new 2026-06-30 – closing 2027-03-25: 268, no-common-time']);
  });

  test('for want of meetings, when four were held in eight weeks: the days left are shared out', () => {
    const fixed = ['2026-04-28', '2026-05-12', '2026-05-26', '2026-06-09'];
    const plan = planYear(year({ fixed, from: '2026-06-10' }));

    // 289 days are left, and four more meetings.
    expect(lengthsOf(plan).slice(4).toSorted()).toEqual([57, 58, 58, 58, 58]);
    expect(plan.gaps.slice(4).map(({ why }) => why)).toEqual(Array(5).fill('most-reached'));
    expect(plan.total).toBe(8);
  });

  // Eight weeks from launch end with 8 June, the 55th day.
  test.each([
    ['2026-06-08', '2026-06-07', []],
    ['2026-06-09', '2026-06-08', ['launch 2026-04-14 – new 2026-06-09: 56, notice']],
    ['2026-06-10', '2026-06-09', ['launch 2026-04-14 – new 2026-06-10: 57, past']],
    ['2026-06-09', undefined, ['launch 2026-04-14 – new 2026-06-09: 56, past']],
  ])('when the first day allowed is %s and today %s', (from, today, said) => {
    const plan = planYear(year({ from, ...(today && { today }) }));

    expect(broken(plan)).toEqual(said);
  });

  test('when it lies behind, between two meetings held', () => {
    const fixed = ['2026-05-20', '2026-08-20'];
    const plan = planYear(year({ fixed, from: '2026-08-25' }));

    expect(broken(plan)).toEqual(['meeting 2026-05-20 – meeting 2026-08-20: 92, past']);
  });
});

describe('Awa shifts a date', () => {
  const weekly = ['2026-05-20', '2026-05-27', '2026-06-17', '2026-06-24', '2026-07-15'];
  const short = year({ closing: '2026-08-20', until: '2026-08-19', candidates: on(...weekly) });
  const draft = on('2026-05-27', '2026-06-17');

  test('to the next day that has a common time, and what follows is planned anew', () => {
    const plan = shiftDate(short, draft, 0, 'later');

    expect(plan && datesOf(plan)).toEqual(['2026-06-17', '2026-07-15']);
  });

  test('to the day before, and what went before stays', () => {
    const plan = shiftDate(short, on('2026-05-20', '2026-06-24'), 1, 'earlier');

    expect(plan && datesOf(plan)).toEqual(['2026-05-20', '2026-06-17', '2026-07-15']);
  });

  test.each([
    ['later than the last day', on('2026-05-20', '2026-07-15'), 1, 'later'],
    ['earlier than the first', on('2026-05-20'), 0, 'earlier'],
    ['onto the date before it', on('2026-05-20', '2026-05-27'), 1, 'earlier'],
    ['that is not there', draft, 2, 'later'],
    ['that never was', draft, -1, 'later'],
  ] as const)('but none %s', (_where, dates, index, to) => {
    expect(shiftDate(short, [...dates], index, to)).toBeNull();
  });

  test('and the day it leaves is free for the next one', () => {
    const input = { ...short, candidates: on('2026-05-20', '2026-06-24') };
    const plan = shiftDate(input, on('2026-06-24'), 0, 'earlier');

    expect(plan && datesOf(plan)).toEqual(['2026-05-20', '2026-06-24']);
  });

  test.each([
    ['earlier', '2026-04-14'],
    ['later', '2026-08-20'],
  ] as const)('but never %s onto launch or closing day, %s', (to, day) => {
    const open = { from: '2026-04-14', until: '2026-08-20', candidates: on(day) };

    expect(shiftDate({ ...short, ...open }, on('2026-06-17'), 0, to)).toBeNull();
  });

  test('over a day on which a meeting stands', () => {
    const plan = shiftDate({ ...short, fixed: ['2026-06-17'] }, on('2026-05-27'), 0, 'later');

    expect(plan && datesOf(plan)[0]).toBe('2026-06-24');
  });

  test('whose day has no common time any more', () => {
    const plan = shiftDate(short, on('2026-06-01'), 0, 'earlier');

    expect(plan && datesOf(plan)[0]).toBe('2026-05-27');
  });

  test('by a day, in her year: five others share the 295 days that are left', () => {
    const first = planYear(year());
    const plan = shiftDate(year(), first.dates, 0, 'later');

    const moved = addDays(datesOf(first)[0] ?? '', 1);
    expect(plan && datesOf(plan)[0]).toBe(moved);
    expect(plan && lengthsOf(plan).slice(1).toSorted()).toEqual([49, 49, 49, 49, 49, 50]);
  });

  test('beyond the mark: no reason is given for what she wanted', () => {
    const plan = shiftDate(year(), on('2026-06-08'), 0, 'later');

    expect(plan && broken(plan)).toEqual(['launch 2026-04-14 – new 2026-06-09: 56, null']);
  });
});

describe('a draft is judged as it stands', () => {
  test('none of its dates is moved, nothing is added', () => {
    const draft = on('2026-05-20', '2026-07-01');
    const plan = judgePlan(
      year({ fixed: ['2026-06-10'], rhythm: { markDays: 56, least: 2, most: 3 } }),
      draft,
    );

    expect(plan).toMatchObject({ dates: draft, total: 3 });
    expect(lengthsOf(plan)).toEqual([36, 21, 21, 267]);
    expect(broken(plan)).toEqual(['new 2026-07-01 – closing 2027-03-25: 267, most-reached']);
  });

  test('a date that has been booked since counts once', () => {
    const plan = judgePlan(year({ fixed: ['2026-05-20'] }), on('2026-05-20'));

    expect(plan.total).toBe(1);
    expect(plan.gaps.map(({ to }) => to.kind)).toEqual(['meeting', 'closing']);
  });

  test.each([
    ['one more date would keep the gap', daily('2026-05-20', '2026-06-20'), null],
    ['no date would', daily('2026-06-09', '2026-06-20'), 'no-common-time'],
  ])('%s', (_when, candidates, why) => {
    const plan = judgePlan(year({ closing: '2026-08-01', candidates }), on('2026-06-20'));

    expect(plan.gaps).toMatchObject([
      { days: 67, why },
      { days: 42, kept: true },
    ]);
  });

  test.each([
    [2, 'most-reached'],
    [3, null],
    [4, null],
  ])('of two meetings where %i are the most, a gap that a third would keep', (most, why) => {
    const input = year({ closing: '2026-08-01', rhythm: { markDays: 56, least: 1, most } });

    expect(judgePlan(input, on('2026-06-20', '2026-07-10')).gaps[0]).toMatchObject({ why });
  });

  test('a date on closing day is a meeting and makes no gap of its own', () => {
    const plan = judgePlan(year(), on('2027-03-25'));

    expect(plan).toMatchObject({ total: 1, gaps: [{ days: 345 }] });
  });

  test('without a date it tells of the year as it is', () => {
    expect(judgePlan(year({ fixed: [] }), [])).toMatchObject({
      dates: [],
      total: 0,
      gaps: [{ days: 345, kept: false, why: null }],
    });
  });
});

describe('whatever the year', () => {
  const day = (least: number, most: number) =>
    fc.integer({ min: least, max: most }).map((days) => addDays('2026-04-14', days));
  const anyYear = (length: number, rhythm: PlanInput['rhythm'], mostCandidates: number) =>
    fc
      .record({
        fixed: fc.array(day(-5, length + 5), { maxLength: 4 }),
        candidates: fc
          .uniqueArray(day(-5, length + 5), { maxLength: mostCandidates })
          .map((days) => on(...days.toSorted())),
        from: day(0, length),
        until: day(length - 30, length),
      })
      .map((change) => year({ ...change, closing: addDays('2026-04-14', length), rhythm }));
  const full = anyYear(345, { markDays: 56, least: 6, most: 8 }, 90);
  const small = anyYear(120, { markDays: 30, least: 3, most: 5 }, 9);
  const atSeed = { seed: 20_260_414, numRuns: 150 };
  const apart = (a: Day, b: Day) => Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;
  const standing = ({ fixed, launch, closing }: PlanInput) =>
    [...new Set(fixed)].filter((one) => one >= launch && one <= closing);
  const isAllowed = ({ fixed, from, until, launch, closing }: PlanInput, one: Day) =>
    one >= from && one <= until && one > launch && one < closing && !fixed.includes(one);
  const candidateDays = ({ candidates }: PlanInput) =>
    candidates.map(({ start }) => dayOf(start, 'Europe/Paris'));

  test('new dates are common times of different days that are allowed, in order', () => {
    fc.assert(
      fc.property(full, (input) => {
        const plan = planYear(input);

        expect(input.candidates).toEqual(expect.arrayContaining(plan.dates));
        expect(datesOf(plan)).toEqual([...new Set(datesOf(plan))].toSorted());
        expect(datesOf(plan).filter((one) => !isAllowed(input, one))).toEqual([]);
      }),
      atSeed,
    );
  });

  test('its gaps reach from launch to closing, and each is kept or has a reason', () => {
    fc.assert(
      fc.property(full, (input) => {
        const { gaps } = planYear(input);

        expect(gaps.reduce((sum, { days }) => sum + days, 0)).toBe(345);
        for (const { days, kept, why } of gaps)
          expect([kept, why === null]).toEqual([days < 56, days < 56]);
      }),
      atSeed,
    );
  });

  test('meetings are no more than the most; fewer than the least when none is a fortnight away', () => {
    fc.assert(
      fc.property(full, (input) => {
        const plan = planYear(input);
        const meetings = [...standing(input), ...datesOf(plan)];
        const spare = candidateDays(input)
          .filter((one) => isAllowed(input, one))
          .filter((one) => meetings.every((other) => apart(one, other) >= 14));

        expect(plan.total).toBe(meetings.length);
        expect(plan.total).toBeLessThanOrEqual(Math.max(8, standing(input).length));
        if (plan.total < 6) expect(spare).toEqual([]);
      }),
      atSeed,
    );
  });

  test('no choice of dates keeps every gap when the plan does not', () => {
    const keepsAll = (input: PlanInput, chosen: Day[]) => {
      const stops = [input.launch, ...standing(input), ...chosen, input.closing].toSorted();
      return stops.every((one, index) => apart(one, stops[index + 1] ?? one) < 30);
    };

    fc.assert(
      fc.property(small, (input) => {
        const room = Math.max(0, 5 - standing(input).length);
        const choices = candidateDays(input)
          .filter((one) => isAllowed(input, one))
          .reduce<Day[][]>((all, one) => all.concat(all.map((some) => some.concat(one))), [[]])
          .filter((some) => some.length <= room);

        expect(planYear(input).gaps.every(({ kept }) => kept)).toBe(
          choices.some((some) => keepsAll(input, some)),
        );
      }),
      atSeed,
    );
  });

  test('a shift leaves the dates before it, moves it its way, and all that follows comes after', () => {
    const way = fc.constantFrom('earlier' as const, 'later' as const);

    fc.assert(
      fc.property(full, fc.nat({ max: 7 }), way, (input, index, to) => {
        const before = planYear(input);
        const after = shiftDate(input, before.dates, index, to);
        if (!after) return;
        const [was = '', is = ''] = [datesOf(before)[index], datesOf(after)[index]];

        expect(after.dates.slice(0, index)).toEqual(before.dates.slice(0, index));
        expect(is > was).toBe(to === 'later');
        expect(datesOf(after)).toEqual([...new Set(datesOf(after))].toSorted());
        const skipped = candidateDays(input).filter(
          (one) =>
            isAllowed(input, one) && (is > was ? one > was && one < is : one < was && one > is),
        );
        expect(skipped).toEqual([]);
      }),
      atSeed,
    );
  });
});
