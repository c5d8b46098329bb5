import { expect, test } from 'vitest';
import { gatherPeople, type Mention } from '../../src/domain/cohort-people.ts';

const mention = (row: number, change: Partial<Mention> = {}): Mention => ({
  mail: 'awa.lemoine@ch-a.example',
  name: 'Awa Lemoine',
  phone: null,
  profession: null,
  institution: null,
  city: null,
  departement: null,
  timeZone: null,
  identity: null,
  at: (field) => ({ file: 'csv', row, column: field }),
  ...change,
});

test('what the first mention leaves open, a later one says', () => {
  const identity = { tid: 't', oid: 'o' };
  const { people, faults } = gatherPeople([
    mention(2, { city: 'Valaubrune' }),
    mention(3, { phone: '01 99 00 10 01', identity }),
  ]);

  expect(faults).toEqual([]);
  expect(people).toHaveLength(1);
  expect(people[0]).toMatchObject({ city: 'Valaubrune', phone: '01 99 00 10 01', identity });
  expect(people[0]?.places.oid.row).toBe(3);
});

test('a name in capitals or without accents is the same name', () => {
  const { people, faults } = gatherPeople([
    mention(2, { name: 'Hélène Le Gall' }),
    mention(3, { name: 'HELENE  LE GALL' }),
  ]);

  expect(faults).toEqual([]);
  expect(people[0]?.name).toBe('Hélène Le Gall');
});

test('each later contradiction is told, against the first mention', () => {
  const { faults } = gatherPeople([
    mention(2, { city: 'Valaubrune', profession: 'DH' }),
    mention(3, { city: 'Clairvallon', profession: 'DS' }),
    mention(4, { name: 'Aya Lemoine' }),
  ]);

  expect(faults.map(({ row, column, problem }) => [row, column, problem])).toEqual([
    [3, 'profession', 'mail-two-values'],
    [3, 'city', 'mail-two-values'],
    [4, 'name', 'mail-two-names'],
  ]);
});
