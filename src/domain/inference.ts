import { canonical } from './content-digest.ts';
import { classes, type LevelCounts, levelsOf, toldOf } from './output-rule.ts';
import { type Level, levels } from './survey.ts';
import type { Class, Share, Told } from './synthesis-model.ts';

/** Levels that were told as one, and how many answers they may hold by what was told. */
interface Part {
  levels: readonly Level[];
  fewest: number;
  most: number;
}

/** Whether some answers that fit what was told have at least so many at each level. */
export type Reach = (atLeast: LevelCounts) => boolean;

/**
 * What is sure about those who are no insiders: the class each of them chose; a class, or a level,
 * that none of them chose.
 */
export type Sure = 'class-of-all' | 'class-of-none' | 'level-of-none';

export interface Inference {
  /** Own answers with which insiders can be sure of it. */
  insiders: LevelCounts;
  sure: Sure;
  /** The levels at which one of the others may still be. */
  open: readonly Level[];
}

/**
 * Everything that so many insiders, whatever they answered themselves, are sure of. Nothing tells
 * the others apart, so one of them is known for certain only when all of them are.
 *
 * `mayHold` must be true of every set of own answers that fits; `reached` must only be true of what
 * does. Where both are exact, so is the list; else it may hold too much, never too little.
 */
export function inferencesOf(insiders: number, mayHold: Reach, reached: Reach): Inference[] {
  return ownAnswers(insiders)
    .filter(mayHold)
    .flatMap((own): Inference[] => {
      const open = levels.filter((level) => reached(withOneMore(own, level)));
      const sure = surest(open);
      return sure ? [{ insiders: own, sure, open }] : [];
    });
}

/** From the levels at which someone else may be to the most that follows from there being no other. */
function surest(open: readonly Level[]): Sure | null {
  if (open.length === levels.length) return null;
  const openClasses = classes.filter((one) => levelsOf[one].some((level) => open.includes(level)));
  if (openClasses.length <= 1) return 'class-of-all';
  return openClasses.length === 2 ? 'class-of-none' : 'level-of-none';
}

/** The same from answers that were all written down: exact, and slow beyond some thirty answers. */
export const reachAmong =
  (fitting: readonly LevelCounts[]): Reach =>
  (atLeast) =>
    fitting.some((counts) => holds(counts, atLeast));

/** What fits the published value alone, by whoever knows how many answered and not the rule. */
export function reachAsPublished(told: Told, answers: number): Reach {
  const parts = partsOf(told, answers);
  const room = parts.reduce((sum, { most }) => sum + most, 0);
  return (atLeast) => {
    const least = parts.map((part) => Math.max(part.fewest, countIn(atLeast, part)));
    return (
      room >= answers &&
      least.reduce((sum, one) => sum + one, 0) <= answers &&
      parts.every(({ most }, at) => (least[at] ?? 0) <= most)
    );
  };
}

/**
 * What fits by the whole rule: also a finer way of telling that was not taken says something. Not
 * all answers are gone through, there are a thousand million for 400 people: only those at the
 * edges of each part, one level taking what is left of it. Each is checked by the rule itself, so
 * what is found does fit; `known`, the answers themselves, are tried first.
 */
export function reachByRule(
  told: Told,
  known: LevelCounts,
  rule: (counts: LevelCounts) => Told = toldOf,
): Reach {
  const answers = known.reduce((sum, count) => sum + count, 0);
  const parts = partsOf(told, answers);
  const published = canonical(told);
  const fits = (counts: LevelCounts) => canonical(rule(counts)) === published;
  return (atLeast) => {
    if (holds(known, atLeast) && fits(known)) return true;
    for (const totals of totalsOf(parts, atLeast, known, answers)) {
      for (const counts of spread(parts, totals, atLeast)) if (fits(counts)) return true;
    }
    return false;
  };
}

/** Whether these answers can be what was told, as far as the value itself says. */
export const fitsPublished = (told: Told, counts: LevelCounts): boolean =>
  partsOf(
    told,
    counts.reduce((sum, count) => sum + count, 0),
  ).every((part) => {
    const count = countIn(counts, part);
    return part.fewest <= count && count <= part.most;
  });

