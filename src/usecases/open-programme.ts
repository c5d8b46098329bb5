import type { CohortAction } from '../domain/policy.ts';
import { isRefused, type Refused } from '../domain/refusal.ts';
import { cohortFor, type Visitor } from './coach-access.ts';
import type { Deps } from './deps.ts';

/** A coach in front of a cohort of theirs. */
export interface OpenProgramme {
  cohort: string;
  person: string;
}

/** The cohort that is asked for, or the one they most likely come for, if they may do this to it. */
export async function openProgramme(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  who: Visitor,
  action: Extract<CohortAction, `programme.${string}`>,
  wanted: string | undefined,
): Promise<OpenProgramme | Refused> {
  const open = await cohortFor(db.read, who, action, wanted, now());
  return isRefused(open) ? open : { cohort: open.cohort.id, person: who.person };
}
