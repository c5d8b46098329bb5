import { describe, expect, test } from 'vitest';
import type { LevelCounts } from '../../src/domain/output-rule.ts';
import type { Instrument, Level, Question } from '../../src/domain/survey.ts';
import {
  type CellTally,
  rateOf,
  synthesise,
  synthesisText,
  trendBetween,
  type WaveTallies,
} from '../../src/domain/synthesis.ts';
import type { Class, Share, Synthesis, Told } from '../../src/domain/synthesis-model.ts';
import { openTally } from '../../src/domain/tally.ts';
import { chanceOf } from '../support/chance.ts';

const question = (key: string, moments: Question['moments'] = ['midterm', 'end']): Question => {
  const wording = { fr: `Question ${key}`, en: `Question ${key}` };
  return { key, topic: 'learning', moments, wording: { mentee: wording, mentor: wording } };
};

const instrument: Instrument = {
  version: 1,
  edition: 1,
  questions: [question('aims'), question('wishes', ['end']), question('trust')],
};

const aWave = (more: Partial<WaveTallies> = {}): WaveTallies => ({
  wave: { id: 'midterm-2026', moment: 'midterm', partition: 'by-party' },
  cohortName: 'Promotion Germaine Tillion',
  days: { from: '2026-10-05', until: '2026-10-18' },
  instrument,
  cells: [aCell('mentee', [0, 1, 2, 3, 3]), aCell('mentor', [0, 3, 4, 3, 3])],
  ...more,
});

function aCell(cell: CellTally['cell'], counts: LevelCounts, asked = 37): CellTally {
  return { cell, asked, counts: { aims: counts, wishes: counts, trust: counts } };
}

const of = (wave: WaveTallies, previous: Synthesis | null = null) =>
  synthesise({ ...wave, previous });

