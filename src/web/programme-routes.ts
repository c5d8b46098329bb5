import { decodeCohortFiles, isTimeZone } from '../cohort-file-reader.ts';
import { isRefused, type Refused } from '../domain/refusal.ts';
import { type ChosenFiles, checkImport, importSeen } from '../usecases/check-import.ts';
import { type OpenProgramme, openProgramme } from '../usecases/open-programme.ts';
import { readAnswering, readProgramme } from '../usecases/read-programme.ts';
import { saveProgramme } from '../usecases/save-programme.ts';
import { undoImport } from '../usecases/undo-import.ts';
import {
  type CohortFileBody,
  programmeCheck,
  programmeImport,
  programmePairs,
  programmeRead,
  programmeSave,
  programmeUndo,
} from './programme-contract.ts';
import { type Answer, type Route, refused, signedInRoute, type Who } from './routes.ts';
import type { WebDeps } from './web.ts';

/** Two files of a cohort in base64, and what stands around them. */
const mostBody = '8mb';

const answered = (body: object): Answer => ({ status: 200, body });

/** What whoever may do this to the cohort gets; anybody else learns that there is nothing. */
async function ofCoach(
  deps: WebDeps,
  who: Who,
  [action, cohort]: [Parameters<typeof openProgramme>[2], string | undefined],
  work: (open: OpenProgramme) => Promise<object | Refused>,
): Promise<Answer> {
  const open = await openProgramme(deps, who, action, cohort);
  if (isRefused(open)) return refused(open.refused);
  const done = await work(open);
  // A refusal beside what is true now is an answer; one that stands alone is not.
  return isRefused(done) && Object.keys(done).length === 1 ? refused(done.refused) : answered(done);
}

const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64');

/** Without a YAML of its own, the file is read beside what the cohort decided. */
function chosen({ csv, yaml }: CohortFileBody): ChosenFiles {
  const none = {
    file: 'yaml',
    row: null,
    column: null,
    problem: 'missing-file',
    values: {},
  } as const;
  const read = decodeCohortFiles(bytes(csv), yaml === undefined ? none : bytes(yaml));
  const faults = read.faults.filter((fault) => fault !== none);
  return { files: { ...read, faults }, hasDocument: yaml !== undefined, isTimeZone };
}

/** The import and the settings of a cohort, for its coaches. */
export const programmeRoutes: Route[] = [
  signedInRoute('/api/programme/read', programmeRead, (deps, { cohort }, who) =>
    ofCoach(deps, who, ['programme.read', cohort], async (open) => ({
      page: await readProgramme(deps, open.cohort),
    })),
  ),
  signedInRoute('/api/programme/pairs', programmePairs, (deps, { cohort, ...asked }, who) =>
    ofCoach(deps, who, ['programme.read', cohort], async (open) => ({
      page: await readAnswering(deps, open.cohort, asked),
    })),
  ),
  signedInRoute('/api/programme/save', programmeSave, (deps, { cohort, ...wish }, who) =>
    ofCoach(deps, who, ['programme.save', cohort], (open) => saveProgramme(deps, open, wish)),
  ),
  {
    ...signedInRoute('/api/programme/check', programmeCheck, (deps, { cohort, file }, who) =>
      ofCoach(deps, who, ['programme.import', cohort], (open) =>
        checkImport(deps, open, chosen(file)),
      ),
    ),
    mostBody,
  },
  {
    ...signedInRoute(
      '/api/programme/import',
      programmeImport,
      (deps, { cohort, file, seen }, who) =>
        ofCoach(deps, who, ['programme.import', cohort], (open) =>
          importSeen(deps, open, chosen(file), seen),
        ),
    ),
    mostBody,
  },
  signedInRoute('/api/programme/undo', programmeUndo, (deps, { cohort, import: id }, who) =>
    ofCoach(deps, who, ['programme.import', cohort], (open) => undoImport(deps, open, id)),
  ),
];
