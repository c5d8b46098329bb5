import { describe, expect, test } from 'vitest';
import { readSlot } from '../../src/domain/slot-text.ts';
import { day, hour, overlaps } from '../../src/domain/time.ts';
import { bookable, findSlots } from '../../src/usecases/find-slots.ts';
import { awa, ines, marc, p01, paris, slot, thursday } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld, booked, ledger, meetingsOf } from '../support/world.ts';

const world = aWorld();

const wish = { pair: p01.id, mode: 'video', minutes: 60, place: 'neutral' } as const;
const find = (by = awa, more: { meeting?: string } = {}) =>
  findSlots(world.deps, { person: by.id }, { ...wish, ...more });

async function slotsOf(found: Awaited<ReturnType<typeof find>>) {
  if ('refused' in found) throw new Error(found.refused);
  return found.slots.flatMap((text) => {
    const read = readSlot(text, 'UTC', 60);
    return 'slot' in read ? [read.slot] : [];
  });
}

test('five times, on five days, a day’s notice away; nothing is kept', async () => {
  const found = await find();

  expect(found).toMatchObject({ kind: 'slots', mode: 'video', place: null, unread: [] });
  const starts = (await slotsOf(found)).map(({ start }) => start);
  expect(starts[0]).toBe(paris('2026-04-22', '10:00'));
  expect(starts).toHaveLength(5);
  expect(await meetingsOf(world)).toEqual([]);
  expect(await ledger(world)).toEqual([]);
});

test('none falls on what either has, nor on the pair’s other meetings', async () => {
  world.calendar.readable.set(awa.mail, [slot('2026-04-22', '09:00', 540)]);
  world.calendar.readable.set(marc.mail, [slot('2026-04-24', '09:00', 540)]);
  await booked(world);

  const slots = await slotsOf(await find());

  const taken = [slot('2026-04-22', '09:00', 540), slot('2026-04-24', '09:00', 540), thursday];
  expect(slots.filter((one) => taken.some((other) => overlaps(one, other)))).toEqual([]);
});

test('whose calendar could not be read is said, and the pair’s own meetings still count', async () => {
  world.calendar.readable.delete(marc.mail);
  await world.db.tx(async (t) => t.pairs.lock(p01.id));
  const found = await find();
  expect(found).toMatchObject({ unread: [marc.id] });

  world.calendar.readable.clear();
  expect(await find()).toMatchObject({ unread: [awa.id, marc.id] });
});

test('the hour of the meeting that is moved is free for it', async () => {
  for (const { mail } of [awa, marc]) {
    world.calendar.readable.set(mail, [slot('2026-04-22', '09:00', 540)]);
  }
  const meeting = await booked(world, { slots: [slot('2026-04-23', '14:30')] });
  await world.settle();

  const first = async (more = {}) => (await slotsOf(await find(awa, more)))[0]?.start;

  expect(await first({ meeting })).toBe(paris('2026-04-23', '10:00'));
  world.calendar.readable.set(marc.mail, [
    slot('2026-04-22', '09:00', 540),
    slot('2026-04-23', '09:00', 210),
  ]);
  expect(await first({ meeting })).toBe(paris('2026-04-23', '14:30'));
  expect(await first()).not.toBe(paris('2026-04-23', '14:30'));
});

test('two full calendars have no time in common', async () => {
  world.calendar.readable.set(marc.mail, [
    { start: world.clock.now, end: world.clock.now + 40 * day },
  ]);

  expect(await find()).toEqual({ refused: 'no-slot' });
});

test('a calendar service that does not answer is told as such', async () => {
  world.calendar.fail('busy', fault(504));

  expect(await find()).toEqual({ refused: 'try-again' });
});

test('after the closing day there is nothing to book', async () => {
  world.clock.now = paris('2027-03-25', '10:00');

  expect(await find()).toEqual({ refused: 'outside-programme' });
});

test('somebody of another pair finds nothing', async () => {
  expect(await find(ines)).toEqual({ refused: 'not-found' });
});

describe('what may be booked', () => {
  test('begins at the launch, however early one asks', () => {
    const early = paris('2026-04-01', '09:00');

    expect(bookable(p01, early)).toEqual({
      start: paris('2026-04-14', '00:00'),
      end: early + 28 * day,
    });
  });

  test('ends with the closing day, however late one asks', () => {
    const late = paris('2027-03-20', '09:00');

    expect(bookable(p01, late)).toEqual({
      start: late + 24 * hour,
      end: Date.parse('2027-03-25T23:59:00+01:00'),
    });
  });
});
