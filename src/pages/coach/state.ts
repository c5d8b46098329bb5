import type { CohortHead, PairList, PairSheet } from '../../domain/coach-model.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { CoachAct, CoachSaid } from '../../web/coach-contract.ts';
import type { Locale } from '../../words/words.ts';
import type { Again, Missing } from '../shared/missing.ts';
import type { Address } from './address.ts';

/** What stood in the way; with `again`, the same may be sent once more. */
export type Trouble = { refused: Refusal } | { missing: Again; again: () => void };

/** What would take back what was just done. */
export interface Undo {
  pair: string;
  act: CoachAct;
}

export interface CoachState {
  /** In place of the page. */
  problem: Missing | 'alone' | null;
  locale: Locale;
  address: Address;
  head: CohortHead | null;
  list: PairList | null;
  /** `gone`: the pair of the address is none of this reader's cohorts. */
  sheet: PairSheet | 'gone' | null;
  /** `already`: it had arrived before. */
  said: CoachSaid | 'already' | null;
  undo: Undo | null;
  trouble: Trouble | null;
  /** An answer is on its way: to a look, to an act. */
  reading: boolean;
  acting: boolean;
}

export const atFirst = (address: Address): CoachState => ({
  ...{ problem: null, locale: 'fr', address, head: null, list: null, sheet: null },
  ...{ said: null, undo: null, trouble: null, reading: false, acting: false },
});
