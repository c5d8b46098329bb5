import { describe, expect, test } from 'vitest';
import { commonStarts, merged, type Spans } from '../../src/domain/free-time.ts';

/** As intervals again, to be read. */
const inPairs = ({ starts, ends }: Spans) =>
  Array.from(starts, (start, nth) => ({ start, end: ends[nth] }));

const spans = (...pairs: [number, number][]) => pairs.map(([start, end]) => ({ start, end }));

describe('taken times', () => {
  test('that overlap, touch or lie within one another become one, in order', () => {
    const taken = spans([50, 60], [10, 20], [20, 30], [12, 15], [55, 70], [90, 91]);

    expect(inPairs(merged(taken))).toEqual(spans([10, 30], [50, 70], [90, 91]));
  });

  test('that end where they start, or before, or nowhere, take nothing', () => {
    expect(
      inPairs(merged(spans([5, 5], [9, 2], [Number.NaN, 4], [1, Number.NaN], [7, 8]))),
    ).toEqual(spans([7, 8]));
    expect(inPairs(merged([]))).toEqual([]);
  });

  test('take more with something around them, and may meet by it', () => {
    expect(inPairs(merged(spans([10, 20], [30, 40], [61, 70]), 10))).toEqual(
      spans([0, 50], [51, 80]),
    );
    expect(inPairs(merged(spans([5, 5]), 10))).toEqual([]);
  });

  test('are left as they were given', () => {
    const taken = spans([5, 9], [1, 6]);

    merged(taken);

    expect(taken).toEqual(spans([5, 9], [1, 6]));
  });
});

describe('starts in both calendars', () => {
  const whole = { start: -1000, end: 1000 };
  const free = (open: ReturnType<typeof spans>, taken: ReturnType<typeof spans> = []) => ({
    open,
    blocks: merged(taken),
  });

  test.each([
    ['one open within the other', free(spans([0, 100])), free(spans([20, 40])), [20, 25, 30]],
    ['overlapping at the ends', free(spans([0, 20])), free(spans([10, 30])), [10]],
    ['touching only', free(spans([0, 10])), free(spans([10, 20])), []],
    ['never open', free(spans([0, 100])), free([]), []],
    [
      'one starts where the other ends',
      free(spans([0, 10], [10, 20])),
      free(spans([0, 20])),
      [0, 10],
    ],
    [
      'a block in its midst',
      free(spans([0, 40]), spans([10, 25])),
      free(spans([0, 100])),
      [0, 25, 30],
    ],
    [
      'each with a block',
      free(spans([0, 40]), spans([0, 5])),
      free(spans([0, 40]), spans([16, 40])),
      [5],
    ],
    [
      'a block over two openings',
      free(spans([0, 12], [20, 32]), spans([8, 22])),
      free([whole]),
      [],
    ],
    [
      'blocks that only touch',
      free(spans([10, 20]), spans([0, 10], [20, 30])),
      free([whole]),
      [10],
    ],
    ['a block that fits exactly', free(spans([10, 20]), spans([10, 20])), free([whole]), []],
    ['an odd opening', free(spans([-17, 17])), free([whole]), [-15, -10, -5, 0, 5]],
  ])('%s', (_how, one, other, starts) => {
    expect(commonStarts([one, other], whole, 10, 5)).toEqual(starts);
    expect(commonStarts([other, one], whole, 10, 5)).toEqual(starts);
  });

  test('lie in the span, and end in it', () => {
    expect(commonStarts([free([whole])], { start: 1, end: 24 }, 10, 5)).toEqual([5, 10]);
    expect(commonStarts([free([whole])], { start: 1, end: 25 }, 10, 5)).toEqual([5, 10, 15]);
  });
});
