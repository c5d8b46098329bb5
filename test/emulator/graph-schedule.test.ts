import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import {
  asApp,
  ask,
  awa,
  lucie,
  marc,
  paris,
  paul,
  programme,
  seed,
  startAnew,
} from './graph-world.ts';

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startAnew();
});
afterAll(() => emulator.close());

const path = `/v1.0/users/${programme}/calendar/getSchedule`;
const morning = {
  startTime: paris('2026-05-05T09:00:00'),
  endTime: paris('2026-05-05T12:00:00'),
  availabilityViewInterval: 30,
};
const look = (schedules: string[], change: object = {}) =>
  asApp(emulator, 'POST', path, { schedules, ...morning, ...change });
const occupy = (mail: string, from: string, to: string, change: object = {}) =>
  ask(emulator, 'POST', `/_emulator/calendar/${mail}`, {
    subject: 'Rendez-vous',
    start: paris(`2026-05-05T${from}:00`),
    end: paris(`2026-05-05T${to}:00`),
    ...change,
  });

describe('free and busy times', () => {
  test('each kind of event has its digit, and a free one does not count', async () => {
    await occupy(awa.mail, '09:00', '09:30', { showAs: 'tentative' });
    await occupy(awa.mail, '09:30', '10:00', { showAs: 'busy', sensitivity: 'private' });
    await occupy(awa.mail, '10:00', '10:30', { showAs: 'oof' });
    await occupy(awa.mail, '10:30', '11:00', { showAs: 'workingElsewhere' });
    await occupy(awa.mail, '11:00', '11:30', { showAs: 'free' });

    const [schedule] = (await look([awa.mail])).body.value;

    expect(schedule.availabilityView).toBe('123400');
    expect(schedule.scheduleItems).toHaveLength(4);
    expect(schedule.scheduleItems[0].subject).toBe('Rendez-vous');
    expect(schedule.scheduleItems[1]).toMatchObject({ isPrivate: true, status: 'busy' });
    expect(schedule.scheduleItems[1].subject).toBeUndefined();
    expect(schedule.workingHours.timeZone.name).toBe('Romance Standard Time');
  });

  test('an invitation holds its time until it is cancelled', async () => {
    const made = await asApp(emulator, 'POST', `/v1.0/users/${programme}/events`, {
      subject: 'Rencontre',
      start: paris('2026-05-05T10:00:00'),
      end: paris('2026-05-05T11:00:00'),
      attendees: [{ emailAddress: { address: marc.mail } }],
    });
    const view = async () => (await look([marc.mail])).body.value[0].availabilityView;

    expect(await view()).toBe('001100');
    await asApp(emulator, 'DELETE', `/v1.0/users/${programme}/events/${made.body.id}`);
    expect(await view()).toBe('000000');
  });

  test('an organisation that shares tells times and no words; any other is not resolved', async () => {
    await occupy(paul.mail, '09:00', '10:00');

    const [shared, unknown, stranger] = (
      await look([paul.mail, lucie.mail, 'nobody@nowhere.example'])
    ).body.value;

    expect(shared.availabilityView).toBe('220000');
    expect(shared.scheduleItems[0].subject).toBeUndefined();
    expect(unknown.error.responseCode).toBe('5009');
    expect(unknown.availabilityView).toBe('');
    expect(stranger.error.responseCode).toBe('5009');
  });
});

test('working hours are those each person has set, and Outlook’s own otherwise', async () => {
  const workingHours = { daysOfWeek: ['monday', 'tuesday'], startTime: '08:30' };
  const people = seed.people.map((one) =>
    one.mail === marc.mail ? { ...one, workingHours } : one,
  );
  const other = await startAnew({ seed: { ...seed, people } });

  const reply = await asApp(other, 'POST', path, { schedules: [marc.mail, awa.mail], ...morning });

  const timeZone = { name: 'Romance Standard Time' };
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];
  const [startTime, endTime] = ['08:00:00.0000000', '18:00:00.0000000'];
  expect(reply.body.value[0].workingHours).toEqual({
    daysOfWeek: ['monday', 'tuesday'],
    startTime: '08:30:00.0000000',
    endTime,
    timeZone,
  });
  expect(reply.body.value[1].workingHours).toEqual({
    daysOfWeek: days,
    startTime,
    endTime,
    timeZone,
  });
  await other.close();
});

describe('limits', () => {
  const people = (count: number) => Array.from({ length: count }, () => awa.mail);
  const until = (dateTime: string) => ({ endTime: paris(dateTime) });

  test.each([
    ['20 people', people(20), {}, 200],
    ['21 people', people(21), {}, 400],
    ['nobody', [], {}, 400],
    ['a slot of 4 minutes', [awa.mail], { availabilityViewInterval: 4 }, 400],
    ['a slot of 5 minutes', [awa.mail], { availabilityViewInterval: 5 }, 200],
    ['a slot of 1440 minutes', [awa.mail], { availabilityViewInterval: 1_440 }, 200],
    ['a slot of 1441 minutes', [awa.mail], { availabilityViewInterval: 1_441 }, 400],
    ['a minute below 62 days', [awa.mail], until('2026-07-06T08:59:00'), 200],
    ['62 days', [awa.mail], until('2026-07-06T09:00:00'), 400],
    ['an end before the start', [awa.mail], until('2026-05-05T08:59:00'), 400],
  ])('%s', async (_what, schedules, change, status) => {
    expect((await look(schedules, change)).status).toBe(status);
  });

  test('no other mailbox may be asked in the name of', async () => {
    const other = `/v1.0/users/${awa.mail}/calendar/getSchedule`;

    const reply = await asApp(emulator, 'POST', other, { schedules: [awa.mail], ...morning });

    expect(reply.body.error).toMatchObject({
      code: 'ErrorAccessDenied',
      message: 'Access to OData is disabled.',
    });
  });
});
