import { type Level, levels } from './survey.ts';
import type { Class, Share, Size, Told } from './synthesis-model.ts';

/** How many answered with 1, 2, 3, 4 and 5. */
export type LevelCounts = readonly [number, number, number, number, number];
export type ClassCounts = Readonly<Record<Class, number>>;

/** Goes up with every change of what is told for the same answers. */
export const ruleEdition = 1;
/** Below it nothing is told at all. */
export const fewestAnswers = 7;
/**
 * Whoever is told apart from the others are at least so many: with two people who pool their own
 * answers, it is never sure that nobody else is among them.
 */
const fewestApart = 3;
/** Where the largest class is told against the rest: with one less, three insiders would know all. */
const fewestRest = 4;
const step = 5;

export const classes: readonly Class[] = ['low', 'middle', 'high'];
export const levelsOf: Readonly<Record<Class, readonly Level[]>> = {
  low: [1, 2],
  middle: [3],
  high: [4, 5],
};

/** One way to tell of a question; null where it would tell too much, or nothing true. */
type Way = (counts: LevelCounts) => Told | null;

/**
 * The rule: by the number of answers, the ways from the finest to the coarsest. The first one that
 * may be told is told. That a finer one was not told is information too: the audit counts it
 * (docs/decisions/049-what-a-synthesis-may-tell.md).
 */
const rows: readonly { from: number; size: Size; ways: readonly Way[] }[] = [
  { from: 25, size: '25+', ways: [byLevels(80), topCoded(80), oneClass, majority] },
  { from: 10, size: '10-24', ways: [topCoded(60), threeClasses, oneClass, majority] },
  { from: fewestAnswers, size: '7-9', ways: [majority] },
];

/** What may be told of one question's answers; `withheld` for fewer than seven. */
export function toldOf(counts: LevelCounts): Told {
  const answers = answersIn(counts);
  const row = rows.find(({ from }) => answers >= from);
  for (const way of row?.ways ?? []) {
    const told = way(counts);
    if (told) return told;
  }
  return { kind: 'withheld' };
}

/** Null for fewer than seven. */
export const sizeOf = (answers: number): Size | null =>
  rows.find(({ from }) => answers >= from)?.size ?? null;

export const answersIn = (counts: LevelCounts): number =>
  counts.reduce((sum, count) => sum + count, 0);

export const classCounts = ([one, two, three, four, five]: LevelCounts): ClassCounts => ({
  low: one + two,
  middle: three,
  high: four + five,
});

function majority(counts: LevelCounts): Told {
  const inClass = classCounts(counts);
  const of = classes.find((one) => 2 * inClass[one] > answersIn(counts)) ?? 'none';
  return { kind: 'majority', of };
}

/** Only that a class holds at least `least` per cent; of the others nothing that does not follow. */
function topCoded(least: number): Way {
  return (counts) => {
    const inClass = classCounts(counts);
    const most = classes.find((one) => 100 * inClass[one] >= least * answersIn(counts));
    if (!most) return null;
    return oneAndBounds(most, { percent: least, bound: 'at-least' }, 100 - least);
  };
}

function threeClasses(counts: LevelCounts): Told | null {
  const inClass = classCounts(counts);
  if (classes.some((one) => inClass[one] < fewestApart)) return null;
  const share = (of: Class) => shareOf(inClass[of], answersIn(counts));
  const shares = { low: share('low'), middle: share('middle'), high: share('high') };
  return { kind: 'classes', shares };
}

/** The largest class against both others, without a word on how those two divide; null for a tie. */
function oneClass(counts: LevelCounts): Told | null {
  const inClass = classCounts(counts);
  const most = largest(inClass);
  if (!most) return null;
  const share = shareOf(inClass[most], answersIn(counts));
  // A share of 55 may be 52.5 in truth: a bound of 45 for the others would not always hold.
  return oneAndBounds(most, share, 100 + step - share.percent);
}

/**
 * Levels, those of one class together where either is chosen by few. Where few are in a whole
 * class, the largest one is told against the rest: which of the two others is small stays open.
 * Null where a part would hold `most` per cent or more.
 */
function byLevels(most: number): Way {
  return (counts) => {
    const answers = answersIn(counts);
    const parts = partsOf(counts);
    const shown = parts?.map((part) => ({ ...part, count: countIn(counts, part) }));
    if (!shown || shown.some(isSmall)) return null;
    if (shown.some(({ count }) => 100 * count >= most * answers)) return null;
    const shares = shown.map(({ from, to, count }) => ({ from, to, ...shareOf(count, answers) }));
    return { kind: 'levels', shares };
  };
}

interface Part {
  from: Level;
  to: Level;
}

/** Only a rest, of two classes, is three levels wide. */
const isSmall = ({ from, to, count }: Part & { count: number }) =>
  count < (to - from === 2 ? fewestRest : fewestApart);

function partsOf(counts: LevelCounts): Part[] | null {
  const low = splitIn(counts, { from: 1, to: 2 });
  const high = splitIn(counts, { from: 4, to: 5 });
  const inClass = classCounts(counts);
  if (classes.every((one) => inClass[one] >= fewestApart)) {
    return [...low, { from: 3, to: 3 }, ...high];
  }
  const most = largest(inClass);
  if (most === 'low') return [...low, { from: 3, to: 5 }];
  if (most === 'high') return [{ from: 1, to: 3 }, ...high];
  return null;
}

/** Two neighbouring levels apart, or as one where either was chosen by few. */
function splitIn(counts: LevelCounts, both: Part): Part[] {
  const apart = [
    { from: both.from, to: both.from },
    { from: both.to, to: both.to },
  ];
  return apart.every((part) => countIn(counts, part) >= fewestApart) ? apart : [both];
}

const countIn = (counts: LevelCounts, { from, to }: Part): number =>
  levels.reduce(
    (sum, level, at) => (level >= from && level <= to ? sum + (counts[at] ?? 0) : sum),
    0,
  );

/** The class that holds more than each of the others; null when two hold as much. */
function largest(inClass: ClassCounts): Class | null {
  const isLargest = (one: Class) =>
    classes.every((other) => other === one || inClass[other] < inClass[one]);
  return classes.find(isLargest) ?? null;
}

function oneAndBounds(most: Class, share: Share, othersAtMost: number): Told {
  const other: Share = { percent: othersAtMost, bound: 'at-most' };
  const of = (one: Class): Share => (one === most ? share : { ...other });
  const shares = { low: of('low'), middle: of('middle'), high: of('high') };
  return { kind: 'classes', shares };
}

/** To the nearest step, halves upwards. Whoever is told apart is somebody: never « 0 % ». */
function shareOf(count: number, answers: number): Share {
  // In whole numbers: a rounding that hangs on floating point would not be the same everywhere.
  const percent = step * Math.floor((200 * count + step * answers) / (2 * step * answers));
  return percent === 0 ? { percent: step, bound: 'at-most' } : { percent };
}
