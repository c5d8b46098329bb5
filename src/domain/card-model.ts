import type { Agreement, Manner, MeetingState, Place } from './meeting.ts';
import type { ThemeKey } from './theme.ts';
import type { Day, Interval } from './time.ts';

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
  | { kind: 'help'; mayBook: boolean }
  | { kind: 'language'; current: 'fr' | 'en' }
  | {
      kind: 'which-pair';
      next: 'find' | 'record' | 'meetings' | 'referent';
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
      next: Interval | null;
    }
  | {
      kind: 'referent';
      pair: string;
      referent: Contact | null;
      asked: boolean;
      /** The coaches' shared address. */
      replyTo: string;
    }
  | { kind: 'call'; pairCode: string; names: [string, string]; by: Contact }
  | { kind: 'stranger'; replyTo: string };

export interface SlotsModel extends Manner {
  kind: 'slots';
  pair: string;
  meeting: string | null;
  partner: string;
  minutes: number;
  slots: Interval[];
  /** `theirs`: the partner's calendar could not be read; picking proposes, it does not book. */
  unread: 'nobody' | 'mine' | 'theirs' | 'both';
}

export interface MeetingModel extends Manner {
  kind: 'meeting';
  meeting: string;
  pair: string;
  state: MeetingState;
  agreement: Agreement;
  /** Whether the reader proposed the time that stands or is asked for. */
  mine: boolean;
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
  said?: 'not-understood' | 'pause' | 'stop';
}
