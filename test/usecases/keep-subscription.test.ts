import { beforeEach, describe, expect, test } from 'vitest';
import { OutsideFault } from '../../src/domain/outside.ts';
import type { Subscriptions } from '../../src/graph/subscription-port.ts';
import { keepSubscription } from '../../src/usecases/keep-subscription.ts';
import { takeLifecycle, takeNotifications } from '../../src/usecases/take-notifications.ts';
import {
  aNotifiedStore,
  changed,
  hintsOf,
  sha256,
  subscribed,
  subscriptionId,
  theirEvent,
  told,
} from '../support/notified-store.ts';
import { tuesday } from '../support/people.ts';

const store = aNotifiedStore();
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** 4,200 minutes. */
const lasts = 252_000_000;

const notificationUrl = 'https://mentorat.example/api/notifications/calendar';
const lifecycleUrl = 'https://mentorat.example/api/notifications/lifecycle';

/** Graph in memory: what it was asked, and what it says when it does not say yes. */
const graph = {
  asked: [] as [what: string, ...rest: unknown[]][],
  fault: undefined as OutsideFault | undefined,
  renewal: undefined as Awaited<ReturnType<Subscriptions['renew']>> | undefined,
  whileCreating: async () => {},
};
const subscriptions: Subscriptions = {
  async create(wish) {
    graph.asked.push(['create', wish]);
    await graph.whileCreating();
    if (graph.fault) throw graph.fault;
    return { graphId: `graph-${graph.asked.length}`, expires: wish.expires };
  },
  async renew(graphId, expires) {
    graph.asked.push(['renew', graphId, expires]);
    if (graph.fault) throw graph.fault;
    return graph.renewal ?? { expires, notificationUrl };
  },
  async remove(graphId) {
    graph.asked.push(['remove', graphId]);
  },
};
let secrets = 0;
beforeEach(() => {
  secrets = 0;
  const nothing = { asked: [], fault: undefined, renewal: undefined };
  Object.assign(graph, { ...nothing, whileCreating: async () => {} });
});

const keep = () =>
  keepSubscription({
    ...store.deps,
    ...{ subscriptions, notificationUrl, lifecycleUrl },
    newSecret: () => {
      secrets += 1;
      return { secret: `secret-${secrets}`, hash: sha256(`secret-${secrets}`) };
    },
  });
const standing = () => store.db.read.subscriptions.standing();
const sweepIsDue = () => store.db.read.jobs.due('follow-calendar');
const sweepLater = () => store.db.tx((t) => t.jobs.take('follow-calendar', tuesday, tuesday + day));

describe('without a subscription', () => {
  test('one is asked for, for 4,200 minutes, and looked at again a day before its end', async () => {
    const next = await keep();

    expect(graph.asked).toEqual([
      [
        'create',
        { notificationUrl, lifecycleUrl, clientState: 'secret-1', expires: tuesday + lasts },
      ],
    ]);
    expect(await standing()).toMatchObject({ graphId: 'graph-1', expires: tuesday + lasts });
    expect(next).toBe(tuesday + lasts - day);
  });

  test('its secret is kept as a hash only', async () => {
    await keep();

    const [row] = await store.db.read.subscriptions.all();
    expect(Buffer.from(row?.clientState ?? []).toString('hex')).toBe(
      Buffer.from(sha256('secret-1')).toString('hex'),
    );
  });

  test('notifications that come before Graph’s answer are taken', async () => {
    graph.whileCreating = async () => {
      const early = { clientState: 'secret-1', subscriptionId: 'graph-1' };
      await takeNotifications(store.deps, [changed(theirEvent, 'v2', early)]);
    };

    await keep();

    expect(await hintsOf(store)).toEqual({ [theirEvent]: 'v2' });
  });

  test('everything is read once it stands: what came before was told to nobody', async () => {
    await sweepLater();

    await keep();

    expect(await sweepIsDue()).toBe(tuesday);
  });
});

