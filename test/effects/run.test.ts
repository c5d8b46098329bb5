import { describe, expect, test } from 'vitest';
import type { Db, Tables } from '../../src/db/db.ts';
import type { Handler } from '../../src/effects/run.ts';
import { tuesday } from '../support/people.ts';
import { fault } from '../support/windows.ts';
import { aBench, benchStore } from './bench.ts';

benchStore();

/** The same store, in which effects are taken in another way. */
const claimingWith = (db: Db, claim: Db['read']['effects']['claim']): Db => ({
  ...db,
  read: { ...db.read, effects: { ...db.read.effects, claim } },
});

const fine: Handler = async () => ({ done: true });

describe('what is due', () => {
  test('is carried out, and nothing else', async () => {
    const done: string[] = [];
    const bench = await aBench(async ({ key }) => {
      done.push(key);
      return { done: true };
    });
    await bench.add({ key: 'a' }, { key: 'later', due: tuesday + 1 });

    await bench.open().drain();

    expect(done).toEqual(['a']);
    expect(await bench.states()).toEqual(['a done', 'later waiting']);
  });

  test('that one effect writes is carried out by the same drain', async () => {
    const bench = await aBench(async ({ key }) =>
      key === 'a' ? { done: true, save: (t) => more(t) } : { done: true },
    );
    const more = async (t: Tables) => {
      const rest = { kind: 'event' as const, ids: {}, due: tuesday, created: tuesday };
      await t.effects.add({ key: 'b', lane: 'b', ...rest });
    };
    await bench.add({ key: 'a' });

    await bench.open().drain();

    expect(await bench.states()).toEqual(['a done', 'b done']);
  });

  test('runs four at a time at most', async () => {
    let running = 0;
    let most = 0;
    const bench = await aBench(async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      return { done: true };
    });
    await bench.add(...Array.from({ length: 11 }, (_, i) => ({ key: `e${i}` })));

    await bench.open().drain();

    expect(most).toBe(4);
    expect(new Set(await bench.states()).size).toBe(11);
  });

  test('of one lane runs in order, whatever else runs beside it', async () => {
    const order: string[] = [];
    const bench = await aBench(async ({ key }) => {
      order.push(key);
      return { done: true };
    });
    await bench.add({ key: 'a', lane: 'x' }, { key: 'b', lane: 'x' }, { key: 'c', lane: 'x' });

    await bench.open().drain();

    expect(order).toEqual(['a', 'b', 'c']);
  });

  test('is carried out once by two drains at once', async () => {
    const done: string[] = [];
    const bench = await aBench(async ({ key }) => {
      done.push(key);
      return { done: true };
    });
    await bench.add({ key: 'a' }, { key: 'b' });

    await Promise.all([bench.open().drain(), bench.open().drain()]);

    expect(done.sort()).toEqual(['a', 'b']);
  });
});

describe('how it ends', () => {
  test('well: with what it left to save, in the same transaction', async () => {
    const bench = await aBench(async () => ({
      done: true,
      remoteId: 'remote-1',
      save: async (t) => void (await t.inbound.first('saved', tuesday)),
    }));
    await bench.db.opened.sql.deleteFrom('inbound').execute();
    await bench.add({ key: 'a' });

    await bench.open().drain();

    const [row] = await bench.db.opened.sql.selectFrom('effect').selectAll().execute();
    expect(row).toMatchObject({ state: 'done', remote_id: 'remote-1', settled: tuesday });
    expect(await bench.db.opened.sql.selectFrom('inbound').selectAll().execute()).toHaveLength(1);
  });

  test('needless: dropped, with the reason', async () => {
    const bench = await aBench(async () => ({ dropped: 'up to date' }));
    await bench.add({ key: 'a' });

    await bench.open().drain();

    expect(await bench.states()).toEqual(['a dropped up to date']);
  });

  test('passing: tried again when it is due, on the given clock', async () => {
    let tries = 0;
    const bench = await aBench(async () => {
      tries += 1;
      if (tries < 3) throw fault(503);
      return { done: true };
    });
    await bench.add({ key: 'a' });
    const effects = bench.open();

    await effects.drain();
    expect(await bench.states()).toEqual(['a waiting 503 told']);
    bench.clock.now += 1999;
    await effects.drain();
    expect(tries).toBe(1);
    bench.clock.now += 1;
    await effects.drain();
    bench.clock.now += 4000;
    await effects.drain();

    expect([tries, await bench.states()]).toEqual([3, ['a done']]);
  });

  test('in the dark: a message is unknown and told as such, an event is tried again', async () => {
    const bench = await aBench(async () => {
      throw fault(undefined, 'timeout');
    });
    await bench.add({ key: 'card', kind: 'card.send' }, { key: 'event' });

    await bench.open().drain();

    expect(await bench.states()).toEqual([
      'card unknown no-answer timeout',
      'event waiting no-answer timeout',
    ]);
    expect([bench.unknown, bench.failed]).toEqual([['card'], []]);
  });

  test('for good: failed, and told why', async () => {
    const bench = await aBench(async () => {
      throw fault(403, 'Blocked');
    });
    await bench.add({ key: 'a', kind: 'card.send' });

    await bench.open().drain();

    expect(await bench.states()).toEqual(['a failed 403 Blocked']);
    expect(bench.failed).toMatchObject([['a', { status: 403 }]]);
  });

  test('by a fault of our own: failed at once, and the log has where, not what', async () => {
    const bench = await aBench(async () => {
      throw new TypeError('Awa’s answer');
    });
    await bench.add({ key: 'a' }, { key: 'b' });

    await bench.open().drain();

    expect(await bench.states()).toEqual(['a failed own-fault', 'b failed own-fault']);
    expect(bench.failed.map(([, why]) => why)).toEqual([null, null]);
    const line = bench.lines.find(({ event }) => event === 'effect.failed');
    expect(line).toMatchObject({ outcome: 'own-fault', error: expect.any(TypeError) });
  });
});

