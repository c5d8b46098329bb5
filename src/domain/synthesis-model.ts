import type { Cell, Moment, Party, Topic } from './survey.ts';
import type { Day } from './time.ts';

/** Low: answers 1 and 2; middle: 3; high: 4 and 5. */
export type Class = 'low' | 'middle' | 'high';

/** A share of the answers in steps of five points, or only that it is at least or at most so much. */
export interface Share {
  percent: number;
  bound?: 'at-least' | 'at-most';
}

/** What is told of one question, and nothing finer was ever stored. */
export type Told =
  /** More than half of the answers fell there; `none`: in no class. */
  | { kind: 'majority'; of: Class | 'none' }
  | { kind: 'classes'; shares: Record<Class, Share> }
  /** Neighbouring levels are told as one where few chose them: `from` and `to` are levels. */
  | { kind: 'levels'; shares: (Share & { from: number; to: number })[] }
  /** Whatever could be told would have told too much. */
  | { kind: 'withheld' };

export type Trend = 'up' | 'same' | 'down';

export interface QuestionTold {
  key: string;
  topic: Topic;
  /** As it was asked, so that the synthesis can be read on its own; by party, in both languages. */
  wording: Record<Party, Record<'fr' | 'en', string>>;
  told: Told;
  /** From the values published for the wave before and for this one; null where they cannot be compared. */
  trend: Trend | null;
}

/** How many answered, as far as it is told: by the rule that held for them. */
export type Size = '7-9' | '10-24' | '25+';

export interface CellTold {
  cell: Cell;
  /** How many people were asked. */
  asked: number;
  /** In steps of ten per cent; null where fewer than seven answered, as is all the rest. */
  rate: number | null;
  size: Size | null;
  questions: QuestionTold[];
}

/** What one wave comes to: immutable, and the same bytes for whoever opens it. */
export interface Synthesis {
  wave: string;
  moment: Moment;
  cohortName: string;
  from: Day;
  until: Day;
  /** Which edition of the output rule it was made by. */
  rule: number;
  fewest: number;
  cells: CellTold[];
}
