import { importTransaction } from './db/cohort-import.ts';
import type { Db } from './db/db.ts';
import { readCohort } from './domain/cohort-file.ts';
import { dayOf, type Instant } from './domain/time.ts';
import { readCohortFiles } from './cohort-file-reader.ts';
import { importCohort } from './usecases/import-cohort.ts';

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
          { transaction: importTransaction(db.opened.sql), newId },
          read.plan,
          dayOf(now, read.plan.timeZone),
        )
      : read;
  if ('faults' in outcome) {
    throw new Error(`${csvPath}: ${JSON.stringify(outcome.faults)}`);
  }
}

/** Whether the platform knows a zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('fr', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
