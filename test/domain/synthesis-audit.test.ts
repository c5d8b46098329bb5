import { describe, expect, test } from 'vitest';
import type { LevelCounts } from '../../src/domain/output-rule.ts';
import type { Instrument, Question } from '../../src/domain/survey.ts';
import {
  type CellTally,
  synthesise,
  synthesisText,
  type WaveTallies,
} from '../../src/domain/synthesis.ts';
import { auditSynthesis, type Danger, type Verdict } from '../../src/domain/synthesis-audit.ts';
import type { CellTold, Share, Synthesis, Told } from '../../src/domain/synthesis-model.ts';

const wording = { fr: 'Nous avançons.', en: 'We move on.' };
const question = (key: string): Question => ({
  ...{ key, topic: 'learning', moments: ['midterm', 'end'] },
  wording: { mentee: wording, mentor: wording },
});
const instrument: Instrument = {
  version: 1,
  edition: 1,
  questions: [question('aims'), question('trust')],
};

const aCell = (cell: CellTally['cell'], counts: LevelCounts): CellTally => ({
  ...{ cell, asked: 37 },
  counts: { aims: counts, trust: counts },
});

/** Nine mentees and fourteen mentors; six of the fourteen are high. */
const aWave = (more: Partial<WaveTallies> = {}): WaveTallies => ({
  wave: { id: 'midterm-2026', moment: 'midterm', partition: 'by-party' },
  cohortName: 'Promotion Germaine Tillion',
  days: { from: '2026-10-05', until: '2026-10-18' },
  instrument,
  cells: [aCell('mentee', [0, 1, 2, 3, 3]), aCell('mentor', [1, 2, 5, 3, 3])],
  ...more,
});
const together = { id: 'midterm-2026', moment: 'midterm', partition: 'together' } as const;
const allOf = (counts: LevelCounts) => aWave({ wave: together, cells: [aCell('all', counts)] });

function audited(
  tallies: WaveTallies,
  plant: (synthesis: Synthesis) => Synthesis = (synthesis) => synthesis,
  earlier: Synthesis[] = [],
): Verdict {
  const previous = earlier.at(-1) ?? null;
  const text = synthesisText(plant(synthesise({ ...tallies, previous })));
  return auditSynthesis({ tallies, text, earlier });
}

const refused = (why: Danger, cell: string | null = null, key: string | null = null) => ({
  ...{ safe: false, why },
  where: { cell, question: key },
});

/** Changes one cell of a synthesis. */
const inCell =
  (cell: string, change: (told: CellTold) => CellTold) =>
  (synthesis: Synthesis): Synthesis => ({
    ...synthesis,
    cells: synthesis.cells.map((one) => (one.cell === cell ? change(one) : one)),
  });

/** Tells something else of the first question. */
const telling = (cell: string, told: Told) =>
  inCell(cell, (one) => ({
    ...one,
    questions: one.questions.map((asked, at) => (at === 0 ? { ...asked, told } : asked)),
  }));

const shares = (low: Share, middle: Share, high: Share): Told => ({
  kind: 'classes',
  shares: { low, middle, high },
});
const exactly = (low: number, middle: number, high: number) =>
  shares({ percent: low }, { percent: middle }, { percent: high });

describe('what synthesise makes is safe', () => {
  test.each<[string, LevelCounts]>([
    ['nobody', [0, 0, 0, 0, 0]],
    ['six who agree', [0, 0, 0, 0, 6]],
    ['seven who agree', [0, 0, 0, 0, 7]],
    ['nine without a majority', [3, 0, 3, 0, 3]],
    ['ten against ten', [0, 10, 0, 10, 0]],
    ['fourteen of whom one is low', [1, 0, 7, 6, 0]],
    ['24 who agree', [0, 0, 0, 24, 0]],
    ['37, some at each level', [3, 4, 8, 12, 10]],
    ['37, one at the middle', [0, 17, 1, 10, 9]],
    ['three hundred', [2, 1, 40, 157, 100]],
    ['five thousand of whom one does not agree', [1, 0, 0, 2_000, 2_999]],
  ])('of %s', (_what, counts) => {
    expect(
      audited({ ...allOf(counts), cells: [{ ...aCell('all', counts), asked: 5_000 }] }),
    ).toEqual({ safe: true });
  });

  test('by party, and after another one of the same cohort', () => {
    const wave = { id: 'end-2027', moment: 'end', partition: 'by-party' } as const;
    const earlier = [synthesise({ ...aWave(), previous: null })];

    expect(audited(aWave())).toEqual({ safe: true });
    expect(audited(aWave({ wave }), undefined, earlier)).toEqual({ safe: true });
  });
});

