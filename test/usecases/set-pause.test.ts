import { beforeEach, describe, expect, test } from 'vitest';
import { proposePause } from '../../src/usecases/propose-pause.ts';
import { setPause } from '../../src/usecases/set-pause.ts';
import { alertsOf, joins, opened, paul, redrawn, stopping } from '../support/alerts.ts';
import { awa, ines, marc, nadia, p01, rose } from '../support/people.ts';
import { aWorld, cardsTo, hasBot } from '../support/world.ts';

const world = aWorld();

const until = '2026-05-19';
const set = (alert: string, day = until, by: { id: string } = rose) =>
  setPause(world.deps, { person: by.id }, { alert, until: day });
const pauses = () => world.db.read.pauses.ofPair(p01.id);

beforeEach(() => hasBot(world, rose, awa, marc));

describe('a pause set by the referent', () => {
  test('holds at once for both, who hear the same of it', async () => {
    await set(await opened(world));
    await world.settle();

    expect(await pauses()).toMatchObject([
      { state: 'agreed', from: '2026-04-21', until, proposedBy: rose.id, agreedBy: null },
    ]);
    const told = [awa, marc].map((who) => cardsTo(world, who).map(({ model }) => model));
    expect(told[0]).toMatchObject([{ kind: 'pause', byReferent: true, state: 'agreed', until }]);
    expect(told[1]).toMatchObject([{ kind: 'pause', byReferent: true, state: 'agreed', until }]);
  });

  test('closes the alert of their silence, in place', async () => {
    const alert = await opened(world);
    await world.settle();
    await set(alert);
    await world.settle();

    expect(redrawn(world, 'activity-1')).toMatchObject({ outcome: 'paused', seenBy: rose.name });
  });

  test('set from another alert leaves that one open, and offers no second pause', async () => {
    await opened(world);
    const call = await opened(world, 'unreachable');
    await world.settle();
    await set(call);

    const outcomes = (await alertsOf(world)).map(({ cause, outcome }) => [cause, outcome]);
    expect(outcomes.toSorted()).toEqual([
      ['inactive', 'paused'],
      ['unreachable', null],
    ]);
    expect(await set(call, '2026-06-02')).toEqual({ refused: 'pause-stands' });
  });

  test('pressed twice is one pause', async () => {
    const alert = await opened(world);
    const [first, again] = [await set(alert), await set(alert)];

    expect(again).toEqual(first);
    expect(await pauses()).toHaveLength(1);
  });

  test('takes the place of one that waits for an answer', async () => {
    await proposePause(world.deps, { person: awa.id }, { pair: p01.id, until: '2026-05-05' });
    world.clock.now += 60_000;
    await set(await opened(world));

    expect((await pauses()).map(({ state }) => state).toSorted()).toEqual(['agreed', 'withdrawn']);
  });
});

test.each([
  ['2026-04-21', 'pause-in-past'],
  ['2025-04-21', 'pause-in-past'],
  ['2036-04-21', 'pause-too-long'],
  ['2026-02-30', 'no-such-day'],
  ['soon', 'wrong-values'],
])('a pause until %s: %s', async (day, refused) => {
  expect(await set(await opened(world), day)).toEqual({ refused });
  expect(await pauses()).toEqual([]);
});

test('a pair of whom one has asked to stop is not paused', async () => {
  expect(await set(await stopping(world))).toEqual({ refused: 'pair-stopping' });
});

test('for whoever does not answer for the pair there is no such alert', async () => {
  await joins(world, paul, 'coach');
  const alert = await opened(world);

  for (const who of [awa, marc, ines, nadia, paul]) {
    expect(await set(alert, until, who)).toEqual({ refused: 'not-found' });
  }
});
