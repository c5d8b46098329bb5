import { describe, expect, test } from 'vitest';
import { readCsv, separatorOf } from '../../src/domain/cohort-csv.ts';

const cells = (text: string) => readCsv(text, 100).rows.map((row) => row.cells);

describe('rows and cells', () => {
  test.each([
    [
      'a;b\r\n1;2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a,b\n1,2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a\tb\r1\t2',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    [
      'a;b\n"x;y";2',
      [
        ['a', 'b'],
        ['x;y', '2'],
      ],
    ],
    [
      'a;b\n"x\ny"; "say ""hi""" ',
      [
        ['a', 'b'],
        ['x\ny', 'say "hi"'],
      ],
    ],
    ['a;b\n\n;2', [['a', 'b'], [''], ['', '2']]],
    ['sep=,\r\na;b,c', [['a;b', 'c']]],
  ])('%j', (text, rows) => {
    expect(cells(text)).toEqual(rows);
  });

  test('the separator is the one of the first line, outside quotes', () => {
    expect(separatorOf('"a,b,c";d;e\n1,2,3,4,5,6')).toBe(';');
    expect(separatorOf('one\n')).toBe(';');
  });

  test('a row is numbered as a spreadsheet does, line breaks in a cell aside', () => {
    const { rows } = readCsv('a;b\n"x\n\ny";2\n\n3;4', 100);

    expect(rows.map(({ row }) => row)).toEqual([1, 2, 3, 4]);
  });

  test('no more rows are read than asked for', () => {
    expect(readCsv('a\n'.repeat(50), 20).rows).toHaveLength(20);
  });
});

describe('malformed quotes', () => {
  test('are told row by row, and the rows that follow are read', () => {
    const { rows, faults } = readCsv('a;b\n"4"x;5\n6;7\nq"r;8\n9;"10\n11;"twelve"', 100);

    expect(faults.map(({ row, problem }) => [row, problem])).toEqual([
      [2, 'malformed-quotes'],
      [4, 'malformed-quotes'],
      [5, 'malformed-quotes'],
    ]);
    expect(rows.map((row) => row.cells)).toEqual([
      ['a', 'b'],
      ['"4"x', '5'],
      ['6', '7'],
      ['q"r', '8'],
      ['9', '"10'],
      ['11', 'twelve'],
    ]);
  });
});
