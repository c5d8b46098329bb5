import { describe, expect, test } from 'vitest';
import type { Level } from '../../src/domain/survey.ts';
import { ballotBytes, openTally, readBallot } from '../../src/domain/tally.ts';

describe('a tally', () => {
  test('adds each answer to its question and its level', () => {
    const tally = openTally(2);
    tally.add([1, 5]);
    tally.add([1, 4]);
    tally.add([3, 5]);

    expect(tally.counts()).toEqual([
      [2, 0, 1, 0, 0],
      [0, 0, 0, 1, 2],
    ]);
  });

  test('of no ballots is nothing at each level of each question', () => {
    expect(openTally(1).counts()).toEqual([[0, 0, 0, 0, 0]]);
  });

  test('is the same whatever the order of the ballots', () => {
    const ballots: Level[][] = [
      [1, 2],
      [5, 4],
      [3, 3],
      [5, 5],
      [1, 4],
    ];
    const [forth, back] = [openTally(2), openTally(2)];
    for (const ballot of ballots) forth.add(ballot);
    for (const ballot of ballots.toReversed()) back.add(ballot);

    expect(back.counts()).toEqual(forth.counts());
  });

  test.each([[[1]], [[1, 2, 3]]] satisfies [Level[]][])(
    'takes no ballot %j of two questions',
    (ballot) => {
      const tally = openTally(2);

      expect(() => tally.add(ballot)).toThrow(RangeError);
      expect(tally.counts()).toEqual([
        [0, 0, 0, 0, 0],
        [0, 0, 0, 0, 0],
      ]);
    },
  );
});

describe('a ballot', () => {
  test('is version, edition, number of answers, and the answers', () => {
    expect([...ballotBytes(258, [1, 5, 3])]).toEqual([1, 1, 2, 3, 1, 5, 3]);
  });

  test('reads back as it was written', () => {
    expect(readBallot(ballotBytes(65_535, [1, 2, 3, 4, 5]), 5, 65_535)).toEqual([1, 2, 3, 4, 5]);
  });

  test('is as long whatever was answered', () => {
    const lengths = [ballotBytes(1, [1, 1]), ballotBytes(1, [5, 5])].map(({ length }) => length);

    expect(lengths).toEqual([6, 6]);
  });

  test.each<[string, number[]]>([
    ['empty', []],
    ['of another version', [2, 0, 1, 2, 4, 4]],
    ['of another edition', [1, 0, 2, 2, 4, 4]],
    ['of an edition 256 higher', [1, 1, 1, 2, 4, 4]],
    ['said to hold fewer answers', [1, 0, 1, 1, 4, 4]],
    ['with an answer too few', [1, 0, 1, 2, 4]],
    ['with an answer too many', [1, 0, 1, 2, 4, 4, 4]],
    ['with an empty byte behind it', [1, 0, 1, 2, 4, 4, 0]],
    ['that stops after its head', [1, 0, 1, 2]],
    ['with an answer 0', [1, 0, 1, 2, 0, 4]],
    ['with an answer 6', [1, 0, 1, 2, 4, 6]],
    ['with an answer in letters', [1, 0, 1, 2, 0x34, 4]],
  ])('%s is none', (_what, bytes) => {
    expect(readBallot(Uint8Array.from(bytes), 2, 1)).toBeNull();
  });

  test.each([-1, 65_536, 1.5])('cannot be of edition %d', (edition) => {
    expect(() => ballotBytes(edition, [1])).toThrow(RangeError);
  });

  test('holds 255 answers and not 256', () => {
    const answers = (many: number) => Array.from({ length: many }, (): Level => 3);

    expect(readBallot(ballotBytes(1, answers(255)), 255, 1)).toEqual(answers(255));
    expect(() => ballotBytes(1, answers(256))).toThrow(RangeError);
  });
});
