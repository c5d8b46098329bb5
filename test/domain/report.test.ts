import { describe, expect, test } from 'vitest';
import {
  activeOn,
  countedBefore,
  countNamed,
  fewestPairs,
  type MetInMonth,
  meetingsTold,
  type Named,
  type PairSpan,
  periodsOf,
  themesTold,
  untilOf,
} from '../../src/domain/report.ts';
import type { ThemesTold } from '../../src/domain/report-model.ts';
import { type ThemeKey, themes } from '../../src/domain/theme.ts';
import { aCohort } from '../support/people.ts';

test('nothing is told of fewer than seven pairs, as in the syntheses', () => {
  expect(fewestPairs).toBe(7);
});

describe('only whole months are counted', () => {
  const atOnce = { ...aCohort, recording: 'at-once' as const };
  const later = { ...aCohort, recording: 'at-checkpoints' as const };

  test.each([
    ['2026-04-30', '2026-04-01'],
    ['2026-05-01', '2026-05-01'],
    ['2026-05-31', '2026-05-01'],
    ['2027-03-25', '2027-03-01'],
    ['2027-04-01', '2027-04-01'],
  ])('on %s, those before %s', (today, before) => {
    expect(countedBefore(atOnce, today)).toBe(before);
  });

  test.each([
    ['2026-10-07', null],
    ['2026-10-08', '2026-10-01'],
    ['2026-12-24', '2026-10-01'],
    ['2027-03-24', '2026-10-01'],
    ['2027-03-25', '2027-03-01'],
    ['2027-04-01', '2027-04-01'],
  ])('on %s, where rows reach the list at mid-term and at the end: before %s', (today, before) => {
    expect(countedBefore(later, today)).toBe(before);
  });
});

const met = (month: string, pairs: number, held: number, before: string | null = null) =>
  ({ month, before, pairs, held }) satisfies MetInMonth;
const upTo = (before: string) => ({ launch: '2026-04-14', before });

describe('months are told', () => {
  test('each on its own, where seven pairs met', () => {
    const rows = [met('2026-04', 7, 7), met('2026-05', 5, 6), met('2026-05', 3, 3, '2026-04')];

    expect(periodsOf(rows, upTo('2026-06-01'))).toEqual([
      { from: '2026-04', to: '2026-04', held: 7 },
      { from: '2026-05', to: '2026-05', held: 9 },
    ]);
  });

  test('with those before them in which fewer did', () => {
    const rows = [met('2026-04', 6, 9), met('2026-05', 1, 1)];

    expect(periodsOf(rows, upTo('2026-06-01'))).toEqual([
      { from: '2026-04', to: '2026-05', held: 10 },
    ]);
  });

  test('counting a pair once, however often it met', () => {
    const rows = [met('2026-04', 6, 6), met('2026-05', 6, 8, '2026-04')];

    expect(periodsOf(rows, upTo('2026-06-01'))).toEqual([]);
    const more = [...rows, met('2026-06', 1, 1), met('2026-06', 5, 5, '2026-05')];
    expect(periodsOf(more, upTo('2026-07-01'))).toEqual([
      { from: '2026-04', to: '2026-06', held: 20 },
    ]);
  });

  test('and a pair that met before is new to the months that follow', () => {
    const rows = [met('2026-04', 8, 8), met('2026-05', 7, 7, '2026-04')];

    expect(periodsOf(rows, upTo('2026-06-01'))).toHaveLength(2);
  });

  test('with empty months in between, and none that nobody met in at the end', () => {
    const rows = [met('2026-04', 9, 9), met('2026-07', 7, 7, '2026-04')];

    expect(periodsOf(rows, upTo('2026-09-01'))).toEqual([
      { from: '2026-04', to: '2026-04', held: 9 },
      { from: '2026-05', to: '2026-07', held: 7 },
    ]);
  });

  test('none that is not over, and none at all before one is', () => {
    const rows = [met('2026-04', 20, 20), met('2026-05', 20, 20)];

    expect(periodsOf(rows, upTo('2026-05-01'))).toHaveLength(1);
    expect(periodsOf(rows, upTo('2026-04-01'))).toEqual([]);
    expect(periodsOf([], upTo('2026-06-01'))).toEqual([]);
  });

  test('over the end of a year', () => {
    const rows = [met('2026-12', 6, 6), met('2027-01', 7, 7)];
    const winter = { launch: '2026-12-10', before: '2027-02-01' };

    expect(periodsOf(rows, winter)).toEqual([{ from: '2026-12', to: '2027-01', held: 13 }]);
  });

  test('for good: what was told does not change when a month is added', () => {
    const rows = Array.from({ length: 11 }, (_, at) =>
      met(`2026-${String(at + 1).padStart(2, '0')}`, (at * 5) % 9, (at * 7) % 11),
    );
    const year = (before: string) => periodsOf(rows, { launch: '2026-01-06', before });
    const whole = year('2026-12-01');

    expect(whole.length).toBeGreaterThan(3);
    for (let month = 2; month <= 12; month++) {
      const part = year(`2026-${String(month).padStart(2, '0')}-01`);
      expect(whole.slice(0, part.length)).toEqual(part);
    }
  });

  test.each([
    ['2026-04', '2026-04-30'],
    ['2027-02', '2027-02-28'],
    ['2026-12', '2026-12-31'],
    ['2027-03', '2027-03-25'],
  ])('up to and with %s: the %s, never after the closing day', (to, day) => {
    expect(untilOf([{ from: '2026-04', to, held: 9 }], '2027-03-25')).toBe(day);
  });

  test('up to no day when there is none', () => {
    expect(untilOf([], '2027-03-25')).toBeNull();
  });
});

