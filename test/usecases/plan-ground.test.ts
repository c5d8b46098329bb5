import { expect, test } from 'vitest';
import { hour } from '../../src/domain/time.ts';
import {
  inputOf,
  planGround,
  plannable,
  plannedManner,
  yearInput,
} from '../../src/usecases/plan-ground.ts';
import { awa, friday, marc, p01, paris, slot } from '../support/people.ts';
import { plannedYear } from '../support/planned-year.ts';
import { aWorld, booked, proposed } from '../support/world.ts';

const world = aWorld();

const wish = { pair: p01.id, mode: 'video', place: null, minutes: 60 } as const;
async function ground(more: { after?: string | undefined } = {}) {
  const found = await planGround(world.deps, { person: awa.id }, { ...wish, ...more });
  if ('refused' in found) throw new Error(found.refused);
  return found;
}
const daysOf = ({ candidates }: { candidates: { start: number }[] }) =>
  candidates.map(({ start }) => new Date(start).toISOString().slice(0, 10));

test('a year may be planned from the notice to the closing day, not before the launch', () => {
  const now = paris('2026-04-21', '09:00');
  const closing = Date.parse('2027-03-25T00:00:00+01:00');
  expect(plannable(p01, now)).toEqual({ start: now + 24 * hour, end: closing });
  expect(plannable(p01, paris('2026-04-01', '09:00')).start).toBe(paris('2026-04-14', '00:00'));
});

test('one hour a day is looked at, none on the days the pair has something, nor on collective ones', async () => {
  await booked(world, { slots: [slot('2026-05-20', '10:00')] });
  await proposed(world, [friday, slot('2026-04-28', '10:00')]);

  const days = daysOf(await ground());

  expect(days).toContain('2026-05-19');
  for (const on of ['2026-05-20', '2026-04-24', '2026-04-28', '2026-10-08', '2026-05-01']) {
    expect(days).not.toContain(on);
  }
  expect(new Set(days).size).toBe(days.length);
});

test('the meetings planned anew make room for themselves, those before stay in the way', async () => {
  const { meetings } = await plannedYear(world);
  await world.settle();
  const [first, second, third] = meetings;
  const dayOf = (m: typeof first) => new Date(m?.time?.start ?? 0).toISOString().slice(0, 10);

  const found = await ground({ after: first?.id });

  expect(found.tail.map(({ id }) => id)).toEqual(meetings.slice(1).map(({ id }) => id));
  expect(found.since).toBe(dayOf(first));
  expect(found.from > dayOf(first)).toBe(true);
  expect(daysOf(found)).toEqual(expect.arrayContaining([dayOf(second), dayOf(third)]));
  expect(daysOf(found)).not.toContain(dayOf(first));
  expect(inputOf(found, found.tail).fixed).toEqual([dayOf(first)]);
  expect(inputOf(found, []).fixed).toHaveLength(6);
});

test('without calendars every meeting that stands, was held or is asked for counts', async () => {
  await booked(world);
  await proposed(world, [friday]);
  const meetings = await world.db.read.meetings.ofPair(p01.id);

  const input = yearInput(p01, meetings, world.clock.now);

  expect(input.fixed.toSorted()).toEqual(['2026-04-23', '2026-04-24']);
  expect(input).toMatchObject({ launch: '2026-04-14', from: '2026-04-22', today: '2026-04-21' });
  expect(input.until).toBe('2027-03-24');
});

test('the manner is that of the meeting named, else of what was planned, else none', async () => {
  expect(await plannedManner(world.db.read, p01.id, undefined)).toBeNull();
  const meeting = await booked(world, { mode: 'in-person', place: 'mentee' });
  expect(await plannedManner(world.db.read, p01.id, undefined)).toBeNull();
  expect(await plannedManner(world.db.read, p01.id, meeting)).toEqual({
    ...{ mode: 'in-person', place: 'mentee', minutes: 60 },
  });
  await plannedYear(world, marc, { minutes: 45 });
  expect(await plannedManner(world.db.read, p01.id, undefined)).toMatchObject({ minutes: 45 });
});
