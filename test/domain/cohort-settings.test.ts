import { describe, expect, test } from 'vitest';
import { cohortSettings } from '../../src/domain/cohort-settings.ts';

const sound = {
  list: { hostname: 'body.sharepoint.example', path: '/sites/mentorat', name: 'Suivi' },
  recording: 'at-once',
  workingHours: { from: '09:00', to: '18:00' },
  lunch: { from: '12:30', to: '14:00' },
  noticeHours: 24,
  horizonDays: 28,
  bodyName: 'Agence des directeurs',
  replyTo: 'coachs@body.example',
};

const chosen = {
  ...sound,
  rhythm: { markDays: 42, least: 5, most: 5 },
  ladder: { mentee: 28, both: 35, referent: 42, everyDays: 14 },
  longestPauseDays: 61,
  travelMinutes: { sameCity: 20, elsewhere: 120 },
  dayHours: {
    launch: { from: '10:00', to: '17:00' },
    midterm: { from: '09:00', to: '10:30' },
    closing: { from: '10:00', to: '12:00' },
  },
  survey: { openDays: 14, partition: 'together' as const },
};

test('settings come back from the store as they went', () => {
  expect(cohortSettings.parse(JSON.parse(JSON.stringify(chosen)))).toEqual(chosen);
});

test('what a cohort does not choose is the guide’s mark and ordinary hours', () => {
  expect(cohortSettings.parse(sound)).toEqual({
    ...sound,
    rhythm: { markDays: 56, least: 6, most: 8 },
    ladder: { mentee: 35, both: 45, referent: 56, everyDays: 7 },
    longestPauseDays: 92,
    travelMinutes: { sameCity: 30, elsewhere: 90 },
    dayHours: {
      launch: { from: '09:30', to: '16:30' },
      midterm: { from: '14:00', to: '16:00' },
      closing: { from: '09:30', to: '16:30' },
    },
    survey: { openDays: 21, partition: 'by-size' },
  });
});

test.each([7, 366])('the horizon may be of %i days', (horizonDays) => {
  expect(cohortSettings.safeParse({ ...sound, horizonDays }).success).toBe(true);
});

describe('settings that are refused', () => {
  test.each<[string, object]>([
    // The committee chooses who sees what, and when: nothing is chosen for it.
    ['recording', { recording: undefined }],
    ['recording', { recording: 'sometimes' }],
    ['time-of-day', { lunch: { from: '12h30', to: '14:00' } }],
    ['time-of-day', { lunch: { from: '12:30', to: '24:00' } }],
    ['hours-order', { workingHours: { from: '18:00', to: '09:00' } }],
    ['hours-order', { workingHours: { from: '09:00', to: '09:00' } }],
    ['whole-number', { noticeHours: 1.5 }],
    ['whole-number', { horizonDays: 6 }],
    ['whole-number', { horizonDays: 367 }],
    ['whole-number', { rhythm: { markDays: 13 } }],
    ['rhythm-order', { rhythm: { least: 8, most: 7 } }],
    ['rhythm-order', { rhythm: { least: 9 } }],
    ['ladder-order', { ladder: { mentee: 45 } }],
    ['ladder-order', { ladder: { both: 56 } }],
    ['ladder-order', { ladder: { referent: 40 } }],
    ['whole-number', { ladder: { mentee: 6 } }],
    ['whole-number', { ladder: { everyDays: 6 } }],
    ['whole-number', { longestPauseDays: 6 }],
    ['whole-number', { longestPauseDays: 367 }],
    ['whole-number', { travelMinutes: { sameCity: -1 } }],
    ['hours-order', { dayHours: { midterm: { from: '16:00', to: '14:00' } } }],
    ['hostname', { list: { ...sound.list, hostname: 'https://body.sharepoint.example' } }],
    ['site-path', { list: { ...sound.list, path: 'sites/mentorat' } }],
    ['control-character', { bodyName: 'Agence\n' + 'x' }],
    ['malformed-mail', { replyTo: 'coachs' }],
  ])('%s: %j', (problem, change) => {
    const { error } = cohortSettings.safeParse({ ...sound, ...change });

    expect(error?.issues.map(({ message }) => message)).toEqual([problem]);
  });
});
