import type { Tables } from '../db/db.ts';
import type { KeptRecord } from '../db/records.ts';
import { canonical, digestOf, noRecord } from '../domain/removal-record.ts';

/** What is wrong first: in which row, and how. */
export interface RecordFault {
  what: 'audit' | 'record';
  /** Number of the audit's row, or id of the removal. */
  row: string;
  why: 'chain' | 'signature' | 'order' | 'missing' | 'unknown' | 'key';
}

export interface ReadRecords {
  records: (KeptRecord & { spki: Uint8Array })[];
  /** The first row that does not hold; null when all of them do. */
  fault: RecordFault | null;
}

/** Whether a signature is that of the key, which is the one it is named by. */
export type IsSigned = (
  key: { id: string; spki: Uint8Array },
  body: string,
  signature: Uint8Array,
) => boolean;

/**
 * Reads the audit log and every record of a removal, and verifies both: each row's hash, each
 * record's signature, that each follows the one before, and that the log tells of each. `pinned` is
 * the fingerprint of the only key that may have signed, for whoever wrote it down elsewhere.
 */
export async function readRecords(
  { read }: { read: Pick<Tables, 'audit' | 'records'> },
  isSigned: IsSigned,
  pinned?: string,
): Promise<ReadRecords> {
  const records = await read.records.all();
  const broken = await read.audit.broken();
  if (broken !== null) {
    return { records, fault: { what: 'audit', row: String(broken), why: 'chain' } };
  }
  const told = await read.records.told();
  return { records, fault: faultOf(records, told, isSigned, pinned) };
}

function faultOf(
  records: ReadRecords['records'],
  told: readonly { id: string }[],
  isSigned: IsSigned,
  pinned: string | undefined,
): RecordFault | null {
  const fault = (row: string, why: RecordFault['why']): RecordFault => ({
    what: 'record',
    row,
    why,
  });
  let previous = noRecord;
  for (const record of records) {
    const { id, key, spki, body, signature } = record;
    if (!isSigned({ id: key, spki }, body, signature)) return fault(id, 'signature');
    if (pinned !== undefined && pinned !== key) return fault(id, 'key');
    const read: unknown = JSON.parse(body);
    if (canonical(read) !== body || !follows(read, id, previous)) return fault(id, 'order');
    previous = digestOf(body, signature);
  }
  const kept = new Set(records.map(({ id }) => id));
  const lost = told.find(({ id }) => !kept.has(id));
  if (lost) return fault(lost.id, 'missing');
  const known = new Set(told.map(({ id }) => id));
  const odd = records.find(({ id }) => !known.has(id));
  return odd ? fault(odd.id, 'unknown') : null;
}

const follows = (read: unknown, id: string, previous: string): boolean =>
  typeof read === 'object' &&
  read !== null &&
  'id' in read &&
  read.id === id &&
  'previous' in read &&
  read.previous === previous;
