/** What can be wrong with a cohort's two files; `words/…/cohort-file.ts` has a sentence for each. */
export type CohortProblem =
  // The file as a whole
  | 'missing-file'
  | 'unreadable-file'
  | 'empty-file'
  | 'file-too-large'
  | 'too-many-rows'
  | 'spreadsheet-file'
  | 'nul-byte'
  | 'malformed-quotes'
  | 'no-pair'
  // The header
  | 'missing-column'
  | 'unknown-column'
  | 'unnamed-column'
  | 'duplicate-column'
  | 'extra-cells'
  // One cell
  | 'empty-cell'
  | 'too-long'
  | 'control-character'
  | 'lost-character'
  | 'formula'
  | 'malformed-code'
  | 'malformed-name'
  | 'malformed-mail'
  | 'unknown-profession'
  | 'unknown-departement'
  | 'corsica'
  | 'unknown-time-zone'
  | 'malformed-guid'
  | 'half-identity'
  // Between rows
  | 'mentor-is-mentee'
  | 'duplicate-code'
  | 'duplicate-pair'
  | 'mail-two-names'
  | 'mail-two-values'
  | 'mail-two-identities'
  | 'identity-two-mails'
  | 'unknown-referent'
  // The YAML
  | 'malformed-yaml'
  | 'not-a-mapping'
  | 'missing-key'
  | 'unknown-key'
  | 'text'
  | 'object'
  | 'list'
  | 'hostname'
  | 'site-path'
  | 'recording'
  | 'partition'
  | 'time-of-day'
  | 'hours'
  | 'hours-order'
  | 'rhythm-order'
  | 'ladder-order'
  | 'whole-number'
  | 'malformed-date'
  | 'date-order'
  | 'malformed-phone'
  | 'unknown-coach'
  | 'duplicate-coach'
  | 'own-deputy'
  | 'duplicate-deputy'
  | 'pilot-is-coach'
  // Against what is already imported
  | 'changed-person'
  | 'changed-name'
  | 'changed-identity'
  | 'identity-taken'
  | 'coach-still-referent'
  // From a page, where one cohort is open
  | 'other-cohort'
  | 'identity-elsewhere';

/** Where a person finds something in their own file. */
export interface Place {
  file: 'csv' | 'yaml';
  /** CSV: row as a spreadsheet numbers it, 1 is the header. YAML: line. Null: the whole file. */
  row: number | null;
  /** CSV: the column's name as typed. YAML: the key's path, `coaches.2.mail` counted from 1. */
  column: string | null;
}

/** One fault, where it stands, and what its words name. */
export interface CohortFault extends Place {
  problem: CohortProblem;
  values: Readonly<Record<string, string>>;
}

/** A value read from a cell, or why it cannot be. */
export type Reading =
  | { value: string }
  | { problem: CohortProblem; values?: Readonly<Record<string, string>> };

const shown = 60;

/** A cell as it may be shown: cut, and with nothing a terminal would obey. */
export function shownValue(text: string): string {
  const plain = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '·');
  return plain.length > shown ? `${plain.slice(0, shown)}…` : plain;
}

/** Rows first, then the order in which the columns stand; the whole-file faults come before all. */
export function inFileOrder(faults: readonly CohortFault[]): CohortFault[] {
  return faults
    .map((fault, order) => ({ fault, order }))
    .sort(
      (a, b) =>
        a.fault.file.localeCompare(b.fault.file) ||
        (a.fault.row ?? 0) - (b.fault.row ?? 0) ||
        a.order - b.order,
    )
    .map(({ fault }) => fault);
}
