import { beforeEach, describe, expect, test } from 'vitest';
import type { DayEvent } from '../../src/db/day-events.ts';
import type { DayKind } from '../../src/domain/people.ts';
import { hour, minute } from '../../src/domain/time.ts';
import { followDay } from '../../src/usecases/follow-day.ts';
import { planDays } from '../../src/usecases/plan-days.ts';
import {
  growTo,
  importDays,
  putOff,
  settleDays,
  standingDays,
  written,
} from '../support/collective-days.ts';
import { aCohort, awa, paris, slot } from '../support/people.ts';
import { aWorld } from '../support/world.ts';

const world = aWorld();

const midterm = paris('2026-10-08', '14:00');
const eventsOf = (kind: DayKind = 'midterm') => world.db.read.dayEvents.latest(aCohort.id, kind);
const dayOf = (kind: DayKind = 'midterm') => world.db.read.dayEvents.day(aCohort.id, kind);

async function part(number = 1, kind: DayKind = 'midterm'): Promise<DayEvent & { id: string }> {
  const event = (await eventsOf(kind)).find((one) => one.part === number);
  if (!event?.graphId) throw new Error('no such part');
  return { ...event, id: event.graphId };
}

/** What the sweep does: what was known, then what stands. */
async function sweep(...known: DayEvent[]): Promise<void> {
  const events = known.length > 0 ? known : await world.db.read.dayEvents.watched(world.clock.now);
  const states = await world.calendar.read(events.map(({ graphId }) => graphId ?? ''));
  for (const event of events) {
    await followDay(world.deps, event, states.get(event.graphId ?? '') ?? 'gone');
  }
  await settleDays(world);
}

const starts = () =>
  standingDays(world)
    .filter(([subject]) => subject === 'Mid-term')
    .map(([, start]) => start);

beforeEach(() => importDays(world));

describe('the sweep looks at', () => {
  test('what stands, up to the evening of its day', async () => {
    const watched = async (now: number) =>
      (await world.db.read.dayEvents.watched(now)).map(({ kind }) => kind);

    expect(await watched(world.clock.now)).toEqual(['closing', 'midterm']);
    expect(await watched(midterm + 9 * hour)).toEqual(['closing', 'midterm']);
    expect(await watched(midterm + 48 * hour)).toEqual(['closing']);
  });
});

describe('the organiser moves a day in Outlook', () => {
  test('to another date: the cohort’s day follows, at the hours it was given', async () => {
    world.calendar.drag((await part()).id, slot('2026-10-15', '09:00', 90));
    world.calendar.calls.length = 0;
    await sweep();

    expect(await dayOf()).toMatchObject({
      day: '2026-10-15',
      hours: { from: '09:00', to: '10:30' },
    });
    expect(await dayOf('closing')).toMatchObject({ day: '2027-03-25' });
    expect(written(world)).toEqual(['read']);
  });

  test('by half an hour: only the hours follow', async () => {
    world.calendar.drag((await part()).id, slot('2026-10-08', '14:30', 120));
    await sweep();

    expect(await dayOf()).toMatchObject({
      day: '2026-10-08',
      hours: { from: '14:30', to: '16:30' },
    });
  });

  test('and the other parts are moved with it', async () => {
    await growTo(world, 501);
    await importDays(world);
    world.calendar.drag((await part(2)).id, slot('2026-10-15', '14:00', 120));
    await sweep();

    const moved = paris('2026-10-15', '14:00');
    expect(starts()).toEqual([moved, moved]);
    world.calendar.calls.length = 0;
    await sweep();
    expect(written(world)).toEqual(['read']);
  });

  test('and a later import of the old file moves it back', async () => {
    world.calendar.drag((await part()).id, slot('2026-10-15', '14:00', 120));
    await sweep();
    await putOff(world, 'midterm', '2026-10-08');
    await importDays(world);

    expect(starts()).toEqual([midterm]);
  });

  test('past the closing day: told, and not followed', async () => {
    world.calendar.drag((await part()).id, slot('2027-04-01', '14:00', 120));
    await sweep();
    await sweep();

    expect(await dayOf()).toMatchObject({ day: '2026-10-08' });
    expect(world.lines.filter(({ event }) => event === 'day.out-of-order')).toHaveLength(1);
  });

  test('over night: to the end of its first day, and nothing fights for the rest', async () => {
    const start = paris('2026-10-15', '14:00');
    world.calendar.drag((await part()).id, { start, end: start + 20 * hour });
    world.calendar.calls.length = 0;
    await sweep();

    expect(await dayOf()).toMatchObject({
      day: '2026-10-15',
      hours: { from: '14:00', to: '23:59' },
    });
    expect(written(world)).toEqual(['read']);
  });
});

describe('what is no move is not followed', () => {
  test('an answer', async () => {
    world.calendar.answer(awa.mail, 'declined');
    const effects = (await world.db.read.effects.byKeyPrefix('day:')).length;
    await sweep();

    expect(await world.db.read.effects.byKeyPrefix('day:')).toHaveLength(effects);
    const states = await world.calendar.read([(await part()).id]);
    const [state] = states.values();
    expect(state === 'gone' ? null : state?.changeKey).toBe((await part()).changeKey);
  });

  test('what was read before the product moved the event itself', async () => {
    const known = await part();
    const old = (await world.calendar.read([known.id])).get(known.id) ?? 'gone';
    await putOff(world, 'midterm', '2026-10-15');
    await importDays(world);
    const stale = old === 'gone' ? old : { ...old, changeKey: 'another' };
    await followDay(world.deps, known, stale);

    expect(await dayOf()).toMatchObject({ day: '2026-10-15' });
  });

  test('a move in Outlook while an import’s own is waiting: the import’s word is newer', async () => {
    const known = await part();
    world.calendar.drag(known.id, slot('2026-10-20', '14:00', 120));
    await putOff(world, 'midterm', '2026-10-15');
    await world.db.tx((t) => planDays(world.deps, t, aCohort.id, 'import'));
    await sweep(known);

    expect(await dayOf()).toMatchObject({ day: '2026-10-15' });
    expect(starts()).toEqual([paris('2026-10-15', '14:00')]);
  });
});

describe('one part is deleted in Outlook', () => {
  test('it is known to be gone, told once, and not made again', async () => {
    world.calendar.take((await part()).id);
    await sweep();
    world.clock.now += 15 * minute;
    await sweep();

    expect(await eventsOf()).toMatchObject([{ state: 'gone', incarnation: 1 }]);
    expect(starts()).toEqual([]);
    expect(world.lines.filter(({ event }) => event === 'day.called-off')).toEqual([
      {
        ...{ event: 'day.called-off', cohort: aCohort.id, kind: 'midterm' },
        ...{ part: 1, incarnation: 1 },
      },
    ]);
  });

  test('while the other one is moved: the one follows, the other stays gone', async () => {
    await growTo(world, 501);
    await importDays(world);
    const known = [await part(1), await part(2)];
    world.calendar.drag(known[0]?.id ?? '', slot('2026-10-15', '14:00', 120));
    world.calendar.take(known[1]?.id ?? '');
    await sweep(...known);

    expect(starts()).toEqual([paris('2026-10-15', '14:00')]);
    expect(await eventsOf()).toMatchObject([{ state: 'there' }, { state: 'gone' }]);
  });

  test('and comes back when an import asks', async () => {
    world.calendar.take((await part()).id);
    await sweep();
    await importDays(world);

    expect(starts()).toEqual([midterm]);
    expect(await eventsOf()).toMatchObject([{ state: 'there', incarnation: 2 }]);
  });
});
