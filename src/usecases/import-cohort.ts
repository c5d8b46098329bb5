import type { ImportTransaction } from '../db/cohort-import.ts';
import { type CohortChanges, compareCohort } from '../domain/cohort-changes.ts';
import type { CohortFault } from '../domain/cohort-fault.ts';
import type { CohortPlan } from '../domain/cohort-file.ts';
import type { Day } from '../domain/time.ts';

export interface ImportDeps {
  transaction: ImportTransaction;
  newId(): string;
}

export type ImportOutcome = { changes: CohortChanges } | { faults: CohortFault[] };

/**
 * Writes a cohort whole, or not at all when the store contradicts it. The same plan again changes
 * nothing. `day` is the day from which a new referent answers for a pair.
 */
export function importCohort(
  { transaction, newId }: ImportDeps,
  plan: CohortPlan,
  day: Day,
): Promise<ImportOutcome> {
  return transaction(async (store) => {
    const outcome = compareCohort(plan, await store.standing(plan), day);
    if ('changes' in outcome) await store.save(plan, outcome.changes, newId);
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
