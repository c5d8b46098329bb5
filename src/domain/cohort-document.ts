import { z } from 'zod';
import { type IsTimeZone, readCell, tidy } from './cohort-cells.ts';
import { type CellKind, nearest } from './cohort-columns.ts';
import type { CohortFault, CohortProblem } from './cohort-fault.ts';
import { shownValue } from './cohort-fault.ts';
import { type CohortSettings, cohortSettings } from './cohort-settings.ts';
import { type Day, isDay } from './time.ts';

export type DocumentPath = readonly (string | number)[];

/** The YAML once decoded: every scalar as the text that was typed, and the line of each path. */
export interface CohortDocument {
  value: unknown;
  lineOf(path: DocumentPath): number | null;
}

export interface DocumentPerson {
  mail: string;
  name: string;
  phone?: string | undefined;
  timeZone?: string | undefined;
  tenant?: string | undefined;
  oid?: string | undefined;
}

export interface DocumentDays {
  launch: Day;
  midterm: Day;
  closing: Day;
}

/** The YAML's sections after checking; one that is missing or at fault is undefined. */
export interface ReadDocument {
  code: string | undefined;
  name: string | undefined;
  timeZone: string | undefined;
  launch: Day | undefined;
  midterm: Day | undefined;
  closing: Day | undefined;
  body: { name: string; replyTo: string } | undefined;
  settings: Omit<CohortSettings, 'bodyName' | 'replyTo'> | undefined;
  /** One item a coach, undefined for one at fault. */
  coaches: (DocumentPerson | undefined)[] | undefined;
  deputies: { for: string; deputy: string }[] | undefined;
  pilot: DocumentPerson | undefined;
  faults: CohortFault[];
}

const dayText = z.string('malformed-date').refine(isDay, { error: 'malformed-date' });

const asNumber = (text: unknown) => (/^\d{1,6}$/.test(String(text)) ? Number(text) : text);

const wholeNumber = (rule: z.ZodType<number>) => z.preprocess(asNumber, rule);

/** A section of whole numbers; one that is not there has the defaults. */
const wholeNumbers = <T>(section: z.ZodType<T>) =>
  z
    .preprocess(
      (typed) =>
        isMapping(typed)
          ? Object.fromEntries(Object.entries(typed).map(([key, text]) => [key, asNumber(text)]))
          : typed,
      section,
    )
    .prefault({});

/** A text checked as the same cell of the CSV would be. */
function cell(kind: CellKind, isTimeZone: IsTimeZone) {
  return z.string('text').transform((typed, context) => {
    const text = tidy(typed);
    const reading = text === '' ? { problem: 'missing-key' } : readCell(text, kind, isTimeZone);
    if ('value' in reading) return reading.value;
    const params = 'values' in reading ? reading.values : {};
    context.issues.push({ code: 'custom', message: reading.problem, params, input: typed });
    return z.NEVER;
  });
}

function personShape(isTimeZone: IsTimeZone) {
  const text = (kind: CellKind) => cell(kind, isTimeZone);
  return z
    .strictObject(
      {
        name: text('name'),
        mail: text('mail'),
        // A phone begins with + abroad, which a cell of the CSV may not.
        phone: z
          .string('text')
          .trim()
          .regex(/^\+?[0-9][0-9 .()-]{4,28}[0-9]$/, 'malformed-phone')
          .optional(),
        timeZone: text('time-zone').optional(),
        tenant: text('guid').optional(),
        oid: text('guid').optional(),
      },
      'object',
    )
    .superRefine(({ tenant, oid }, context) => {
      if ((tenant === undefined) === (oid === undefined)) return;
      const missing = tenant === undefined ? 'tenant' : 'oid';
      const params = { missing };
      context.addIssue({ code: 'custom', message: 'half-identity', path: [missing], params });
    });
}

function sectionsShape(isTimeZone: IsTimeZone) {
  const text = (kind: CellKind) => cell(kind, isTimeZone);
  const { list, noticeHours, horizonDays, longestPauseDays, retentionDays, ...plain } =
    cohortSettings.shape;
  const site = z.strictObject(list.pick({ hostname: true, path: true }).shape, 'object');
  return {
    code: text('code'),
    name: text('text'),
    timeZone: text('time-zone'),
    launch: dayText,
    midterm: dayText,
    closing: dayText,
    body: z.strictObject({ name: text('text'), replyTo: text('mail') }, 'object'),
    settings: z
      .strictObject(
        {
          list: z.strictObject({ site, name: list.shape.name }, 'object'),
          recording: plain.recording,
          workingHours: plain.workingHours,
          lunch: plain.lunch,
          noticeHours: wholeNumber(noticeHours),
          horizonDays: wholeNumber(horizonDays),
          rhythm: wholeNumbers(plain.rhythm.unwrap()),
          ladder: wholeNumbers(plain.ladder.unwrap()),
          longestPauseDays: wholeNumber(longestPauseDays),
          travelMinutes: wholeNumbers(plain.travelMinutes.unwrap()),
          dayHours: plain.dayHours,
          survey: wholeNumbers(plain.survey.unwrap()),
          retentionDays: wholeNumber(retentionDays.unwrap()).optional(),
        },
        'object',
      )
      .transform((read) => ({ ...read, list: { ...read.list.site, name: read.list.name } })),
    coaches: z.array(z.unknown(), 'list').min(1, 'list'),
    deputies: z
      .array(z.strictObject({ for: text('mail'), deputy: text('mail') }, 'object'), 'list')
      .optional(),
    pilot: personShape(isTimeZone),
  };
}

