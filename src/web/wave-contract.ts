import { z } from 'zod';
import type { QuestionFault } from '../domain/own-questions.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { QuestionsPage, WavesPage } from '../domain/waves-model.ts';

/** An id as the page sends it. One that is malformed is as unknown as one that nobody has. */
const id = z.string().max(100);
const cohort = id.optional();

export const wavesRead = z.strictObject({ cohort });

export const wavePress = z.strictObject({
  wave: id,
  /** What the page showed when it was pressed. */
  version: z.int().min(1).max(1_000_000),
  /** Made by the page for each press: the same one, sent again, is not carried out again. */
  id: z.uuid(),
  act: z.enum(['release', 'hold']),
});

export const waveDocument = z.strictObject({ wave: id });

export const questionsRead = z.strictObject({ cohort });

// Only shapes: what may stand in a question is for the domain, which says what is wrong with each.
const inBoth = z.strictObject({ fr: z.string().max(1_000), en: z.string().max(1_000) });
const wording = z.strictObject({ mentee: inBoth, mentor: inBoth });

export const questionsSave = z.strictObject({
  cohort,
  version: z.string().max(64),
  questions: z.array(z.strictObject({ key: z.string().max(40), wording })).max(40),
});

export interface WavesReadBody {
  cohort?: string;
}
export type WavePressBody = z.infer<typeof wavePress>;
export type WaveDocumentBody = z.infer<typeof waveDocument>;
export interface QuestionsReadBody {
  cohort?: string;
}
export interface QuestionsSaveBody extends QuestionsReadBody {
  version: string;
  questions: z.infer<typeof questionsSave>['questions'];
}

/** Also `app-role` (403): the cohort's table gives a role that the token does not. */
export type WavesReply = { page: WavesPage } | { refused: Refusal };

/** The waves as they are now, and why not when it was refused. */
export interface WavePressed {
  page: WavesPage;
  done?: 'released' | 'held';
  refused?: Refusal;
}

export interface QuestionsRead {
  page: QuestionsPage;
}
/** Why nothing was saved is one of the last two; neither, and nothing had changed. */
export interface QuestionsSaved extends QuestionsRead {
  saved: boolean;
  faults?: QuestionFault[];
  refused?: 'changed-since' | 'too-late';
}
