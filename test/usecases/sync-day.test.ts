import { describe, expect, test } from 'vitest';
import { dayEventId } from '../../src/domain/meeting-ids.ts';
import { planDays } from '../../src/usecases/plan-days.ts';
import { syncDay } from '../../src/usecases/sync-day.ts';
import {
  dayDeps,
  growTo,
  importDays,
  putOff,
  settleDays,
  standingDays,
  written,
} from '../support/collective-days.ts';
import { aCohort, everyone, nowhere, paris } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();

const midterm = paris('2026-10-08', '14:00');
const later = paris('2026-10-15', '14:00');
const part = { cohort: aCohort.id, kind: 'midterm', part: 1, asker: 'import' };
const sync = (change: object = {}) => syncDay(dayDeps(world), { ...part, ...change });
const plan = () => world.db.tx((t) => planDays(world.deps, t, aCohort.id, 'import'));
const theEvent = async () => (await world.db.read.dayEvents.latest(aCohort.id, 'midterm'))[0];
const starts = () =>
  standingDays(world)
    .filter(([subject]) => subject === 'Mid-term')
    .map(([, start]) => start);
/** The next try of what went wrong. */
async function tryAgain() {
  world.clock.now += 60_000;
  await settleDays(world);
}

describe('the event', () => {
  test('is neutral, hides who is invited, and has a video link when it is remote', async () => {
    await importDays(world);

    const [draft] = world.calendar.events
      .map((event) => event.draft)
      .filter(({ subject }) => subject === 'Mid-term');
    expect(draft).toEqual({
      transactionId: dayEventId(aCohort.id, 'midterm', 1, 1),
      subject: 'Mid-term',
      startsAt: midterm,
      endsAt: paris('2026-10-08', '16:00'),
      location: null,
      video: true,
      attendees: everyone
        .map(({ mail, name }) => ({ mail, name }))
        .sort((a, b) => (a.mail < b.mail ? -1 : 1)),
      hideAttendees: true,
    });
    const closing = world.calendar.events.find(({ draft: one }) => one.subject === 'Closing');
    expect(closing?.draft).toMatchObject({ video: false, hideAttendees: true });
  });

  test('written again and again is one event', async () => {
    await importDays(world);

    expect(await sync()).toEqual({ dropped: 'up to date' });
    expect(world.calendar.made()).toBe(2);
  });

  test('is not made for a part that nobody asked for, nor for a cohort that is not there', async () => {
    expect(await sync()).toEqual({ dropped: 'nothing stands' });
    expect(await sync({ cohort: nowhere })).toEqual({ dropped: 'nothing stands' });
    await expect(sync({ kind: 'picnic' })).rejects.toThrow();
  });

  test('is not made any more once the day has begun', async () => {
    await plan();
    world.clock.now = midterm;

    expect(await sync()).toEqual({ dropped: 'begun' });
  });

  test('without a video link is told, by ids', async () => {
    await plan();
    const create = world.calendar.create;
    const linkless = {
      ...dayDeps(world),
      calendar: {
        ...world.deps.calendar,
        create: async (draft: Parameters<typeof create>[0]) => create({ ...draft, video: false }),
      },
    };
    await syncDay(linkless, part);

    expect(world.lines).toContainEqual({
      ...{ event: 'day.no-link', cohort: aCohort.id },
      ...{ kind: 'midterm', part: 1 },
    });
  });
});

