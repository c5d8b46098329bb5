import type { Answers, Cell, Moment, Party, Topic } from './survey.ts';
import type { Synthesis } from './synthesis-model.ts';
import type { Day } from './time.ts';

/**
 * What may be promised of an answer without a name: `confidential` where the same machine has the
 * answers and the key that opens them, however the answer came.
 */
export type Promised = 'anonymous' | 'confidential';

/** A questionnaire for one of those who are asked; what they answer is nowhere in it once it is sent. */
export interface SurveyModel {
  kind: 'survey';
  wave: string;
  moment: Moment;
  cohortName: string;
  party: Party;
  /** `signed`: answered, as far as we know, by a token that this reader alone can use. */
  state: 'asked' | 'signed' | 'answered' | 'closed';
  /** The last day on which it can be answered. */
  until: Day;
  /** In the reader's own words, topic by topic; none once it is answered or closed. */
  topics: { topic: Topic; questions: { key: string; text: string }[] }[];
  /** By which keys a page answers it without a name: the same for all of a cell, in base64url. */
  anonymous: {
    cell: Cell;
    sealing: string;
    signing: string;
    edition: number;
    promise: Promised;
  } | null;
  /** What the reader has chosen in a press that was not complete, so that it is not lost. */
  given: Answers;
  /** Questions that press had no answer to. */
  missing: string[];
}

/** What a wave came to, for whoever may look at it. */
export interface SynthesisModel {
  kind: 'synthesis';
  wave: string;
  moment: Moment;
  cohortName: string;
  /** `ready` and `held`: for coaches alone. */
  state: 'not-yet' | 'ready' | 'held' | 'released';
  /** What a press goes by: another coach may have pressed since. */
  version: number;
  synthesis: Synthesis | null;
  may: { release: boolean; hold: boolean };
}
