import { describe, expect, test } from 'vitest';
import { asText, csvOf } from '../../src/domain/export-csv.ts';

describe('a file for a spreadsheet', () => {
  test('opens in Excel with its accents, a cell in each column', () => {
    expect(csvOf([['Binôme', 'Date'], ['P01']])).toBe('\uFEFFBinôme;Date\r\nP01\r\n');
    expect(csvOf([])).toBe('\uFEFF');
  });

  test.each([
    ['=1+1', "'=1+1"],
    ['+33199001002', "'+33199001002"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', '"\'\tx"'],
    ['\rx', '"\'\rx"'],
    ['\n=x', '"\'\n=x"'],
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠A1', "'＠A1"],
    ['=HYPERLINK("http://evil.example";"x")', '"\'=HYPERLINK(""http://evil.example"";""x"")"'],
  ])('computes nothing: %j is text', (cell, written) => {
    expect(csvOf([[cell]])).toBe(`\uFEFF${written}\r\n`);
  });

  test.each([
    ['a;b', '"a;b"'],
    ['say "yes"', '"say ""yes"""'],
    ['two\nlines', '"two\nlines"'],
    ['', ''],
    ['P-01', 'P-01'],
    [' =1', ' =1'],
    ['l’équipe', 'l’équipe'],
  ])('keeps a cell whole: %j', (cell, written) => {
    expect(csvOf([[cell, 'end']])).toBe(`\uFEFF${written};end\r\n`);
  });

  test('leaves what is text already as it is', () => {
    expect(asText('P01')).toBe('P01');
    expect(asText("'=1")).toBe("'=1");
  });
});
