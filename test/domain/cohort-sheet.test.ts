import { describe, expect, test } from 'vitest';
import { columnNames, csvText, faultsOf, inShort, someRows } from '../support/cohort-files.ts';

const without = (name: string) => columnNames.filter((other) => other !== name);

describe('the header', () => {
  test('each missing column is told once; the optional ones may be missing', () => {
    const optional = ['mentoré fuseau', 'mentor fuseau', 'mentor tenant', 'mentor oid'];
    const names = columnNames.filter((name) => !optional.includes(name) && !/ville/.test(name));

    expect(inShort(faultsOf(csvText(someRows(), names)))).toEqual([
      'csv 1 mentoré ville: missing-column',
      'csv 1 mentor ville: missing-column',
    ]);
  });

  test('an unknown column is told with the nearest name', () => {
    const rows = someRows().map((row) => ({ ...row, 'mentor teléphone': '1' }));
    const [fault] = faultsOf(csvText(rows, [...columnNames, 'mentor teléphone']));

    expect(fault).toMatchObject({ row: 1, problem: 'unknown-column' });
    expect(fault?.values).toMatchObject({ value: 'mentor teléphone', nearest: 'mentor tenant' });
  });

  test('the same column twice, under two names', () => {
    const rows = someRows().map((row) => ({ ...row, 'E-mail du mentor': 'x' }));

    expect(inShort(faultsOf(csvText(rows, [...columnNames, 'E-mail du mentor'])))).toEqual([
      'csv 1 E-mail du mentor: duplicate-column',
    ]);
  });

  test('a trailing separator makes no fault, a value below it does', () => {
    const [header, first, second] = csvText(someRows()).split('\r\n');

    expect(faultsOf([`${header};`, `${first};`, second].join('\n'))).toEqual([]);
    expect(inShort(faultsOf([`${header};`, `${first};x`, second].join('\n')))).toEqual([
      'csv 1: unnamed-column',
    ]);
    expect(inShort(faultsOf([header, `${first};x`, second].join('\n')))).toEqual([
      'csv 2: extra-cells',
    ]);
  });

  test('columns in any order, blank rows anywhere', () => {
    const lines = csvText(someRows(), [...columnNames].reverse()).split('\r\n');

    expect(faultsOf(['', lines[0], ';;;', lines[1], '', lines[2], ''].join('\n'))).toEqual([]);
  });

  test('a header alone is no cohort', () => {
    expect(inShort(faultsOf(columnNames.join(';')))).toEqual(['csv 1: no-pair']);
  });
});

describe('the cells', () => {
  test('each empty cell of a required column is told', () => {
    const rows = someRows({ code: '', 'mentor ville': ' ', 'mentor fuseau': '' });

    expect(inShort(faultsOf(csvText(rows)))).toEqual([
      'csv 2 code: empty-cell',
      'csv 2 mentor ville: empty-cell',
    ]);
  });

  test('a column is named in a fault as the file names it', () => {
    const names = [...without('mentoré mail'), 'Courriel mentoré'];
    const rows = someRows().map((row) => ({ ...row, 'Courriel mentoré': 'awa' }));

    expect(inShort(faultsOf(csvText(rows, names)))).toContain(
      'csv 2 Courriel mentoré: malformed-mail',
    );
  });
});
