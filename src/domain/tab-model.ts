import type { Look } from './coach-model.ts';
import type { Recording } from './cohort-settings.ts';
import type { LinkModel, LinkPage, LinkView } from './link-model.ts';
import type { ThemeKey } from './theme.ts';
import type { Day } from './time.ts';

/** A pair's year as a line, from launch to closing, as one looks at it today. */
export interface YearLine {
  launch: Day;
  midterm: Day;
  closing: Day;
  today: Day;
  /** In order; proposed ones stand on the first day that was proposed. */
  meetings: { meeting: string; day: Day; state: 'held' | 'booked' | 'proposed' }[];
  /** Agreed pauses, both days included. */
  pauses: { from: Day; until: Day }[];
  /** Days without a meeting beyond the mark, behind us or planned: one is missing there. */
  missing: { from: Day; to: Day }[];
  /** From the last anchor to the last day within the mark; null when the pair is over or done. */
  band: { from: Day; until: Day } | null;
  /** Held so far, and how many a year is meant to have. */
  held: number;
  least: number;
  most: number;
}

/** What the committee's list says of a pair, exactly as it stands there, and who reads it. */
export interface RecordedModel {
  rows: { day: Day; themes: readonly ThemeKey[] }[];
  coaches: readonly string[];
  /** When they come to stand there. */
  recording: Recording;
}

/** The tab of a pair, for one of the two. */
export interface TabPage extends Omit<LinkPage, 'view' | 'model'> {
  view: LinkView;
  model: LinkModel;
  /** The reader's own pairs, this one among them: a director may mentor two. */
  pairs: { pair: string; partner: string }[];
  year: YearLine;
  recorded: RecordedModel & {
    /** Who opened the pair's sheet or exported the cohort's meetings, newest first. */
    looks: readonly Look[];
  };
}