describe('what changes alone is sent', () => {
  /** What the calendar is asked to change when the part is brought up to date. */
  async function askedToMove(): Promise<object[]> {
    const asked: object[] = [];
    const deps = dayDeps(world);
    const calendar = {
      ...deps.calendar,
      move: (id: string, to: Parameters<typeof deps.calendar.move>[1]) => {
        asked.push(to);
        return world.calendar.move(id, to);
      },
    };
    await syncDay({ ...deps, calendar }, part);
    return asked;
  }

  test('a new date leaves the invitations as they are', async () => {
    await importDays(world);
    await putOff(world, 'midterm', '2026-10-15');

    expect(await askedToMove()).toEqual([
      { time: { start: later, end: paris('2026-10-15', '16:00') }, location: null },
    ]);
  });

  test('a newcomer is told alone: nothing is said of the time', async () => {
    await importDays(world);
    await growTo(world, 7);
    await plan();

    expect(await askedToMove()).toEqual([{ location: null, attendees: expect.any(Array) }]);
  });

  test('a newcomer comes with everybody of the part', async () => {
    await importDays(world);
    await growTo(world, 7);
    await importDays(world);

    expect(standingDays(world).map(([, , count]) => count)).toEqual([7, 7]);
  });
});

describe('a lost reply', () => {
  test('to the creation ends with one event', async () => {
    world.calendar.fail('create', fault(undefined, 'dropped'), 'after');
    await importDays(world);
    await tryAgain();

    expect(starts()).toEqual([midterm]);
    expect(world.calendar.made()).toBe(2);
  });

  test('to the creation, then another date before the next try, ends with one at the new date', async () => {
    world.calendar.fail('create', fault(504), 'after');
    await importDays(world);
    await putOff(world, 'midterm', '2026-10-15');
    await plan();
    await tryAgain();

    expect(starts()).toEqual([later]);
    expect(world.calendar.made()).toBe(2);
  });

  test('to the creation, then no such day any more, leaves no event', async () => {
    world.calendar.fail('create', fault(504), 'after');
    await importDays(world);
    await world.db.opened.sql.deleteFrom('cohort_day').where('kind', '=', 'midterm').execute();
    await plan();
    await tryAgain();

    expect(starts()).toEqual([]);
    expect(await theEvent()).toMatchObject({ state: 'gone' });
  });

  test('to a move ends at the new date', async () => {
    await importDays(world);
    world.calendar.fail('move', fault(undefined, 'dropped'), 'after');
    await putOff(world, 'midterm', '2026-10-15');
    await importDays(world);
    await tryAgain();

    expect(starts()).toEqual([later]);
  });

  test('to a cancellation ends with no event', async () => {
    await importDays(world);
    world.calendar.fail('cancel', fault(503), 'after');
    await world.db.opened.sql.deleteFrom('cohort_day').where('kind', '=', 'midterm').execute();
    await importDays(world);
    await tryAgain();

    expect(starts()).toEqual([]);
  });
});

describe('an event that is gone when it is to be moved', () => {
  const gone = async () => {
    await importDays(world);
    world.calendar.take((await theEvent())?.graphId ?? '');
    await putOff(world, 'midterm', '2026-10-15');
  };

  test('is made anew when an import asks', async () => {
    await gone();
    await importDays(world);

    expect(starts()).toEqual([later]);
    expect(await theEvent()).toMatchObject({ incarnation: 2, state: 'there' });
  });

  test('stays gone, and is told, when the move came from Outlook', async () => {
    await gone();
    const outcome = await sync({ asker: 'outlook' });
    await world.db.tx(async (t) => {
      if ('save' in outcome) await outcome.save?.(t);
    });

    expect(starts()).toEqual([]);
    expect(await theEvent()).toMatchObject({ incarnation: 1, state: 'gone' });
    expect(world.lines.map(({ event }) => event)).toContain('day.called-off');
  });
});

test('an import’s wish that finds the part just taken away brings it back', async () => {
  await importDays(world);
  const event = await theEvent();
  if (!event) throw new Error('no event');
  world.calendar.take(event.graphId ?? '');
  await world.db.tx((t) => t.dayEvents.save({ ...event, state: 'gone' }));
  world.calendar.calls.length = 0;

  await sync({ asker: 'outlook' });
  expect(written(world)).toEqual([]);
  await sync();
  expect(starts()).toEqual([midterm]);
});
