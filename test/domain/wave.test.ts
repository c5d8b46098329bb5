import { describe, expect, test } from 'vitest';
import { cohortSettings } from '../../src/domain/cohort-settings.ts';
import {
  lastDayOf,
  nextOf,
  partitionOf,
  roundOf,
  waveTimes,
  whyNotAnswer,
} from '../../src/domain/wave.ts';
import { aCohort, paris } from '../support/people.ts';

const day = 86_400_000;
/** Nine days, of which each third is three. */
const wave = { opens: paris('2026-10-09', '09:00'), closes: paris('2026-10-18', '09:00') };

describe('a wave', () => {
  test('opens on the first working morning after its collective day', () => {
    expect(waveTimes(aCohort, 'midterm').opens).toBe(paris('2026-10-09', '09:00'));
    const onFriday = { ...aCohort, midterm: '2026-10-09' };
    expect(waveTimes(onFriday, 'midterm').opens).toBe(paris('2026-10-12', '09:00'));
    const beforeHoliday = { ...aCohort, midterm: '2026-11-10' };
    expect(waveTimes(beforeHoliday, 'midterm').opens).toBe(paris('2026-11-12', '09:00'));
  });

  test('closes at midnight of its last day, a change of hour between them or not', () => {
    expect(waveTimes(aCohort, 'midterm').closes).toBe(paris('2026-10-30', '00:00'));
    expect(waveTimes(aCohort, 'end').closes).toBe(paris('2027-04-16', '00:00'));
    expect(lastDayOf(waveTimes(aCohort, 'midterm'), 'Europe/Paris')).toBe('2026-10-29');
  });

  test('asks when it opens, and reminds after each third of it, twice at most', () => {
    const rounds = [-1, 0, 3 * day - 1, 3 * day, 6 * day - 1, 6 * day, 9 * day, 99 * day];
    expect(rounds.map((after) => roundOf(wave, wave.opens + after))).toEqual([
      ...[0, 1, 1, 2, 2, 3, 3, 3],
    ]);
  });

  test('says when there is next something to be done', () => {
    const at = (after: number) => nextOf(wave, wave.opens + after);
    expect(at(-1)).toBe(wave.opens);
    expect(at(0)).toBe(wave.opens + 3 * day);
    expect(at(3 * day)).toBe(wave.opens + 6 * day);
    expect(at(6 * day)).toBe(wave.closes);
    expect(at(9 * day)).toBeNull();
  });

  test('of an odd length has begun its next round by then', () => {
    const odd = { opens: 0, closes: 10 };
    for (const at of [0, 4, 7]) {
      const next = nextOf(odd, at);
      expect(next !== null && (next === 10 || roundOf(odd, next) > roundOf(odd, at))).toBe(true);
    }
  });
});

describe('somebody', () => {
  const why = (state: 'planned' | 'open' | 'closing' | 'closed', answered?: boolean, now = 5) =>
    whyNotAnswer({ state, closes: 10 }, answered === undefined ? undefined : { answered }, now);

  test('answers once, while it is open, or planned when they are asked before the others', () => {
    expect([why('open', false), why('planned', false)]).toEqual([null, null]);
    expect([why('open', true), why('closed', true)]).toEqual([
      'survey-answered',
      'survey-answered',
    ]);
  });

  test('does not answer one that closes, nor from the instant it does', () => {
    expect([why('closing', false), why('closed', false)]).toEqual([
      'survey-closed',
      'survey-closed',
    ]);
    expect([why('open', false, 9), why('open', false, 10)]).toEqual([null, 'survey-closed']);
  });

  test('who was not asked learns that it is not open yet, and no more', () => {
    expect([why('planned'), why('open'), why('closed')]).toEqual([
      ...['survey-not-open', 'not-found', 'not-found'],
    ]);
  });
});

test('a cohort is cut in two from fourteen pairs on, unless the committee has decided', () => {
  expect([13, 14].map((pairs) => partitionOf(aCohort, pairs))).toEqual(['together', 'by-party']);
  const settings = cohortSettings.parse({
    ...aCohort.settings,
    survey: { partition: 'together' },
  });
  expect(partitionOf({ settings }, 300)).toBe('together');
});
