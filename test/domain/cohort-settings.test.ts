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

test('settings come back from the store as they went', () => {
  expect(cohortSettings.parse(JSON.parse(JSON.stringify(sound)))).toEqual(sound);
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
    // getSchedule takes less than 62 days.
    ['whole-number', { horizonDays: 62 }],
    ['hostname', { list: { ...sound.list, hostname: 'https://body.sharepoint.example' } }],
    ['site-path', { list: { ...sound.list, path: 'sites/mentorat' } }],
    ['control-character', { bodyName: 'Agence\n' + 'x' }],
    ['malformed-mail', { replyTo: 'coachs' }],
  ])('%s: %j', (problem, change) => {
    const { error } = cohortSettings.safeParse({ ...sound, ...change });

    expect(error?.issues.map(({ message }) => message)).toEqual([problem]);
  });
});
