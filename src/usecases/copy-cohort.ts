import { columns } from '../domain/cohort-columns.ts';
import type { DocumentPerson } from '../domain/cohort-document.ts';
import { csvOf } from '../domain/export-csv.ts';
import { documentOf } from './check-import.ts';
import type { Deps } from './deps.ts';

/** A file of the copy, in UTF-8. */
export interface CopiedFile {
  name: string;
  text: string;
}

/**
 * All of a cohort that its coaches may read, in open formats: pairs and document as an import takes
 * them back, the rows of the tracking list, and the syntheses that were published. Never a ballot, a
 * wish to stop, an alert or anything of a synthesis that is not out. Null when there is none of that
 * code; that a copy was made stands in the audit log before it leaves.
 */
export async function copyCohort(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  code: string,
): Promise<CopiedFile[] | null> {
  return db.tx(async (t) => {
    const cohort = await t.cohortCopy.find(code);
    const header = cohort && (await t.programme.header(cohort));
    if (!cohort || !header) return null;
    const { value } = await documentOf(t, cohort, header);
    const document = value as { coaches: DocumentPerson[]; pilot: DocumentPerson };
    const staff = await t.cohortCopy.staff(cohort);
    const whole = (person: DocumentPerson) => ({ ...person, ...staff.get(person.mail) });
    const told = {
      ...document,
      coaches: document.coaches.map(whole),
      pilot: whole(document.pilot),
    };
    const pairs = await t.cohortCopy.pairs(cohort);
    const rows = await t.report.rows(cohort);
    const published = await t.cohortCopy.published(cohort);
    const entry = { at: now(), actor: 'administrator', subject: cohort };
    await t.audit.append({ ...entry, action: 'cohort.copy' });
    return [
      { name: 'cohort.csv', text: csvOf(sheet(pairs)) },
      { name: 'cohort.yaml', text: `${JSON.stringify(told, null, 2)}\n` },
      { name: 'pairs.csv', text: csvOf([['code', 'state'], ...pairs.map(stateOf)]) },
      { name: 'meetings.csv', text: csvOf([['code', 'day', 'themes'], ...rows.map(meetingOf)]) },
      { name: 'syntheses.json', text: `${JSON.stringify(published.map(read), null, 2)}\n` },
    ];
  });
}

type Pair = { state: string; cells: Record<string, string | null> };

/** The head an import knows, in the order it writes its columns. */
const sheet = (pairs: readonly Pair[]): string[][] => [
  columns.map(({ label }) => label),
  ...pairs.map(({ cells }) => columns.map(({ key }) => cells[key] ?? '')),
];

const stateOf = ({ cells, state }: Pair): string[] => [cells.code ?? '', state];

const meetingOf = (row: { pairCode: string; day: string; themes: string[] }): string[] => [
  ...[row.pairCode, row.day, row.themes.join(' ')],
];

const read = ({ body, ...rest }: { moment: string; released: string; body: string }) => ({
  ...rest,
  synthesis: JSON.parse(body) as unknown,
});
