import { describe, expect, test } from 'vitest';
import type { CellTold, QuestionTold, Told } from '../../src/domain/synthesis-model.ts';
import { synthesisLines, toldParts, toldText } from '../../src/words/synthesis-lines.ts';

const read = (text: string) => text.replaceAll('\u00a0', ' ');

const question: QuestionTold = {
  key: 'time',
  topic: 'engagement',
  wording: {
    mentee: { fr: 'Je prends le temps.', en: 'I take the time.' },
    mentor: { fr: 'Je donne du temps.', en: 'I give time.' },
  },
  told: { kind: 'majority', of: 'high' },
  trend: 'up',
};
const cell = (change: Partial<CellTold> = {}): CellTold => ({
  ...{ cell: 'mentor', asked: 12, rate: 80, size: '7-9', questions: [question] },
  ...change,
});

const classes: Told = {
  kind: 'classes',
  shares: {
    high: { percent: 60, bound: 'at-least' },
    middle: { percent: 30 },
    low: { percent: 10, bound: 'at-most' },
  },
};
const levels: Told = {
  kind: 'levels',
  shares: [
    { from: 5, to: 5, percent: 70 },
    { from: 1, to: 4, percent: 30 },
  ],
};

describe('a group of a synthesis in words', () => {
  test('has its size and rate in its head, and each side reads its own wording', () => {
    const { head, rows } = synthesisLines(cell(), 'fr');

    expect(read(head)).toBe(
      'Mentors : de 7 à 9 réponses, environ 80 % de réponses (par paliers de 10)',
    );
    expect(rows).toMatchObject([
      { topic: 'Engagement', question: 'Je donne du temps.', trend: '↗ en hausse' },
    ]);
    const [mentee] = synthesisLines(cell({ cell: 'mentee' }), 'en').rows;
    expect(mentee?.question).toBe('I take the time.');
    expect(synthesisLines(cell({ cell: 'all' }), 'en').rows[0]?.question).toBe('I take the time.');
  });

  test('of fewer than seven answers says that alone', () => {
    const few = synthesisLines(cell({ size: null, rate: null }), 'en');
    expect(few).toEqual({
      head: 'Mentors: Fewer than 7 answers: nothing is published.',
      rows: [],
    });
  });

  test.each<[string, Told, string]>([
    ['a majority', { kind: 'majority', of: 'low' }, 'Plus de la moitié : pas d’accord'],
    ['no majority', { kind: 'majority', of: 'none' }, 'Aucune majorité'],
    ['nothing', { kind: 'withheld' }, 'Non publiable'],
    [
      'three classes, two of them by a bound',
      classes,
      'D’accord : au moins 60 % · Ni oui ni non : 30 % · Pas d’accord : au plus 10 %',
    ],
    [
      'levels, the rare ones together',
      levels,
      'Tout à fait d’accord : 70 % · Pas du tout d’accord à plutôt d’accord : 30 %',
    ],
  ])('tells %s in one line', (_, told, text) => {
    expect(read(toldText(told, 'fr'))).toBe(text);
  });

  test('gives each share apart, with its bound, and none where there is none', () => {
    expect(toldParts(classes, 'en')).toEqual([
      { name: 'Agree', text: 'at least 60%', share: { percent: 60, bound: 'at-least' } },
      { name: 'Neither', text: '30%', share: { percent: 30 } },
      { name: 'Disagree', text: 'at most 10%', share: { percent: 10, bound: 'at-most' } },
    ]);
    expect(toldParts({ kind: 'withheld' }, 'en')).toEqual([
      { name: null, text: 'Cannot be published', share: null },
    ]);
  });
});
