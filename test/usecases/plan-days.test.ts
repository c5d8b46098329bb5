import { beforeEach, describe, expect, test } from 'vitest';
import { planDays } from '../../src/usecases/plan-days.ts';
import {
  closes,
  growTo,
  importDays,
  putOff,
  settleDays,
  standingDays,
  written,
} from '../support/collective-days.ts';
import { aCohort, awa, ines, karim, marc, nadia, p02, paris, rose } from '../support/people.ts';
import { aWorld, decides } from '../support/world.ts';

const world = aWorld();

const midterm = paris('2026-10-08', '14:00');
const closing = paris('2027-03-25', '09:30');
const invited = (subject: string) =>
  world.calendar.events
    .filter(({ draft }) => draft.subject === subject)
    .map(({ draft }) => draft.attendees.map(({ mail }) => mail).sort());
const kinds = async () =>
  (await world.db.read.effects.byKeyPrefix('day:')).map(({ ids }) => `${ids.kind} ${ids.part}`);
const plan = (asker: 'import' | 'outlook' = 'import') =>
  world.db.tx((t) => planDays(world.deps, t, aCohort.id, asker));

describe('an import asks for the days that are still to come', () => {
  test('on the morning of the launch, for the two others', async () => {
    world.clock.now = paris('2026-04-14', '09:00');

    await importDays(world);

    expect(standingDays(world)).toEqual([
      ['Closing', closing, 6],
      ['Mid-term', midterm, 6],
    ]);
  });

  test('a day before the launch begins, for all three; a minute later, for two', async () => {
    world.clock.now = paris('2026-04-13', '09:31');
    await plan();
    expect(await kinds()).toEqual(['midterm 1', 'closing 1']);

    world.clock.now = paris('2026-04-13', '09:30');
    await plan();
    expect(await kinds()).toEqual(['midterm 1', 'closing 1', 'launch 1']);
  });

  test('at the hours the cohort has chosen', async () => {
    const { dayHours } = aCohort.settings;
    await decides(world, { dayHours: { ...dayHours, midterm: { from: '08:30', to: '09:30' } } });

    await importDays(world);

    expect(standingDays(world)).toContainEqual(['Mid-term', paris('2026-10-08', '08:30'), 6]);
  });
});

describe('everybody of the cohort is invited, once', () => {
  const all = [awa, marc, ines, karim, rose, nadia].map(({ mail }) => mail).sort();

  test('mentees and mentors of active pairs, coaches and pilot', async () => {
    await importDays(world);

    expect(invited('Mid-term')).toEqual([all]);
    expect(invited('Closing')).toEqual([all]);
  });

  test('even whoever mentors two people', async () => {
    await growTo(world, 8);

    await importDays(world);

    expect(invited('Mid-term')[0]?.filter((mail) => mail === marc.mail)).toHaveLength(1);
  });

  test('and nobody of a pair that is closed', async () => {
    await closes(world, p02.id);

    await importDays(world);

    expect(invited('Mid-term')).toEqual([[awa, marc, rose, nadia].map(({ mail }) => mail).sort()]);
  });
});

describe('an event holds 500 people', () => {
  test.each([
    [74, [74]],
    [499, [499]],
    [500, [500]],
    [501, [500, 1]],
    [1203, [500, 500, 203]],
  ])('a cohort of %i has events of %j', async (people, parts) => {
    await growTo(world, people);

    await importDays(world);

    const sizes = (subject: string) =>
      standingDays(world)
        .filter(([name]) => name === subject)
        .map(([, , count]) => count);
    expect(sizes('Mid-term')).toEqual(parts);
    expect(sizes('Closing')).toEqual(parts);
    expect(new Set(invited('Mid-term').flat()).size).toBe(people);
  });
});

describe('the same import again', () => {
  test('asks Microsoft 365 for nothing', async () => {
    await importDays(world);
    world.calendar.calls.length = 0;

    await importDays(world);

    expect(written(world)).toEqual([]);
    expect(world.calendar.made()).toBe(2);
  });

  test('asks for nothing more when the first one is still to be carried out', async () => {
    await plan();
    await plan();

    expect(await kinds()).toEqual(['midterm 1', 'closing 1']);
  });
});

