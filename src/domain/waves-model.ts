import type { CohortHead } from './coach-model.ts';
import type { OwnQuestion } from './own-questions.ts';
import type { Moment, Partition, Party, Topic, WaveDays } from './survey.ts';
import type { Danger } from './synthesis-audit.ts';
import type { Synthesis } from './synthesis-model.ts';
import type { Day } from './time.ts';

/** A question as it is asked of each side. */
export interface AskedQuestion {
  key: string;
  wording: Record<Party, Record<'fr' | 'en', string>>;
}

/** What coaches alone see of a wave; how many have answered is nowhere in it. */
export interface WaveForCoaches {
  /** `refused`: the synthesis was made, and must not be published. */
  state: 'coming' | 'open' | 'closing' | 'refused' | 'closed';
  /** Why it was refused; the answers are neither lost nor told. */
  refused: Danger | null;
  partition: Partition;
  topics: { topic: Topic; questions: AskedQuestion[] }[];
}

/** A synthesis that its reader may see. */
export interface SynthesisShown {
  wave: string;
  state: 'ready' | 'held' | 'released';
  synthesis: Synthesis;
  /** What a press goes by, and which ones there are; null where nothing can be pressed. */
  press: { version: number; hold: boolean } | null;
}

export interface WaveShown {
  moment: Moment;
  days: WaveDays;
  /** Null for a pilot. */
  coach: WaveForCoaches | null;
  /** Null: not yet. */
  synthesis: SynthesisShown | null;
}

/** Both questionnaires of a cohort, the earlier first. */
export interface WavesPage {
  head: CohortHead;
  waves: WaveShown[];
}

/** A cohort's own questions, in the order of the guide. */
export interface QuestionsPage {
  /** What a change goes by: another coach may have saved since. */
  version: string;
  launch: Day;
  /** From the launch day on they stay as they are. */
  begun: boolean;
  questions: OwnQuestion[];
}
