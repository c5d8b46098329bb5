import type { AnsweringKind } from './cohort-changes.ts';
import { addDays, type Day } from './time.ts';

/** Who answers for a pair from a day on; `to` is the last day, null while it is open. */
export interface AnsweringRow {
  person: string;
  kind: AnsweringKind;
  from: Day;
  to: Day | null;
}

/** A pair with everyone who answers, answered or is to answer for it. */
export interface AnsweredPair {
  pair: string;
  rows: readonly AnsweringRow[];
}

/** What a coach changes of who answers for pairs. People are ids. */
export type AnsweringWish =
  | { section: 'pair'; pair: string; referent: string; deputies: readonly string[] }
  | { section: 'deputy'; coach: string; deputy: string | null }
  | { section: 'hand-over'; coach: string; to: string; from: Day };

export const answeringProblems = [
  'unknown-coach',
  'own-deputy',
  'same-coach',
  'day-past',
  'outside-programme',
  'no-pair-of-theirs',
] as const;
export type AnsweringProblem = (typeof answeringProblems)[number];

export interface AnsweringGround {
  today: Day;
  closing: Day;
  /** Ids of the cohort's coaches. */
  coaches: readonly string[];
  /** Pairs that are not closed. */
  pairs: readonly AnsweredPair[];
}

/** Whoever is to answer for a pair on a day, by kind; first come first. */
export const answeringOn = (
  { rows }: AnsweredPair,
  kind: AnsweringKind,
  on: Day,
): readonly string[] =>
  rows
    .filter((row) => row.kind === kind && row.from <= on && (row.to === null || row.to >= on))
    .map(({ person }) => person);

/** A day after every other: who answers once all that was decided has come. */
const atLast: Day = '9999-12-31';

/** The referent that a pair has, or is to have once what was decided has come. */
export const referentOf = (pair: AnsweredPair): string | null =>
  answeringOn(pair, 'referent', atLast)[0] ?? null;

export const deputiesOf = (pair: AnsweredPair): readonly string[] =>
  answeringOn(pair, 'deputy', atLast);

/** Who stands in for a coach: whoever does so for most of their pairs; null when nobody does. */
export function usualDeputy(pairs: readonly AnsweredPair[], coach: string): string | null {
  const counts = new Map<string, number>();
  for (const pair of pairs) {
    if (referentOf(pair) !== coach) continue;
    for (const deputy of deputiesOf(pair)) counts.set(deputy, (counts.get(deputy) ?? 0) + 1);
  }
  const [first] = [...counts].sort(([a, most], [b, more]) => more - most || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}

/**
 * A pair's rows when exactly `people` answer in that kind from a day on. What was before that day
 * stays as it was; what was decided for a later one is decided anew.
 */
export function answeredFrom(
  rows: readonly AnsweringRow[],
  kind: AnsweringKind,
  from: Day,
  people: readonly string[],
): AnsweringRow[] {
  const eve = addDays(from, -1);
  const kept = rows.flatMap((row): AnsweringRow[] => {
    if (row.kind !== kind || (row.to !== null && row.to < from)) return [row];
    if (row.from >= from) return [];
    return [people.includes(row.person) ? { ...row, to: null } : { ...row, to: eve }];
  });
  const stay = new Set(
    kept.filter((row) => row.kind === kind && row.to === null).map(({ person }) => person),
  );
  const come = people.filter((person) => !stay.has(person));
  return [...kept, ...come.map((person) => ({ person, kind, from, to: null }))];
}

/** The pairs whose rows change, each with all its rows from then on, or why it cannot be. */
export function changedAnswering(
  ground: AnsweringGround,
  wish: AnsweringWish,
): { pairs: AnsweredPair[] } | { problem: AnsweringProblem } {
  const problem = problemOf(ground, wish);
  return problem ? { problem } : { pairs: changes(ground, wish) };
}

function problemOf(ground: AnsweringGround, wish: AnsweringWish): AnsweringProblem | null {
  const known = (person: string) => ground.coaches.includes(person);
  if (wish.section === 'pair') {
    if (![wish.referent, ...wish.deputies].every(known)) return 'unknown-coach';
    return wish.deputies.includes(wish.referent) ? 'own-deputy' : null;
  }
  const theirs = ground.pairs.some((pair) => referentOf(pair) === wish.coach);
  if (wish.section === 'deputy') {
    if (!known(wish.coach) || (wish.deputy !== null && !known(wish.deputy))) return 'unknown-coach';
    if (wish.coach === wish.deputy) return 'own-deputy';
    return theirs ? null : 'no-pair-of-theirs';
  }
  if (!known(wish.coach) || !known(wish.to)) return 'unknown-coach';
  if (wish.coach === wish.to) return 'same-coach';
  if (wish.from < ground.today) return 'day-past';
  if (wish.from > ground.closing) return 'outside-programme';
  return theirs ? null : 'no-pair-of-theirs';
}

function changes(ground: AnsweringGround, wish: AnsweringWish): AnsweredPair[] {
  const { today, pairs } = ground;
  if (wish.section === 'pair') {
    return pairs
      .filter(({ pair }) => pair === wish.pair)
      .map(({ pair, rows }) => {
        const referred = answeredFrom(rows, 'referent', today, [wish.referent]);
        return { pair, rows: answeredFrom(referred, 'deputy', today, wish.deputies) };
      });
  }
  const theirs = pairs.filter((pair) => referentOf(pair) === wish.coach);
  if (wish.section === 'deputy') {
    const before = usualDeputy(pairs, wish.coach);
    return theirs.map((pair) => {
      // Whoever was given one pair in particular, or an alert, keeps it.
      const others = deputiesOf(pair).filter((one) => one !== before && one !== wish.deputy);
      const people = [...(wish.deputy === null ? [] : [wish.deputy]), ...others];
      return { pair: pair.pair, rows: answeredFrom(pair.rows, 'deputy', today, people) };
    });
  }
  return theirs.map((pair) => handedOver(pair, wish, usualDeputy(pairs, wish.to)));
}

/** Whoever comes brings their own deputy, unless that is who leaves; nobody is both. */
function handedOver(
  pair: AnsweredPair,
  { coach, to, from }: Extract<AnsweringWish, { section: 'hand-over' }>,
  usual: string | null,
): AnsweredPair {
  const remaining = deputiesOf(pair).filter((one) => one !== to);
  const own = usual === null || usual === coach || usual === to ? [] : [usual];
  const deputies = own.length > 0 ? own : remaining;
  const referred = answeredFrom(pair.rows, 'referent', from, [to]);
  return { pair: pair.pair, rows: answeredFrom(referred, 'deputy', from, deputies) };
}
