import type { Tables } from '../db/db.ts';
import {
  broughtBy,
  isLeanedOn,
  type KeptTable,
  mailsIn,
  mayStillUndo,
  type RowChange,
  standsAsLeft,
  undoLasts,
} from '../domain/cohort-undo.ts';
import type { ProgrammePage } from '../domain/programme-model.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import type { Deps } from './deps.ts';
import { followContent } from './import-cohort.ts';
import type { OpenProgramme } from './open-programme.ts';
import { programmePage } from './read-programme.ts';

/** First what the days' invitations are read from, then the people who were invited. */
const content: readonly KeptTable[] = [
  'cohort',
  'cohort_day',
  'cohort_role',
  'pair',
  'pair_referent',
];
const people: readonly KeptTable[] = ['person', 'person_identity'];

/**
 * Takes back an import or a setting within its minutes, as long as nothing was built on it: every
 * row is again what it was. Whoever was to be written to or invited because of it is not.
 */
export async function undoImport(
  deps: Deps,
  open: OpenProgramme,
  id: string,
): Promise<{ page: ProgrammePage } | Refused> {
  const done = await deps.db.tx(async (t): Promise<{ page: ProgrammePage } | Refused> => {
    await t.programme.lock();
    const undone = await undo(deps, t, open, id);
    return isRefused(undone) ? undone : { page: await programmePage(t, open.cohort, deps.now()) };
  });
  deps.wake();
  return done;
}

async function undo(
  deps: Deps,
  t: Tables,
  { cohort, person }: OpenProgramme,
  id: string,
): Promise<{ undone: true } | Refused> {
  const change = (await t.cohortUndo.changesOf(cohort)).find((one) => one.id === id);
  if (!change) return refuse('not-found');
  if (change.undone !== null) return refuse('nothing-to-undo');
  if (!mayStillUndo(change, deps.now())) return refuse('too-late');
  const { rows } = change;
  if (await isBuiltOn(t, cohort, rows)) return refuse('built-on');
  await t.cohortUndo.takeHeld(cohort, change.at);
  await t.cohortUndo.putBack(rows, content);
  await followContent({ now: deps.now, hold: undoLasts }, t, cohort);
  await t.cohortUndo.putBack(rows, people);
  await t.cohortUndo.markUndone(id, deps.now());
  await t.audit.append({ at: deps.now(), actor: person, action: 'cohort.undo', subject: cohort });
  return { undone: true };
}

async function isBuiltOn(t: Tables, cohort: string, rows: readonly RowChange[]): Promise<boolean> {
  const now = await t.cohortUndo.snapshot(cohort, mailsIn(rows));
  if (!standsAsLeft(rows, now) || isLeanedOn(rows, now)) return true;
  const [brought, pairs] = [broughtBy(rows, 'person'), broughtBy(rows, 'pair')];
  if (await t.cohortUndo.isBuiltOn(brought, pairs)) return true;
  return t.cohortUndo.isElsewhere(cohort, brought);
}
