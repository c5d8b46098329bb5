import { describe, expect, test } from 'vitest';
import { reminderAt } from '../../src/domain/reminder.ts';
import { minute } from '../../src/domain/time.ts';
import { paris } from '../support/people.ts';

const work = {
  ...{ zone: 'Europe/Paris', departement: '75' },
  hours: { from: '09:00', to: '18:00' },
};
const monthsAgo = paris('2026-04-14', '09:00');

describe('somebody is reminded as their last working day before the meeting opens', () => {
  test.each([
    ['on a Thursday, on Wednesday', '2026-06-11', '2026-06-10'],
    ['on a Monday, on Friday', '2026-06-15', '2026-06-12'],
    ['on the day after Bastille Day, the day before it', '2026-07-15', '2026-07-13'],
    ['on the Tuesday after Whit Monday, on Friday', '2026-05-26', '2026-05-22'],
  ])('%s', (_what, meeting, eve) => {
    expect(reminderAt(paris(meeting, '10:00'), monthsAgo, work)).toBe(paris(eve, '09:00'));
  });

  test('by their own clock, calendar and hours', () => {
    const inMayotte = { ...work, zone: 'Indian/Mayotte', departement: '976' };

    expect(reminderAt(paris('2026-06-11', '10:00'), monthsAgo, inMayotte)).toBe(
      Date.parse('2026-06-10T09:00:00+03:00'),
    );
  });
});

describe('nobody is reminded of what they have in mind', () => {
  const meeting = paris('2026-06-15', '10:00');
  const friday = paris('2026-06-12', '09:00');

  test('a time made on that very day, once it has opened', () => {
    expect(reminderAt(meeting, friday, work)).toBe(friday);
    expect(reminderAt(meeting, friday + minute, work)).toBeNull();
  });

  test('a time made less than a day before', () => {
    const early = { ...work, hours: { from: '08:00', to: '18:00' } };
    const nine = paris('2026-06-11', '07:30');
    const eve = paris('2026-06-10', '07:30');

    expect(reminderAt(nine, eve, early)).toBe(paris('2026-06-10', '08:00'));
    expect(reminderAt(nine, eve + minute, early)).toBeNull();
  });
});