/** What was told, read as limits on how many answered what. */
function partsOf(told: Told, answers: number): Part[] {
  if (told.kind === 'levels') {
    return told.shares.map((share) => ({
      levels: levels.filter((level) => level >= share.from && level <= share.to),
      ...limitsOf(share, answers),
    }));
  }
  const limits = (one: Class): Omit<Part, 'levels'> => {
    if (told.kind === 'classes') return limitsOf(told.shares[one], answers);
    if (told.kind === 'withheld') return { fewest: 0, most: answers };
    const half = Math.floor(answers / 2);
    if (told.of === 'none') return { fewest: 0, most: half };
    return told.of === one ? { fewest: half + 1, most: answers } : { fewest: 0, most: answers };
  };
  return classes.map((one) => ({ levels: levelsOf[one], ...limits(one) }));
}

function limitsOf({ percent, bound }: Share, answers: number): Omit<Part, 'levels'> {
  const up = (percents: number) => Math.max(0, Math.ceil((percents * answers) / 100));
  const down = (percents: number) => Math.min(answers, Math.floor((percents * answers) / 100));
  if (bound === 'at-least') return { fewest: up(percent), most: answers };
  if (bound === 'at-most') return { fewest: 0, most: down(percent) };
  return { fewest: up(percent - 2.5), most: down(percent + 2.5) };
}

/** How far from the edge of a part answers are tried: what few insiders can make a difference to. */
const nearEdge = [0, 1, 2, 3];

/** How many answers each part may hold, near its edges, the last one taking what is left. */
function* totalsOf(
  parts: readonly Part[],
  atLeast: LevelCounts,
  known: LevelCounts,
  answers: number,
): Generator<readonly number[]> {
  const near = parts.map((part) => {
    const least = Math.max(part.fewest, countIn(atLeast, part));
    const tried = [
      countIn(known, part),
      ...nearEdge.flatMap((far) => [least + far, part.most - far]),
    ];
    return [...new Set(tried)].filter((one) => one >= least && one <= part.most);
  });
  for (const [rest, last] of parts.entries()) {
    const least = Math.max(last.fewest, countIn(atLeast, last));
    for (const totals of combinations(near.map((one, at) => (at === rest ? [0] : one)))) {
      const left = answers - totals.reduce((sum, one) => sum + one, 0);
      if (left >= least && left <= last.most) yield totals.with(rest, left);
    }
  }
}

/**
 * Ways to give each part its total: what is asked for, one or two people more at one level, and all
 * the rest of it at another.
 */
function* spread(
  parts: readonly Part[],
  totals: readonly number[],
  atLeast: LevelCounts,
): Generator<LevelCounts> {
  const left = parts.map((part, at) => (totals[at] ?? 0) - countIn(atLeast, part));
  for (const fills of combinations(parts.map((part, at) => fillsOf(part, left[at] ?? 0)))) {
    const counts: Counts = [...atLeast];
    for (const [level, more] of fills.flat()) counts[level - 1] = (counts[level - 1] ?? 0) + more;
    yield counts;
  }
}

/** How many more at a level. */
type Fill = readonly [level: Level, more: number];

function fillsOf({ levels: within }: Part, left: number): Fill[][] {
  return within.flatMap((taker): Fill[][] => {
    const beside = within.filter((level) => level !== taker);
    const shared = [1, 2]
      .filter((more) => more <= left)
      .flatMap((more) =>
        beside.map((level): Fill[] => [
          [taker, left - more],
          [level, more],
        ]),
      );
    return [[[taker, left]], ...shared];
  });
}

type Counts = [number, number, number, number, number];

function* combinations<T>(choices: readonly (readonly T[])[]): Generator<T[]> {
  const [first, ...others] = choices;
  if (!first) {
    yield [];
    return;
  }
  for (const rest of combinations(others)) for (const one of first) yield [one, ...rest];
}

/** Every set of own answers that so many people can have. */
function ownAnswers(people: number): LevelCounts[] {
  if (people === 0) return [[0, 0, 0, 0, 0]];
  const all = ownAnswers(people - 1).flatMap((own) => levels.map((one) => withOneMore(own, one)));
  return [...new Map(all.map((own) => [own.join(), own])).values()];
}

function withOneMore(counts: LevelCounts, level: Level): LevelCounts {
  const more: Counts = [...counts];
  more[level - 1] = (more[level - 1] ?? 0) + 1;
  return more;
}

const holds = (counts: LevelCounts, atLeast: LevelCounts): boolean =>
  atLeast.every((least, at) => (counts[at] ?? 0) >= least);

const countIn = (counts: LevelCounts, part: Part): number =>
  part.levels.reduce((sum, level) => sum + (counts[level - 1] ?? 0), 0);
