import { expect, test } from 'vitest';
import { acceptMeeting } from '../../src/usecases/answer-meeting.ts';
import { askHeld } from '../../src/usecases/ask-held.ts';
import { cancelMeeting } from '../../src/usecases/cancel-meeting.ts';
import { sayHeld } from '../../src/usecases/record-meeting.ts';
import { awa, friday, marc, paris, slot, thursday } from '../support/people.ts';
import { aWorld, booked, mailsTo, theMeeting } from '../support/world.ts';

const world = aWorld();

const asked = (person = awa) => mailsTo(world, person).filter(({ kind }) => kind === 'held').length;

test('both are asked once the meeting has ended, and not a moment before', async () => {
  await booked(world);
  world.clock.now = thursday.end - 1;
  await askHeld(world.deps);
  await world.settle();
  expect([asked(awa), asked(marc)]).toEqual([0, 0]);

  world.clock.now = thursday.end;
  await askHeld(world.deps);
  await world.settle();
  expect([asked(awa), asked(marc)]).toEqual([1, 1]);
});

test('asking twice, or on two machines at once, asks once', async () => {
  await booked(world);
  world.clock.now = thursday.end;

  await Promise.all([askHeld(world.deps), askHeld(world.deps)]);
  await askHeld(world.deps);
  await world.settle();

  expect([asked(awa), asked(marc)]).toEqual([1, 1]);
});

test('a meeting that ends with the working day is asked about the next working morning', async () => {
  await booked(world, { slots: [slot('2026-04-24', '17:00')] });
  world.clock.now = paris('2026-04-24', '18:00');
  await askHeld(world.deps);

  await world.settle(paris('2026-04-27', '08:59'));
  expect(asked()).toBe(0);

  await world.settle(paris('2026-04-27', '09:00'));
  expect(asked()).toBe(1);
});

test('each is asked in their own working hours', async () => {
  const there = { time_zone: 'Indian/Reunion', departement: '974' };
  await world.db.opened.sql.updateTable('person').set(there).where('id', '=', marc.id).execute();
  await booked(world, { slots: [slot('2026-04-23', '15:00')] });
  world.clock.now = paris('2026-04-23', '16:00');

  await askHeld(world.deps);
  await world.settle();

  expect([asked(awa), asked(marc)]).toEqual([1, 0]);
  await world.settle(paris('2026-04-24', '07:00'));
  expect(asked(marc)).toBe(1);
});

test('nobody is asked about a meeting that was cancelled, or said to be held already', async () => {
  const cancelled = await booked(world);
  await cancelMeeting(world.deps, { person: awa.id }, { meeting: cancelled });
  const held = await booked(world, { slots: [friday] });
  world.clock.now = friday.start;
  await sayHeld(world.deps, { person: awa.id }, { meeting: held, themes: ['skills'] });
  world.clock.now = friday.end;

  await askHeld(world.deps);
  await world.settle();

  expect([asked(awa), asked(marc)]).toEqual([0, 0]);
});

test('an answer given before the mail leaves makes it needless', async () => {
  const meeting = await booked(world, { slots: [slot('2026-04-24', '17:00')] });
  world.clock.now = paris('2026-04-24', '18:00');
  await askHeld(world.deps);
  await sayHeld(world.deps, { person: awa.id }, { meeting, themes: ['skills'] });

  await world.settle(paris('2026-04-28', '09:00'));

  expect([asked(awa), asked(marc)]).toEqual([0, 0]);
});

test('a meeting put at a later time after it was asked about is asked about again', async () => {
  const meeting = await booked(world);
  world.calendar.readable.delete(marc.mail);
  await booked(world, { meeting, slots: [friday] });
  world.clock.now = thursday.end;
  await askHeld(world.deps);
  await world.settle();
  await acceptMeeting(world.deps, { person: marc.id }, { meeting, slot: friday });

  world.clock.now = friday.end;
  await askHeld(world.deps);
  await world.settle();

  expect((await theMeeting(world, meeting)).askedAt).toBe(friday.end);
  expect([asked(awa), asked(marc)]).toEqual([2, 2]);
});
