import { report as en } from './en/report.ts';
import { report as fr } from './fr/report.ts';
import type { Locale } from './words.ts';

export type ReportWords = typeof fr;

const byLocale: Record<Locale, ReportWords> = { fr, en };

/** What a cohort's overview and its files say: no page carries it before it is opened. */
export const reportWords = (locale: Locale): ReportWords => byLocale[locale];
