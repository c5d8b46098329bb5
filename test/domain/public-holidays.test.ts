import { describe, expect, test } from 'vitest';
import { holidays } from '../../src/domain/public-holidays.ts';

const everywhere2026 = [
  '2026-01-01',
  '2026-04-06',
  '2026-05-01',
  '2026-05-08',
  '2026-05-14',
  '2026-05-25',
  '2026-07-14',
  '2026-08-15',
  '2026-11-01',
  '2026-11-11',
  '2026-12-25',
];

describe('public holidays', () => {
  test('of a year stand on their days, Easter Monday and Ascension included', () => {
    expect([...holidays(2026, '75')].sort()).toEqual(everywhere2026);
    expect([...holidays(2026, null)].sort()).toEqual(everywhere2026);
  });

  test('follow Easter from year to year', () => {
    const mondays = ['2027-03-29', '2028-04-17', '2029-04-02'];

    expect(mondays.map((day) => holidays(Number(day.slice(0, 4)), '75').has(day))).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('are two more in Alsace and Moselle', () => {
    const more = (departement: string) =>
      ['2026-04-03', '2026-12-26'].filter((day) => holidays(2026, departement).has(day));

    expect(['57', '67', '68'].map((d) => more(d).length)).toEqual([2, 2, 2]);
    expect(['75', '54', '88'].map((d) => more(d).length)).toEqual([0, 0, 0]);
  });

  test.each([
    ['971', 'Guadeloupe', '2026-05-27'],
    ['972', 'Martinique', '2026-05-22'],
    ['973', 'Guyane', '2026-06-10'],
    ['974', 'La Réunion', '2026-12-20'],
    ['976', 'Mayotte', '2026-04-27'],
    ['977', 'Saint-Barthélemy', '2026-10-09'],
    ['978', 'Saint-Martin', '2026-05-28'],
    ['987', 'Polynésie française', '2026-03-05'],
    ['988', 'Nouvelle-Calédonie', '2026-09-24'],
  ])('are one more in %s, %s: %s, and that one nowhere else', (departement, _name, day) => {
    expect([...holidays(2026, departement)].sort()).toEqual([...everywhere2026, day].sort());
    const others = ['75', '67', '971', '972', '973', '974', '976', '977', '978', '987', '988'];
    expect(others.filter((other) => holidays(2026, other).has(day))).toEqual([departement]);
  });

  test('are those of the year asked for, however often and in whatever order', () => {
    const own = () => [2027, 2026].map((year) => [...holidays(year, '974')].sort().at(-2));

    expect([own(), own()]).toEqual(Array(2).fill(['2027-12-20', '2026-12-20']));
  });
});
