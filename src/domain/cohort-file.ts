import type { IsTimeZone } from './cohort-cells.ts';
import { type ColumnKey, columns, nearest, type PairRole } from './cohort-columns.ts';
import {
  type CohortDocument,
  type DocumentDays,
  type ReadDocument,
  readDocument,
} from './cohort-document.ts';
import { type CohortFault, type CohortProblem, inFileOrder, type Place } from './cohort-fault.ts';
import {
  gatherPeople,
  type Mention,
  mentionOfDocument,
  mentionsOfRow,
  type PlannedPerson,
} from './cohort-people.ts';
import type { CohortSettings } from './cohort-settings.ts';
import { type ReadRow, type ReadSheet, readSheet, type SheetRow } from './cohort-sheet.ts';

/** A cohort's two files once decoded; undefined where a file could not be read, which is a fault. */
export interface CohortFiles {
  sheet: readonly SheetRow[] | undefined;
  document: CohortDocument | undefined;
  /** What whoever decoded them already found. */
  faults: readonly CohortFault[];
}

export interface PlannedPair {
  code: string;
  /** Mails, lower-case, like every mail of the plan. */
  mentee: string;
  mentor: string;
  referent: string;
  places: { code: Place; mentee: Place; mentor: Place };
}

/** All that the two files say, every check passed. */
export interface CohortPlan {
  code: string;
  name: string;
  timeZone: string;
  days: DocumentDays;
  settings: CohortSettings;
  people: PlannedPerson[];
  coaches: string[];
  pilot: string;
  /** Who stands in for whom. */
  deputies: { for: string; deputy: string }[];
  pairs: PlannedPair[];
  places: { coaches: Place };
}

/** Either the whole plan, or every fault of both files in the order in which they stand there. */
export function readCohort(
  files: CohortFiles,
  isTimeZone: IsTimeZone,
): { plan: CohortPlan } | { faults: CohortFault[] } {
  const sheet = files.sheet && readSheet(files.sheet, isTimeZone);
  const document = files.document && readDocument(files.document, isTimeZone);
  const mentions = [
    ...(files.document && document ? mentionsOfDocument(document, files.document) : []),
    ...(sheet?.rows.flatMap((row) => mentionsOfRow(row, sheet)) ?? []),
  ];
  const { people, faults: peopleFaults } = gatherPeople(mentions);
  const faults = [
    ...files.faults,
    ...(sheet?.faults ?? []),
    ...(document?.faults ?? []),
    ...peopleFaults,
    ...(sheet ? pairFaults(sheet) : []),
    ...(files.document && document ? roleFaults(document, files.document) : []),
    ...(sheet && files.document ? referentFaults(sheet, files.document) : []),
  ];
  const plan =
    sheet && files.document && document && planOf(sheet, document, files.document, people);
  if (faults.length > 0 || !plan) return { faults: inFileOrder(faults) };
  return { plan };
}

function mentionsOfDocument(read: ReadDocument, { lineOf }: CohortDocument): Mention[] {
  const coaches = (read.coaches ?? []).map((coach, index) =>
    coach ? mentionOfDocument(coach, ['coaches', index], lineOf) : null,
  );
  const pilot = read.pilot ? mentionOfDocument(read.pilot, ['pilot'], lineOf) : null;
  return [...coaches, pilot].filter((mention) => mention !== null);
}

function pairFaults(sheet: ReadSheet): CohortFault[] {
  const codes = new Map<string, number>();
  const couples = new Map<string, number>();
  return sheet.rows.flatMap((row) => {
    const { code, 'mentee.mail': mentee, 'mentor.mail': mentor } = row.values;
    const faults: CohortFault[] = [];
    const sameCode = code === undefined ? undefined : codes.get(code);
    if (code !== undefined && sameCode !== undefined) {
      const values = { value: code, first: String(sameCode) };
      faults.push(fault(placeIn(sheet, row, 'code'), 'duplicate-code', values));
    } else if (code !== undefined) codes.set(code, row.row);
    for (const role of ['mentee', 'mentor'] as const)
      faults.push(...halfIdentity(sheet, row, role));
    if (mentee === undefined || mentor === undefined) return faults;
    if (mentee === mentor) {
      faults.push(fault(placeIn(sheet, row, 'mentor.mail'), 'mentor-is-mentee', { value: mentor }));
    }
    const couple = `${mentee}|${mentor}`;
    const sameCouple = couples.get(couple);
    if (sameCouple !== undefined && sameCode === undefined) {
      const values = { value: code ?? '', first: String(sameCouple) };
      faults.push(fault(placeIn(sheet, row, 'code'), 'duplicate-pair', values));
    }
    couples.set(couple, sameCouple ?? row.row);
    return faults;
  });
}