describe('a holder that died', () => {
  test('leaves a message unknown, and an event to be run again', async () => {
    const ran: string[] = [];
    const bench = await aBench(async ({ key }) => {
      ran.push(key);
      return { done: true };
    });
    await bench.add(
      { key: 'card', kind: 'card.send' },
      { key: 'mail', kind: 'mail' },
      { key: 'update', kind: 'card.update' },
      { key: 'event' },
    );
    await bench.db.tx((t) => t.effects.claim(tuesday, { chat: 9, mailbox: 4, list: 9 }));

    const effects = bench.open();
    await effects.start();
    await effects.drain();
    await effects.stop();

    expect(await bench.states()).toEqual([
      'card unknown holder-died',
      'mail unknown holder-died',
      'update done',
      'event done',
    ]);
    expect(ran.sort()).toEqual(['event', 'update']);
    expect(bench.unknown.sort()).toEqual(['card', 'mail']);
  });

  test('and comes back saves nothing: what it did is another one’s to note', async () => {
    const bench = await aBench(async (effect) => {
      // Meanwhile the lease went to somebody else.
      await bench.db.opened.sql
        .updateTable('effect')
        .set({ fence: effect.fence + 1 })
        .execute();
      return { done: true, save: async () => void saved.push(effect.key) };
    });
    const saved: string[] = [];
    await bench.add({ key: 'a' });

    await bench.open().drain();

    expect(saved).toEqual([]);
    expect(await bench.states()).toEqual(['a running']);
  });
});

describe('stopping', () => {
  test('finishes what is in hand and takes nothing more', async () => {
    let letGo = () => {};
    const inHand = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    let begun = () => {};
    const hasBegun = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const bench = await aBench(async () => {
      begun();
      await inHand;
      return { done: true };
    });
    await bench.add({ key: 'a', lane: 'x' }, { key: 'b', lane: 'x' });
    const effects = bench.open();
    effects.wake();
    await hasBegun;

    const stopped = effects.stop();
    letGo();
    await stopped;
    effects.wake();
    await effects.drain();

    expect(await bench.states()).toEqual(['a done', 'b waiting']);
  });

  test('a store that fails while waking is logged, not thrown at nobody', async () => {
    const bench = await aBench(fine);
    const down = claimingWith(bench.db, () => Promise.reject(new Error('down')));
    const effects = bench.open({ db: down });

    effects.wake();
    await effects.drain().catch(() => undefined);

    await expect
      .poll(() => bench.lines.map(({ event }) => event))
      .toContain('effects.drain-failed');
  });
});

test('what is written as a drain comes to its end is seen by whoever asks for it', async () => {
  const bench = await aBench(fine);
  let looks = 0;
  let asked: Promise<void> | undefined;
  const looking = claimingWith(bench.db, async () => {
    looks += 1;
    // The last look has found nothing; before that is told, somebody writes and asks.
    if (looks === 1) {
      const ask = () => {
        asked = effects.drain();
      };
      void Promise.resolve().then(() => Promise.resolve().then(ask));
    }
    return { claims: [], more: false, next: null };
  });
  const effects = bench.open({ db: looking });

  await effects.drain();
  await asked;

  expect(looks).toBe(2);
});
