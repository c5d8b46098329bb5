import { expect, test } from 'vitest';
import { type CohortFault, inFileOrder, shownValue } from '../../src/domain/cohort-fault.ts';

const fault = (file: 'csv' | 'yaml', row: number | null, column: string): CohortFault => ({
  ...{ file, row, column },
  ...{ problem: 'empty-cell', values: {} },
});

test('faults come file by file, row by row, each row in the order found', () => {
  const found = [fault('yaml', 2, 'a'), fault('csv', 3, 'b'), fault('csv', null, 'c')];
  const ordered = inFileOrder([...found, fault('csv', 3, 'a')]);

  expect(ordered.map(({ file, row, column }) => [file, row, column])).toEqual([
    ['csv', null, 'c'],
    ['csv', 3, 'b'],
    ['csv', 3, 'a'],
    ['yaml', 2, 'a'],
  ]);
});

test('a shown value is short and holds nothing a terminal would obey', () => {
  expect(shownValue('\u001B[31mred\n')).toBe('·[31mred·');
  expect(shownValue('x'.repeat(61))).toBe(`${'x'.repeat(60)}…`);
});
