import type { CohortHead } from './coach-model.ts';
import type { ThemeKey } from './theme.ts';
import type { Day } from './time.ts';

/** A month, `YYYY-MM`. */
export type Month = string;

/** Whole months in a row, and the meetings held in them. */
export interface Period {
  from: Month;
  to: Month;
  held: number;
}

/** Meetings held, against those that the guide's 6 to 8 a year let one expect by the same day. */
export interface MeetingsTold {
  held: number;
  expected: { least: number; most: number };
  periods: Period[];
}

/** How many pairs named a theme; `most` when all but a few did. */
export interface ThemeTold {
  theme: ThemeKey;
  pairs: number | 'most';
}

export interface ThemesTold {
  /** Most named first. */
  told: ThemeTold[];
  /** Rare ones, in the order of their list; whether enough pairs named any of them. Null: none is rare. */
  rare: { themes: ThemeKey[]; pairs: 'few' | 'enough' } | null;
}

/** `meetings`: the rows of the tracking list, for coaches. `aggregates`: what the page shows. */
export type ExportKind = 'meetings' | 'aggregates';

/** What pilot and committee are told of a cohort: nothing that leads to a pair. */
export interface ReportPage {
  head: CohortHead;
  /** The last day that is counted, the end of a month; null while there is nothing to count. */
  until: Day | null;
  pairs: { active: number; all: number };
  meetings: MeetingsTold | null;
  themes: ThemesTold | null;
  exports: ExportKind[];
}
