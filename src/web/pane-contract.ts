import { z } from 'zod';
import type { PaneModel, PaneSlots } from '../domain/appointment-model.ts';
import type { Minutes, Mode, Place } from '../domain/meeting.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { Interval } from '../domain/time.ts';
import { id, minutes, mode, place } from './link-views.ts';

/** Milliseconds since 1970, as `Date` has them; 9999 is the last year that JSON's dates can name. */
const instant = z.int().min(0).max(253_402_300_799_999);

/** As the appointment has it; an end that does not come after the start is refused in words. */
const time = z.strictObject({ start: instant, end: instant });

/** A pair by its id; one of whoever signed in. */
const pair = z.guid();
const themes = z.array(z.string().max(60)).max(12);
const date = z.string().max(40);

/** Beside an appointment: `meeting` is the one it was registered as, where the pane knows it. */
export const paneRead = z.strictObject({
  pair: pair.optional(),
  meeting: id.optional(),
  time: time.optional(),
});

export const paneSlots = z.strictObject({ pair, mode, minutes, place: place.optional() });

/**
 * Registers the appointment under `time`, before the programme mailbox is invited. `meeting` is what
 * it was registered as before, should its time have changed since. Nothing of its words is sent.
 */
export const paneRegister = z.strictObject({
  pair,
  /** Made by the pane for each press: the same one, sent again, is not carried out again. */
  id,
  time,
  mode,
  place: place.nullable().optional(),
  meeting: id.optional(),
  /** The organiser's address as this mailbox has it, which may be another than the programme knows. */
  mailbox: z.email().max(320).toLowerCase().optional(),
});

/** What became of an appointment; `record` for one that was never registered. */
export const paneAct = z.strictObject({
  pair,
  id,
  act: z.discriminatedUnion('act', [
    z.strictObject({ act: z.literal('held'), meeting: id, themes }),
    z.strictObject({ act: z.literal('not-held'), meeting: id }),
    z.strictObject({ act: z.literal('correct'), meeting: id, date, themes }),
    z.strictObject({ act: z.literal('record'), date, themes }),
    z.strictObject({ act: z.literal('cancel'), meeting: id }),
  ]),
});

export interface PaneReadBody {
  pair?: string;
  meeting?: string;
  time?: Interval;
}

export interface PaneSlotsBody {
  pair: string;
  mode: Mode;
  minutes: Minutes;
  place?: Place;
}

export interface PaneRegisterBody {
  pair: string;
  id: string;
  time: Interval;
  mode: Mode;
  place?: Place | null;
  meeting?: string;
  mailbox?: string;
}

export interface PaneActBody {
  pair: string;
  id: string;
  act:
    | { act: 'held'; meeting: string; themes: string[] }
    | { act: 'not-held'; meeting: string }
    | { act: 'correct'; meeting: string; date: string; themes: string[] }
    | { act: 'record'; date: string; themes: string[] }
    | { act: 'cancel'; meeting: string };
}

/** What was done; `already`: it had arrived before. */
export type PaneSaid =
  | 'registered'
  | 'held'
  | 'not-held'
  | 'corrected'
  | 'recorded'
  | 'cancelled'
  | 'already';

/** `POST /api/pane/read`, `/api/pane/register` and `/api/pane/act` answer this. */
export type PaneReply =
  | { pane: PaneModel; said?: PaneSaid; refused?: Refusal }
  | { refused: Refusal };

/** `POST /api/pane/slots` answers this. */
export type PaneSlotsReply = { slots: PaneSlots } | { refused: Refusal };
