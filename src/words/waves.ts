import { waves as en } from './en/waves.ts';
import { waves as fr, type WavesWords } from './fr/waves.ts';
import type { Locale } from './words.ts';

export type { WavesWords };

const byLocale: Record<Locale, WavesWords> = { fr, en };

/** What the coaches' part about questionnaires and its document say: loaded with them, and not before. */
export const wavesWords = (locale: Locale): WavesWords => byLocale[locale];
