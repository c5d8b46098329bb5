import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canonical } from '../../src/domain/content-digest.ts';
import { type LevelCounts, sizeOf, toldOf } from '../../src/domain/output-rule.ts';
import type { Class, Share, Told } from '../../src/domain/synthesis-model.ts';

const atLeast = (percent: number): Share => ({ percent, bound: 'at-least' });
const atMost = (percent: number): Share => ({ percent, bound: 'at-most' });
const about = (percent: number): Share => ({ percent });
const classes = (low: Share, middle: Share, high: Share): Told => ({
  kind: 'classes',
  shares: { low, middle, high },
});
const majority = (of: Class | 'none'): Told => ({ kind: 'majority', of });
const withheld: Told = { kind: 'withheld' };

/** By hand: what each number of people chose, from 1 to 5, and what is told of it. */
const byHand: [what: string, counts: LevelCounts, told: Told][] = [
  ['nobody answered', [0, 0, 0, 0, 0], withheld],
  ['six agree entirely', [0, 0, 0, 0, 6], withheld],
  ['seven agree entirely', [0, 0, 0, 0, 7], majority('high')],
  ['four of seven agree', [2, 0, 1, 2, 2], majority('high')],
  ['three of seven agree', [0, 3, 1, 3, 0], majority('none')],
  ['four of eight agree: that is half and not more', [0, 3, 1, 4, 0], majority('none')],
  ['nine at the middle', [0, 0, 9, 0, 0], majority('middle')],
  ['ten at the bottom', [5, 5, 0, 0, 0], classes(atLeast(60), atMost(40), atMost(40))],
  ['six of ten agree', [0, 1, 3, 6, 0], classes(atMost(40), atMost(40), atLeast(60))],
  ['ten, each class has three or more', [3, 0, 3, 2, 2], classes(about(30), about(30), about(40))],
  [
    'two of ten are low: only the largest',
    [2, 0, 3, 0, 5],
    classes(atMost(55), atMost(55), about(50)),
  ],
  ['none of ten is low: told as if it were two', [0, 0, 5, 0, 5], majority('none')],
  ['24, one is low', [1, 0, 10, 13, 0], classes(atMost(50), atMost(50), about(55))],
  ['24, twelve against twelve', [0, 12, 0, 12, 0], majority('none')],
  ['25 at the top', [0, 0, 0, 0, 25], classes(atMost(20), atMost(20), atLeast(80))],
];

test.each(byHand)('%s', (_what, counts, told) => {
  expect(toldOf(counts)).toEqual(told);
});

const part = (from: number, to: number, percent: number) => ({ from, to, percent });

test.each<[string, LevelCounts, Told & { kind: 'levels' }]>([
  [
    '25, five at each level',
    [5, 5, 5, 5, 5],
    { kind: 'levels', shares: [1, 2, 3, 4, 5].map((level) => part(level, level, 20)) },
  ],
  [
    '25, two at level 1: they are told with level 2',
    [2, 5, 6, 6, 6],
    { kind: 'levels', shares: [part(1, 2, 30), part(3, 3, 25), part(4, 4, 25), part(5, 5, 25)] },
  ],
  [
    '30, two at the middle: the rest stays one',
    [3, 3, 2, 12, 10],
    { kind: 'levels', shares: [part(1, 3, 25), part(4, 4, 40), part(5, 5, 35)] },
  ],
  [
    '37, one is low, three at the middle',
    [0, 1, 3, 16, 17],
    { kind: 'levels', shares: [part(1, 3, 10), part(4, 4, 45), part(5, 5, 45)] },
  ],
  [
    '37, most are low, nobody is high',
    [20, 10, 7, 0, 0],
    { kind: 'levels', shares: [part(1, 1, 55), part(2, 2, 25), part(3, 5, 20)] },
  ],
])('%s', (_what, counts, told) => {
  expect(toldOf(counts)).toEqual(told);
});

test('37 of whom three do not agree are told as « at least 80 % », as are 37 who all do', () => {
  const told = classes(atMost(20), atMost(20), atLeast(80));

  expect(toldOf([0, 2, 1, 17, 17])).toEqual(told);
  expect(toldOf([0, 0, 0, 18, 19])).toEqual(told);
});

test('three of 400 are somebody, and never « 0 % »', () => {
  expect(toldOf([0, 3, 150, 120, 127])).toMatchObject({
    shares: [{ from: 1, to: 2, percent: 5, bound: 'at-most' }, {}, {}, {}],
  });
});

test('how many answered is told by the rule that held for them', () => {
  const sizes = [0, 6, 7, 9, 10, 24, 25, 5_000].map(sizeOf);

  expect(sizes).toEqual([null, null, '7-9', '7-9', '10-24', '10-24', '25+', '25+']);
});

/** Made by `golden/output-rule.py`, the rule written a second time. */
const golden = readFileSync('test/domain/golden/output-rule.txt', 'utf8').trimEnd().split('\n');

/** Whole when there is time; otherwise every size of a small cohort, and three of larger ones. */
const tried = golden
  .map((line, answers) => ({ line, answers }))
  .filter(({ answers }) => process.env.SOAK === '1' || answers <= 27 || [37, 74].includes(answers));

test('0 to 80 answers are told as the golden table says', () => {
  expect(golden).toHaveLength(81);
  expect(tried.map(({ answers }) => lineOf(answers))).toEqual(tried.map(({ line }) => line));
}, 600_000);

function lineOf(answers: number): string {
  const kinds = { withheld: 0, majority: 0, classes: 0, levels: 0 };
  const digest = createHash('sha256');
  for (const counts of setsOf(answers)) {
    const told = toldOf(counts);
    kinds[told.kind] += 1;
    digest.update(`${counts.join()} ${canonical(told)}\n`);
  }
  const numbers = Object.entries(kinds).map(([kind, number]) => `${kind}=${number}`);
  return [answers, ...numbers, digest.digest('hex').slice(0, 16)].join(' ');
}

/** Every division into three classes, each at its outer level and halved between its two. */
function* setsOf(answers: number): Generator<LevelCounts> {
  for (let low = 0; low <= answers; low += 1) {
    for (let middle = 0; middle <= answers - low; middle += 1) {
      const high = answers - low - middle;
      yield [low, 0, middle, 0, high];
      const [lowHalf, highHalf] = [Math.floor(low / 2), Math.floor(high / 2)];
      yield [low - lowHalf, lowHalf, middle, highHalf, high - highHalf];
    }
  }
}
