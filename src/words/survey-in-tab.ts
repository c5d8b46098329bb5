import { surveyInTab as en } from './en/survey-in-tab.ts';
import { surveyInTab as fr } from './fr/survey-in-tab.ts';
import type { Locale } from './words.ts';

const byLocale: Record<Locale, typeof fr> = { fr, en };

/** In place of the same keys of the personal page's `survey`; loaded with the tab's first dialog. */
export const surveyInTab = (locale: Locale): typeof fr => byLocale[locale];
