import { decodeCohortFiles, isTimeZone } from '../../src/cohort-file-reader.ts';
import type { CohortFault } from '../../src/domain/cohort-fault.ts';
import { type CohortPlan, readCohort } from '../../src/domain/cohort-file.ts';

type Cells = Record<string, string>;

const tenant = '11111111-2222-4333-8444-555555555555';

/** Awa and Marc's row, as their committee would type it. */
const firstRow: Cells = {
  code: 'P01',
  'mentoré nom': 'Awa Lemoine',
  'mentoré mail': 'awa.lemoine@ch-a.example',
  'mentoré corps': 'DH',
  'mentoré établissement': 'CH de Valaubrune',
  'mentoré ville': 'Valaubrune',
  'mentoré département': '03',
  'mentoré fuseau': '',
  'mentoré tenant': tenant,
  'mentoré oid': 'aaaaaaaa-0000-4000-8000-000000000001',
  'mentor nom': 'Marc Delcourt',
  'mentor mail': 'marc.delcourt@chu-b.example',
  'mentor corps': 'DH',
  'mentor établissement': 'CHU de Clairvallon',
  'mentor ville': 'Clairvallon',
  'mentor département': '38',
  'mentor fuseau': '',
  'mentor tenant': '',
  'mentor oid': '',
  'référent mail': 'sidonie.vogt@body.example',
};

/** A second pair, Inès and Karim. */
const secondRow: Cells = {
  ...firstRow,
  code: 'P02',
  'mentoré nom': 'Inès Belkacem',
  'mentoré mail': 'ines.belkacem@ch-c.example',
  'mentoré tenant': '',
  'mentoré oid': '',
  'mentor nom': 'Karim Prigent',
  'mentor mail': 'karim.prigent@ch-d.example',
  'référent mail': 'farid.benamrane@body.example',
};

const yamlLines = [
  'code: "2026"',
  'name: Promotion 2026',
  'timeZone: Europe/Paris',
  'launch: 2026-04-14',
  'midterm: 2026-10-08',
  'closing: 2027-03-25',
  'body: { name: Agence des directeurs, replyTo: coachs@body.example }',
  'settings:',
  '  list: { site: { hostname: body.sharepoint.example, path: /sites/mentorat }, name: Suivi }',
  '  recording: at-once',
  '  workingHours: { from: 09:00, to: 18:00 }',
  '  lunch: { from: 12:30, to: 14:00 }',
  '  noticeHours: 24',
  '  horizonDays: 28',
  'coaches:',
  '  - { name: Sidonie Vogt, mail: sidonie.vogt@body.example, phone: 01 99 00 10 02 }',
  '  - { name: Farid Benamrane, mail: farid.benamrane@body.example }',
  'deputies:',
  '  - { for: sidonie.vogt@body.example, deputy: farid.benamrane@body.example }',
  'pilot: { name: Rosalie Chantereau, mail: rosalie.chantereau@body.example }',
];

export const columnNames = Object.keys(firstRow);

/** Two pairs; each argument changes cells of the row at its place, a third one adds a row. */
export function someRows(...changes: Cells[]): Cells[] {
  const count = Math.max(2, changes.length);
  return Array.from({ length: count }, (_, index) => ({
    ...(index === 0 ? firstRow : secondRow),
    ...(index > 1 ? { code: `P0${index + 1}` } : {}),
    ...changes[index],
  }));
}

/** A CSV with the columns of `names`, a cell that holds the separator or a quote being quoted. */
export function csvText(rows: readonly Cells[], names = columnNames, separator = ';'): string {
  const cell = (text: string) =>
    text.includes(separator) || text.includes('"') || text.includes('\n')
      ? `"${text.replaceAll('"', '""')}"`
      : text;
  const lines = rows.map((row) => names.map((name) => cell(row[name] ?? '')).join(separator));
  return [names.join(separator), ...lines].join('\r\n');
}

/** The YAML with some of its lines replaced, by the text they begin with; '' takes one away. */
export function yamlText(changes: Record<string, string> = {}): string {
  return yamlLines
    .map((line) => {
      const found = Object.entries(changes).find(([start]) => line.trimStart().startsWith(start));
      return found ? found[1] : line;
    })
    .filter((line) => line !== '')
    .join('\n');
}

const utf8 = new TextEncoder();

/** Reads two texts, or bytes, as the program reads two files. */
export function readFiles(
  csv: string | Uint8Array,
  yaml: string | Uint8Array = yamlText(),
): ReturnType<typeof readCohort> {
  const bytes = (file: string | Uint8Array) =>
    typeof file === 'string' ? utf8.encode(file) : file;
  return readCohort(decodeCohortFiles(bytes(csv), bytes(yaml)), isTimeZone);
}

export function faultsOf(csv: string | Uint8Array, yaml?: string | Uint8Array): CohortFault[] {
  const read = readFiles(csv, yaml);
  return 'faults' in read ? read.faults : [];
}

/** `csv 3 mentor mail: malformed-mail`, one for each fault. */
export function inShort(faults: readonly CohortFault[]): string[] {
  return faults.map(
    ({ file, row, column, problem }) =>
      `${[file, row, column].filter((part) => part !== null).join(' ')}: ${problem}`,
  );
}

export function planOf(csv: string, yaml?: string): CohortPlan {
  const read = readFiles(csv, yaml);
  if ('faults' in read) throw new Error(inShort(read.faults).join('\n'));
  return read.plan;
}
