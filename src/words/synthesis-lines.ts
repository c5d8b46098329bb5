import type { CellTold, QuestionTold, Share, Told } from '../domain/synthesis-model.ts';
import { type Locale, words } from './words.ts';

/** One thing told of a question; a share can be drawn beside its words, never in their place. */
export interface ToldPart {
  /** Whose share it is; null where there is none. */
  name: string | null;
  text: string;
  share: Share | null;
}

export interface SynthesisLines {
  /** Which group, and how many of it answered, as far as that is told. */
  head: string;
  rows: {
    key: string;
    topic: string;
    question: string;
    /** All parts in one line. */
    told: string;
    parts: ToldPart[];
    trend: string | null;
  }[];
}

/** A group of a synthesis in words: the same on cards, pages and in the document. */
export function synthesisLines(cell: CellTold, locale: Locale): SynthesisLines {
  const { survey } = words(locale);
  const group = survey.cell(cell.cell);
  if (cell.size === null || cell.rate === null) {
    return { head: survey.of(group, survey.few), rows: [] };
  }
  return {
    head: survey.of(group, `${survey.size(cell.size)}, ${survey.rate(cell.rate)}`),
    rows: cell.questions.map((question) => ({
      key: question.key,
      topic: survey.subject(question.topic),
      question: wordingOf(question, cell, locale),
      told: toldText(question.told, locale),
      parts: toldParts(question.told, locale),
      trend: question.trend === null ? null : survey.trend[question.trend],
    })),
  };
}

/** To everybody together it is told as mentees were asked. */
const wordingOf = ({ wording }: QuestionTold, { cell }: CellTold, locale: Locale): string =>
  wording[cell === 'all' ? 'mentee' : cell][locale];

export function toldText(told: Told, locale: Locale): string {
  const { survey } = words(locale);
  return toldParts(told, locale)
    .map(({ name, text }) => (name === null ? text : survey.of(name, text)))
    .join(' · ');
}

export function toldParts(told: Told, locale: Locale): ToldPart[] {
  const { survey } = words(locale);
  const plain = (text: string): ToldPart[] => [{ name: null, text, share: null }];
  const shared = (name: string, { percent, bound }: Share): ToldPart => ({
    ...{ name, text: survey.share(percent, bound) },
    share: bound === undefined ? { percent } : { percent, bound },
  });
  switch (told.kind) {
    case 'majority':
      return plain(told.of === 'none' ? survey.noMajority : survey.majority(told.of));
    case 'classes':
      return (['high', 'middle', 'low'] as const).map((one) =>
        shared(survey.klass(one), told.shares[one]),
      );
    case 'levels':
      return told.shares.map((share) =>
        shared(survey.levelsFrom(levelOf(share.from), levelOf(share.to)), share),
      );
    case 'withheld':
      return plain(survey.withheld);
  }
}

function levelOf(level: number): 1 | 2 | 3 | 4 | 5 {
  const known = ([1, 2, 3, 4, 5] as const).find((each) => each === level);
  if (known === undefined) throw new Error('a level that is none');
  return known;
}
