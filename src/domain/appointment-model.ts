import type { HeldModel, Reader, SlotsModel } from './card-model.ts';
import type { Recording } from './cohort-settings.ts';
import type { MeetingState } from './meeting.ts';
import type { Refusal } from './refusal.ts';
import type { ThemeKey } from './theme.ts';
import type { Instant, Interval } from './time.ts';

/** Whom an appointment invites, as Outlook writes it. */
export interface Address {
  name: string;
  mail: string;
}

/** The meeting that stands at an appointment's time, as far as we know of it. */
export interface AppointmentModel {
  meeting: string;
  time: Interval;
  state: MeetingState;
  /** In whose calendar the event is at home: only there can it be moved or deleted. */
  organiser: 'programme' | 'reader' | 'partner';
  /**
   * Of one made in Outlook: whether the programme mailbox was invited. `gone`: its copy says that
   * the meeting is cancelled, which the two are asked about. `none` where we organise it.
   */
  invitation: 'none' | 'awaited' | 'arrived' | 'gone';
  may: { cancel: boolean };
}

/** Beside an appointment in Outlook: one of the reader's pairs, and what stands at that time. */
export interface PaneModel {
  reader: Reader;
  now: Instant;
  /** All of the reader's pairs: their addresses tell which one an appointment is with. */
  pairs: { pair: string; partner: Address }[];
  /** The one this is about. */
  pair: string;
  partner: Address;
  /** Invited last, and only once the meeting is registered. */
  mailbox: Address;
  /** The same for every meeting: says nothing. */
  subject: string;
  appointment: AppointmentModel | null;
  /** Did it take place, and what was recorded; null until the appointment has begun. */
  held: HeldModel | null;
  /** Why the time asked about cannot be registered; null when it can, or when none was named. */
  why: Refusal | null;
  themes: ThemeKey[];
  recording: Recording;
  bodyName: string;
  replyTo: string;
}

/** Times that suit both calendars, as far as they can be read. */
export type PaneSlots = Omit<SlotsModel, 'kind'>;
