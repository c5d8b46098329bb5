import { isTimeZone, readCohortFiles } from './cohort-file-reader.ts';
import type { Db } from './db/db.ts';
import { importTransaction } from './db/import-transaction.ts';
import { readCohort } from './domain/cohort-file.ts';
import { dayOf, type Instant } from './domain/time.ts';
import { importCohort } from './usecases/import-cohort.ts';
import { faultLines, type ReportWords } from './words/cohort-report.ts';
import { cohortFaults } from './words/fr/cohort-faults.ts';
import { cohortFile } from './words/fr/cohort-file.ts';

const words: ReportWords = { locale: 'fr', report: cohortFile, faults: cohortFaults };

/** Loads a cohort's two files into the store; throws with every fault when they cannot be loaded. */
export async function loadCohort(
  db: Db,
  csvPath: string,
  now: Instant,
  newId: () => string,
): Promise<void> {
  const read = readCohort(await readCohortFiles(csvPath), isTimeZone);
  const outcome =
    'plan' in read
      ? await importCohort(
          { transaction: importTransaction(db.opened.sql), newId, now: () => now },
          read.plan,
          dayOf(now, read.plan.timeZone),
        )
      : read;
  if ('faults' in outcome) {
    throw new Error(`${csvPath}\n${faultLines(outcome.faults, words).join('\n')}`);
  }
}
