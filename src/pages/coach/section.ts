import type { CohortHead } from '../../domain/coach-model.ts';
import type { Locale } from '../../words/words.ts';
import type { CoachApi } from './ask.ts';

/** What each late section of the coaches' tab is given. */
export interface SectionAsked {
  api: CoachApi;
  head: CohortHead;
  locale: Locale;
}
