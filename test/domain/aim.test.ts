import { describe, expect, test } from 'vitest';
import { aimFor } from '../../src/domain/aim.ts';
import { paris, tuesday } from '../support/people.ts';

const launch = '2026-04-14';
const aim = (meetings: string[], now = tuesday, markDays = 56) =>
  aimFor({ launch, zone: 'Europe/Paris', meetings, now, markDays });

describe('what a new meeting aims at', () => {
  test('is nothing but soon while there is no meeting yet', () => {
    expect(aim([])).toEqual({ aim: null, since: { anchor: 'launch', day: launch } });
  });

  test('is six weeks after the latest one, and less than eight', () => {
    expect(aim(['2026-04-20'])).toEqual({
      aim: { ideal: paris('2026-06-01', '00:00'), mark: paris('2026-06-15', '00:00') - 1 },
      since: { anchor: 'meeting', day: '2026-04-20' },
    });
  });

  test('counts from the latest, in whatever order they come, booked ones ahead included', () => {
    const { since } = aim(['2026-06-03', '2026-04-20', '2026-05-12']);

    expect(since).toEqual({ anchor: 'meeting', day: '2026-06-03' });
  });

  test('is now once six weeks are over, and the mark stays where it was', () => {
    const inJune = (day: string) => aim(['2026-04-20'], paris(day, '11:00')).aim;

    expect(inJune('2026-05-31')?.ideal).toBe(paris('2026-06-01', '00:00'));
    expect(inJune('2026-06-01')?.ideal).toBe(paris('2026-06-01', '11:00'));
    expect(inJune('2026-07-01')).toEqual({
      ideal: paris('2026-07-01', '11:00'),
      mark: paris('2026-06-15', '00:00') - 1,
    });
  });

  test('is counted in days on the wall, over the change of hour too', () => {
    expect(aim(['2026-09-14']).aim).toEqual({
      ideal: paris('2026-10-26', '00:00'),
      mark: paris('2026-11-09', '00:00') - 1,
    });
  });

  test('follows the cohort’s own mark, down to the shortest there may be', () => {
    expect(aim(['2026-04-22'], tuesday, 28).aim?.ideal).toBe(paris('2026-05-06', '00:00'));
    expect(aim(['2026-04-22'], tuesday, 14).aim?.ideal).toBe(paris('2026-04-22', '00:00'));
    expect(aim(['2026-04-22'], tuesday, 3).aim).toEqual({
      ideal: paris('2026-04-22', '00:00'),
      mark: paris('2026-04-25', '00:00') - 1,
    });
  });
});