/** Each a synthesis somebody could have made by mistake; the rest of it is as it should be. */
const leaks: [
  what: string,
  tallies: WaveTallies,
  plant: (s: Synthesis) => Synthesis,
  ReturnType<typeof refused>,
][] = [
  [
    'an exact percentage',
    aWave(),
    telling('mentor', exactly(21, 36, 43)),
    refused('too-fine', 'mentor', 'aims'),
  ],
  [
    'three classes of nine people',
    aWave(),
    telling('mentee', exactly(10, 20, 65)),
    refused('too-fine', 'mentee', 'aims'),
  ],
  [
    'levels of fourteen people',
    aWave(),
    telling('mentor', {
      kind: 'levels',
      shares: [
        { from: 1, to: 3, percent: 55 },
        { from: 4, to: 5, percent: 45 },
      ],
    }),
    refused('too-fine', 'mentor', 'aims'),
  ],
  [
    '« 95 % » of 24',
    allOf([0, 0, 1, 10, 13]),
    telling('all', exactly(0, 5, 95)),
    refused('too-fine', 'all', 'aims'),
  ],
  [
    '« at least 95 % » of 37',
    allOf([0, 0, 1, 18, 18]),
    telling(
      'all',
      shares(
        { percent: 5, bound: 'at-most' },
        { percent: 5, bound: 'at-most' },
        { percent: 95, bound: 'at-least' },
      ),
    ),
    refused('too-fine', 'all', 'aims'),
  ],
  [
    'that nobody is low, by a share of nought',
    allOf([0, 0, 7, 4, 3]),
    telling('all', exactly(0, 50, 50)),
    refused('nobody-else', 'all', 'aims'),
  ],
  [
    'that nobody is low, by two shares that leave no room',
    allOf([0, 0, 6, 4, 4]),
    telling('all', shares({ percent: 20, bound: 'at-most' }, { percent: 45 }, { percent: 55 })),
    refused('nobody-else', 'all', 'aims'),
  ],
  [
    'that two at most are low, so that two insiders know them all',
    allOf([1, 1, 6, 4, 2]),
    telling('all', exactly(15, 45, 45)),
    refused('nobody-else', 'all', 'aims'),
  ],
  [
    'that all are high',
    allOf([0, 0, 0, 10, 10]),
    telling(
      'all',
      shares(
        { percent: 5, bound: 'at-most' },
        { percent: 5, bound: 'at-most' },
        { percent: 60, bound: 'at-least' },
      ),
    ),
    refused('certain-inference', 'all', 'aims'),
  ],
  [
    'a true and coarse value that the rule would not have told',
    allOf([3, 2, 5, 5, 5]),
    telling(
      'all',
      shares({ percent: 40, bound: 'at-most' }, { percent: 40, bound: 'at-most' }, { percent: 50 }),
    ),
    refused('not-by-the-rule', 'all', 'aims'),
  ],
  [
    'nothing at all where there is something to tell',
    aWave(),
    telling('mentor', { kind: 'withheld' }),
    refused('not-by-the-rule', 'mentor', 'aims'),
  ],
  [
    'what is not so',
    aWave(),
    telling('mentee', { kind: 'majority', of: 'low' }),
    refused('untrue', 'mentee', 'aims'),
  ],
  [
    'a trend that the published values do not bear',
    aWave(),
    inCell('mentor', (one) => ({
      ...one,
      questions: one.questions.map((q) => ({ ...q, trend: 'up' })),
    })),
    refused('trend-beyond-published', 'mentor', 'aims'),
  ],
  [
    'a cell of six',
    aWave({ cells: [aCell('mentee', [0, 0, 0, 3, 3]), aCell('mentor', [1, 2, 5, 3, 3])] }),
    inCell('mentee', (one) => ({
      ...{ ...one, rate: 20, size: '7-9' },
      questions: instrument.questions.map(({ key, topic, wording }) => ({
        ...{ key, topic, wording, trend: null },
        told: { kind: 'majority', of: 'high' },
      })),
    })),
    refused('too-few', 'mentee'),
  ],
  [
    'that six answered and not three, by their rate',
    aWave({ cells: [aCell('mentee', [0, 0, 0, 3, 3]), aCell('mentor', [1, 2, 5, 3, 3])] }),
    inCell('mentee', (one) => ({ ...one, rate: 20 })),
    refused('suppression-shows', 'mentee'),
  ],
  [
    'an exact rate',
    aWave(),
    inCell('mentor', (one) => ({ ...one, rate: 38 })),
    refused('too-fine', 'mentor'),
  ],
  [
    'the rate of others',
    aWave(),
    inCell('mentor', (one) => ({ ...one, rate: 30 })),
    refused('untrue', 'mentor'),
  ],
  [
    'how many answered, as how many were asked',
    aWave(),
    inCell('mentor', (one) => ({ ...one, asked: 14 })),
    refused('untrue', 'mentor'),
  ],
  [
    'how many answered, in the name of the cohort',
    aWave(),
    (synthesis) => ({ ...synthesis, cohortName: 'Promotion Germaine Tillion (23)' }),
    refused('not-of-this-wave'),
  ],
  [
    'how many answered, as the number of the rule',
    aWave(),
    (synthesis) => ({ ...synthesis, rule: 14 }),
    refused('not-of-this-wave'),
  ],
  [
    'another question than the one that was asked',
    aWave(),
    inCell('mentor', (one) => ({ ...one, questions: one.questions.toReversed() })),
    refused('not-of-this-wave', 'mentor'),
  ],
  [
    'a cell twice',
    aWave(),
    (synthesis) => ({ ...synthesis, cells: [...synthesis.cells, ...synthesis.cells] }),
    refused('published-twice', 'mentee'),
  ],
];