describe('a subscription', () => {
  test.each([
    ['a millisecond more than a day', day + 1, []],
    ['a day', day, ['renew']],
    ['a millisecond', 1, ['renew']],
    ['nothing', 0, ['create']],
  ])('with %s left is asked for accordingly', async (_what, left, asked) => {
    await subscribed(store, { expires: tuesday + left });

    const next = await keep();

    expect(graph.asked.map(([what]) => what)).toEqual(asked);
    expect(next).toBe(asked.length > 0 ? tuesday + lasts - day : tuesday + 15 * minute);
  });

  test('that stands for long is left alone until a day before its end', async () => {
    await subscribed(store, { expires: tuesday + 3 * day });

    expect(await keep()).toBe(tuesday + 2 * day);
    expect(graph.asked).toEqual([]);
  });

  test('is renewed in place, and nothing is swept', async () => {
    await subscribed(store, { expires: tuesday + hour });
    await sweepLater();

    await keep();

    expect(graph.asked).toEqual([['renew', subscriptionId, tuesday + lasts]]);
    expect(await standing()).toMatchObject({ graphId: subscriptionId, expires: tuesday + lasts });
    expect(await sweepIsDue()).toBe(tuesday + day);
  });

  test('that Graph shortens is renewed a day before the end that Graph tells', async () => {
    await subscribed(store, { expires: tuesday + hour });
    graph.renewal = { expires: tuesday + 2 * day, notificationUrl };

    expect(await keep()).toBe(tuesday + day);
  });

  test('that Graph knows no more is made anew, and everything is read', async () => {
    await subscribed(store, { expires: tuesday + hour });
    await sweepLater();
    graph.renewal = 'gone';

    await keep();

    expect(graph.asked.map(([what]) => what)).toEqual(['renew', 'create']);
    expect(await standing()).toMatchObject({ graphId: 'graph-2' });
    expect(await store.db.read.subscriptions.all()).toHaveLength(1);
    expect(await sweepIsDue()).toBe(tuesday);
  });

  test('that tells an address we have left is taken back, and made anew', async () => {
    await subscribed(store, { expires: tuesday + hour });
    const old = 'https://elsewhere.example/api/notifications/calendar';
    graph.renewal = { expires: tuesday + lasts, notificationUrl: old };

    await keep();

    expect(graph.asked.map(([what, id]) => (what === 'create' ? what : [what, id]))).toEqual([
      ['renew', subscriptionId],
      ['remove', subscriptionId],
      'create',
    ]);
    expect(await standing()).toMatchObject({ graphId: 'graph-3' });
  });

  test('after eight days of downtime is made anew, and everything is read', async () => {
    await keep();
    await sweepLater();
    store.clock.now = tuesday + 8 * day;

    await keep();

    expect(graph.asked.map(([what]) => what)).toEqual(['create', 'create']);
    expect(await sweepIsDue()).toBe(tuesday + day);
    expect(await standing()).toMatchObject({ expires: tuesday + 8 * day + lasts });
  });

  test('that Graph asks to renew is renewed once, however often it asks', async () => {
    await keep();
    const [row] = await store.db.read.subscriptions.all();
    store.clock.now = tuesday + hour;
    const asks = told('reauthorizationRequired', {
      ...{ clientState: 'secret-1', subscriptionId: row?.graphId },
    });

    for (let i = 0; i < 10; i++) await takeLifecycle(store.deps, Array(100).fill(asks));
    await keep();
    for (let i = 0; i < 10; i++) await takeLifecycle(store.deps, Array(100).fill(asks));
    await keep();

    expect(graph.asked.map(([what]) => what)).toEqual(['create', 'renew']);
  });
});

describe('Graph says no', () => {
  const no = (status: number | undefined, code = 'no', retryAfter?: number) =>
    new OutsideFault({ status, code, retryAfter });

  test.each([
    ['403', no(403, 'ErrorAccessDenied'), day, 403],
    ['400', no(400, 'InvalidRequest'), day, 400],
    ['400 as it could not reach us', no(400, 'ValidationError'), 15 * minute, 400],
    ['401', no(401), 15 * minute, undefined],
    ['429', no(429), 15 * minute, undefined],
    ['429 for an hour', no(429, 'no', hour), hour, undefined],
    ['503', no(503), 15 * minute, undefined],
    ['nothing', no(undefined, 'timeout'), 15 * minute, undefined],
    ['nothing, unreachable', no(undefined, 'ECONNREFUSED'), 15 * minute, undefined],
  ])('%s: it is asked again in good time', async (_what, fault, wait, status) => {
    graph.fault = fault;

    expect(await keep()).toBe(tuesday + wait);

    const warned = status === undefined ? [] : [{ event: 'subscription.refused', status }];
    expect(store.lines).toEqual(warned);
    expect(await standing()).toBeUndefined();
  });

  test('surely: no row is left behind', async () => {
    for (const fault of [no(403), no(429), no(undefined, 'ECONNREFUSED')]) {
      graph.fault = fault;
      await keep();
    }

    expect(await store.db.read.subscriptions.all()).toEqual([]);
  });

  test('perhaps: what it may have made is heard until a newer one stands', async () => {
    graph.fault = no(undefined, 'timeout');
    await keep();
    const maybe = { clientState: 'secret-1', subscriptionId: 'perhaps' };
    await takeNotifications(store.deps, [changed(theirEvent, 'v2', maybe)]);
    expect(await hintsOf(store)).toEqual({ [theirEvent]: 'v2' });

    graph.fault = undefined;
    await keep();

    expect(await store.db.read.subscriptions.all()).toHaveLength(1);
    expect(await standing()).toMatchObject({ graphId: 'graph-2' });
  });

  test('to a renewal: the one we have stays until its end', async () => {
    await subscribed(store, { expires: tuesday + hour });
    graph.fault = no(503);

    expect(await keep()).toBe(tuesday + 15 * minute);
    expect(await standing()).toMatchObject({ graphId: subscriptionId, expires: tuesday + hour });
  });

  test('what is no fault of the outside is not swallowed', async () => {
    graph.whileCreating = () => Promise.reject(new Error('ours'));

    await expect(keep()).rejects.toThrow('ours');
  });
});
