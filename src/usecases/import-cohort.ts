import type { ImportTransaction } from '../db/cohort-import.ts';
import { type CohortChanges, compareCohort } from '../domain/cohort-changes.ts';
import type { CohortFault } from '../domain/cohort-fault.ts';
import type { CohortPlan } from '../domain/cohort-file.ts';
import type { Day, Instant } from '../domain/time.ts';
import { planDays } from './plan-days.ts';
import { planInstalls } from './reach-install.ts';
import { welcomeByMail } from './reach-welcome.ts';

export interface ImportDeps {
  transaction: ImportTransaction;
  newId(): string;
  now(): Instant;
}

export type ImportOutcome = { changes: CohortChanges } | { faults: CohortFault[] };

/**
 * Writes a cohort whole, or not at all when the store contradicts it, and what calendars are to show
 * of its collective days. The same plan again changes nothing. `day` is the day from which a new
 * referent answers for a pair.
 */
export function importCohort(
  { transaction, newId, now }: ImportDeps,
  plan: CohortPlan,
  day: Day,
): Promise<ImportOutcome> {
  return transaction(async (store) => {
    const outcome = compareCohort(plan, await store.standing(plan), day);
    if ('changes' in outcome) {
      const cohort = await store.save(plan, outcome.changes, newId);
      await planDays({ now }, store.tables, cohort, 'import');
      await welcomeByMail({ now }, store.tables, cohort);
      await planInstalls({ now }, store.tables, cohort);
    }
    return outcome;
  });
}

/** What an import would do or refuse, with nothing written. */
export function previewCohort(
  { transaction }: Pick<ImportDeps, 'transaction'>,
  plan: CohortPlan,
  day: Day,
): Promise<ImportOutcome> {
  return transaction(async (store) => compareCohort(plan, await store.standing(plan), day));
}
