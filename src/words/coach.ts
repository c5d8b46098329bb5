import { coach as en } from './en/coach.ts';
import { coach as fr } from './fr/coach.ts';
import type { Locale } from './words.ts';

export type CoachWords = typeof fr;

const byLocale: Record<Locale, CoachWords> = { fr, en };

/** What the coaches' tab alone says: no other page carries it. */
export const coachWords = (locale: Locale): CoachWords => byLocale[locale];
