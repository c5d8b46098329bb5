import type { Tables } from '../db/db.ts';
import { usualDeputy } from '../domain/answering.ts';
import type { IsTimeZone } from '../domain/cohort-cells.ts';
import { type CohortChanges, compareCohort } from '../domain/cohort-changes.ts';
import type { CohortFault } from '../domain/cohort-fault.ts';
import { type CohortFiles, type CohortPlan, readCohort } from '../domain/cohort-file.ts';
import { undoLasts } from '../domain/cohort-undo.ts';
import { contentDigest } from '../domain/content-digest.ts';
import { previewOf } from '../domain/import-preview.ts';
import { keptDocument, withoutDocument } from '../domain/kept-document.ts';
import type { ProgrammePage, SeenPreview } from '../domain/programme-model.ts';
import { dayOf } from '../domain/time.ts';
import type { Deps } from './deps.ts';
import { writeImport } from './import-cohort.ts';
import { keepChange } from './keep-change.ts';
import type { OpenProgramme } from './open-programme.ts';
import { programmePage } from './read-programme.ts';

/** The files that a coach chose, decoded; without a YAML, what the cohort decided stays as it is. */
export interface ChosenFiles {
  files: CohortFiles;
  hasDocument: boolean;
  isTimeZone: IsTimeZone;
}

export type Checked = SeenPreview | { faults: CohortFault[] };
/** `changed-since`: the store says something else than when `seen` was shown. */
export type Imported =
  | { page: ProgrammePage; imported: boolean }
  | (SeenPreview & { refused: 'changed-since' })
  | { faults: CohortFault[] };

type Judged =
  | (SeenPreview & { plan: CohortPlan; changes: CohortChanges })
  | { faults: CohortFault[] };

/** What an import into this cohort would do, or every fault of its files; nothing is written. */
export function checkImport(
  deps: Pick<Deps, 'db' | 'now'>,
  { cohort }: OpenProgramme,
  chosen: ChosenFiles,
): Promise<Checked> {
  return deps.db.tx(async (t) => {
    const judged = await judge(deps, t, cohort, chosen);
    return 'faults' in judged ? judged : { preview: judged.preview, seen: judged.seen };
  });
}

/** Imports what was shown, whole, and not if anything of it would be otherwise by now. */
export async function importSeen(
  deps: Deps,
  open: OpenProgramme,
  chosen: ChosenFiles,
  seen: string,
): Promise<Imported> {
  const done = await deps.db.tx(async (t): Promise<Imported> => {
    await t.programme.lock();
    const judged = await judge(deps, t, open.cohort, chosen);
    if ('faults' in judged) return judged;
    const { plan, changes, preview, seen: now } = judged;
    if (now !== seen) return { preview, seen: now, refused: 'changed-since' };
    const mails = plan.people.map(({ mail }) => mail);
    const id = await keepChange(deps, t, { ...open, kind: 'import', mails }, () =>
      writeImport(deps, t, plan, changes, undoLasts),
    );
    return { page: await programmePage(t, open.cohort, deps.now()), imported: id !== null };
  });
  deps.wake();
  return done;
}

async function judge(
  deps: Pick<Deps, 'now'>,
  t: Tables,
  cohort: string,
  { files, hasDocument, isTimeZone }: ChosenFiles,
): Promise<Judged> {
  const kept = await t.programme.header(cohort);
  if (!kept) throw new Error(`cohort ${cohort} is gone`);
  const document = hasDocument ? files.document : await documentOf(t, cohort, kept);
  const read = readCohort({ ...files, document }, isTimeZone);
  if ('faults' in read) return read;
  const { plan } = read;
  if (plan.code !== kept.code) {
    const values = { value: plan.code, other: kept.code };
    const place = { file: 'yaml', row: files.document?.lineOf(['code']) ?? null, column: 'code' };
    return { faults: [{ ...place, file: 'yaml', problem: 'other-cohort', values }] };
  }
  const standing = await t.cohortImport.standing(plan);
  const outcome = compareCohort(plan, standing, dayOf(deps.now(), plan.timeZone));
  if ('faults' in outcome) return outcome;
  const changes = hasDocument ? outcome.changes : withoutDocument(outcome.changes);
  const faults = await elsewhere(t, cohort, plan, changes);
  if (faults.length > 0) return { faults };
  const { name, timeZone, days, settings } = plan;
  const seen = contentDigest({ standing, changes, header: { name, timeZone, days, settings } });
  return { plan, changes, preview: previewOf(plan, standing, changes), seen };
}

/** A coach of one cohort gives nobody of another an account by which to sign in. */
async function elsewhere(
  t: Tables,
  cohort: string,
  plan: CohortPlan,
  { identities }: CohortChanges,
): Promise<CohortFault[]> {
  const mails = identities.map(({ mail }) => mail);
  const others = await t.programme.elsewhere(cohort, mails);
  return plan.people
    .filter(({ mail }) => others.has(mail))
    .map(({ name, places }) => ({
      ...{ ...places.oid, problem: 'identity-elsewhere', values: { name } },
    }));
}

/** The document of a cohort as it stands. */
export async function documentOf(
  t: Tables,
  cohort: string,
  kept: NonNullable<Awaited<ReturnType<Tables['programme']['header']>>>,
) {
  const coaches = await t.programme.having(cohort, 'coach');
  const [pilot] = await t.programme.having(cohort, 'pilot');
  const answered = await t.programme.answered(cohort);
  const mailOf = (id: string | null) => coaches.find((one) => one.id === id)?.mail;
  const deputies = coaches.flatMap(({ id, mail }) => {
    const deputy = mailOf(usualDeputy(answered, id));
    return deputy === undefined ? [] : [{ for: mail, deputy }];
  });
  if (!pilot) throw new Error(`cohort ${cohort} has no pilot`);
  return keptDocument({ ...kept, coaches, pilot, deputies });
}
