import type { CardModel, Reader } from './card-model.ts';
import type { PauseModel, RhythmModel } from './rhythm-model.ts';
import type { Moment } from './survey.ts';
import type { Day, Instant, Interval } from './time.ts';
import type { View } from './view.ts';

/** Views the personal page may show; those of forms half filled in live in the page itself. */
export type LinkView = Extract<
  View,
  {
    kind:
      | 'rhythm'
      | 'meeting'
      | 'held'
      | 'year'
      | 'find'
      | 'slots'
      | 'plan'
      | 'record'
      | 'meetings'
      | 'referent'
      | 'pause-form'
      | 'pause'
      | 'stop-form'
      | 'stopping'
      | 'ending'
      | 'survey'
      | 'synthesis';
  }
>;

/** Where a pair stands for one of the two, and all that they may do about it. */
export interface HomeModel {
  kind: 'home';
  pair: string;
  partner: string;
  rhythm: RhythmModel | null;
  /** The soonest that stands. */
  next: { meeting: string; time: Interval; agreed: boolean } | null;
  /** What waits for the reader's answer, the soonest first. */
  waiting: { meeting: string; ask: 'answer' | 'held'; time: Interval }[];
  /** Questionnaires the reader can answer and has not, the soonest to close first. */
  surveys: { wave: string; moment: Moment; until: Day }[];
  /** What questionnaires of the pair's cohort came to, as far as it is shared. */
  syntheses: { wave: string; moment: Moment }[];
  /** One that is proposed, agreed for later, or under way. */
  pause: PauseModel | null;
  may: { book: boolean; plan: boolean; record: boolean; pause: boolean; stop: boolean };
  /** The reader, and nobody else, knows that they asked to stop. */
  stopping: boolean;
}

type Listed = Extract<CardModel, { kind: 'meetings' }>;

/** The pair's meetings; those that were recorded can be opened, and put right. */
export interface LinkMeetingsModel extends Omit<Listed, 'meetings'> {
  meetings: (Listed['meetings'][number] & { meeting: string; day: Day })[];
}

/** What the personal page can show: the same facts as the cards of somebody with the bot. */
export type LinkModel =
  | HomeModel
  | LinkMeetingsModel
  | Extract<CardModel, { kind: Exclude<LinkView['kind'], 'rhythm' | 'meetings'> }>;

export interface LinkPage {
  reader: Reader;
  /** The pair the link is for; nothing of another one is shown or done through it. */
  pair: string;
  /** What is shown: sent back with the next act, so that its answer has a place. */
  view: LinkView;
  model: LinkModel;
  bodyName: string;
  replyTo: string;
  referent: { name: string; phone: string | null } | null;
  now: Instant;
}
