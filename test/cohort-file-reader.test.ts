import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isTimeZone, readCohortFiles } from '../src/cohort-file-reader.ts';
import { readCohort } from '../src/domain/cohort-file.ts';
import { faultLines, type ReportWords } from '../src/words/cohort-report.ts';
import { cohortFaults } from '../src/words/fr/cohort-faults.ts';
import { cohortFile } from '../src/words/fr/cohort-file.ts';
import {
  csvText,
  faultsOf,
  inShort,
  readFiles,
  someRows,
  yamlText,
} from './support/cohort-files.ts';

const words: ReportWords = { locale: 'fr', report: cohortFile, faults: cohortFaults };
const utf8 = new TextEncoder();
const csv = csvText(someRows());
/** Every letter of the sample stands in Windows-1252 where it stands in Unicode. */
const windows1252 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16le = (text: string) =>
  new Uint8Array(Uint16Array.from(`\uFEFF${text}`, (letter) => letter.charCodeAt(0)).buffer);
const swapped = (bytes: Uint8Array) => bytes.map((_byte, at) => bytes[at ^ 1] ?? 0);

describe('a file is read whatever program saved it', () => {
  test.each([
    ['UTF-8', utf8.encode(csv)],
    ['UTF-8 with its mark', utf8.encode(`\uFEFF${csv}`)],
    ['Windows-1252', windows1252(csv)],
    ['UTF-16 as Excel’s « texte Unicode »', utf16le(csvText(someRows(), undefined, '\t'))],
    ['UTF-16 the other way round', swapped(utf16le(csv))],
    ['separated by commas', utf8.encode(csvText(someRows(), undefined, ','))],
    [
      'with quotes and a line break',
      utf8.encode(csv.replaceAll('CH de Valaubrune', '"CH de\nValaubrune"')),
    ],
  ])('%s', (_how, bytes) => {
    const read = readFiles(bytes);
    const people = 'plan' in read ? read.plan.people : [];

    expect(people.find(({ name }) => name === 'Inès Belkacem')?.institution).toBe(
      'CH de Valaubrune',
    );
  });
});

describe('a file that is none is told as such', () => {
  test.each([
    ['', 'csv: empty-file'],
    ['\uFEFF\r\n  ', 'csv: empty-file'],
    ['PK\u0003\u0004\u0014', 'csv: spreadsheet-file'],
    [csv.replace('Awa Lemoine', 'Awa\0Lemoine'), 'csv 2: nul-byte'],
    [csv.replace('Awa Lemoine', '"Awa" Lemoine'), 'csv 2: malformed-quotes'],
    ['a'.repeat(5 * 1024 * 1024 + 1), 'csv: file-too-large'],
    [`${csv}${'\r\nP'.repeat(5000)}`, 'csv: too-many-rows'],
  ])('%#', (text, fault) => {
    expect(inShort(faultsOf(text))).toContain(fault);
  });

  test.each([
    ['[nested', '['.repeat(60_000)],
    ['- nested', '- '.repeat(30_000)],
    ['one level too deep', '['.repeat(21) + ']'.repeat(21)],
    ['an alias of nothing', 'code: *nothing'],
    [
      'aliases without end',
      ['a: &a [x]', ...'bcdefgh'].reduce(
        (text, name, at) =>
          `${text}\n${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at - 1]}`)}]`,
        '',
      ),
    ],
    ['a mapping cut short', 'settings: { list: '],
  ])('a YAML that is %s', (_what, text) => {
    expect(faultsOf(csv, text)).toContainEqual(
      expect.objectContaining({ file: 'yaml', problem: 'malformed-yaml' }),
    );
  });
});

describe('files on a disk', () => {
  const inFolder = async (files: Record<string, string>) => {
    const folder = mkdtempSync(join(tmpdir(), 'telemaque-cohort-'));
    try {
      for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
      return readCohort(await readCohortFiles(join(folder, 'ours.csv')), isTimeZone);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  test('the YAML is the one beside the CSV, of the same name', async () => {
    expect(await inFolder({ 'ours.csv': csv, 'ours.yaml': yamlText() })).toHaveProperty('plan');
  });

  test('a missing file is a fault, and the other one is read all the same', async () => {
    const read = await inFolder({ 'ours.csv': csv.replace(';DH;', ';HD;') });

    expect('faults' in read && inShort(read.faults)).toEqual([
      'csv 2 mentoré corps: unknown-profession',
      'yaml: missing-file',
    ]);
  });

  test('a folder is no file', async () => {
    const read = readCohort(await readCohortFiles(tmpdir()), isTimeZone);

    expect('faults' in read && inShort(read.faults)).toContain('csv: unreadable-file');
  });
});

describe('whatever the bytes, faults are told in words and nothing is thrown', () => {
  const seed = 20260414;
  const mangled = (sound: string) =>
    fc
      .array(
        fc.record({
          at: fc.nat({ max: sound.length - 1 }),
          cut: fc.nat({ max: 30 }),
          put: fc.oneof(
            fc.uint8Array({ maxLength: 6 }),
            fc
              .constantFrom(
                ';',
                '"',
                '\n',
                '\r',
                '\t',
                ',',
                '\0',
                ' : ',
                '- ',
                '[',
                '{',
                '&a ',
                '*a',
                '|',
                '=',
              )
              .map((text) => utf8.encode(text)),
          ),
        }),
        { minLength: 1, maxLength: 12 },
      )
      .map((cuts) =>
        cuts.reduce(
          (bytes, { at, cut, put }) =>
            Uint8Array.from([...bytes.subarray(0, at), ...put, ...bytes.subarray(at + cut)]),
          utf8.encode(sound),
        ),
      );
  const told = (csvBytes: Uint8Array, yamlBytes: Uint8Array) => {
    const read = readFiles(csvBytes, yamlBytes);
    if ('plan' in read) return;
    expect(read.faults.length).toBeGreaterThan(0);
    for (const { problem, values } of read.faults) {
      const named = JSON.stringify(cohortFaults[problem]).matchAll(/\{(\w+)\}/g);
      for (const [, name = ''] of named) {
        expect([problem, name, values[name]?.trim() ?? '']).not.toContain('');
      }
    }
    faultLines(read.faults, words);
  };

  test('two sound files, mangled', () => {
    fc.assert(fc.property(mangled(csv), mangled(yamlText()), told), { seed, numRuns: 150 });
  });

  test('bytes at random', () => {
    const bytes = fc.uint8Array({ maxLength: 400 });

    fc.assert(fc.property(bytes, bytes, told), { seed, numRuns: 150 });
  });
});