describe('meetings held stand beside those expected', () => {
  // 345 days from launch to closing; 170 of them by 1 October, 169 by the eve.
  const half = [{ from: '2026-04', to: '2026-09', held: 90 }];
  const told = (all: number, spans: PairSpan[] = []) =>
    meetingsTold(half, aCohort, { all, spans })?.expected;
  const paused = (from: string, until: string): PairSpan => ({
    ended: null,
    pauses: [{ from, until }],
  });

  test('all that were told by month, and what the guide’s year makes of so many days', () => {
    // 37 pairs, 6 to 8 a year, 169 of 345 days: 108.7 to 144.997.
    expect(meetingsTold(half, aCohort, { all: 37, spans: [] })).toEqual({
      held: 90,
      expected: { least: 110, most: 145 },
      periods: half,
    });
  });

  test('in steps of five, at least one step', () => {
    // 2.94 to 3.9 meetings, then 26.5 to 35.3.
    expect(told(1)).toEqual({ least: 5, most: 5 });
    expect(told(9)).toEqual({ least: 25, most: 35 });
    // 0.3 to 0.4 by the end of April.
    const april = [{ from: '2026-04', to: '2026-04', held: 7 }];
    expect(meetingsTold(april, aCohort, { all: 1, spans: [] })?.expected).toEqual({
      ...{ least: 5, most: 5 },
    });
  });

  test('fewer where pairs have agreed on a pause or ended', () => {
    // Ten pairs: 29.4 to 39.2; five of them paused for 92 days: 21.4 to 28.5.
    expect(told(10)).toEqual({ least: 30, most: 40 });
    const summer = Array.from({ length: 5 }, () => paused('2026-06-01', '2026-08-31'));
    expect(told(10, summer)).toEqual({ least: 20, most: 30 });
    // Five of them ended after 17 days: 16.2 to 21.6.
    const stopped = Array.from({ length: 5 }, () => ({ ended: '2026-05-01', pauses: [] }));
    expect(told(10, stopped)).toEqual({ least: 15, most: 20 });
  });

  test('where the steps have room, one pair’s pause does not show', () => {
    // 35 pairs: 102.9 to 137.2, and 1.6 to 2.1 less.
    expect(told(35, [paused('2026-06-01', '2026-08-31')])).toEqual({ least: 100, most: 135 });
    expect(told(35)).toEqual({ least: 105, most: 135 });
    expect(told(35, [paused('2026-06-01', '2026-06-10')])).toEqual(told(35));
  });

  test('a pause that comes after the day counts for nothing yet', () => {
    const later = Array.from({ length: 37 }, () => paused('2026-10-01', '2026-12-31'));
    expect(told(37, later)).toEqual(told(37));
  });

  test('at the closing day, a whole year', () => {
    const year = [{ from: '2026-04', to: '2027-03', held: 240 }];
    expect(meetingsTold(year, aCohort, { all: 37, spans: [] })?.expected).toEqual({
      least: 220,
      most: 295,
    });
  });

  test('nothing before a first month can be told', () => {
    expect(meetingsTold([], aCohort, { all: 37, spans: [] })).toBeNull();
  });
});

test.each([
  ['2026-06-30', 37],
  ['2026-07-01', 36],
  ['2026-07-02', 35],
])('a pair is active until the day it ended: on %s, %i', (day, active) => {
  const spans: PairSpan[] = [
    { ended: '2026-07-01', pauses: [] },
    { ended: '2026-07-02', pauses: [] },
    { ended: null, pauses: [{ from: '2026-06-01', until: '2026-08-01' }] },
  ];
  expect(activeOn(day, 37, spans)).toBe(active);
});

const list = themes[1];
const named = (
  byTheme: Partial<Record<ThemeKey, number>>,
  change: Partial<Pick<Named, 'anyTheme' | 'anyRare'>> = {},
): Named => ({
  list,
  byTheme: new Map(Object.entries(byTheme) as [ThemeKey, number][]),
  ...{ anyTheme: 31, anyRare: 7 },
  ...change,
});
const numberOf = (told: ThemesTold | null, theme: ThemeKey) =>
  told?.told.find((each) => each.theme === theme)?.pairs;

