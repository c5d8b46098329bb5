import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestPaths, fewestBetween, type Stop } from '../../src/domain/plan-path.ts';

const eightWeeks = 56;
const anchor = (at: number): Stop => ({ at, stands: true, meeting: false });
const held = (at: number): Stop => ({ at, stands: true, meeting: true });
const free = (at: number): Stop => ({ at, stands: false, meeting: true });

/** What may be chosen on the way from launch, day 0, to closing. */
const daysOf = (stops: Stop[], most: number, markDays = eightWeeks) =>
  bestPaths(stops, markDays, most).map((path) => path.stops.map(({ at }) => at));

describe('a path', () => {
  test('is found for each number of days chosen, as far as there are days', () => {
    const year = [anchor(0), free(20), free(50), anchor(100)];

    expect(daysOf(year, 3)).toEqual([
      [0, 100],
      [0, 50, 100],
      [0, 20, 50, 100],
    ]);
    expect(daysOf(year, 1)).toHaveLength(2);
    expect(daysOf(year, 0)).toEqual([[0, 100]]);
  });

  test('passes through every meeting that stands, and chooses in the longer stretch', () => {
    const year = [anchor(0), free(15), held(30), free(60), free(90), anchor(130)];

    expect(daysOf(year, 1)[1]).toEqual([0, 30, 90, 130]);
    expect(daysOf(year, 2)[2]).toEqual([0, 30, 60, 90, 130]);
  });

  test('keeps the mark before it keeps the gaps alike', () => {
    const year = [anchor(0), free(1), held(56), free(84), anchor(111)];

    // Day 84 would halve a gap of 55 days; day 1 brings one of 56 inside the mark.
    expect(daysOf(year, 1)[1]).toEqual([0, 1, 56, 111]);
  });

  test.each([
    [13, 1],
    [14, 0],
    [15, 0],
  ])('with two meetings %i days apart has %i too close', (apart, close) => {
    const [path] = bestPaths([anchor(0), held(20), held(20 + apart), anchor(50)], eightWeeks, 0);

    expect(path).toMatchObject({ chosen: 0, over: 0, close });
  });

  test('may start close to the launch: that is no meeting, unless the two met there', () => {
    const [plain] = bestPaths([anchor(0), held(3), anchor(50)], eightWeeks, 0);
    const [met] = bestPaths([held(0), held(3), anchor(50)], eightWeeks, 0);

    expect([plain?.close, met?.close]).toEqual([0, 1]);
  });

  test('keeps a fortnight before it keeps the gaps alike', () => {
    const year = [anchor(0), held(30), free(43), free(50), anchor(60)];

    // 43 would share 30 days as 13 and 17, 50 as 20 and 10.
    expect(daysOf(year, 1)[1]).toEqual([0, 30, 50, 60]);
  });

  test.each([
    [55, 0],
    [56, 1],
    [57, 2],
  ])('of %i days is %i beyond « less than eight weeks »', (length, over) => {
    expect(bestPaths([anchor(0), anchor(length)], eightWeeks, 0)[0]?.over).toBe(over);
  });

  test('is none without a stop', () => {
    expect(bestPaths([], eightWeeks, 3)).toEqual([]);
  });
});

describe('a path is never worse than another through the same days', () => {
  const chosenFrom = (stops: Stop[]): Stop[][] =>
    stops.reduce<Stop[][]>(
      (ways, stop) => ways.flatMap((way) => (stop.stands ? [] : [way]).concat([[...way, stop]])),
      [[]],
    );
  const faults = (way: Stop[], markDays: number) => {
    const gaps = way.slice(1).map((to, index) => ({ from: way[index] ?? to, to }));
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    const lengths = gaps.map(({ from, to }) => to.at - from.at);
    return [
      sum(lengths.map((days) => Math.max(0, days + 1 - markDays))),
      gaps.filter(({ from, to }) => from.meeting && to.meeting && to.at - from.at < 14).length,
      sum(lengths.map((days) => days ** 2)),
    ];
  };
  const inOrder = (a: number[], b: number[]) =>
    a.map((value, index) => value - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;
  const small = fc
    .uniqueArray(fc.record({ at: fc.integer({ min: 1, max: 149 }), stands: fc.boolean() }), {
      selector: ({ at }) => at,
      maxLength: 11,
    })
    .map((days) => days.toSorted((a, b) => a.at - b.at))
    .map((days) => [anchor(0), ...days.map((one) => ({ ...one, meeting: true })), anchor(150)]);

  test('all of them tried', () => {
    fc.assert(
      fc.property(small, fc.integer({ min: 10, max: 80 }), (stops, markDays) => {
        const ways = chosenFrom(stops);
        for (const path of bestPaths(stops, markDays, 5)) {
          const standing = stops.filter(({ stands }) => stands).length;
          const alike = ways.filter((way) => way.length === standing + path.chosen);
          const [least] = alike.map((way) => faults(way, markDays)).toSorted(inOrder);

          expect(faults(path.stops, markDays)).toEqual(least);
          expect([path.over, path.close]).toEqual(least?.slice(0, 2));
        }
      }),
      { seed: 20_260_414, numRuns: 150 },
    );
  });
});

describe('the fewest days that keep the mark between two others', () => {
  test.each([
    ['none are needed inside the mark', 55, [], 0],
    ['one is at the mark', 56, [1, 30], 1],
    ['one in reach of both', 110, [40, 55, 70], 1],
    ['no single one is in reach of both', 111, [40, 55, 70], 2],
    ['a hole of eight weeks keeps any number from doing', 120, [10, 20, 76, 90], null],
    ['a hole a day shorter does not', 120, [10, 20, 75, 90], 2],
    ['there are no days', 56, [], null],
    ['the days are all outside', 80, [-3, 0, 80, 90], null],
  ])('%s', (_when, to, days, fewest) => {
    expect(fewestBetween(0, to, days, eightWeeks)).toBe(fewest);
  });
});
