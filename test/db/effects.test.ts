import { sql } from 'kysely';
import { describe, expect, inject, test } from 'vitest';
import type { Claim, NewEffect } from '../../src/db/effects.ts';
import { awa, tuesday } from '../support/people.ts';
import { aWorld, ledger } from '../support/world.ts';

const world = aWorld();

const effect = (key: string, change: Partial<NewEffect> = {}): NewEffect => ({
  ...{ key, kind: 'event', lane: key, ids: { meeting: 'm' } },
  ...{ due: tuesday, created: tuesday },
  ...change,
});
const add = (...all: NewEffect[]) =>
  world.db.tx(async (t) => {
    const added = [];
    for (const one of all) added.push(await t.effects.add(one));
    return added;
  });
const room = (most: number) => ({ chat: most, mailbox: most, list: most });
const claim = async (now = tuesday, most = 10): Promise<Claim[]> =>
  (await world.db.tx((t) => t.effects.claim(now, room(most)))).claims;
const settle = (held: Claim, state: 'done' | 'waiting' | 'unknown' = 'done', due?: number) =>
  world.db.tx((t) =>
    t.effects.settle(
      held,
      { state, outcome: null, ...(due === undefined ? {} : { due }) },
      tuesday,
    ),
  );
const keys = (claims: Claim[]) => claims.map(({ key }) => key).sort();
const open = async () => (await world.db.read.agenda.at(tuesday)).effects;
/** The holder has been gone for longer than its lease. */
const leasesEnd = () =>
  sql`update effect set lease_until = clock_timestamp() - interval '1 second'
      where state = 'running'`.execute(world.db.opened.sql);

describe('an effect', () => {
  test('of one key is written once, by two at once as well', async () => {
    const both = await Promise.all([add(effect('a')), add(effect('a'))]);

    expect(both.flat().sort()).toEqual([false, true]);
    expect(await ledger(world)).toEqual(['event waiting']);
  });

  test('is taken when it is due, and not a millisecond before', async () => {
    await add(effect('a'));

    expect(await claim(tuesday - 1)).toEqual([]);
    expect(await claim(tuesday)).toMatchObject([
      { key: 'a', tries: 1, fence: 1, abandoned: false, ids: { meeting: 'm' }, person: null },
    ]);
  });

  test('is taken by one of two who come at once, and not again while it is held', async () => {
    await add(effect('a'), effect('b'));

    const both = await Promise.all([claim(), claim()]);

    expect(keys(both.flat())).toEqual(['a', 'b']);
    expect(await claim()).toEqual([]);
  });

  test('is taken with no more than was asked for, the longest due first', async () => {
    await add(effect('a', { due: tuesday - 1 }), effect('b', { due: tuesday - 2 }), effect('c'));

    expect(keys(await claim(tuesday, 2))).toEqual(['a', 'b']);
    expect(keys(await claim(tuesday, 2))).toEqual(['c']);
  });

  test('belongs to a person, and goes with them', async () => {
    await add(effect('a', { person: awa.id }));
    expect(await claim()).toMatchObject([{ person: awa.id }]);
  });
});

describe('effects of one lane', () => {
  test('run in the order they were written, one after the other', async () => {
    await add(effect('a', { lane: 'x' }), effect('b', { lane: 'x' }), effect('c', { lane: 'y' }));

    const first = await claim();
    expect(keys(first)).toEqual(['a', 'c']);
    expect(await claim()).toEqual([]);
    for (const held of first) await settle(held);
    expect(keys(await claim())).toEqual(['b']);
  });

  test('wait for one that is to be tried again later', async () => {
    await add(effect('a', { lane: 'x' }), effect('b', { lane: 'x' }));
    const [first] = await claim();
    if (first) await settle(first, 'waiting', tuesday + 5000);

    expect(await claim()).toEqual([]);
    expect(keys(await claim(tuesday + 5000))).toEqual(['a']);
  });

  test('go on after one whose fate is unknown', async () => {
    await add(effect('a', { lane: 'x' }), effect('b', { lane: 'x' }));
    const [first] = await claim();
    if (first) await settle(first, 'unknown');

    expect(keys(await claim())).toEqual(['b']);
  });

  test('say how the last one of them stands', async () => {
    const lane = () => world.db.read.effects.lane('x');
    expect(await lane()).toBe('idle');
    await add(effect('a', { lane: 'x' }));
    expect(await lane()).toBe('waiting');
    const [held] = await claim();
    expect(await lane()).toBe('waiting');
    if (held) await settle(held);
    expect(await lane()).toBe('idle');
  });
});

