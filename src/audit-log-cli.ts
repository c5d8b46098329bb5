import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { answer, type Result } from './command-line.ts';
import { readStore } from './config.ts';
import { openDb } from './db/db.ts';
import { isSignedRecord } from './seal/record-signer.ts';
import { type ReadRecords, type RecordFault, readRecords } from './usecases/read-records.ts';

const usage = [
  'npm run audit-log -- verify [--key FINGERPRINT] [--out FILE]',
  '  Verifies the chain of the audit log and the signature of every record of a purge or an erasure.',
  '  --key  the only key that may have signed, as noted down at an earlier time',
  '  --out  writes the records with their signatures and public keys to a file, as JSON lines',
];

const reasons: Record<RecordFault['why'], string> = {
  chain: 'it, or a row before it, was changed or taken out',
  signature: 'its signature is not that of its key',
  order: 'it does not follow the record before it, or is not written as records are',
  missing: 'the audit log tells of it, and it is not there',
  unknown: 'the audit log does not tell of it',
  key: 'it was signed by another key than the one asked for',
};

void answer(run);

async function run(args: string[]): Promise<Result> {
  const read = readArgs(args);
  if (!read) return { exitCode: 2, lines: usage };
  const db = await openDb(readStore());
  try {
    const found = await readRecords(db, isSignedRecord, read.key);
    if (read.out !== undefined) writeFileSync(read.out, exported(found));
    return report(found);
  } finally {
    await db.close();
  }
}

function readArgs(args: string[]): { key?: string; out?: string } | undefined {
  const options = { key: { type: 'string' }, out: { type: 'string' } } as const;
  try {
    const { positionals, values } = parseArgs({ args, options, allowPositionals: true });
    return positionals.length === 1 && positionals[0] === 'verify' ? values : undefined;
  } catch {
    // An option that is none: the usage says which there are.
    return undefined;
  }
}

function report({ records, fault }: ReadRecords): Result {
  const lines = records.map(({ id, body, key }) => `${id} ${body} key ${key.slice(0, 16)}`);
  if (fault) {
    const row =
      fault.what === 'audit' ? `row ${fault.row} of the audit log` : `record ${fault.row}`;
    return { exitCode: 1, lines: [...lines, `Does not hold: ${row}: ${reasons[fault.why]}.`] };
  }
  const keys = [...new Set(records.map(({ key }) => key))];
  const note = keys.map((key) => `Signed by ${key}: keep this elsewhere, and ask for it by --key.`);
  const count = `The audit log holds, and ${records.length} record(s) with it.`;
  return { exitCode: 0, lines: [...lines, count, ...note] };
}

const exported = ({ records }: ReadRecords): string =>
  records
    .map(({ seq, id, body, key, spki, signature }) => {
      const bytes = { spki: base64(spki), signature: base64(signature) };
      return `${JSON.stringify({ seq, id, body, key, ...bytes })}\n`;
    })
    .join('');

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
