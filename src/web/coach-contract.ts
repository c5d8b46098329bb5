import { z } from 'zod';
import {
  type PairList,
  type PairSheet,
  type PairsShown,
  type Standing,
  standings,
} from '../domain/coach-model.ts';
import type { Refusal } from '../domain/refusal.ts';

/** An id as the page sends it. One that is malformed is as unknown as one that nobody has. */
const id = z.string().max(100);

export const coachPairs = z.strictObject({
  cohort: id.optional(),
  shown: z.enum(['mine', 'all']).optional(),
  /** Part of a code or of a name; accents and capitals make no difference. */
  search: z.string().max(100).optional(),
  /** None at all, or an empty list: whatever they are. */
  standing: z.array(z.enum(standings)).max(standings.length).optional(),
  /** What `next` of the page before said. */
  after: z.string().max(100).optional(),
});

export const coachPair = z.strictObject({ pair: id });

/** The last day of a pause, judged by the rules of pauses. */
const until = z.string().max(40);

export const coachActSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('see'), alert: id }),
  z.strictObject({ act: z.literal('hand-over-alert'), alert: id, to: id }),
  z.strictObject({ act: z.literal('hand-over-pair'), to: id }),
  z.strictObject({ act: z.literal('set-pause'), until }),
  z.strictObject({ act: z.literal('resume'), pause: id }),
  z.strictObject({ act: z.literal('offer-last'), alert: id }),
  z.strictObject({ act: z.literal('close'), alert: id }),
]);

export const coachAct = z.strictObject({
  pair: id,
  /** Made by the page for each act: the same one, sent again, is not carried out again. */
  id: z.uuid(),
  act: coachActSchema,
});

export interface CoachPairsBody {
  cohort?: string;
  /** `mine` when it is not said. */
  shown?: PairsShown;
  search?: string;
  standing?: Standing[];
  after?: string;
}

export interface CoachPairBody {
  pair: string;
}

export type CoachAct = z.infer<typeof coachActSchema>;

export interface CoachActBody {
  pair: string;
  id: string;
  act: CoachAct;
}

/** What was just done; the pages have its words. */
export type CoachSaid =
  | 'alert-seen'
  | 'alert-given'
  | 'alert-taken-back'
  | 'pair-given'
  | 'pair-taken-back'
  | 'pause-set'
  | 'resumed'
  | 'last-meeting-offered'
  | 'pair-closed';

/** Also `app-role` (403): the cohort's table gives a role that the token does not. */
export type CoachPairsReply = { page: PairList } | { refused: Refusal };
export type CoachPairReply = { page: PairSheet } | { refused: Refusal };

/** The sheet as it is now: what was said of it, what would undo it, and why not when it was refused. */
export interface CoachActed {
  page: PairSheet;
  said?: CoachSaid;
  /** Sent as another act, it takes back what was just done. */
  undo?: CoachAct;
  refused?: Refusal;
}
export type CoachActReply = CoachActed | { refused: Refusal };