describe('a theme', () => {
  test('is told from seven pairs on; below, it is merged', () => {
    const told = themesTold(named({ skills: 7, networks: 6, communication: 12 }));

    expect(told?.told).toEqual([
      { theme: 'communication', pairs: 12 },
      { theme: 'skills', pairs: 7 },
    ]);
    expect(told?.rare?.themes).toContain('networks');
    expect(told?.rare?.themes).toHaveLength(10);
  });

  test('that nobody named looks like one that six pairs did', () => {
    const six = themesTold(named({ skills: 20, networks: 6 }));

    expect(themesTold(named({ skills: 20 }))).toEqual(six);
    expect(themesTold(named({ skills: 20, networks: 0 }))).toEqual(six);
  });

  test('that all but a few named is told without its number', () => {
    for (const [pairs, shown] of [
      ...([
        [24, 24],
        [25, 'most'],
        [30, 'most'],
        [31, 'most'],
      ] as const),
    ]) {
      expect(numberOf(themesTold(named({ skills: pairs })), 'skills')).toBe(shown);
    }
  });

  test.each([
    [6, 'few'],
    [7, 'enough'],
    [12, 'enough'],
  ] as const)('merged, of %i pairs together, is told as « %s »', (anyRare, pairs) => {
    expect(themesTold(named({ skills: 20 }, { anyRare }))?.rare?.pairs).toBe(pairs);
  });

  test('stands with the most named first, equal ones as in the list, rare ones as in the list', () => {
    const told = themesTold(named({ skills: 9, networks: 9, other: 30, communication: 31 }));

    expect(told?.told.map(({ theme }) => theme)).toEqual([
      ...['communication', 'other', 'networks', 'skills'],
    ]);
    expect(told?.rare?.themes).toEqual(list.filter((theme) => !numberOf(told, theme)));
  });

  test('leaves no rest when none is rare', () => {
    const all = Object.fromEntries(list.map((theme) => [theme, 10]));

    expect(themesTold(named(all, { anyRare: 0 }))?.rare).toBeNull();
  });

  test.each([
    [13, null],
    [14, 7],
  ])('needs seven pairs that named it and seven that did not: of %i, %s', (anyTheme, shown) => {
    const told = themesTold(named({ skills: 7 }, { anyTheme }));

    expect(numberOf(told, 'skills') ?? null).toBe(shown);
    expect(told === null).toBe(shown === null);
  });
});

test('pairs are counted once a theme, and once among those that named any rare one', () => {
  const counted = countNamed(list, [
    { themes: ['skills', 'networks'], pairs: 5 },
    { themes: ['skills'], pairs: 3 },
    { themes: ['networks', 'other'], pairs: 1 },
    { themes: ['other', 'career-path'], pairs: 2 },
  ]);

  expect(counted).toMatchObject({ list, anyTheme: 11, anyRare: 8 });
  expect([...counted.byTheme].filter(([, pairs]) => pairs > 0)).toEqual([
    ['networks', 6],
    ['skills', 8],
    ['career-path', 2],
    ['other', 3],
  ]);
});

/**
 * Every cohort of a few pairs, each of which named some of three themes, under the same rule with a
 * smaller number: whoever knows how many pairs there are, and what their own said, is never certain
 * of a theme of anybody else.
 */
describe('whatever is told, a pair that reads it learns for certain of no other', () => {
  const three: ThemeKey[] = ['skills', 'networks', 'other'];
  const some = [1, 2, 3, 4, 5, 6, 7];

  function toldOf(cohort: readonly number[], fewest: number): string {
    const alike = cohort.map((pair) => ({
      ...{ pairs: 1, themes: three.filter((_theme, at) => (pair & (1 << at)) !== 0) },
    }));
    return JSON.stringify(themesTold(countNamed(three, alike, fewest), fewest));
  }

  /** Cohorts of so many pairs, every one of them. */
  const cohortsOf = (pairs: number): number[][] =>
    pairs === 0
      ? [[]]
      : cohortsOf(pairs - 1).flatMap((cohort) => some.map((pair) => [...cohort, pair]));

  /** How many published pages, seen by the first `insiders` pairs, settle a theme of the last pair. */
  function certainties(pairs: number, insiders: number, fewest: number): number {
    const seen = new Map<string, { yes: number; no: number }>();
    for (const cohort of cohortsOf(pairs)) {
      const view = `${toldOf(cohort, fewest)} ${cohort.slice(0, insiders)}`;
      const last = cohort.at(-1) ?? 0;
      const held = seen.get(view) ?? { yes: 0, no: 7 };
      seen.set(view, { yes: held.yes | last, no: held.no & last });
    }
    return [...seen.values()].filter(({ yes, no }) => yes !== 7 || no !== 0).length;
  }

  test.each([
    [4, 0, 2],
    [6, 1, 3],
  ])('of %i pairs, %i insiders, told from %i on', (pairs, insiders, fewest) => {
    expect(certainties(pairs, insiders, fewest)).toBe(0);
  });

  test('as they would if every number were told', () => {
    expect(certainties(4, 1, 0)).toBeGreaterThan(0);
  });
});
