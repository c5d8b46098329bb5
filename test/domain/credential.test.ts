import { describe, expect, test } from 'vitest';
import { credentialState } from '../../src/domain/credential.ts';
import { day } from '../../src/domain/time.ts';

const expires = Date.parse('2027-03-25T00:00:00Z');
const daysAhead = (days: number) => expires - days * day;

describe('the certificate ends on 25 March 2027', () => {
  test.each([
    ['31 days before', daysAhead(31), 'nothing', 31, daysAhead(30)],
    ['30 days and a millisecond before', daysAhead(30) - 1, 'nothing', 31, daysAhead(30)],
    ['30 days before', daysAhead(30), 'warning', 30, daysAhead(14)],
    ['15 days before', daysAhead(15), 'warning', 15, daysAhead(14)],
    ['14 days before', daysAhead(14), 'warning', 14, daysAhead(7)],
    ['7 days before', daysAhead(7), 'warning', 7, daysAhead(1)],
    ['a day before', daysAhead(1), 'warning', 1, expires],
    ['a millisecond before', expires - 1, 'warning', 1, expires],
    ['that very moment', expires, 'ended', 0, expires + day],
    ['two days after', daysAhead(-2), 'ended', -2, daysAhead(-3)],
  ] as const)('%s', (_when, now, tell, days, next) => {
    const state = credentialState(expires, now);

    expect({ ...state, days: state.days + 0 }).toEqual({ tell, days, next });
  });

  test('from the day it is a year away, an operator hears of it at 30, 14, 7 and 1 days, then daily', () => {
    const heard: number[] = [];
    for (let now = daysAhead(365); now < expires + 3 * day; ) {
      const { tell, days, next } = credentialState(expires, now);
      expect(next).toBeGreaterThan(now);
      if (tell !== 'nothing') heard.push(days + 0);
      now = next;
    }

    expect(heard).toEqual([30, 14, 7, 1, 0, -1, -2]);
  });
});
