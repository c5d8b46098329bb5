import type { Agreement, Manner, MeetingState, Place } from './meeting.ts';
import type { DayKind } from './people.ts';
import type { Gap } from './plan.ts';
import type {
  AlertModel,
  AlertMoreModel,
  DigestModel,
  EndingModel,
  PauseFormModel,
  PauseModel,
  ReachModel,
  RhythmModel,
  StopFormModel,
  StoppingModel,
} from './rhythm-model.ts';
import type { SurveyModel, SynthesisModel } from './survey-model.ts';
import type { ThemeKey } from './theme.ts';
import type { Day, Interval } from './time.ts';
import type { PairNext } from './view.ts';

/** Whoever reads: their language and the zone dates are told in. */
export interface Reader {
  locale: 'fr' | 'en';
  zone: string;
  /** Set when the other one lives by another clock: only then is the zone named. */
  nameZone: boolean;
}

export interface Contact {
  name: string;
  mail: string;
  phone: string | null;
}

/** Everything the drawing of a card may use, and nothing it may not. */
export type CardModel =
  | {
      kind: 'welcome';
      name: string;
      bodyName: string;
      roles: ('mentee' | 'mentor' | 'coach' | 'pilot')[];
      /** Names of the partners, one a pair. */
      partners: string[];
      referent: Contact | null;
      recording: 'at-once' | 'at-checkpoints';
    }
  | {
      kind: 'help';
      mayBook: boolean;
      /** Where what is kept of people is told; whoever draws knows it. */
      site?: string;
    }
  | { kind: 'language'; current: 'fr' | 'en' }
  | {
      kind: 'which-pair';
      next: PairNext;
      pairs: { id: string; partner: string; cohort: string }[];
    }
  | {
      kind: 'find';
      pair: string;
      meeting: string | null;
      partner: string;
      places: { place: Place; label: string | null }[];
      /** How the meeting that is to be moved takes place now; null for a new one. */
      standing: (Manner & { minutes: number }) | null;
    }
  | SlotsModel
  | PlanModel
  | YearModel
  | MeetingModel
  | { kind: 'newer'; time: Interval | null }
  | HeldModel
  | {
      kind: 'record';
      pair: string;
      partner: string;
      themes: ThemeKey[];
      earliest: Day;
      today: Day;
      /** When the coaches can read it. */
      recording: 'at-once' | 'at-checkpoints';
    }
  | {
      kind: 'meetings';
      pair: string;
      partner: string;
      /** Newest first. */
      meetings: { day: Day; state: MeetingState; themes: ThemeKey[] }[];
      /** Those that stand and are still to come, the soonest first. */
      ahead: { meeting: string; time: Interval; agreed: boolean }[];
      /** The programme's collective days still to come, ascending. */
      days: { kind: DayKind; day: Day }[];
    }
  | {
      kind: 'referent';
      pair: string;
      referent: Contact | null;
      asked: boolean;
      /** The coaches' shared address. */
      replyTo: string;
    }
  | RhythmModel
  | PauseFormModel
  | PauseModel
  | StopFormModel
  | StoppingModel
  | EndingModel
  | AlertModel
  | AlertMoreModel
  | DigestModel
  | ReachModel
  | SurveyModel
  | SynthesisModel
  | { kind: 'stranger'; replyTo: string };

export interface SlotsModel extends Manner {
  kind: 'slots';
  pair: string;
  meeting: string | null;
  partner: string;
  minutes: number;
  slots: Interval[];
  /** `theirs`: the partner's calendar could not be read; picking proposes, it does not book. */
  unread: Unread;
  /** What the first one comes after, and how many days later. */
  since: { anchor: 'launch' | 'meeting'; days: number } | null;
}

export type Unread = 'nobody' | 'mine' | 'theirs' | 'both';

/** A day of the year that a plan goes by, and that it does not move. */
export interface YearMark {
  day: Day;
  kind: DayKind | 'held' | 'booked';
}

/** A year's dates as they would be: nothing stands until it is confirmed. */
export interface PlanModel extends Manner {
  kind: 'plan';
  pair: string;
  partner: string;
  minutes: number;
  /** Ascending; `from` is where a meeting stands now that would be moved. */
  dates: { slot: Interval; from: Interval | null }[];
  /** The programme's own days, and the meetings that stand, ascending. */
  marks: YearMark[];
  /** Stretches longer than the mark, each with its reason. */
  broken: Gap[];
  markDays: number;
  unread: Unread;
  /** Only the dates after one that was moved. */
  tail: boolean;
}

/** A plan as it stands now. */
export interface YearModel {
  kind: 'year';
  pair: string;
  plan: string;
  partner: string;
  /** Meetings of the plan that are not cancelled, ascending. */
  dates: {
    meeting: string;
    time: Interval;
    state: MeetingState;
    agreement: Agreement;
    /** Whether the reader proposed it. */
    mine: boolean;
    /** Whether it waits for the reader's yes. */
    asked: boolean;
  }[];
  marks: YearMark[];
  broken: Gap[];
  markDays: number;
  calendars: MeetingModel['calendars'];
  /** `confirm`: dates wait for the reader's yes. `replan`: the dates ahead no longer keep the mark. */
  may: { confirm: boolean; undo: boolean; replan: boolean };
  /** The meeting after which to plan anew; null for all that is ahead. */
  replanAfter: string | null;
}

export interface MeetingModel extends Manner {
  kind: 'meeting';
  meeting: string;
  pair: string;
  state: MeetingState;
  agreement: Agreement;
  /** Whether the reader proposed the time that stands or is asked for. */
  mine: boolean;
  /** The time was set in the programme mailbox's own calendar: neither of the two chose it. */
  fromOutlook: boolean;
  /** Made in Outlook, and only the programme's copy of it says that it is cancelled. */
  doubted?: true;
  /** Called off here, while the event that one of the two made is still in their calendars. */
  leftInOutlook?: true;
  partner: string;
  /** Name of whoever answered last, null when nobody did or when it was the reader. */
  wishedBy: string | null;
  time: Interval | null;
  proposals: Interval[];
  /** Institution and city of the place, when people meet at one of theirs. */
  placeLabel: string | null;
  joinUrl: string | null;
  /** A video link was asked for and none came. */
  linkMissing: boolean;
  /** The calendars have not been written yet, or cannot be. */
  calendars: 'written' | 'waiting' | 'failed' | 'none';
  /** What undoing would take back; null when there is nothing to take back. */
  undoes: 'move' | 'cancel' | 'booking' | null;
  may: { accept: boolean; decline: boolean; move: boolean; cancel: boolean; undo: boolean };
}

export interface HeldModel {
  kind: 'held';
  meeting: string;
  partner: string;
  state: MeetingState;
  /** The time it was booked at, null for one recorded afterwards. */
  time: Interval | null;
  heldOn: Day | null;
  recorded: ThemeKey[];
  /** Themes one may choose from, in order. */
  themes: ThemeKey[];
  /** Whether the reader has said so, or agreed to it. */
  iSaid: boolean;
  /** Name of the first to answer when that was not the reader. */
  saidBy: string | null;
  /** When the coaches can read it. */
  recording: 'at-once' | 'at-checkpoints';
  earliest: Day;
  today: Day;
}

/** A view as its reader sees it now; `said` is what goes before it. */
export interface Seen {
  model: CardModel;
  reader: Reader;
  said?: 'not-understood';
}