describe('the synthesis of a wave', () => {
  test('says what the rule tells of each question of that moment, cell by cell', () => {
    const synthesis = of(aWave());

    expect(synthesis).toMatchObject({
      ...{ wave: 'midterm-2026', moment: 'midterm', cohortName: 'Promotion Germaine Tillion' },
      ...{ from: '2026-10-05', until: '2026-10-18', rule: 1, fewest: 7 },
    });
    expect(synthesis.cells).toMatchObject([
      { cell: 'mentee', asked: 37, rate: 20, size: '7-9' },
      { cell: 'mentor', asked: 37, rate: 40, size: '10-24' },
    ]);
    expect(synthesis.cells.map(({ questions }) => questions.map(({ key }) => key))).toEqual([
      ['aims', 'trust'],
      ['aims', 'trust'],
    ]);
    expect(synthesis.cells[0]?.questions[0]).toEqual({
      ...{ key: 'aims', topic: 'learning', wording: question('aims').wording },
      ...{ told: { kind: 'majority', of: 'high' }, trend: null },
    });
  });

  test('is one text, keys in alphabetical order, whatever the order of cells and counts', () => {
    const { cells, ...wave } = aWave();
    const turned = cells.toReversed().map((cell) => ({
      ...cell,
      counts: Object.fromEntries(Object.entries(cell.counts).toReversed()),
    }));
    const text = synthesisText(of({ cells, ...wave }));

    expect(synthesisText(of({ ...wave, cells: turned }))).toBe(text);
    expect(text).toMatch(/^\{"cells":\[\{"asked":37,"cell":"mentee","questions":\[\{"key":"aims",/);
  });

  test('is the same text in whatever order the ballots were counted', () => {
    const chance = chanceOf(20_261_018);
    const level = (): Level => chance.oneOf<Level>([1, 2, 3, 4, 5]) ?? 3;
    const ballots = Array.from({ length: 41 }, () => ({
      by: chance.next(),
      answers: [level(), level()],
    }));
    const texts = [0, 1, 2].map((turn) => {
      const tally = openTally(2);
      const order = ballots.toSorted((a, b) => ((a.by * 7 ** turn) % 1) - ((b.by * 7 ** turn) % 1));
      for (const { answers } of order) tally.add(answers);
      const [aims = noCounts, trust = noCounts] = tally.counts();
      const cells: CellTally[] = [{ cell: 'all', asked: 74, counts: { aims, trust } }];
      const wave = { id: 'midterm-2026', moment: 'midterm', partition: 'together' } as const;
      return synthesisText(of(aWave({ wave, cells })));
    });

    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).toContain('"size":"25+"');
  });

  test.each([0, 3, 6])(
    'of %i who answered looks like that of anybody fewer than seven',
    (answers) => {
      const cells = [aCell('mentee', [0, 0, 0, 0, answers]), aCell('mentor', [0, 0, 0, 0, 9])];
      const six = [aCell('mentee', [1, 1, 1, 1, 2]), aCell('mentor', [0, 0, 0, 0, 9])];

      expect(synthesisText(of(aWave({ cells })))).toBe(synthesisText(of(aWave({ cells: six }))));
      expect(of(aWave({ cells })).cells[0]).toEqual({
        ...{ cell: 'mentee', asked: 37, rate: null, size: null, questions: [] },
      });
    },
  );

  test('of seven is told', () => {
    const cells = [aCell('mentee', [0, 0, 0, 0, 7]), aCell('mentor', [0, 0, 0, 0, 6])];

    expect(of(aWave({ cells })).cells).toMatchObject([{ size: '7-9', rate: 20 }, { size: null }]);
  });

  test.each<[string, CellTally[]]>([
    ['without a cell', [aCell('mentee', [0, 0, 0, 0, 9])]],
    ['of another partition', [aCell('all', [0, 0, 0, 0, 9])]],
    ['with a cell twice', [aCell('mentee', [0, 0, 0, 0, 9]), aCell('mentee', [0, 0, 0, 0, 9])]],
    [
      'with more answers than people',
      [aCell('mentee', [0, 0, 0, 0, 9], 8), aCell('mentor', [0, 0, 0, 0, 9])],
    ],
    [
      'with a ballot that skipped a question',
      [
        {
          ...aCell('mentee', [0, 0, 0, 0, 9]),
          counts: { aims: [0, 0, 0, 0, 9], trust: [0, 0, 0, 0, 8] },
        },
        aCell('mentor', [0, 0, 0, 0, 9]),
      ],
    ],
    [
      'with a question nobody counted',
      [
        { ...aCell('mentee', [0, 0, 0, 0, 9]), counts: { aims: [0, 0, 0, 0, 9] } },
        aCell('mentor', [0, 0, 0, 0, 9]),
      ],
    ],
  ])('cannot be made of tallies %s', (_what, cells) => {
    expect(() => of(aWave({ cells }))).toThrow(RangeError);
  });
});

const noCounts: LevelCounts = [0, 0, 0, 0, 0];

test.each([
  [7, 37, 20],
  [1, 20, 10],
  [9, 9, 100],
  [36, 37, 100],
  [35, 37, 90],
])('%i of %i people are a rate of %i %%', (answered, asked, rate) => {
  expect(rateOf(answered, asked)).toBe(rate);
});

const majority = (one: Class | 'none'): Told => ({ kind: 'majority', of: one });
const shares = (low: Share, middle: Share, high: Share): Told => ({
  kind: 'classes',
  shares: { low, middle, high },
});
const exactly = (low: number, middle: number, high: number) =>
  shares({ percent: low }, { percent: middle }, { percent: high });
const mostly: Told = shares(
  { percent: 40, bound: 'at-most' },
  { percent: 40, bound: 'at-most' },
  { percent: 60, bound: 'at-least' },
);
const byLevels = (rest: number, four: number, five: number): Told => ({
  kind: 'levels',
  shares: [
    { from: 1, to: 3, percent: rest },
    { from: 4, to: 4, percent: four },
    { from: 5, to: 5, percent: five },
  ],
});

describe('a trend, from two published values', () => {
  test.each<[string, Told, Told, 'up' | 'same' | 'down' | null]>([
    ['no majority, then high', majority('none'), majority('high'), 'up'],
    ['low, then the middle', majority('low'), majority('middle'), 'up'],
    ['the middle, then no majority: nothing is sure', majority('middle'), majority('none'), 'same'],
    ['high, then high', majority('high'), majority('high'), 'same'],
    ['high, then the middle', majority('high'), majority('middle'), 'down'],
    ['one step more at the top', exactly(20, 40, 40), exactly(20, 35, 45), 'same'],
    ['two steps more at the top', exactly(20, 40, 40), exactly(20, 30, 50), 'up'],
    ['two steps more at the bottom', exactly(20, 40, 40), exactly(30, 30, 40), 'down'],
    ['more at both ends', exactly(20, 40, 40), exactly(30, 15, 55), 'same'],
    ['55, then at least 60', exactly(20, 25, 55), mostly, 'up'],
    ['60, then at least 60: they touch', exactly(20, 20, 60), mostly, 'same'],
    ['a majority, then at least 60: they overlap', majority('high'), mostly, 'same'],
    ['no majority, then at least 60', majority('none'), mostly, 'up'],
    ['45 high, then 40 and 45 of them', exactly(20, 35, 45), byLevels(15, 40, 45), 'up'],
    ['80 high in two parts, then at least 60', byLevels(20, 40, 40), mostly, 'same'],
    [
      '65 high in two parts, then 55: parts are rounded apart',
      byLevels(35, 30, 35),
      exactly(20, 25, 55),
      'down',
    ],
    ['65 high in two parts, then 60', byLevels(35, 30, 35), exactly(20, 20, 60), 'same'],
    ['withheld before', { kind: 'withheld' }, mostly, null],
    ['withheld now', mostly, { kind: 'withheld' }, null],
  ])('%s', (_what, before, now, trend) => {
    expect(trendBetween(before, now)).toBe(trend);
  });

  const end = aWave({
    wave: { id: 'end-2027', moment: 'end', partition: 'by-party' },
    cells: [aCell('mentee', [0, 3, 3, 2, 1]), aCell('mentor', [0, 0, 0, 9, 9])],
  });

  test('is told for each question asked before, and for no other', () => {
    const trends = of(end, of(aWave())).cells.map(({ questions }) =>
      questions.map((q) => [q.key, q.trend]),
    );

    expect(trends).toEqual([
      [
        ['aims', 'down'],
        ['wishes', null],
        ['trust', 'down'],
      ],
      [
        ['aims', 'up'],
        ['wishes', null],
        ['trust', 'up'],
      ],
    ]);
  });

  test('is not told where another wording was asked before', () => {
    const [aims = question('aims'), ...others] = instrument.questions;
    const wording = { ...aims.wording, mentor: { fr: 'Autrement', en: 'Otherwise' } };
    const before = { ...instrument, questions: [{ ...aims, wording }, ...others] };
    const [mentees] = of(end, of(aWave({ instrument: before }))).cells;

    expect(mentees?.questions.map(({ trend }) => trend)).toEqual([null, null, 'down']);
  });

  test('is not told of a cell that was too small before', () => {
    const cells = [aCell('mentee', [0, 0, 0, 0, 6]), aCell('mentor', [0, 0, 9, 0, 0])];
    const [mentees, mentors] = of(end, of(aWave({ cells }))).cells;

    expect(mentees?.questions.map(({ trend }) => trend)).toEqual([null, null, null]);
    expect(mentors?.questions.map(({ trend }) => trend)).toEqual(['up', null, 'up']);
  });
});
