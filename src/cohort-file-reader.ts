import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
} from 'yaml';
import { readCsv } from './domain/cohort-csv.ts';
import type { CohortDocument, DocumentPath } from './domain/cohort-document.ts';
import type { CohortFault, CohortProblem } from './domain/cohort-fault.ts';
import type { CohortFiles } from './domain/cohort-file.ts';
import type { SheetRow } from './domain/cohort-sheet.ts';

type FileKind = CohortFault['file'];
type Decoded<T> = { read: T | undefined; faults: CohortFault[] };

const megabyte = 1024 * 1024;
/** Far more than any cohort needs: the files of 37 pairs weigh 15 kB and 2 kB. */
const largest: Record<FileKind, number> = { csv: 5 * megabyte, yaml: megabyte / 16 };
const mostRows = 5000;

/** Reads `cohort.csv` and the `cohort.yaml` beside it; whatever is wrong comes back as faults. */
export async function readCohortFiles(csvPath: string): Promise<CohortFiles> {
  const yamlPath = csvPath.replace(/(\.[^./\\]*)?$/, '.yaml');
  const [csv, yaml] = await Promise.all([load('csv', csvPath), load('yaml', yamlPath)]);
  return decodeCohortFiles(csv, yaml);
}

/** The same from bytes, without touching a disk. A file that could not be loaded is its fault. */
export function decodeCohortFiles(
  csv: Uint8Array | CohortFault,
  yaml: Uint8Array | CohortFault,
): CohortFiles {
  const sheet = decodeWith('csv', csv, decodeSheet);
  const document = decodeWith('yaml', yaml, decodeDocument);
  return {
    sheet: sheet.read,
    document: document.read,
    faults: [...sheet.faults, ...document.faults],
  };
}

/** Whether this runtime knows a time zone of that name. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('fr', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

async function load(kind: FileKind, path: string): Promise<Uint8Array | CohortFault> {
  const name = basename(path);
  try {
    const { size } = await stat(path);
    // Asked before reading: a file of gigabytes must not be hauled in to be refused.
    if (size > largest[kind]) return tooLarge(kind);
    return await readFile(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === '') throw error;
    const problem = code === 'ENOENT' ? 'missing-file' : 'unreadable-file';
    return fault(kind, null, problem, { value: name, code });
  }
}

function tooLarge(kind: FileKind): CohortFault {
  const limit = `${largest[kind] / megabyte}`.replace('.', ',');
  return fault(kind, null, 'file-too-large', { limit });
}

function decodeWith<T>(
  kind: FileKind,
  bytes: Uint8Array | CohortFault,
  decode: (text: string) => Decoded<T>,
): Decoded<T> {
  if (!(bytes instanceof Uint8Array)) return { read: undefined, faults: [bytes] };
  if (bytes.length > largest[kind]) return { read: undefined, faults: [tooLarge(kind)] };
  const text = decodeText(bytes);
  // A workbook saved under another name is a zip archive.
  if (text.startsWith('PK\u0003\u0004')) {
    return { read: undefined, faults: [fault(kind, null, 'spreadsheet-file')] };
  }
  const nul = text.indexOf('\0');
  const faults: CohortFault[] = [];
  if (nul >= 0) faults.push(fault(kind, text.slice(0, nul).split('\n').length, 'nul-byte'));
  const clean = text.replaceAll('\0', '');
  if (clean.trim() === '') {
    return { read: undefined, faults: [...faults, fault(kind, null, 'empty-file')] };
  }
  const decoded = decode(clean);
  return { read: decoded.read, faults: [...faults, ...decoded.faults] };
}

/** UTF-8 or UTF-16 by their marks, else UTF-8 when valid, else what Excel writes: Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('windows-1252').decode(bytes);
    throw error;
  }
}

function decodeSheet(text: string): Decoded<SheetRow[]> {
  const { rows, faults } = readCsv(text, mostRows + 2);
  if (rows.length <= mostRows + 1) return { read: rows, faults };
  return { read: undefined, faults: [fault('csv', null, 'too-many-rows', { limit: '5 000' })] };
}

const deepest = 20;

/**
 * Whether lists and mappings are nested deeper than any cohort needs. The parser calls itself once a
 * level, and near the end of the stack the engine may kill the process instead of throwing.
 */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    if (depth > deepest) return true;
  }
  return new RegExp(`(?:[-?:][ \\t]+){${deepest}}`).test(text);
}

function decodeDocument(text: string): Decoded<CohortDocument> {
  if (isTooDeep(text)) {
    return {
      read: undefined,
      faults: [fault('yaml', null, 'malformed-yaml', { code: 'NESTING' })],
    };
  }
  const lines = new LineCounter();
  try {
    // `failsafe` keeps every scalar as typed: a phone keeps its zero, a code of digits its shape.
    const options = { schema: 'failsafe', lineCounter: lines, prettyErrors: false } as const;
    const document = parseDocument(text, options);
    const lineAt = (offset: number) => lines.linePos(offset).line;
    // One fault a line: the others there are mostly echoes of the first.
    const faults = document.errors
      .map(({ pos, code }) => ({ line: lineAt(pos[0]), code }))
      .filter(({ line }, index, all) => line !== all[index - 1]?.line)
      .map(({ line, code }) => fault('yaml', line, 'malformed-yaml', { code }));
    if (faults.length > 0) return { read: undefined, faults };
    const lineOf = (path: DocumentPath): number | null => {
      const start = keyOrItem(document, path)?.range?.[0];
      if (start !== undefined) return lineAt(start);
      return path.length === 0 ? null : lineOf(path.slice(0, -1));
    };
    return { read: { value: document.toJS({ maxAliasCount: 50 }), lineOf }, faults: [] };
  } catch (error) {
    // The parser throws at aliases that would unfold without end, and at nesting beyond its stack.
    if (!(error instanceof Error)) throw error;
    const faults = [fault('yaml', null, 'malformed-yaml', { code: error.name })];
    return { read: undefined, faults };
  }
}

/** What a reader looks for: the key of a mapping, the beginning of a list's item. */
function keyOrItem(document: Document, path: DocumentPath): Node | undefined {
  const last = path.at(-1);
  const found = path.length === 0 ? document.contents : document.getIn(path, true);
  const parent = path.length < 2 ? document.contents : document.getIn(path.slice(0, -1), true);
  const pair = isMap(parent) && parent.items.find(({ key }) => isScalar(key) && key.value === last);
  const node = pair ? pair.key : found;
  return isNode(node) ? node : undefined;
}

function fault(
  file: FileKind,
  row: number | null,
  problem: CohortProblem,
  values: Record<string, string> = {},
): CohortFault {
  return { file, row, column: null, problem, values };
}
