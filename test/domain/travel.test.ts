import { describe, expect, test } from 'vitest';
import { travelOf } from '../../src/domain/travel.ts';
import { awa, marc, p01 } from '../support/people.ts';

describe('on the road to a meeting', () => {
  test.each([
    ['by video nobody is', 'video', null, [0, 0]],
    ['at the mentee’s, the mentor is', 'in-person', 'mentee', [0, 90]],
    ['at the mentor’s, the mentee is', 'in-person', 'mentor', [90, 0]],
    ['at a neutral place both are', 'in-person', 'neutral', [90, 90]],
  ] as const)('%s', (_said, mode, place, minutes) => {
    expect([awa, marc].map((one) => travelOf(one, p01, { mode, place }))).toEqual(minutes);
  });

  test('within one city it is shorter, however its name is written', () => {
    const near = { ...p01, mentor: { ...marc, city: 'VALAUBRUNE' } };

    expect(travelOf(awa, near, { mode: 'in-person', place: 'neutral' })).toBe(30);
  });

  test('two people whose cities are not known do not live in the same one', () => {
    const unknown = { ...p01, mentee: { ...awa, city: null }, mentor: { ...marc, city: null } };

    expect(travelOf(awa, unknown, { mode: 'in-person', place: 'mentor' })).toBe(90);
  });
});
