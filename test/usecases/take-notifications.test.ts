import { describe, expect, test } from 'vitest';
import { takeLifecycle, takeNotifications } from '../../src/usecases/take-notifications.ts';
import {
  aNotifiedStore,
  changed,
  hintsOf,
  idOf,
  launchEvent,
  readVersion,
  secret,
  subscribed,
  theirEvent,
  told,
} from '../support/notified-store.ts';
import { tuesday } from '../support/people.ts';

const store = aNotifiedStore();
const take = (...items: unknown[]) => takeNotifications(store.deps, items);
const hear = (...items: unknown[]) => takeLifecycle(store.deps, items);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe('a notification of Graph’s', () => {
  test('about an event of ours asks for it to be read again', async () => {
    await subscribed(store);

    await take(changed(theirEvent, 'v2'), changed(launchEvent, 'v7'));

    expect(await hintsOf(store)).toEqual({ [theirEvent]: 'v2', [launchEvent]: 'v7' });
    expect(store.hinted).toBe(1);
    expect(store.lines).toEqual([]);
  });

  test('fifty times over, in one body and in many, is one hint', async () => {
    await subscribed(store);
    const fifty = Array.from({ length: 50 }, () => changed(theirEvent, 'v2'));

    await take(...fifty);
    for (const one of fifty) await take(one);

    expect(await hintsOf(store)).toEqual({ [theirEvent]: 'v2' });
  });

  test('of the version that was read last, our own change for one, asks for nothing', async () => {
    await subscribed(store);

    await take(changed(theirEvent, readVersion));

    expect(await hintsOf(store)).toEqual({});
    expect(store.hinted).toBe(0);
    expect(store.lines).toEqual([]);
  });

  test('about an event that is not ours leaves no trace, in the log neither', async () => {
    await subscribed(store);

    await take(changed('AAkALgAASomebodyElses=', 'v1'));

    expect(await hintsOf(store)).toEqual({});
    expect(store.lines).toEqual([]);
  });

  test('that an event went is a hint until that is known', async () => {
    await subscribed(store);
    const went = changed(theirEvent, 'v2', { changeType: 'deleted' });
    await take(went);
    expect(await hintsOf(store)).toEqual({ [theirEvent]: 'deleted' });

    expect(await store.db.tx((t) => t.hints.take(10))).toHaveLength(1);
    await store.db.opened.sql.updateTable('meeting_event').set({ state: 'gone' }).execute();
    await take(went);

    expect(await hintsOf(store)).toEqual({});
  });

  test('without a version, or with one of another form, is a hint all the same', async () => {
    await subscribed(store);
    const { resourceData, ...bare } = changed(theirEvent, 'v2');

    await take({ ...bare, resourceData: { id: resourceData.id } });
    expect(await hintsOf(store)).toEqual({ [theirEvent]: 'updated' });

    await take({ ...bare, resourceData: { id: resourceData.id, '@odata.etag': '"strong"' } });
    expect(await hintsOf(store)).toEqual({ [theirEvent]: '"strong"' });
  });

  test('may come before Graph has told us the subscription’s id', async () => {
    await subscribed(store, { graphId: null });

    await take(changed(theirEvent, 'v2', { subscriptionId: 'not-known-yet' }));

    expect(await hintsOf(store)).toEqual({ [theirEvent]: 'v2' });
  });

  test('may leave its tenant out, or write it in capitals', async () => {
    await subscribed(store);
    const capitals = '11111111-0000-4000-8000-000000000001'.toUpperCase();

    await take(changed(theirEvent, 'v2', { tenantId: undefined }));
    await take(changed(launchEvent, 'v2', { tenantId: capitals }));

    expect(Object.keys(await hintsOf(store))).toHaveLength(2);
  });
});