describe('a holder that died', () => {
  test('loses its effect once its lease has ended, and whoever takes it knows', async () => {
    await add(effect('a'));
    await claim();
    expect(await claim()).toEqual([]);

    await leasesEnd();

    expect(await claim()).toMatchObject([{ key: 'a', tries: 2, fence: 2, abandoned: true }]);
  });

  test('and comes back cannot settle what another one holds', async () => {
    await add(effect('a'));
    const [zombie] = await claim();
    await leasesEnd();
    const [holder] = await claim();

    expect(zombie && (await settle(zombie, 'unknown'))).toBe(false);
    expect(holder && (await settle(holder))).toBe(true);
    expect(zombie && (await settle(zombie, 'unknown'))).toBe(false);
    expect(await ledger(world)).toEqual(['event done']);
  });

  test('frees everything at once, for one who is alone on the store', async () => {
    await add(effect('a'), effect('b'));
    await claim();

    await world.db.read.effects.freeLeases();

    expect(keys(await claim())).toEqual(['a', 'b']);
  });

  test('keeps its effect as long as it renews its lease, a zombie cannot', async () => {
    await add(effect('a'));
    const [zombie] = await claim();
    await leasesEnd();
    const [holder] = await claim();
    await leasesEnd();

    if (zombie) await world.db.read.effects.renew(zombie);
    expect(await claim()).toMatchObject([{ fence: 3 }]);
    await leasesEnd();
    if (holder) await world.db.read.effects.renew({ ...holder, fence: 3 });
    expect(await claim()).toEqual([]);
  });

  test('an effect settled once cannot be settled again', async () => {
    await add(effect('a'));
    const [held] = await claim();

    expect(held && (await settle(held))).toBe(true);
    expect(held && (await settle(held, 'unknown'))).toBe(false);
  });
});

describe('what is open', () => {
  test('is nothing at first, then the next due of those that can be taken', async () => {
    expect(await open()).toEqual({ nextDue: null, pending: 0 });
    await add(effect('a', { due: tuesday + 10 }), effect('b', { due: tuesday + 5 }));

    expect(await open()).toEqual({ nextDue: tuesday + 5, pending: 2 });
  });

  test('does not call due what waits behind another one in its lane', async () => {
    await add(effect('a', { lane: 'x' }), effect('b', { lane: 'x' }));
    const [first] = await claim();
    if (first) await settle(first, 'waiting', tuesday + 5000);

    expect(await open()).toEqual({ nextDue: tuesday + 5000, pending: 2 });
  });

  test('leaves out all that has ended', async () => {
    await add(effect('a'));
    const [held] = await claim();
    if (held) await settle(held, 'unknown');

    expect(await open()).toEqual({ nextDue: null, pending: 0 });
  });
});

test('a card pressed after its sending became unknown had arrived', async () => {
  await add(effect('a', { kind: 'card.send', lane: 'card:1' }));
  const [held] = await claim();
  if (held) await settle(held, 'unknown');

  await world.db.tx((t) => t.effects.cardArrived('1', 'activity-1', tuesday));

  expect(await ledger(world)).toEqual(['card.send done']);
});

// One session cannot hold a row against itself.
if (inject('engine') === 'postgres') {
  test('what somebody else is just taking is passed over, not waited for', async () => {
    await add(effect('a', { kind: 'list' }), effect('b', { kind: 'list' }));
    const taken = await world.db.tx(async (t) => {
      const mine = await t.effects.claim(tuesday, room(1));
      return [mine.claims, await claim()];
    });

    expect(taken.map(keys)).toEqual([['a'], ['b']]);
  });
}
