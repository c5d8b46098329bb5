import type { ReportWords } from './cohort-report.ts';
import { cohortFaults as enFaults } from './en/cohort-faults.ts';
import { cohortFile as enFile } from './en/cohort-file.ts';
import { programme as en } from './en/programme.ts';
import { cohortFaults as frFaults } from './fr/cohort-faults.ts';
import { cohortFile as frFile } from './fr/cohort-file.ts';
import { programme as fr, type ProgrammeWords } from './fr/programme.ts';
import type { Locale } from './words.ts';

export type { ProgrammeWords };

const byLocale: Record<Locale, ProgrammeWords> = { fr, en };
const reports: Record<Locale, ReportWords> = {
  fr: { locale: 'fr', report: frFile, faults: frFaults },
  en: { locale: 'en', report: enFile, faults: enFaults },
};

/** Words of the settings and of imports: loaded with them, and not before. */
export const programmeWords = (locale: Locale): ProgrammeWords => byLocale[locale];

/** What is said of a cohort's files. */
export const reportWords = (locale: Locale): ReportWords => reports[locale];
