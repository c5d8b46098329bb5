import { expect, test } from 'vitest';
import { destroyBy } from '../../src/domain/export-retention.ts';

test.each([
  ['2026-11-22', '2027-09-21'],
  ['2027-08-22', '2027-09-21'],
  ['2027-08-23', '2027-09-22'],
  ['2029-01-01', '2029-01-31'],
])(
  'a file taken on %s is destroyed by %s, half a year after the closing day or a month later',
  (today, day) => {
    expect(destroyBy('2027-03-25', today)).toBe(day);
  },
);
