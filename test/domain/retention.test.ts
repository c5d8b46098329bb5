import { expect, test } from 'vitest';
import {
  defaultRetentionDays,
  keptOutside,
  keptTables,
  residues,
  retentionDaysOf,
} from '../../src/domain/retention.ts';

test('a cohort keeps its data for half a year after its closing day, or as it says', () => {
  expect(retentionDaysOf(undefined)).toBe(defaultRetentionDays);
  expect(retentionDaysOf(null)).toBe(180);
  expect(retentionDaysOf(365)).toBe(365);
});

test('whatever is somebody’s goes by an erasure, but for what is proved by ids alone', () => {
  const left = Object.entries(keptTables)
    .filter(([, { whose }]) => whose === 'person' || whose === 'pair')
    .filter(([, { erasedBy }]) => !erasedBy.includes('erasure'))
    .map(([table]) => table);
  expect(left).toEqual(['audit', 'removal']);
});

test('copies that go by themselves are told of wherever places outside are', () => {
  const outside = keptOutside.map(({ where }) => where);
  for (const { where } of residues) expect(outside).toContain(where);
  expect(new Set(outside).size).toBe(outside.length);
});
