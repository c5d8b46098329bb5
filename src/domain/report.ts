import type { Recording } from './cohort-settings.ts';
import type { Cohort } from './people.ts';
import type { MeetingsTold, Month, Period, ThemesTold } from './report-model.ts';
import { type PauseFact, rhythmOn } from './rhythm.ts';
import type { ThemeKey } from './theme.ts';
import { addDays, type Day, daysBetween } from './time.ts';

/**
 * Nothing is told of fewer pairs than this, nor of all pairs but fewer than this: the same number
 * as in the syntheses of questionnaires.
 */
export const fewestPairs = 7;

/** Steps that expected meetings are told in: what one pair’s pause takes off seldom shows. */
const step = 5;

/** Pairs that met in a month, by the month in which they had met before. */
export interface MetInMonth {
  month: Month;
  before: Month | null;
  pairs: number;
  /** Their meetings of that month. */
  held: number;
}

/** What lessens the meetings that a pair may be expected to hold. */
export interface PairSpan {
  /** The day an early stop ended it. */
  ended: Day | null;
  /** Agreed ones; those that were resumed early are cut. */
  pauses: readonly PauseFact[];
}

export const monthOf = (day: Day): Month => day.slice(0, 7);
const firstOf = (month: Month): Day => `${month}-01`;
const after = (month: Month): Month => monthOf(addDays(firstOf(month), 31));
const lastOf = (month: Month): Day => addDays(firstOf(after(month)), -1);
const earlier = (a: Day, b: Day): Day => (a < b ? a : b);

/**
 * The first day that is not counted yet. Whole months alone are: whoever looks every day learns of
 * no single meeting. Where rows reach the list at its checkpoints, the months before the last one.
 */
export function countedBefore(
  { midterm, closing, recording }: Pick<Cohort, 'midterm' | 'closing'> & { recording: Recording },
  today: Day,
): Day | null {
  const month = firstOf(monthOf(today));
  if (recording === 'at-once' || today >= closing) return month;
  return today >= midterm ? earlier(month, firstOf(monthOf(midterm))) : null;
}

/**
 * Months from the launch on, put together until `fewest` pairs met in each lot. What was told once
 * stays as it is when a month is added; the last months, of fewer pairs, wait for the next ones.
 */
export function periodsOf(
  met: readonly MetInMonth[],
  { launch, before }: { launch: Day; before: Day },
  fewest = fewestPairs,
): Period[] {
  const periods: Period[] = [];
  let from = monthOf(launch);
  for (let to = from; firstOf(to) < before; to = after(to)) {
    const within = met.filter(({ month }) => from <= month && month <= to);
    // Each pair counts in the first month of the lot in which it met.
    const fresh = within.filter((row) => row.before === null || row.before < from);
    if (sum(fresh.map(({ pairs }) => pairs)) < fewest) continue;
    periods.push({ from, to, held: sum(within.map(({ held }) => held)) });
    from = after(to);
  }
  return periods;
}

/** The last day of the last period; the closing day when that month goes on after it. */
export function untilOf(periods: readonly Period[], closing: Day): Day | null {
  const last = periods.at(-1);
  return last ? earlier(lastOf(last.to), closing) : null;
}

/** Pairs that had not been ended by a day. */
export const activeOn = (day: Day, all: number, spans: readonly PairSpan[]): number =>
  all - spans.filter(({ ended }) => ended !== null && ended <= day).length;

/** `spans`: of pairs that ended or paused; all others count from launch to closing. */
export function meetingsTold(
  periods: readonly Period[],
  cohort: Pick<Cohort, 'launch' | 'closing' | 'settings'>,
  { all, spans }: { all: number; spans: readonly PairSpan[] },
): MeetingsTold | null {
  const until = untilOf(periods, cohort.closing);
  if (until === null) return null;
  const plain = { ended: null, pauses: [] };
  const days =
    sum(spans.map((span) => daysOf(span, cohort, until))) +
    (all - spans.length) * daysOf(plain, cohort, until);
  const share = days / daysBetween(cohort.launch, cohort.closing);
  const { least, most } = cohort.settings.rhythm;
  return {
    held: sum(periods.map(({ held }) => held)),
    expected: { least: inSteps(least * share), most: inSteps(most * share) },
    periods: [...periods],
  };
}

/** Days of the pair's programme by then, agreed pauses left out as in its rhythm. */
function daysOf(
  { ended, pauses }: PairSpan,
  { launch, closing, settings }: Pick<Cohort, 'launch' | 'closing' | 'settings'>,
  until: Day,
): number {
  const { rhythm, ladder } = settings;
  const facts = { pair: 'active' as const, meetings: [], asked: [], pauses, launch, closing };
  const to = ended === null ? until : earlier(ended, until);
  return rhythmOn({ ...facts, markDays: rhythm.markDays, ladder }, to).counted;
}

const inSteps = (meetings: number): number => Math.max(step, Math.round(meetings / step) * step);

/** Themes that too few pairs named to be told each on its own, in the order of the list. */
const rareAmong = (
  list: readonly ThemeKey[],
  named: ReadonlyMap<ThemeKey, number>,
  fewest = fewestPairs,
): ThemeKey[] => list.filter((theme) => (named.get(theme) ?? 0) < fewest);

/** Pairs that named just these themes over their meetings, all told. */
export interface NamedAlike {
  themes: readonly ThemeKey[];
  pairs: number;
}

/** By how many pairs themes were named, and what more there is to know before any is told. */
export interface Named {
  list: readonly ThemeKey[];
  byTheme: ReadonlyMap<ThemeKey, number>;
  /** Pairs that named any theme at all. */
  anyTheme: number;
  /** Pairs that named any of the rare ones. */
  anyRare: number;
}

export function countNamed(
  list: readonly ThemeKey[],
  alike: readonly NamedAlike[],
  fewest = fewestPairs,
): Named {
  const naming = (some: readonly ThemeKey[]): number =>
    sum(
      alike
        .filter(({ themes }) => some.some((theme) => themes.includes(theme)))
        .map(({ pairs }) => pairs),
    );
  const byTheme = new Map(list.map((theme) => [theme, naming([theme])]));
  const anyRare = naming(rareAmong(list, byTheme, fewest));
  return { list, byTheme, anyTheme: naming(list), anyRare };
}

/**
 * A theme is told when enough pairs named it, and its number when enough did not. Rare ones are
 * merged: of them all, only whether enough pairs named any, so that nothing can be subtracted. No
 * sum is told. Null while there are too few pairs for both sides of any number.
 */
export function themesTold(
  { list, byTheme, anyTheme, anyRare }: Named,
  fewest = fewestPairs,
): ThemesTold | null {
  if (anyTheme < 2 * fewest) return null;
  const rare = rareAmong(list, byTheme, fewest);
  const told = list
    .filter((theme) => !rare.includes(theme))
    .map((theme) => {
      const pairs = byTheme.get(theme) ?? 0;
      return { theme, pairs: anyTheme - pairs < fewest ? ('most' as const) : pairs };
    });
  const rest = { themes: rare, pairs: anyRare < fewest ? ('few' as const) : ('enough' as const) };
  return {
    // Sorting is stable: of equal ones, the order of the list.
    told: told.toSorted((a, b) => rankOf(b.pairs) - rankOf(a.pairs)),
    rare: rare.length > 0 ? rest : null,
  };
}

const rankOf = (pairs: number | 'most'): number =>
  pairs === 'most' ? Number.MAX_SAFE_INTEGER : pairs;

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
