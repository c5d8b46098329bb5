import { describe, expect, test } from 'vitest';
import type { Person } from '../../src/domain/people.ts';
import type { View } from '../../src/domain/view.ts';
import { readView } from '../../src/usecases/read-view.ts';
import { awa, ines, marc, nowhere, p01, paris, rose, slot } from '../support/people.ts';
import { aWorld, booked, proposed } from '../support/world.ts';

const world = aWorld();

type RhythmView = Extract<View, { kind: 'rhythm' }>;
const see = async (person: Person, change: Partial<RhythmView> = {}) =>
  (
    await readView(
      world.db.read,
      person.id,
      { kind: 'rhythm', pair: p01.id, ...change },
      world.clock.now,
    )
  )?.model;
const becomes = (state: 'stopping' | 'closed') =>
  world.db.opened.sql.updateTable('pair').set({ state }).where('id', '=', p01.id).execute();

test('either of the two sees how their pair stands, and nobody else', async () => {
  world.clock.now = paris('2026-05-05', '10:00');

  expect(await see(awa)).toMatchObject({ partner: marc.name, rhythm: { counted: 21 } });
  expect(await see(marc)).toMatchObject({ partner: awa.name, rhythm: { counted: 21 } });
  expect([await see(ines), await see(rose), await see(awa, { pair: nowhere })]).toEqual([
    ...[undefined, undefined, undefined],
  ]);
});

describe('one may', () => {
  const may = async () => {
    const model = await see(awa);
    return model?.kind === 'rhythm' ? model.may : undefined;
  };

  test('book, plan and agree on a pause while nothing stands', async () => {
    expect(await may()).toEqual({ book: true, plan: true, pause: true });
  });

  test('not book anew what stands or waits for an answer', async () => {
    await booked(world, { slot: slot('2026-04-30', '10:00') });
    expect(await may()).toMatchObject({ book: false, plan: true });
  });

  test('nor while times are proposed', async () => {
    await proposed(world, [slot('2026-04-30', '10:00')]);
    expect(await may()).toMatchObject({ book: false });
  });

  test('nothing once the year is over', async () => {
    world.clock.now = paris('2027-03-25', '08:00');
    expect(await may()).toEqual({ book: false, plan: false, pause: false });
  });
});

test('a stop that was asked for shows to neither of them here', async () => {
  world.clock.now = paris('2026-06-10', '10:00');
  const before = [await see(awa), await see(marc)];

  await becomes('stopping');

  expect([await see(awa), await see(marc)]).toEqual(before);
});

describe('a nudge that has not left yet', () => {
  const nudge = { rung: 'mentee', since: '2026-04-14' } as const;

  test('shows while it holds, in its reader’s working hours', async () => {
    world.clock.now = paris('2026-05-19', '09:00');
    expect(await see(awa, { nudge })).toMatchObject({ kind: 'rhythm', rhythm: { state: 'due' } });
    world.clock.now = paris('2026-05-19', '17:59');
    expect(await see(awa, { nudge })).toBeDefined();
  });

  test.each([
    ['the evening', '2026-05-19', '18:00'],
    ['the eve', '2026-05-18', '10:00'],
    ['a holiday', '2026-05-25', '10:00'],
    ['the day its next mark is passed', '2026-05-29', '10:00'],
  ])('does not show on %s', async (_when, day, time) => {
    world.clock.now = paris(day, time);
    expect(await see(awa, { nudge })).toBeUndefined();
  });

  test('nor once it is counted from another day, they have acted, or somebody asked to stop', async () => {
    world.clock.now = paris('2026-05-19', '09:00');
    expect(await see(awa, { nudge: { ...nudge, since: '2026-04-13' } })).toBeUndefined();
    await becomes('stopping');
    expect(await see(awa, { nudge })).toBeUndefined();
    await becomes('closed');
    expect(await see(awa, { nudge })).toBeUndefined();
  });
});
