import type { Said } from './ladder.ts';
import type { Manner } from './meeting.ts';
import type { Gap } from './plan.ts';
import type { Day } from './time.ts';

/** What one of several pairs is chosen for. */
export type PairNext = 'find' | 'record' | 'meetings' | 'referent' | 'plan' | 'pause' | 'stop';

/**
 * What a message in a chat stands for: kinds, ids and dates only. A card is drawn from its view and
 * from what is true at that moment, so that the chat tells the present.
 */
export type View =
  | { kind: 'welcome' }
  | { kind: 'help'; said?: 'not-understood' }
  | { kind: 'language' }
  | { kind: 'which-pair'; next: PairNext }
  /** The first question of a booking; with `meeting`, of moving it. */
  | { kind: 'find'; pair: string; meeting?: string }
  | SlotsView
  | PlanView
  /** The dates of a plan as they stand now, for either of the two. */
  | { kind: 'year'; pair: string; plan: string }
  /** One meeting as its reader may act on it now. */
  | { kind: 'meeting'; meeting: string }
  /** An older card of a meeting that has a newer one further down. */
  | { kind: 'newer'; meeting: string }
  /** Did it take place? And, once answered, what was recorded. */
  | { kind: 'held'; meeting: string }
  | { kind: 'record'; pair: string }
  | { kind: 'meetings'; pair: string }
  | { kind: 'referent'; pair: string; asked: boolean }
  /**
   * How the pair stands, and the way to act on it. `nudge` is what it was written for: until it has
   * arrived it is shown only while that still holds.
   */
  | { kind: 'rhythm'; pair: string; nudge?: Pick<Said, 'rung' | 'since'> }
  /** Until when to pause: asked of one of the two. */
  | { kind: 'pause-form'; pair: string }
  | { kind: 'pause'; pair: string; pause: string }
  /** Whether one really means to stop; then, to that person alone, that the referent knows. */
  | { kind: 'stop-form'; pair: string }
  | { kind: 'stopping'; pair: string }
  /** To both, by the referent's word: a last meeting; the pair closed. */
  | { kind: 'ending'; pair: string }
  /** To whoever answers for the pair. */
  | { kind: 'alert'; pair: string; alert: string }
  /** What else can be done about it: a pause, another coach. */
  | { kind: 'alert-more'; pair: string; alert: string }
  /** What has changed between two moments (ISO), and what is open. */
  | { kind: 'digest'; cohort: string; from: string; until: string }
  /** To a coach: who of a cohort cannot be reached, and why. */
  | { kind: 'reach'; cohort: string }
  /** A wave's questionnaire, asked or answered; `done` once it was drawn anew after its answer. */
  | { kind: 'survey'; wave: string; done?: true }
  /** What a wave came to, as far as its reader may see it. */
  | { kind: 'synthesis'; wave: string }
  | { kind: 'stranger' };

export interface SlotsView extends Manner {
  kind: 'slots';
  pair: string;
  meeting?: string;
  minutes: number;
  /** `start/end` texts, the best first. */
  slots: string[];
  /** People whose calendar could not be read when the slots were found. */
  unread: string[];
  /** What the first one was chosen by: the meeting, or else the launch, it comes after. */
  since?: { anchor: 'launch' | 'meeting'; day: Day };
}

/** A year's dates as they would be, to be shifted and confirmed; nothing of it stands yet. */
export interface PlanView extends Manner {
  kind: 'plan';
  pair: string;
  minutes: number;
  /** `start/end` texts, ascending; `meeting` is one that stands and would be moved there. */
  dates: { slot: string; meeting?: string }[];
  unread: string[];
  /** Stretches longer than the mark, and why, as the calendars were when it was drawn up. */
  broken: Gap[];
  /** The meetings it was laid around: when others have come since, it is out of date. */
  around: string[];
  /** Only the dates after this meeting are planned, anew. */
  after?: string;
}