const knownKeys = [
  ...['code', 'name', 'timeZone', 'launch', 'midterm', 'closing', 'body', 'settings', 'coaches'],
  ...['deputies', 'pilot', 'mail', 'phone', 'tenant', 'oid', 'for', 'deputy', 'replyTo', 'list'],
  ...['site', 'hostname', 'path', 'recording', 'workingHours', 'lunch', 'noticeHours'],
  ...['horizonDays', 'rhythm', 'markDays', 'least', 'most', 'travelMinutes', 'sameCity'],
  ...['elsewhere', 'dayHours', 'from', 'to', 'ladder', 'mentee', 'both', 'referent', 'everyDays'],
  ...['longestPauseDays', 'survey', 'openDays', 'partition', 'retentionDays'],
];

/** Checks the YAML section by section, so that a fault in one hides none in another. */
export function readDocument(document: CohortDocument, isTimeZone: IsTimeZone): ReadDocument {
  const faults: CohortFault[] = [];
  const shape = sectionsShape(isTimeZone);
  const { value } = document;
  if (!isMapping(value)) faults.push(fault(document, [], 'not-a-mapping', {}));
  const sections = isMapping(value) ? value : {};
  const read = <K extends keyof typeof shape>(key: K): z.output<(typeof shape)[K]> | undefined => {
    const result = shape[key].safeParse(sections[key]);
    if (result.success) return result.data as z.output<(typeof shape)[K]>;
    if (isMapping(value)) faults.push(...result.error.issues.flatMap(issueFaults(document, [key])));
    return undefined;
  };
  for (const key of Object.keys(sections)) {
    if (!(key in shape)) faults.push(unknownKey(document, [key], key));
  }
  const coaches = read('coaches')?.map((item, index) => {
    const coach = shape.pilot.safeParse(item);
    if (coach.success) return coach.data;
    faults.push(...coach.error.issues.flatMap(issueFaults(document, ['coaches', index])));
    return undefined;
  });
  return {
    code: read('code'),
    name: read('name'),
    timeZone: read('timeZone'),
    launch: read('launch'),
    midterm: read('midterm'),
    closing: read('closing'),
    body: read('body'),
    settings: read('settings'),
    coaches,
    deputies: read('deputies'),
    pilot: read('pilot'),
    faults,
  };
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function issueFaults(document: CohortDocument, parent: DocumentPath) {
  return (issue: z.core.$ZodIssue): CohortFault[] => {
    const path = [...parent, ...issue.path.filter((step) => typeof step !== 'symbol')];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => unknownKey(document, [...path, key], key));
    }
    const found = valueAt(document.value, path);
    const missing = found === undefined && !ownRemedies.includes(issue.message);
    const values: Record<string, string> = {};
    if (typeof found === 'string') values.value = shownValue(found);
    if (issue.code === 'custom') Object.assign(values, issue.params);
    return [fault(document, path, missing ? 'missing-key' : problemOf(issue.message), values)];
  };
}

/** Missing values whose remedy says more than that they are missing. */
const ownRemedies = ['recording', 'half-identity', 'rhythm-order', 'ladder-order'];

const documentProblems: readonly CohortProblem[] = [
  ...(['missing-key', 'text', 'object', 'list', 'hostname', 'site-path', 'recording'] as const),
  ...(['time-of-day', 'hours', 'hours-order', 'whole-number', 'malformed-date'] as const),
  ...(['malformed-phone', 'too-long', 'control-character', 'lost-character', 'formula'] as const),
  ...(['malformed-code', 'malformed-name', 'malformed-mail', 'unknown-time-zone'] as const),
  ...(['malformed-guid', 'half-identity', 'rhythm-order', 'ladder-order', 'partition'] as const),
];

/** The schemas' messages are problem keys; zod's own words would only come from a gap in them. */
function problemOf(message: string): CohortProblem {
  return documentProblems.find((problem) => problem === message) ?? 'text';
}

function valueAt(value: unknown, path: DocumentPath): unknown {
  let found = value;
  for (const step of path) {
    if (Array.isArray(found)) found = found[Number(step)];
    else if (isMapping(found) && Object.hasOwn(found, step)) found = found[step];
    else return undefined;
  }
  return found;
}

function unknownKey(document: CohortDocument, path: DocumentPath, key: string): CohortFault {
  const values = { value: shownValue(key) || '""', nearest: nearest(key, knownKeys) };
  return fault(document, path, 'unknown-key', values);
}

function fault(
  document: CohortDocument,
  path: DocumentPath,
  problem: CohortProblem,
  values: Record<string, string>,
): CohortFault {
  return {
    file: 'yaml',
    row: document.lineOf(path),
    column: documentColumn(path),
    problem,
    values: { key: documentColumn(path.slice(-1)) ?? '', ...values },
  };
}

/** `coaches.2.mail`: a list's items are counted from 1, as people count. */
export function documentColumn(path: DocumentPath): string | null {
  if (path.length === 0) return null;
  return path
    .map((step) => (typeof step === 'number' ? String(step + 1) : shownValue(step)))
    .join('.');
}