/** A total beside its parts, of fourteen mentors and so many mentees. */
function withTotal(mentees: LevelCounts): [WaveTallies, (synthesis: Synthesis) => Synthesis] {
  const mentors: LevelCounts = [1, 2, 5, 3, 3];
  const [a, b, c, d, e] = mentors.map((count, at) => count + (mentees[at] ?? 0));
  const all: LevelCounts = [a ?? 0, b ?? 0, c ?? 0, d ?? 0, e ?? 0];
  const total = synthesise({ ...allOf(all), previous: null }).cells;
  return [
    aWave({ cells: [aCell('mentee', mentees), aCell('mentor', mentors)] }),
    (synthesis) => ({ ...synthesis, cells: [...total, ...synthesis.cells] }),
  ];
}

describe('a leak is caught', () => {
  test.each(leaks)('%s', (_what, tallies, plant, verdict) => {
    expect(audited(tallies)).toEqual({ safe: true });
    expect(audited(tallies, plant)).toEqual(verdict);
  });

  test.each<[string, LevelCounts, ReturnType<typeof refused>]>([
    ['one who is hidden', [0, 0, 0, 0, 1], refused('small-difference', 'mentor')],
    ['six who are hidden', [0, 0, 0, 3, 3], refused('small-difference', 'mentor')],
    [
      'seven: large enough, yet no such cells were declared',
      [0, 0, 0, 3, 4],
      refused('other-partition'),
    ],
    ['nobody: yet no such cells were declared', [0, 0, 0, 0, 0], refused('other-partition')],
  ])('a total beside the mentors, the difference being %s', (_what, mentees, verdict) => {
    expect(audited(...withTotal(mentees))).toEqual(verdict);
  });

  test('a wave published a second time', () => {
    const earlier = [synthesise({ ...aWave(), previous: null })];

    expect(audited(aWave(), undefined, earlier)).toEqual(refused('published-twice'));
  });

  test('everybody in one cell after the parties were told apart, and the other way round', () => {
    const apart = synthesise({ ...aWave(), previous: null });
    const asOne = synthesise({ ...allOf([1, 3, 7, 6, 6]), previous: null });
    const end = { id: 'end-2027', moment: 'end' } as const;
    const wave = (partition: 'together' | 'by-party') => ({ ...end, partition });
    const endAsOne = { ...allOf([1, 3, 7, 6, 6]), wave: wave('together') };

    expect(audited(endAsOne, undefined, [apart])).toEqual(refused('other-partition'));
    expect(audited(aWave({ wave: wave('by-party') }), undefined, [asOne])).toEqual(
      refused('other-partition'),
    );
  });

  test.each<[string, string, string, Danger]>([
    ['the number of answers', '"asked":37', '"answered":14,"asked":37', 'exact-count'],
    ['a time', '"asked":37', '"asked":37,"at":"09:00"', 'unknown-field'],
    ['half a text', '"asked":37', '', 'unreadable'],
  ])('%s in the text', (_what, before, after, why) => {
    const tallies = aWave();
    const text = synthesisText(synthesise({ ...tallies, previous: null })).replace(before, after);

    expect(auditSynthesis({ tallies, text, earlier: [] })).toEqual(refused(why));
  });
});

test('a value that is harmless as it reads is refused where the rule gives more away', () => {
  const tallies = allOf([1, 1, 6, 2, 2]);
  const told: Told = { kind: 'majority', of: 'none' };
  const plant = (synthesis: Synthesis) =>
    inCell('all', (one) => ({ ...one, questions: one.questions.map((q) => ({ ...q, told })) }))(
      synthesis,
    );
  const text = synthesisText(plant(synthesise({ ...tallies, previous: null })));
  // Says so only where two at most are low.
  const rule = (counts: LevelCounts): Told =>
    counts[0] + counts[1] <= 2 ? told : { kind: 'withheld' };

  expect(auditSynthesis({ tallies, text, earlier: [] }, () => told)).toEqual({ safe: true });
  expect(auditSynthesis({ tallies, text, earlier: [] }, rule)).toEqual(
    refused('nobody-else', 'all', 'aims'),
  );
});

test('two cells of 2,500 people and twelve questions are gone through in a few seconds', () => {
  const keys = Array.from({ length: 12 }, (_, at) => `question-${at}`);
  const tallies = aWave({
    instrument: { ...instrument, questions: keys.map(question) },
    cells: (['mentee', 'mentor'] as const).map((cell) => ({
      ...{ cell, asked: 2_600 },
      counts: Object.fromEntries(
        keys.map((key, at) => [key, [at % 4, 3 * at, 5 * at, 1_000, 1_500 - (at % 4) - 8 * at]]),
      ),
    })),
  });

  expect(audited(tallies)).toEqual({ safe: true });
}, 10_000);