function halfIdentity(sheet: ReadSheet, row: ReadRow, role: PairRole): CohortFault[] {
  const [tenant, oid] = [row.filled.has(`${role}.tenant`), row.filled.has(`${role}.oid`)];
  if (tenant === oid) return [];
  const missing = placeIn(sheet, row, tenant ? `${role}.oid` : `${role}.tenant`);
  return [fault(missing, 'half-identity', { missing: missing.column ?? '' })];
}

/** Coaches by their mail as typed: a coach at fault elsewhere still is the one a row means. */
function coachMails({ value }: CohortDocument): string[] {
  const coaches: unknown =
    value !== null && typeof value === 'object' && 'coaches' in value ? value.coaches : [];
  if (!Array.isArray(coaches)) return [];
  return coaches.flatMap((coach: unknown) =>
    coach !== null && typeof coach === 'object' && 'mail' in coach && typeof coach.mail === 'string'
      ? [coach.mail.trim().toLowerCase()]
      : [],
  );
}

function referentFaults(sheet: ReadSheet, document: CohortDocument): CohortFault[] {
  const mails = coachMails(document);
  if (mails.length === 0) return [];
  return sheet.rows.flatMap((row) => {
    const referent = row.values['referent.mail'];
    if (referent === undefined || mails.includes(referent)) return [];
    const values = { value: referent, nearest: nearest(referent, mails) };
    return [fault(placeIn(sheet, row, 'referent.mail'), 'unknown-referent', values)];
  });
}

function roleFaults(read: ReadDocument, document: CohortDocument): CohortFault[] {
  const faults: CohortFault[] = [];
  const mails = coachMails(document);
  const add = (path: (string | number)[], problem: CohortProblem, value: string) => {
    const column = path.map((step) => (typeof step === 'number' ? step + 1 : step)).join('.');
    const place: Place = { file: 'yaml', row: document.lineOf(path), column };
    faults.push(fault(place, problem, { value, nearest: nearest(value, mails) }));
  };
  mails.forEach((mail, index) => {
    if (mails.indexOf(mail) < index) add(['coaches', index, 'mail'], 'duplicate-coach', mail);
  });
  (read.deputies ?? []).forEach((deputy, index, all) => {
    for (const key of ['for', 'deputy'] as const) {
      if (mails.length > 0 && !mails.includes(deputy[key])) {
        add(['deputies', index, key], 'unknown-coach', deputy[key]);
      }
    }
    const before = all.findIndex((other) => other.for === deputy.for);
    if (before < index) add(['deputies', index, 'for'], 'duplicate-deputy', deputy.for);
    if (deputy.for === deputy.deputy) add(['deputies', index, 'deputy'], 'own-deputy', deputy.for);
  });
  if (read.pilot && mails.includes(read.pilot.mail)) {
    // The pilot never sees a pair's dates, and a coach sees them all: nobody can be both.
    add(['pilot', 'mail'], 'pilot-is-coach', read.pilot.mail);
  }
  const { launch, midterm, closing } = read;
  if (launch && midterm && launch >= midterm) add(['midterm'], 'date-order', midterm);
  const latest = midterm ?? launch;
  if (latest && closing && latest >= closing) add(['closing'], 'date-order', closing);
  return faults;
}

function planOf(
  sheet: ReadSheet,
  read: ReadDocument,
  document: CohortDocument,
  people: PlannedPerson[],
): CohortPlan | undefined {
  const { code, name, timeZone, launch, midterm, closing, body, settings, coaches, pilot } = read;
  if (!code || !name || !timeZone || !launch || !midterm || !closing) return undefined;
  if (!body || !settings || !coaches || !pilot) return undefined;
  return {
    code,
    name,
    timeZone,
    days: { launch, midterm, closing },
    settings: { ...settings, bodyName: body.name, replyTo: body.replyTo },
    people,
    coaches: coaches.flatMap((coach) => coach?.mail ?? []),
    pilot: pilot.mail,
    deputies: read.deputies ?? [],
    pairs: sheet.rows.flatMap((row) => plannedPair(sheet, row) ?? []),
    places: { coaches: { file: 'yaml', row: document.lineOf(['coaches']), column: 'coaches' } },
  };
}

function plannedPair(sheet: ReadSheet, row: ReadRow): PlannedPair | null {
  const { code, 'mentee.mail': mentee, 'mentor.mail': mentor } = row.values;
  const referent = row.values['referent.mail'];
  if (!code || !mentee || !mentor || !referent) return null;
  const places = {
    code: placeIn(sheet, row, 'code'),
    mentee: placeIn(sheet, row, 'mentee.mail'),
    mentor: placeIn(sheet, row, 'mentor.mail'),
  };
  return { code, mentee, mentor, referent, places };
}

function placeIn(sheet: ReadSheet, { row }: ReadRow, key: ColumnKey): Place {
  const label = columns.find((column) => column.key === key)?.label ?? key;
  return { file: 'csv', row, column: sheet.names[key] ?? label };
}

function fault(place: Place, problem: CohortProblem, values: Record<string, string>): CohortFault {
  return { ...place, problem, values };
}
