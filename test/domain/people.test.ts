import { expect, test } from 'vitest';
import { isOfPair, partnerOf, selfOf, workOf } from '../../src/domain/people.ts';
import { aCohort, awa, ines, marc, p01, rose } from '../support/people.ts';

test('each of a pair is the other one’s partner', () => {
  expect([partnerOf(p01, awa.id), partnerOf(p01, marc.id)]).toEqual([marc, awa]);
  expect([selfOf(p01, awa.id), selfOf(p01, marc.id)]).toEqual([awa, marc]);
});

test('the two of a pair belong to it; their referent and other participants do not', () => {
  expect([awa, marc, rose, ines].map(({ id }) => isOfPair(p01, id))).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('somebody works in their own zone, by the cohort’s hours', () => {
  const overThere = { ...awa, zone: 'Indian/Reunion', departement: '974' };

  expect(workOf(overThere, aCohort)).toEqual({
    zone: 'Indian/Reunion',
    departement: '974',
    hours: aCohort.settings.workingHours,
  });
});
