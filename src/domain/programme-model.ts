import type { CohortSettings } from './cohort-settings.ts';
import type { ImportPreview } from './import-preview.ts';
import type { DayKind } from './people.ts';
import type { ThemeKey } from './theme.ts';
import type { Day, Instant } from './time.ts';

/** A coach of the cohort, with the pairs they answer for as referent. */
export interface ProgrammeCoach {
  id: string;
  name: string;
  pairs: number;
  /** Who stands in for them, by id. */
  deputy: string | null;
}

/** What may still be taken back: the latest import or setting. */
export interface Undoable {
  change: string;
  kind: 'import' | 'settings' | 'answering';
  /** The name of who did it. */
  by: string;
  at: Instant;
  until: Instant;
}

/** What a cohort decides for itself, as its coaches read and change it. */
export interface ProgrammePage {
  cohort: string;
  code: string;
  zone: string;
  today: Day;
  /** What the settings and the dates were read at; sent back when one of them is saved. */
  settingsVersion: string;
  /** The same, of who answers for which pair. */
  answeringVersion: string;
  settings: Pick<
    CohortSettings,
    | 'rhythm'
    | 'ladder'
    | 'longestPauseDays'
    | 'workingHours'
    | 'lunch'
    | 'noticeHours'
    | 'horizonDays'
    | 'dayHours'
  >;
  days: Record<DayKind, Day>;
  themes: ThemeKey[];
  coaches: ProgrammeCoach[];
  undo: Undoable | null;
}

/** Who answers for one pair. */
export interface AnsweringLine {
  pair: string;
  code: string;
  names: [string, string];
  /** Ids of coaches. */
  referent: string | null;
  deputies: string[];
  /** The first day of a referent who is to come; they are the `referent` above. */
  from: Day | null;
  version: string;
}

export interface AnsweringList {
  lines: AnsweringLine[];
  /** Asked back to read on; null at the end. */
  next: string | null;
}

/** What an import would do, and what it was judged by. */
export interface SeenPreview {
  preview: ImportPreview;
  seen: string;
}
