import { expect, test } from 'vitest';
import { blankCopy, blankSoon } from '../../src/usecases/blank-copy.ts';
import { sweepCalendar } from '../../src/usecases/follow-calendar.ts';
import { sweepJob } from '../../src/usecases/keep-subscription.ts';
import { registerAppointment } from '../../src/usecases/register-appointment.ts';
import { invite, rewrite } from '../support/invitations.ts';
import { awa, friday, marc, p01, thursday } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, ledger, theMeeting } from '../support/world.ts';

const world = aWorld();

/** Marc has registered Thursday at ten, and his invitation has just been seen. */
async function joined(): Promise<{ meeting: string; copy: string }> {
  const wish = { pair: p01.id, time: thursday, mode: 'video' as const, place: null };
  const done = await registerAppointment(world.deps, { person: marc.id }, wish);
  if (!('meeting' in done)) throw new Error('not registered');
  const copy = invite(world, marc.mail, [awa.mail], thursday);
  await sweepCalendar(world.deps);
  return { meeting: done.meeting, copy };
}

const standing = (copy: string) =>
  world.calendar.events.find(({ state }) => state.graphId === copy);
const known = async (meeting: string) => (await world.db.read.events.latest(meeting))?.changeKey;
const blanks = () => world.calendar.calls.filter((call) => call === 'blank').length;

test('a copy whose blanking had no answer is blanked again', async () => {
  const { meeting, copy } = await joined();
  world.calendar.fail('blank', fault(504), 'after');

  await world.settle(world.clock.now + 60_000);

  expect(blanks()).toBe(2);
  expect(standing(copy)?.words).toBe('');
  expect(await known(meeting)).toBe(standing(copy)?.state.changeKey);
});

test('one that is gone by then has nothing left to blank', async () => {
  const { copy } = await joined();
  world.calendar.take(copy);

  await world.settle();

  expect(await ledger(world, 'event')).toEqual(['event done']);
});

test('what changed at the same time is not lost: it is looked at again at once', async () => {
  const { meeting, copy } = await joined();
  const { now } = world.clock;
  await world.db.tx((t) => t.jobs.take(sweepJob, now, now + 900_000));
  rewrite(world, copy, { startsAt: friday.start, endsAt: friday.end });

  await world.settle();
  expect(await known(meeting)).not.toBe(standing(copy)?.state.changeKey);
  expect(await world.db.read.jobs.due(sweepJob)).toBe(now);

  await sweepCalendar(world.deps);
  await world.settle();
  expect((await theMeeting(world, meeting)).time).toEqual(friday);
  expect(standing(copy)?.words).toBe('');
  expect(await known(meeting)).toBe(standing(copy)?.state.changeKey);
});

test('while it waits, what is read says nothing; afterwards it does', async () => {
  const { meeting, copy } = await joined();
  rewrite(world, copy, { cancelled: true });

  await sweepCalendar(world.deps);
  expect((await theMeeting(world, meeting)).proposedBy).toBe(marc.id);

  await world.settle();
  await sweepCalendar(world.deps);
  expect((await theMeeting(world, meeting)).proposedBy).toBeNull();
});

test('the same version asks for it once', async () => {
  const { meeting } = await joined();
  const version = { meeting, changeKey: 'v7' };
  await world.db.tx((t) => blankSoon(world.deps, t, version));
  await world.db.tx((t) => blankSoon(world.deps, t, version));

  expect(await ledger(world, 'event')).toHaveLength(2);
});

test('without a copy there is nothing to do, and nothing is asked', async () => {
  expect(await blankCopy(world.deps, '00000009-0000-4000-8000-000000000009')).toEqual({
    dropped: 'no copy',
  });
  expect(world.calendar.calls).toEqual([]);
});