describe('another date', () => {
  beforeEach(async () => {
    await growTo(world, 501);
    await importDays(world);
    world.calendar.calls.length = 0;
  });

  test('moves every part together, and makes no event', async () => {
    await putOff(world, 'midterm', '2026-10-15');
    await importDays(world);

    const moved = paris('2026-10-15', '14:00');
    expect(written(world)).toEqual(['move', 'move']);
    expect(standingDays(world)).toEqual([
      ['Closing', closing, 500],
      ['Closing', closing, 1],
      ['Mid-term', moved, 500],
      ['Mid-term', moved, 1],
    ]);
  });

  test('and back again moves them back', async () => {
    await putOff(world, 'midterm', '2026-10-15');
    await importDays(world);
    await putOff(world, 'midterm', '2026-10-08');
    await importDays(world);

    expect(written(world)).toEqual(['move', 'move', 'move', 'move']);
    expect(standingDays(world).map(([, start]) => start)).toEqual([
      ...[closing, closing],
      ...[midterm, midterm],
    ]);
  });

  test('and back again before anything was carried out asks for nothing', async () => {
    await putOff(world, 'midterm', '2026-10-15');
    await plan();
    await putOff(world, 'midterm', '2026-10-08');
    await plan();
    await settleDays(world);

    expect(written(world)).toEqual([]);
  });

  test('is followed however near it is: the invitation stands', async () => {
    world.clock.now = paris('2026-10-07', '10:00');
    await putOff(world, 'midterm', '2026-10-09');
    await importDays(world);

    expect(standingDays(world)).toContainEqual(['Mid-term', paris('2026-10-09', '14:00'), 500]);
  });

  test('that is past takes the event away, and a day that is over stays as it was', async () => {
    await putOff(world, 'midterm', '2026-04-16');
    await importDays(world);
    expect(standingDays(world).map(([name]) => name)).toEqual(['Closing', 'Closing']);

    world.clock.now = paris('2027-03-26', '09:00');
    world.calendar.calls.length = 0;
    await closes(world, p02.id);
    await importDays(world);
    expect(written(world)).toEqual([]);
  });
});

describe('people come and go', () => {
  test('a newcomer joins the part with room; the full one is not touched', async () => {
    await growTo(world, 501);
    await importDays(world);
    world.calendar.calls.length = 0;

    await growTo(world, 502);
    await importDays(world);

    expect(written(world)).toEqual(['move', 'move']);
    expect(standingDays(world).map(([, , count]) => count)).toEqual([500, 2, 500, 2]);
  });

  test('whoever leaves is taken off, and only their part is touched', async () => {
    await growTo(world, 501);
    await importDays(world);
    world.calendar.calls.length = 0;

    await closes(world, p02.id);
    await importDays(world);

    expect(invited('Mid-term').flat()).not.toContain(ines.mail);
    expect(standingDays(world).map(([, , count]) => count)).toEqual([498, 1, 498, 1]);
    expect(written(world)).toEqual(['move', 'move']);
  });

  test('a part that everybody left is called off', async () => {
    await growTo(world, 501);
    await importDays(world);
    const last = invited('Mid-term').find((mails) => mails.length === 1)?.[0] ?? '';
    const { id } = (await world.db.read.people.byMail(last)) ?? { id: '' };
    await world.db.opened.sql.deleteFrom('pair').where('mentee_id', '=', id).execute();

    await importDays(world);

    expect(standingDays(world).map(([, , count]) => count)).toEqual([500, 500]);
  });
});

describe('a part called off in Outlook', () => {
  beforeEach(async () => {
    await importDays(world);
    const [event] = await world.db.read.dayEvents.latest(aCohort.id, 'midterm');
    if (!event) throw new Error('no event');
    world.calendar.take(event.graphId ?? '');
    await world.db.tx((t) => t.dayEvents.save({ ...event, state: 'gone' }));
  });

  test('comes back, as a new event, when an import asks for the day again', async () => {
    await importDays(world);

    expect(standingDays(world)).toContainEqual(['Mid-term', midterm, 6]);
    expect(await world.db.read.dayEvents.latest(aCohort.id, 'midterm')).toMatchObject([
      { incarnation: 2, state: 'there' },
    ]);
  });

  test('stays gone when the rest of the day is moved there', async () => {
    await putOff(world, 'midterm', '2026-10-15');
    await plan('outlook');
    await settleDays(world);

    expect(standingDays(world).map(([name]) => name)).toEqual(['Closing']);
  });
});

test('a day the cohort no longer has is taken out of the calendars', async () => {
  await importDays(world);
  await world.db.opened.sql.deleteFrom('cohort_day').where('kind', '=', 'midterm').execute();

  await importDays(world);

  expect(standingDays(world)).toEqual([['Closing', closing, 6]]);
});

test('an effect that came to nothing is asked for again by the next import', async () => {
  await plan();
  await world.db.opened.sql.updateTable('effect').set({ state: 'failed' }).execute();

  await importDays(world);

  expect(standingDays(world)).toHaveLength(2);
});
