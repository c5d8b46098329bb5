import type { Contact } from './card-model.ts';
import type { Rhythm } from './rhythm.ts';
import type { Day, Instant } from './time.ts';

/** How a pair stands, to one of the two: said without a count against anybody. */
export interface RhythmModel {
  kind: 'rhythm';
  pair: string;
  partner: string;
  rhythm: Rhythm;
  markDays: number;
  may: { book: boolean; plan: boolean; pause: boolean };
}

export interface PauseFormModel {
  kind: 'pause-form';
  pair: string;
  partner: string;
  /** Last days of a pause that can be chosen at once, ascending; the longest is the latest allowed. */
  choices: Day[];
  today: Day;
  earliest: Day;
  latest: Day;
}

export interface PauseModel {
  kind: 'pause';
  pair: string;
  pause: string;
  partner: string;
  /** `lapsed`: its last day went by without an answer. */
  state: 'proposed' | 'agreed' | 'declined' | 'withdrawn' | 'ended' | 'lapsed';
  /** Whether the reader proposed it. */
  mine: boolean;
  /** Set by whoever answers for the pair. */
  byReferent: boolean;
  from: Day;
  until: Day;
  may: { agree: boolean; decline: boolean; withdraw: boolean; resume: boolean };
}

export interface StopFormModel {
  kind: 'stop-form';
  pair: string;
  partner: string;
  referent: Contact | null;
  replyTo: string;
}

/** To the one who asked to stop, and to nobody else. */
export interface StoppingModel {
  kind: 'stopping';
  pair: string;
  partner: string;
  referent: Contact | null;
  replyTo: string;
  /** `offered`: the referent has had a last meeting offered to both. */
  state: 'asked' | 'offered' | 'withdrawn';
  may: { withdraw: boolean };
}

export interface EndingModel {
  kind: 'ending';
  pair: string;
  partner: string;
  state: 'last-meeting' | 'closed';
  may: { book: boolean };
}

export type AlertCause = 'inactive' | 'unreachable' | 'stop' | 'call';
export type AlertOutcome = 'acted' | 'paused' | 'reached' | 'seen' | 'withdrawn' | 'ended';

/** What a referent is told of a pair: facts and dates, never a theme. */
export interface AlertModel {
  kind: 'alert';
  pair: string;
  alert: string;
  pairCode: string;
  /** Mentee, then mentor. */
  names: [string, string];
  cause: AlertCause;
  /** Who cannot be reached, asked to stop or asked for a call. */
  about: Contact | null;
  /** The day the mark is counted from, and what happened on it; for the other causes the day it began. */
  since: { anchor: 'launch' | 'meeting'; day: Day };
  /** The mark that was passed, in days. */
  markDays: number;
  /** What was said to whom before, ascending. */
  tried: { rung: 'mentee' | 'both'; day: Day }[];
  /** The two, to be called; none for a coach it was taken from. */
  contacts: Contact[];
  seenBy: string | null;
  /** Whom it was handed over to, when that is not the reader. */
  holder: string | null;
  /** A last meeting was offered to both. */
  offered: boolean;
  outcome: AlertOutcome | null;
  may: {
    see: boolean;
    pause: boolean;
    handOver: boolean;
    offerLast: boolean;
    close: boolean;
  };
}

/** What else can be done about an alert. */
export interface AlertMoreModel {
  kind: 'alert-more';
  pair: string;
  alert: string;
  pairCode: string;
  names: [string, string];
  /** Last days a pause may have; empty when none can be set. */
  pauseUntil: Day[];
  /** Coaches of the cohort it can be handed over to. */
  coaches: { id: string; name: string }[];
  /** Whether the pair may be closed: one of the two has asked to stop. */
  close: boolean;
}

export interface DigestModel {
  kind: 'digest';
  cohort: string;
  cohortName: string;
  /** Open alerts, worst first; `isNew` since the last digest. */
  rows: {
    alert: string;
    pairCode: string;
    names: [string, string];
    cause: AlertCause;
    since: Day;
    isNew: boolean;
  }[];
  /** How many were closed since the last one. */
  closed: number;
}

/** Why somebody is not reached; `no-answer` is no fault: their mails leave, and none is acted on. */
export type ReachState = 'bot' | 'mail' | 'no-answer' | 'bot-lost' | 'unreachable';

export interface ReachModel {
  kind: 'reach';
  cohort: string;
  cohortName: string;
  /** Only those of whom something is to be said, the worst first. */
  rows: {
    name: string;
    pairCode: string;
    state: ReachState;
    /** Since when, and the other side's own code when a message failed. */
    since: Instant | null;
    reason: string | null;
  }[];
  /** How many more there are than a card can show. */
  more: number;
  reached: number;
}
