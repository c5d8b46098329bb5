import { z } from 'zod';
import type { AnsweringProblem } from '../domain/answering.ts';
import type { CohortFault } from '../domain/cohort-fault.ts';
import type { AnsweringList, ProgrammePage, SeenPreview } from '../domain/programme-model.ts';
import type { FieldFault } from '../domain/programme-settings.ts';
import type { ProgrammeChange } from '../usecases/save-programme.ts';

/** An id as the page sends it. One that is malformed is as unknown as one that nobody has. */
const id = z.string().max(100);
const cohort = id.optional();

export const programmeRead = z.strictObject({ cohort });

export const programmePairs = z.strictObject({
  cohort,
  /** Part of a code or of a name. */
  search: z.string().max(100).optional(),
  /** What `next` of the page before said. */
  after: z.string().max(100).optional(),
});

// Only shapes: which values a cohort may have is for the domain, which says what is wrong with each.
const number = z.number().min(-1_000_000).max(1_000_000);
const text = z.string().max(20);
const hours = z.strictObject({ from: text, to: text });
const ofDays = <T extends z.ZodType>(each: T) =>
  z.strictObject({ launch: each, midterm: each, closing: each });

const change = z.discriminatedUnion('section', [
  z.strictObject({
    section: z.literal('rhythm'),
    rhythm: z.strictObject({ markDays: number, least: number, most: number }),
    ladder: z.strictObject({ mentee: number, both: number, referent: number, everyDays: number }),
    longestPauseDays: number,
  }),
  z.strictObject({
    section: z.literal('hours'),
    ...{ workingHours: hours, lunch: hours, noticeHours: number, horizonDays: number },
  }),
  z.strictObject({ section: z.literal('dates'), days: ofDays(text), dayHours: ofDays(hours) }),
  z.strictObject({
    ...{ section: z.literal('pair'), pair: id, referent: id },
    deputies: z.array(id).max(10),
  }),
  z.strictObject({ section: z.literal('deputy'), coach: id, deputy: id.nullable() }),
  z.strictObject({ section: z.literal('hand-over'), coach: id, to: id, from: z.iso.date() }),
]);

export const programmeSave = z.strictObject({ cohort, version: z.string().max(64), change });

/** Of a CSV of 5,000 pairs, in base64. */
export const mostFileText = 3_500_000;
const file = z.strictObject({
  csv: z.string().max(mostFileText),
  yaml: z.string().max(mostFileText).optional(),
});

export const programmeCheck = z.strictObject({ cohort, file });
export const programmeImport = z.strictObject({ cohort, file, seen: z.string().max(64) });
export const programmeUndo = z.strictObject({ cohort, import: id });

export interface ProgrammeReadBody {
  cohort?: string;
}
export interface ProgrammePairsBody extends ProgrammeReadBody {
  search?: string;
  after?: string;
}
export interface ProgrammeSaveBody extends ProgrammeReadBody {
  version: string;
  change: ProgrammeChange;
}
/** Two files as they are on a disk, in base64: which letters they hold is found out by the product. */
export interface CohortFileBody {
  csv: string;
  /** Without it, what the cohort decided stays as it is. */
  yaml?: string;
}
export interface ProgrammeCheckBody extends ProgrammeReadBody {
  file: CohortFileBody;
}
export interface ProgrammeImportBody extends ProgrammeCheckBody {
  seen: string;
}
export interface ProgrammeUndoBody extends ProgrammeReadBody {
  import: string;
}

export type { ProgrammeChange };

/** The cohort as it is now. */
export interface ProgrammeRead {
  page: ProgrammePage;
}
export type ProgrammePairsRead = { page: AnsweringList };
/** Why nothing was saved is one of the last three. */
export interface ProgrammeSaved extends ProgrammeRead {
  saved: boolean;
  faults?: FieldFault[];
  problem?: AnsweringProblem;
  refused?: 'changed-since';
}
export type ProgrammeChecked = SeenPreview | { faults: CohortFault[] };
export type ProgrammeImported =
  | (ProgrammeRead & { imported: boolean })
  | (SeenPreview & { refused: 'changed-since' })
  | { faults: CohortFault[] };
