import type { ChangeKind } from '../db/cohort-undo.ts';
import type { Tables } from '../db/db.ts';
import { rowChanges } from '../domain/cohort-undo.ts';
import type { Deps } from './deps.ts';
import type { OpenProgramme } from './open-programme.ts';

export interface ChangeWish extends OpenProgramme {
  kind: ChangeKind;
  /** Mails of people whose rows the work may write. */
  mails?: readonly string[];
}

/**
 * Does the work by which a coach changes a cohort's content, and keeps what rows were before, so that
 * it can be taken back; its id, or null when nothing changed. Whoever calls holds the cohort's table.
 */
export async function keepChange(
  { now, newId }: Pick<Deps, 'now' | 'newId'>,
  t: Tables,
  { cohort, person, kind, mails = [] }: ChangeWish,
  work: () => Promise<unknown>,
): Promise<string | null> {
  const before = await t.cohortUndo.snapshot(cohort, mails);
  await work();
  const rows = rowChanges(before, await t.cohortUndo.snapshot(cohort, mails));
  if (rows.length === 0) return null;
  const id = newId();
  await t.cohortUndo.keep({ id, cohort, by: person, kind, at: now(), rows });
  await t.audit.append({ at: now(), actor: person, action: 'cohort.change', subject: cohort });
  return id;
}
