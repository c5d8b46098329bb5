import { describe, expect, test } from 'vitest';
import { merged, shared, startsIn, without } from '../../src/domain/free-time.ts';

const spans = (...pairs: [number, number][]) => pairs.map(([start, end]) => ({ start, end }));

describe('taken times', () => {
  test('that overlap, touch or lie within one another become one, in order', () => {
    const taken = spans([50, 60], [10, 20], [20, 30], [12, 15], [55, 70], [90, 91]);

    expect(merged(taken)).toEqual(spans([10, 30], [50, 70], [90, 91]));
  });

  test('that end where they start, or before, or nowhere, take nothing', () => {
    expect(merged(spans([5, 5], [9, 2], [Number.NaN, 4], [1, Number.NaN], [7, 8]))).toEqual(
      spans([7, 8]),
    );
    expect(merged([])).toEqual([]);
  });

  test('take more with something around them, and may meet by it', () => {
    expect(merged(spans([10, 20], [30, 40], [61, 70]), 10)).toEqual(spans([0, 50], [51, 80]));
    expect(merged(spans([5, 5]), 10)).toEqual([]);
  });

  test('are left as they were given', () => {
    const taken = spans([5, 9], [1, 6]);

    merged(taken);

    expect(taken).toEqual(spans([5, 9], [1, 6]));
  });
});

describe('what is open for both', () => {
  test.each([
    ['one within the other', spans([0, 100]), spans([20, 30], [40, 50]), spans([20, 30], [40, 50])],
    ['overlapping at the ends', spans([0, 10], [20, 30]), spans([5, 25]), spans([5, 10], [20, 25])],
    ['touching only', spans([0, 10]), spans([10, 20]), []],
    ['nothing at all', spans([0, 10]), [], []],
    ['two that touch stay two', spans([0, 10], [10, 20]), spans([0, 20]), spans([0, 10], [10, 20])],
  ])('%s', (_how, some, others, both) => {
    expect(shared(some, others)).toEqual(both);
    expect(shared(others, some)).toEqual(both);
  });
});

describe('what remains open', () => {
  test.each([
    ['a block in its midst', spans([0, 100]), spans([40, 60]), spans([0, 40], [60, 100])],
    ['blocks at both ends', spans([0, 100]), spans([-5, 10], [90, 200]), spans([10, 90])],
    [
      'a block over two openings',
      spans([0, 10], [20, 30]),
      spans([5, 25]),
      spans([0, 5], [25, 30]),
    ],
    ['a block over all of it', spans([5, 10], [11, 12]), spans([0, 50]), []],
    ['blocks that only touch', spans([10, 20]), spans([0, 10], [20, 30]), spans([10, 20])],
    ['a block that fits exactly', spans([10, 20]), spans([10, 20]), []],
    ['no block', spans([10, 20]), [], spans([10, 20])],
  ])('after %s', (_what, open, taken, rest) => {
    expect(without(open, taken)).toEqual(rest);
  });
});

describe('starts', () => {
  test('are the multiples at which something begins and ends in one opening', () => {
    expect(startsIn(spans([0, 60], [61, 105]), 30, 15)).toEqual([0, 15, 30, 75]);
    expect(startsIn(spans([61, 104]), 30, 15)).toEqual([]);
    expect(startsIn(spans([-20, 20]), 30, 15)).toEqual([-15]);
  });
});
