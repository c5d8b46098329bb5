import { describe, expect, test } from 'vitest';
import { readWorkingHours } from '../../src/graph/working-hours.ts';

const told = (change: object = {}) => ({
  daysOfWeek: ['monday', 'tuesday', 'thursday'],
  startTime: '08:30:00.0000000',
  endTime: '16:00:00.0000000',
  timeZone: { name: 'Romance Standard Time' },
  ...change,
});

describe('working hours set in Outlook', () => {
  test('are read with the zone that Windows names', () => {
    expect(readWorkingHours(told())).toEqual({
      zone: 'Europe/Paris',
      days: [1, 2, 4],
      hours: { from: '08:30', to: '16:00' },
    });
  });

  test.each([
    ['Mauritius Standard Time', 'Indian/Mauritius'],
    ['Indian/Reunion', 'Indian/Reunion'],
    ['UTC', 'Etc/UTC'],
  ])('of the zone %s are those of %s', (name, zone) => {
    expect(readWorkingHours(told({ timeZone: { name } }))?.zone).toBe(zone);
  });
});

describe('hours that make no sense count for nothing', () => {
  test.each([
    ['none at all', undefined],
    ['a zone that is a path', told({ timeZone: { name: '../../etc/passwd' } })],
    ['a zone nobody knows', told({ timeZone: { name: 'Customized Time Zone' } })],
    ['an offset for a zone', told({ timeZone: { name: 'GMT+25' } })],
    ['a zone of no continent', told({ timeZone: { name: 'Europe/Clairvallon' } })],
    ['no days', told({ daysOfWeek: [] })],
    ['a day of no week', told({ daysOfWeek: ['monday', 'someday'] })],
    ['an end before the start', told({ startTime: '18:00:00', endTime: '08:00:00' })],
    ['no length', told({ startTime: '08:00:00', endTime: '08:00:00' })],
    ['an hour that is none', told({ startTime: '25:00:00' })],
  ])('%s', (_what, hours) => {
    expect(readWorkingHours(hours)).toBeNull();
  });
});
