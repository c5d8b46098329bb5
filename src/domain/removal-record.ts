import { createHash } from 'node:crypto';
import { type Residue, residues } from './retention.ts';
import { addDays, type Day, dayOf, type Instant } from './time.ts';

/** What is told of one purge or erasure for good: how much went, when, and what stays where until when. */
export interface RemovalRecord {
  /** The form of the record, should it change. */
  form: 1;
  id: string;
  kind: 'cohort' | 'person';
  /** A cohort's id; of a person nothing is told that could lead back to them. */
  cohort: string | null;
  asked: string;
  done: string;
  /** How many of what were removed. */
  removed: Record<string, number>;
  /** What could not be reached outside, and stays for somebody's hands. */
  left: Record<string, number>;
  /** Copies that go by themselves, and by when; null where others decide. */
  residues: { where: Residue; until: Day | null }[];
  /** SHA-256 of the record before, with its signature; 64 zeros for the first one. */
  previous: string;
}

/** Prefix of a count that says what could not be removed. */
export const leftBehind = 'left:';

/** Splits the counts a removal has kept, and dates the copies that go by themselves. */
export function recordOf(
  removal: {
    id: string;
    kind: 'cohort' | 'person';
    subject: string;
    asked: Instant;
    counts: Readonly<Record<string, number>>;
  },
  done: Instant,
  previous: string,
): RemovalRecord {
  const { id, kind, subject, asked, counts } = removal;
  const entries = Object.entries(counts).filter(([, count]) => count > 0);
  const today = dayOf(done, 'UTC');
  return {
    ...{ form: 1, id, kind, cohort: kind === 'cohort' ? subject : null },
    ...{ asked: new Date(asked).toISOString(), done: new Date(done).toISOString() },
    removed: Object.fromEntries(entries.filter(([name]) => !name.startsWith(leftBehind))),
    left: Object.fromEntries(
      entries
        .filter(([name]) => name.startsWith(leftBehind))
        .map(([name, count]) => [name.slice(leftBehind.length), count]),
    ),
    residues: residues.map(({ where, days }) => ({
      where,
      until: days === null ? null : addDays(today, days),
    })),
    previous,
  };
}

/**
 * JSON of which there is one text only: keys in order of their code units, no space (as RFC 8785 has
 * it for texts, whole numbers, null, lists and objects, and there is nothing else in a record).
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const parts = Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`);
  return `{${parts.join(',')}}`;
}

/** What the first record follows. */
export const noRecord = '0'.repeat(64);

/** What the next record names as the one before. */
export const digestOf = (body: string, signature: Uint8Array): string =>
  createHash('sha256').update(body).update(signature).digest('hex');
