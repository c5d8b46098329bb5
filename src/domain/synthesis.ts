import { canonical } from './content-digest.ts';
import {
  answersIn,
  fewestAnswers,
  type LevelCounts,
  levelsOf,
  ruleEdition,
  sizeOf,
  toldOf,
} from './output-rule.ts';
import {
  type Cell,
  cellsOf,
  type Instrument,
  type Question,
  questionsAt,
  type Wave,
  type WaveDays,
} from './survey.ts';
import type {
  CellTold,
  Class,
  QuestionTold,
  Share,
  Synthesis,
  Told,
  Trend,
} from './synthesis-model.ts';

/** What a wave's ballots came to in one cell. Never stored, never shown. */
export interface CellTally {
  cell: Cell;
  /** How many people were asked. */
  asked: number;
  /** By question key; each adds up to the number of ballots. */
  counts: Readonly<Record<string, LevelCounts>>;
}

export interface WaveTallies {
  wave: Pick<Wave, 'id' | 'moment' | 'partition'>;
  cohortName: string;
  days: WaveDays;
  instrument: Instrument;
  cells: readonly CellTally[];
}

/**
 * The synthesis of a wave, `previous` being the cohort's last one. Throws `RangeError` for tallies
 * that cannot be: a cell of another partition, or none, questions with unlike numbers of answers, more
 * answers than people asked. It is published only once `auditSynthesis` finds it safe.
 */
export function synthesise({
  wave,
  cohortName,
  days,
  instrument,
  cells,
  previous,
}: WaveTallies & { previous: Synthesis | null }): Synthesis {
  const questions = questionsAt(instrument, wave.moment);
  const expected = cellsOf(wave.partition);
  if (cells.length !== expected.length)
    throw new RangeError('the cells are those of the partition');
  const told = expected.map((cell) => {
    const tally = cells.find((one) => one.cell === cell);
    if (!tally) throw new RangeError(`no tally of ${cell}`);
    return cellTold(tally, questions, previous);
  });
  return {
    wave: wave.id,
    moment: wave.moment,
    cohortName,
    from: days.from,
    until: days.until,
    rule: ruleEdition,
    fewest: fewestAnswers,
    cells: told,
  };
}

/** The one text of a synthesis: keys in alphabetical order, no space; the bytes that are published. */
export const synthesisText = (synthesis: Synthesis): string => canonical(synthesis);

/** How many answered in a cell. Throws `RangeError` where the questions do not agree on it. */
export function answeredIn(tally: CellTally, questions: readonly Question[]): number {
  const numbers = questions.map(({ key }) => {
    const counts = tally.counts[key];
    if (!counts) throw new RangeError(`no counts of ${key}`);
    return answersIn(counts);
  });
  const [answered = 0] = numbers;
  if (numbers.some((one) => one !== answered)) throw new RangeError('every ballot answers it all');
  if (answered > tally.asked) throw new RangeError('more answers than people asked');
  return answered;
}

/** In steps of ten per cent, halves upwards. */
export const rateOf = (answered: number, asked: number): number =>
  10 * Math.floor((20 * answered + asked) / (2 * asked));

function cellTold(
  tally: CellTally,
  questions: readonly Question[],
  previous: Synthesis | null,
): CellTold {
  const { cell, asked, counts } = tally;
  const answered = answeredIn(tally, questions);
  const size = sizeOf(answered);
  // Nobody, three or six who answered look alike: that something is held back says no more than that.
  if (size === null) return { cell, asked, rate: null, size: null, questions: [] };
  return {
    cell,
    asked,
    rate: rateOf(answered, asked),
    size,
    questions: questions.flatMap(({ key, topic, wording }): QuestionTold[] => {
      const ofQuestion = counts[key];
      if (!ofQuestion) return [];
      const told = toldOf(ofQuestion);
      return [
        { key, topic, wording, told, trend: trendOf(previous, cell, { key, wording, told }) },
      ];
    }),
  };
}

/**
 * How a question moved since the synthesis before, from what both of them published and nothing
 * else. Null where nothing was published before that it can be held against: no earlier synthesis,
 * no such cell or fewer than seven in it, the question not asked or worded otherwise, withheld.
 */
export function trendOf(
  previous: Synthesis | null,
  cell: Cell,
  now: Pick<QuestionTold, 'key' | 'wording' | 'told'>,
): Trend | null {
  const then = previous?.cells
    .find((one) => one.cell === cell)
    ?.questions.find(({ key }) => key === now.key);
  if (!then || canonical(then.wording) !== canonical(now.wording)) return null;
  return trendBetween(then.told, now.told);
}

/**
 * Up where the share of high answers surely rose or that of low ones surely fell, and neither the
 * contrary; down the other way round; same for all the rest. « Surely » means that the two
 * published values, read as ranges (55 is 52.5 to 57.5), neither overlap nor touch: the next step
 * is no trend, the one after it is. Null where either is withheld.
 */
export function trendBetween(before: Told, now: Told): Trend | null {
  if (before.kind === 'withheld' || now.kind === 'withheld') return null;
  const moved = (one: Class) => movedFrom(rangeOf(before, one), rangeOf(now, one));
  const better = [moved('high'), -moved('low')];
  if (better.includes(1) && !better.includes(-1)) return 'up';
  if (better.includes(-1) && !better.includes(1)) return 'down';
  return 'same';
}

/** In per cent, both ends included. */
interface Range {
  least: number;
  most: number;
}

function movedFrom(before: Range, now: Range): -1 | 0 | 1 {
  if (now.least > before.most) return 1;
  return now.most < before.least ? -1 : 0;
}

type Known = Exclude<Told, { kind: 'withheld' }>;

/** Between what and what the share of a class lies, by what was told. */
function rangeOf(told: Known, one: Class): Range {
  if (told.kind === 'classes') return rangeOfShare(told.shares[one]);
  if (told.kind === 'majority') {
    // More than half of at most nine is at least five of nine.
    if (told.of === one) return { least: 55, most: 100 };
    return { least: 0, most: 50 };
  }
  const has = (level: number) => levelsOf[one].some((own) => own === level);
  const whole = told.shares.filter(({ from, to }) => has(from) && has(to));
  const touching = told.shares.filter(({ from, to }) =>
    levelsOf[one].some((level) => from <= level && level <= to),
  );
  const sum = (shares: Share[], end: keyof Range) =>
    shares.reduce((all, share) => all + rangeOfShare(share)[end], 0);
  return { least: sum(whole, 'least'), most: Math.min(100, sum(touching, 'most')) };
}

function rangeOfShare({ percent, bound }: Share): Range {
  if (bound === 'at-least') return { least: percent, most: 100 };
  if (bound === 'at-most') return { least: 0, most: percent };
  return { least: percent - 2.5, most: percent + 2.5 };
}
