import { describe, expect, test } from 'vitest';
import { departementOf, timeZoneOfDepartement } from '../../src/domain/departement.ts';

describe('a département is read as people and spreadsheets write it', () => {
  test.each([
    ['01', '01'],
    // A spreadsheet drops the zero.
    ['1', '01'],
    ['19', '19'],
    ['20', null],
    ['2a', '2A'],
    ['2B', '2B'],
    ['21', '21'],
    ['95', '95'],
    ['96', null],
    ['00', null],
    ['970', null],
    ['971', '971'],
    ['978', '978'],
    ['979', null],
    ['988', '988'],
    ['001', null],
    ['Ain', null],
    ['toString', null],
    ['', null],
  ])('%s is %s', (text, code) => {
    expect(departementOf(text)).toBe(code);
  });
});

test('only those far from Paris have a time zone of their own', () => {
  expect(timeZoneOfDepartement('972')).toBe('America/Martinique');
  expect(timeZoneOfDepartement('75')).toBeNull();
});
