import type { Contact, Reader } from './card-model.ts';
import type { Recording } from './cohort-settings.ts';
import type { AlertModel, AlertMoreModel, ReachState } from './rhythm-model.ts';
import type { RecordedModel, YearLine } from './tab-model.ts';
import type { Day, Instant } from './time.ts';

export type CohortRole = 'coach' | 'pilot';

/** What a coach's page says around everything else: the cohort that is open, and the others. */
export interface CohortHead {
  reader: Reader;
  cohort: string;
  name: string;
  bodyName: string;
  launch: Day;
  midterm: Day;
  closing: Day;
  today: Day;
  now: Instant;
  /** Meetings a year is meant to have, and the mark in days. */
  least: number;
  most: number;
  markDays: number;
  recording: Recording;
  /** What the reader may do here. */
  roles: readonly CohortRole[];
  /** Every cohort the reader has a part in as coach or pilot, this one among them. */
  cohorts: { cohort: string; name: string; roles: readonly CohortRole[] }[];
}

/**
 * How a pair stands, the worst first. Of a pair that the reader does not answer for, only what its
 * dates and agreed pauses say: `stop`, `call` and `unreachable` are for whoever answers for it.
 */
export const standings = [
  'stop',
  'call',
  'unreachable',
  'late',
  'due',
  'paused',
  'on-track',
  'closed',
] as const;
export type Standing = (typeof standings)[number];

/** A pair as one line of a list, with its year drawn small. */
export interface PairLine {
  pair: string;
  code: string;
  /** Mentee, then mentor. */
  names: [string, string];
  referent: string | null;
  /** Whether the reader answers for it. */
  mine: boolean;
  standing: Standing;
  /** The day the fact is counted from: the last meeting or the launch, the first day of an alert or a pause. */
  since: Day | null;
  /** The last day of what stands: of a pause; or the day by which a meeting keeps within the mark. */
  until: Day | null;
  /** The next booked meeting. */
  next: Day | null;
  held: number;
  /** The gravest open alert that the reader may act on. */
  alert: string | null;
  year: Pick<YearLine, 'meetings' | 'pauses'>;
}

/** `mine`: the pairs the reader answers for, worst first. `all`: the whole cohort, by code, a page at a time. */
export type PairsShown = 'mine' | 'all';

export interface PairList {
  head: CohortHead;
  shown: PairsShown;
  /** Of the pairs shown before any search or filter; for `all` counted over the whole cohort. */
  counts: Record<Standing, number>;
  pairs: PairLine[];
  /** Asked back to read on; null at the end. */
  next: string | null;
  /** The first day on which one of the reader's own pairs passes its mark, when nothing else happens. */
  lookAgain: Day | null;
}

/** One pair as its coach reads it. */
export interface PairSheet {
  head: CohortHead;
  line: PairLine;
  year: YearLine;
  /** What the pair sees in its own tab as « what is recorded »: the same rows. */
  recorded: RecordedModel;
  /** Null for a pair the reader does not answer for: alerts, reach and acts are not theirs. */
  answering: {
    /** Both people, to be called or written to. */
    contacts: Contact[];
    reach: { name: string; state: ReachState; since: Instant | null; reason: string | null }[];
    alerts: { alert: AlertModel; more: AlertMoreModel | null }[];
    deputies: string[];
    /** Last days that a pause set today may have; empty when none may be set. */
    pauseUntil: Day[];
    /** An agreed pause that runs or is to come. */
    pause: { pause: string; from: Day; until: Day } | null;
    /** Coaches of the cohort that the pair can be handed over to, from tomorrow. */
    coaches: { id: string; name: string }[];
  } | null;
}

/** Who looked at what is recorded about a pair, newest first; no look in SharePoint itself is known. */
export interface Look {
  at: Instant;
  name: string;
  what: 'sheet' | 'export';
}