describe('what is not Graph’s', () => {
  const forged = (more: object) => changed(theirEvent, 'v2', more);
  const { clientState: _secret, ...unsigned } = forged({});
  const other = '22222222-0000-4000-8000-000000000002';

  test.each<[what: string, item: unknown, reason: string]>([
    ['46 no clientState', unsigned, 'malformed'],
    ['46 a wrong one', forged({ clientState: secret.replace('w', 'W') }), 'client-state'],
    ['46 the beginning of it', forged({ clientState: secret.slice(0, -1) }), 'client-state'],
    ['46 it and more', forged({ clientState: `${secret}=` }), 'client-state'],
    ['46 it in a list', forged({ clientState: [secret] }), 'malformed'],
    ['46 an object', forged({ clientState: { $gt: '' } }), 'malformed'],
    ['46 nothing', forged({ clientState: '' }), 'malformed'],
    ['46 129 characters', forged({ clientState: 'x'.repeat(129) }), 'malformed'],
    ['47 a subscription there is not', forged({ subscriptionId: other }), 'subscription'],
    ['47 no subscription', forged({ subscriptionId: undefined }), 'malformed'],
    ['48 another tenant', forged({ tenantId: other }), 'tenant'],
    ['48 a tenant that is a list', forged({ tenantId: [other] }), 'malformed'],
    ['49 a resource that is no event', forged({ resource: '/users/x/messages/1' }), 'malformed'],
    ['49 a resource elsewhere', forged({ resource: 'https://evil.example/' }), 'malformed'],
    ['an id with a path in it', forged({ resourceData: { id: '../../me' } }), 'malformed'],
    ['an id as long as a letter', forged({ resourceData: { id: 'x'.repeat(513) } }), 'malformed'],
    [
      'a version with a NUL in it',
      forged({ resourceData: { id: theirEvent, '@odata.etag': 'a\0' } }),
      'malformed',
    ],
    ['a change there is not', forged({ changeType: 'read' }), 'malformed'],
    ['a text', 'hello', 'malformed'],
    ['nothing at all', null, 'malformed'],
    ['a list', [forged({})], 'malformed'],
  ])('%s: no effect, and one line without content', async (_what, item, reason) => {
    await subscribed(store);

    await take(item);

    expect(await hintsOf(store)).toEqual({});
    expect(store.hinted).toBe(0);
    expect(store.lines).toEqual([{ event: 'notification.refused', reason, count: 1 }]);
  });

  test('is told to the log once for a whole body, beside what is good', async () => {
    await subscribed(store);

    await take(forged({ tenantId: other }), 7, changed(launchEvent, 'v2'), forged({ tenantId: 1 }));

    expect(await hintsOf(store)).toEqual({ [launchEvent]: 'v2' });
    expect(store.lines).toEqual([
      { event: 'notification.refused', reason: 'malformed tenant', count: 3 },
    ]);
  });

  test('is everything, while there is no subscription', async () => {
    await take(forged({}));
    await hear(told('missed'));

    expect(await hintsOf(store)).toEqual({});
    expect(store.lines.map(({ reason }) => reason)).toEqual(['client-state', 'client-state']);
  });

  test('is what an older subscription still sends once a newer one stands', async () => {
    await subscribed(store, { id: idOf(1), secret: 'older', graphId: 'older-id' });
    await subscribed(store, { id: idOf(2), graphId: null });
    const older = { clientState: 'older', subscriptionId: 'older-id' };
    await take(changed(launchEvent, 'v2', older));
    await store.db.tx((t) =>
      t.subscriptions.stand({ id: idOf(2), graphId: 'newer-id', expires: tuesday + day }),
    );

    await take(changed(theirEvent, 'v2', older));

    expect(await hintsOf(store)).toEqual({ [launchEvent]: 'v2' });
  });
});

