import type { Tables } from '../db/db.ts';
import type { ImportTransaction } from '../db/import-transaction.ts';
import { type CohortChanges, compareCohort } from '../domain/cohort-changes.ts';
import type { CohortFault } from '../domain/cohort-fault.ts';
import type { CohortPlan } from '../domain/cohort-file.ts';
import type { Day, Instant } from '../domain/time.ts';
import { keepWavesJob } from './keep-waves.ts';
import { planDays } from './plan-days.ts';
import { planInstalls } from './reach-install.ts';
import { welcomeByMail } from './reach-welcome.ts';

interface WriteDeps {
  newId(): string;
  now(): Instant;
}

export interface ImportDeps extends WriteDeps {
  transaction: ImportTransaction;
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
  return transaction(async (t) => {
    const outcome = compareCohort(plan, await t.cohortImport.standing(plan), day);
    if ('changes' in outcome) await writeImport({ newId, now }, t, plan, outcome.changes);
    return outcome;
  });
}

/**
 * The rows of an import and all that follows from them, by whoever holds the cohort's table; the
 * cohort's id. Mails and invitations leave `hold` milliseconds later than they would.
 */
export async function writeImport(
  { newId, now }: WriteDeps,
  t: Tables,
  plan: CohortPlan,
  changes: CohortChanges,
  hold = 0,
): Promise<string> {
  const cohort = await t.cohortImport.save(plan, changes, newId);
  await followContent({ now, hold }, t, cohort);
  return cohort;
}

/** What follows from whatever a cohort now says: its days in calendars, welcomes, the bot installed. */
export async function followContent(
  deps: { now(): Instant; hold: number },
  t: Tables,
  cohort: string,
): Promise<void> {
  await planDays(deps, t, cohort, 'import');
  await welcomeByMail(deps, t, cohort);
  await planInstalls(deps, t, cohort);
  // Its collective days may have moved, and with them what follows them.
  await t.jobs.hasten(keepWavesJob, deps.now());
}

/** What an import would do or refuse, with nothing written. */
export function previewCohort(
  { transaction }: Pick<ImportDeps, 'transaction'>,
  plan: CohortPlan,
  day: Day,
): Promise<ImportOutcome> {
  return transaction(async (t) => compareCohort(plan, await t.cohortImport.standing(plan), day));
}
