import type { FileSection } from '../db/person-file.ts';
import { exportedAs } from '../domain/meeting-ids.ts';
import { dayOf, type Instant } from '../domain/time.ts';
import type { Deps } from './deps.ts';

export interface PersonExport {
  /** Who it is about. */
  person: string;
  /** Day it was made on, in UTC. */
  made: string;
  sections: FileSection[];
}

/** Parts of a row that are instants: the store hands them over as milliseconds. */
const instants =
  /^(starts_at|ends_at|told|closed|asked|offered|created|settled|answered|expires|at)$/;

/** All that is kept about one person; that it was taken away is written down before. */
export async function exportPerson(
  { db, now }: Pick<Deps, 'db' | 'now'>,
  person: string,
): Promise<PersonExport> {
  const at = now();
  return db.tx(async (t) => {
    const sections = await t.personFile.of(person);
    const entry = { at, actor: 'administrator', subject: exportedAs(person) };
    await t.audit.append({ ...entry, action: 'person.export' });
    return { person, made: dayOf(at, 'UTC'), sections: sections.map(readable) };
  });
}

const readable = ({ name, rows }: FileSection): FileSection => ({
  name,
  rows: rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([key, value]) => [key, plain(key, value)])),
  ),
});

const plain = (key: string, value: unknown): unknown =>
  typeof value === 'number' && instants.test(key) && value > 1e10 ? iso(value) : value;

const iso = (at: Instant): string => new Date(at).toISOString();