describe('a lifecycle notification', () => {
  const due = (job: string) => store.db.read.jobs.due(job);
  const bothLater = () =>
    store.db.tx(async (t) => {
      await t.jobs.take('keep-subscription', tuesday, tuesday + day);
      await t.jobs.take('follow-calendar', tuesday, tuesday + 15 * minute);
    });

  test('that something was missed asks for a sweep now', async () => {
    await subscribed(store);
    await bothLater();

    await hear(told('missed'));

    expect(await due('follow-calendar')).toBe(tuesday);
    expect(await due('keep-subscription')).toBe(tuesday + day);
    expect(store.hinted).toBe(1);
  });

  test('that asks for a renewal has it renewed now, within the day it is given', async () => {
    await subscribed(store);
    await bothLater();

    await hear(told('reauthorizationRequired'));

    expect(await due('keep-subscription')).toBe(tuesday);
    expect(await due('follow-calendar')).toBe(tuesday + 15 * minute);
    expect((await store.db.read.subscriptions.standing())?.expires).toBe(tuesday + day - minute);
  });

  test('that asks for it again just after a renewal changes nothing', async () => {
    const lasts = tuesday + 70 * hour;
    await subscribed(store, { expires: lasts });
    store.clock.now = tuesday + 10 * minute - 1;
    await hear(told('reauthorizationRequired'));
    expect((await store.db.read.subscriptions.standing())?.expires).toBe(lasts);

    store.clock.now = tuesday + 10 * minute;
    await hear(told('reauthorizationRequired'));
    expect((await store.db.read.subscriptions.standing())?.expires).toBeLessThan(lasts);
  });

  test('that asks for it again while it is being renewed is no news', async () => {
    await subscribed(store);
    await bothLater();
    await hear(told('reauthorizationRequired'));
    await store.db.tx((t) => t.jobs.take('keep-subscription', tuesday, tuesday + 15 * minute));

    await hear(told('reauthorizationRequired'));

    expect(await due('keep-subscription')).toBe(tuesday + 15 * minute);
  });

  test('that it is gone has it forgotten, and made anew now', async () => {
    await subscribed(store);
    await bothLater();

    await hear(told('subscriptionRemoved'));

    expect(await store.db.read.subscriptions.all()).toEqual([]);
    expect(await due('keep-subscription')).toBe(tuesday);
  });

  test('that one is gone which Graph has not confirmed yet forgets nothing', async () => {
    await subscribed(store, { graphId: null });

    await hear(told('subscriptionRemoved'));

    expect(await store.db.read.subscriptions.all()).toHaveLength(1);
  });

  test.each(['missed', 'reauthorizationRequired', 'subscriptionRemoved'])(
    '52 forged (%s), a thousand times, changes nothing',
    async (event) => {
      await subscribed(store);
      await bothLater();
      const before = await store.db.read.subscriptions.all();

      await hear(...Array.from({ length: 1_000 }, () => told(event, { clientState: 'guess' })));
      await hear(told(event, { subscriptionId: 'another' }), told(`${event} `), changed('x', 'v'));

      expect(await due('keep-subscription')).toBe(tuesday + day);
      expect(await due('follow-calendar')).toBe(tuesday + 15 * minute);
      expect(await store.db.read.subscriptions.all()).toEqual(before);
      expect(store.hinted).toBe(0);
      expect(store.lines).toEqual([
        { event: 'notification.refused', reason: 'client-state', count: 1_000 },
        { event: 'notification.refused', reason: 'malformed subscription', count: 3 },
      ]);
    },
  );
});

describe('hints', () => {
  const named = (n: number) => ({ graphId: n === 1 ? theirEvent : launchEvent, version: `v${n}` });
  const add = (n: number, at: number) => store.db.tx((t) => t.hints.add([named(n)], at));

  test('are taken oldest first, each by one', async () => {
    expect((await store.db.read.agenda.at(tuesday)).hinted).toBe(false);
    await add(2, tuesday);
    await add(1, tuesday + 1);
    await add(2, tuesday + 2);
    expect((await store.db.read.agenda.at(tuesday)).hinted).toBe(true);

    expect(await store.db.tx((t) => t.hints.take(1))).toEqual([named(2)]);
    const both = await Promise.all([1, 2].map(() => store.db.tx((t) => t.hints.take(5))));

    expect(both.flat()).toEqual([named(1)]);
    expect((await store.db.read.agenda.at(tuesday)).hinted).toBe(false);
  });

  test('that somebody took and could not follow stand again', async () => {
    await add(1, tuesday);
    const fails = store.db.tx(async (t) => {
      await t.hints.take(5);
      throw new Error('broken');
    });
    await expect(fails).rejects.toThrow('broken');

    expect((await store.db.read.agenda.at(tuesday)).hinted).toBe(true);
  });
});

describe('a job that was put off', () => {
  test('is not, when somebody has hastened it meanwhile', async () => {
    const later = tuesday + 15 * minute;
    await store.db.tx((t) => t.jobs.take('keep-subscription', tuesday, later));
    await store.db.tx((t) => t.jobs.hasten('keep-subscription', tuesday));
    await store.db.tx((t) => t.jobs.postpone('keep-subscription', later, tuesday + day));
    expect(await store.db.read.jobs.due('keep-subscription')).toBe(tuesday);

    expect(await store.db.tx((t) => t.jobs.hasten('keep-subscription', tuesday))).toBe(false);
    await store.db.tx((t) => t.jobs.postpone('keep-subscription', tuesday, tuesday + day));
    expect(await store.db.read.jobs.due('keep-subscription')).toBe(tuesday + day);
  });

  test('that never ran is due anyway', async () => {
    expect(await store.db.tx((t) => t.jobs.hasten('follow-calendar', tuesday))).toBe(false);
    expect(await store.db.read.jobs.due('follow-calendar')).toBeNull();
  });
});
