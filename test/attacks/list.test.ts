import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Listed, list, sections } from './list.ts';

/** The rows of the attacks over HTTP stand in files of their own. */
const rows = readdirSync('test/attacks')
  .filter((name) => name.endsWith('-rows.ts'))
  .map((name) => readFileSync(`test/attacks/${name}`, 'utf8'))
  .join('\n');

const textOf = (file: string): string =>
  readFileSync(file, 'utf8') + (file === 'test/journeys/attacks.test.ts' ? rows : '');

/** What is wrong with an attack of the list: nothing shows it, or what is said to is not there. */
function faultsOf({ number, shownBy }: Listed): string[] {
  if (shownBy.length === 0) return [`${number} is shown by nothing`];
  return shownBy.flatMap(([file, words]) => {
    if (!existsSync(file)) return [`${number}: no ${file}`];
    const begins = ["'", '"', '`'].some((quote) => textOf(file).includes(`${quote}${words}`));
    return begins ? [] : [`${number}: no title in ${file} begins « ${words} »`];
  });
}

test('each of the ninety-six attacks is shown by a test that exists', () => {
  expect(list.flatMap(faultsOf)).toEqual([]);
});

test('none is left out, and each is of one section', () => {
  const all = Array.from({ length: 96 }, (_, at) => at + 1);
  expect(list.map(({ number }) => number)).toEqual(all);
  const bounds = Object.values(sections).flatMap(({ from, to }) =>
    Array.from({ length: to - from + 1 }, (_, at) => from + at),
  );
  expect(bounds).toEqual(all);
});

test.each<[string, Listed['shownBy'], string]>([
  ['nothing', [], '7 is shown by nothing'],
  ['a file that is not there', [['test/no.test.ts', '7 ']], '7: no test/no.test.ts'],
  [
    'a title that is not there',
    [['test/lockfile.test.ts', 'of no package']],
    '7: no title in test/lockfile.test.ts begins « of no package »',
  ],
])('an attack shown by %s is a fault', (_what, shownBy, fault) => {
  expect(faultsOf({ number: 7, what: 'x', expected: 'x', shownBy })).toEqual([fault]);
});
