import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import type { Seed } from '../../src/emulator/world.ts';
import {
  asApp,
  ask,
  awa,
  home,
  marc,
  newFolder,
  paris,
  programme,
  seed,
  startAnew,
  startOn,
  tuesdayMeeting,
} from './graph-world.ts';
import { type NotificationDouble, startNotificationDouble } from './notification-double.ts';
import { type ProductDouble, startProductDouble } from './product-double.ts';

/** Nobody has the bot here, so that nothing else waits for the product. */
const withoutBot: Seed = {
  ...seed,
  people: seed.people.map((person) => ({ ...person, reach: 'email' as const })),
};
const calendar = '/api/notifications/calendar';
const lifecycle = '/api/notifications/lifecycle';
const immutable = { prefer: 'IdType="ImmutableId"' };

let app: NotificationDouble;
let product: ProductDouble;
let emulator: RunningEmulator;
beforeEach(async () => {
  app = await startNotificationDouble();
  product = await startProductDouble();
  emulator = await startAnew({
    productUrl: product.url,
    seed: withoutBot,
    limits: { notificationAnswerMs: 200 },
  });
});
afterEach(async () => {
  await emulator.close();
  await product.close();
  await app.close();
});

const inMinutes = (minutes: number) =>
  new Date(emulator.world.clock.now().getTime() + minutes * 60_000).toISOString();

async function subscribe(more: object = {}, headers = immutable): Promise<string> {
  const body = {
    resource: `users/${programme}/events`,
    changeType: 'created,updated,deleted',
    notificationUrl: `${app.url}${calendar}`,
    lifecycleNotificationUrl: `${app.url}${lifecycle}`,
    clientState: 'secret',
    expirationDateTime: inMinutes(4_230),
    ...more,
  };
  return (await asApp(emulator, 'POST', '/v1.0/subscriptions', body, headers)).body.id;
}

const events = `/v1.0/users/${programme}/events`;
const create = async () => (await asApp(emulator, 'POST', events, tuesdayMeeting, immutable)).body;
const advance = (by: string) => ask(emulator, 'POST', '/_emulator/clock', { advance: by });
const settle = () => advance('PT0S');
const pending = () => emulator.world.agenda.pending();
const arm = (fault: string, more: object = {}) =>
  ask(emulator, 'POST', '/_emulator/faults', {
    match: { method: 'POST', path: calendar },
    fault,
    ...more,
  });
/** What came to an address, in order. */
const came = (path: string) =>
  app.posted.filter((post) => post.path === path).flatMap((post) => post.value);
const changes = () => came(calendar).map(({ changeType }) => changeType);
const told = () => came(lifecycle).map(({ lifecycleEvent }) => lifecycleEvent);

describe('a change in the mailbox', () => {
  test('brings one notification, which says where to look and nothing of what it is', async () => {
    const id = await subscribe();
    const made = await create();
    await settle();

    const [notification] = came(calendar);
    expect(came(calendar)).toHaveLength(1);
    expect(notification).toEqual({
      subscriptionId: id,
      subscriptionExpirationDateTime: expect.stringMatching(/^2026-04-17T05:30/),
      tenantId: home,
      clientState: 'secret',
      changeType: 'created',
      resource: expect.stringMatching(/^Users\/[0-9a-f-]{36}\/Events\/[^/]+$/),
      resourceData: {
        '@odata.type': '#Microsoft.Graph.Event',
        '@odata.id': notification?.resource,
        '@odata.etag': made['@odata.etag'],
        id: made.id,
      },
    });
    expect(notification?.resource.endsWith(`/Events/${made.id}`)).toBe(true);
    expect(pending()).toBe(0);
  });

  test('gives the other kind of id to who did not ask for immutable ones', async () => {
    await subscribe({}, { prefer: 'outlook.timezone="UTC"' });
    await create();
    await settle();

    const [event] = (await asApp(emulator, 'GET', events)).body.value;
    expect(came(calendar)[0]?.resourceData.id).toBe(event.id);
  });

  test('is told whoever made it: the app, those invited, the organiser by hand', async () => {
    await subscribe();
    const { id } = await create();
    const later = { start: paris('2026-05-06T14:00:00'), end: paris('2026-05-06T15:00:00') };
    await asApp(emulator, 'PATCH', `${events}/${id}`, later);
    const [copy] = (await ask(emulator, 'GET', `/_emulator/calendar/${awa.mail}`)).body;
    const hers = `/_emulator/calendar/${awa.mail}/${copy.id}`;
    await ask(emulator, 'PATCH', hers, { response: 'declined' });
    await ask(emulator, 'PATCH', `/_emulator/calendar/${programme}/${id}`, { subject: 'Autre' });
    await asApp(emulator, 'DELETE', `${events}/${id}`);
    await settle();

    expect(changes()).toEqual(['created', 'updated', 'updated', 'updated', 'deleted']);
    expect(new Set(came(calendar).map(({ resourceData }) => resourceData.id))).toEqual(
      new Set([id]),
    );
    const etags = came(calendar).map(({ resourceData }) => resourceData['@odata.etag']);
    expect(new Set(etags).size).toBe(4);
  });

  test('is not told when it stays in somebody’s own calendar', async () => {
    await subscribe();
    await ask(emulator, 'POST', `/_emulator/calendar/${marc.mail}`, tuesdayMeeting);
    const { id } = await create();
    const [, copy] = (await ask(emulator, 'GET', `/_emulator/calendar/${marc.mail}`)).body;
    const his = `/_emulator/calendar/${marc.mail}/${copy.id}`;
    await ask(emulator, 'PATCH', his, { response: 'accepted', notify: false });
    await ask(emulator, 'DELETE', his, { notify: false });
    await settle();

    expect(came(calendar).map(({ resourceData }) => resourceData.id)).toEqual([id]);
  });

  test('is told only if that kind was asked for, and to each subscription', async () => {
    const one = await subscribe({ changeType: 'deleted' });
    const other = await subscribe({ changeType: 'created,deleted', clientState: undefined });
    const { id } = await create();
    await asApp(emulator, 'DELETE', `${events}/${id}`);
    await settle();

    const told = came(calendar).map((item) => [item.subscriptionId, item.changeType]);
    expect(told.toSorted()).toEqual(
      [
        [one, 'deleted'],
        [other, 'created'],
        [other, 'deleted'],
      ].toSorted(),
    );
    const ofOther = came(calendar).find(({ subscriptionId }) => subscriptionId === other);
    expect(ofOther?.clientState).toBeNull();
  });

  test('many travel together, 100 at most', async () => {
    await subscribe();
    const { id } = await create();
    const mine = `/_emulator/calendar/${programme}/${id}`;
    for (let n = 1; n <= 100; n += 1) await ask(emulator, 'PATCH', mine, { subject: `${n}` });

    expect(pending()).toBe(101);
    await settle();

    expect(app.posted.map(({ value }) => value.length)).toEqual([100, 1]);
    const { body } = await ask(emulator, 'GET', '/_emulator/state');
    expect(body.notifications).toEqual([{ path: calendar, status: 202, posts: 2, items: 101 }]);
    expect(body.counts).toMatchObject({ subscriptions: 1, notifications: 0 });
  });

  test('is not told once the subscription has expired, even before it is cleared away', async () => {
    await subscribe({ expirationDateTime: inMinutes(60) });
    emulator.world.clock.moveTo(new Date(inMinutes(60)));

    await create();

    expect(pending()).toBe(0);
    expect((await asApp(emulator, 'GET', '/v1.0/subscriptions')).body.value).toEqual([]);
  });

  test('is not told once the subscription has expired or is deleted', async () => {
    const deleted = await subscribe();
    await subscribe({ expirationDateTime: inMinutes(60) });
    app.answer = 503;
    await create();
    await settle();
    await asApp(emulator, 'DELETE', `/v1.0/subscriptions/${deleted}`);
    await advance('PT1H');
    app.answer = 202;
    app.posted.length = 0;
    await create();
    await advance('PT5H');

    expect(app.posted).toEqual([]);
    expect(pending()).toBe(0);
  });
});

describe('an app that does not answer well', () => {
  test.each([200, 204])('%i is well', async (status) => {
    app.answer = status;
    await subscribe();
    await create();
    await settle();

    expect([app.posted.length, pending()]).toEqual([1, 0]);
  });

  test.each([302, 400, 404, 500, 'silence'] as const)('%s brings it again', async (answer) => {
    app.answer = answer;
    await subscribe();
    const { id } = await create();
    const { body } = await settle();
    expect(body.pending).toBe(1);
    expect(app.posted).toHaveLength(1);

    app.answer = 202;
    await advance('PT9S');
    expect(app.posted).toHaveLength(1);
    await advance('PT1S');

    expect(came(calendar).map(({ resourceData }) => resourceData.id)).toEqual([id, id]);
    expect(pending()).toBe(0);
  });

  test('is tried less and less often for 4 hours, then told once that it missed something', async () => {
    const id = await subscribe();
    app.answer = 500;
    const first = await create();
    await create();
    const tries = () =>
      came(calendar).filter(({ resourceData }) => resourceData.id === first.id).length;
    await advance('PT3H59M');
    expect([tries(), told()]).toEqual([12, []]);

    await advance('PT1M1S');
    expect([tries(), pending()]).toEqual([13, 1]);
    app.answer = 202;
    await advance('PT1H');

    expect(tries()).toBe(13);
    expect(told().every((event) => event === 'missed')).toBe(true);
    const last = app.posted.at(-1);
    expect(last).toEqual({
      path: lifecycle,
      value: [
        {
          subscriptionId: id,
          subscriptionExpirationDateTime: expect.stringMatching(/^2026-04-17T05:30/),
          tenantId: home,
          clientState: 'secret',
          lifecycleEvent: 'missed',
        },
      ],
    });
    expect(pending()).toBe(0);
  });

  test('misses what comes while it is down too long, and hears of it when it is back', async () => {
    await subscribe();
    const down = app.url;
    await app.close();
    await product.close();
    await create();
    await advance('PT6H');
    expect(pending()).toBe(1);

    product = await startProductDouble();
    emulator.world.product.url = product.url;
    const [row] = emulator.world.store.table<{ id: string; url: string }>('notifications').values();
    expect(row?.url).toBe(`${down}${lifecycle}`);
    app = await startNotificationDouble();
    emulator.world.store
      .table('notifications')
      .put(row?.id ?? '', { ...row, url: `${app.url}${lifecycle}` });
    await advance('PT1H');

    expect(came(calendar)).toEqual([]);
    expect(told()).toEqual(['missed']);
  });

  test('that came back after all tries were leapt over gets no stale notification', async () => {
    await subscribe();
    app.answer = 500;
    await create();
    await settle();
    emulator.world.clock.moveTo(new Date(inMinutes(241)));
    app.answer = 202;
    app.posted.length = 0;
    await settle();

    expect(changes()).toEqual([]);
    expect(told()).toEqual(['missed']);
  });

  test('without a lifecycle address hears nothing of it', async () => {
    await subscribe({ lifecycleNotificationUrl: undefined });
    app.answer = 500;
    await create();
    await advance('PT5H');

    expect(came(lifecycle)).toEqual([]);
    expect(pending()).toBe(0);
  });

  test('does not hold up who settles', async () => {
    app.answer = 'silence';
    await subscribe();
    for (let n = 0; n < 3; n += 1) await create();

    const { body } = await settle();

    expect(body.settled).toBe(true);
    expect(app.posted).toHaveLength(1);
    expect(body.pending).toBe(3);
  });

  test('two who settle at once send nothing twice', async () => {
    await subscribe();
    await create();

    await Promise.all([emulator.world.agenda.runDue(), emulator.world.agenda.runDue()]);

    expect(changes()).toEqual(['created']);
  });
});

describe('a fault armed', () => {
  beforeEach(async () => {
    await subscribe();
  });
  const remaining = async () => (await ask(emulator, 'GET', '/_emulator/faults')).body;

  test('notify-drop loses that one, and nobody is told', async () => {
    await arm('notify-drop');
    const { id } = await create();
    await asApp(emulator, 'DELETE', `${events}/${id}`);
    await advance('PT5H');

    expect(changes()).toEqual(['deleted']);
    expect(told()).toEqual([]);
    expect(await remaining()).toEqual([]);
  });

  test('notify-double brings it twice, in two POSTs', async () => {
    await arm('notify-double');
    await create();
    await create();
    await settle();

    expect(app.posted.map(({ value }) => value.length)).toEqual([2, 1]);
    const [first, , again] = came(calendar);
    expect(again).toEqual(first);
    expect(pending()).toBe(0);
  });

  test('notify-late brings it 20 minutes later, after what happened since', async () => {
    await arm('notify-late');
    const { id } = await create();
    await asApp(emulator, 'DELETE', `${events}/${id}`);
    await advance('PT19M');
    expect(changes()).toEqual(['deleted']);
    await advance('PT1M');

    expect(changes()).toEqual(['deleted', 'created']);
  });

  test('strikes as many notifications as armed, whatever other requests pass', async () => {
    await arm('notify-drop', { times: 2, match: { method: '*', path: '/api/*/calendar' } });
    await create();
    await asApp(emulator, 'GET', events);
    expect(await remaining()).toMatchObject([{ times: 1 }]);
    await create();
    const { id } = await create();
    await settle();

    expect(came(calendar).map(({ resourceData }) => resourceData.id)).toEqual([id]);
  });

  test.each([
    ['another address', { method: 'POST', path: '/api/notifications/other' }],
    ['one segment less', { method: 'POST', path: '/*/*' }],
    ['another method', { method: 'GET', path: calendar }],
    ['the lifecycle address', { method: 'POST', path: lifecycle }],
    ['the address of the events', { method: '*', path: '/v1.0/users/*/events' }],
  ])('for %s leaves it alone', async (_what, match) => {
    await arm('notify-drop', { match });
    await create();
    await settle();

    expect(changes()).toEqual(['created']);
    expect(await remaining()).toHaveLength(1);
  });
});

describe('a lifecycle notification', () => {
  const send = (id: string, event: string) =>
    ask(emulator, 'POST', `/_emulator/subscriptions/${id}/lifecycle`, { event });
  const standing = async () =>
    (await asApp(emulator, 'GET', '/v1.0/subscriptions')).body.value.length;

  test.each([
    ['missed', 1],
    ['reauthorizationRequired', 1],
    ['subscriptionRemoved', 0],
  ])('%s is sent at once when asked for, and leaves %i standing', async (event, left) => {
    const id = await subscribe();
    await create();

    const reply = await send(id, event);

    expect(reply).toMatchObject({ status: 200, body: { pending: 0 } });
    expect(came(lifecycle)).toMatchObject([
      { subscriptionId: id, clientState: 'secret', lifecycleEvent: event },
    ]);
    expect(changes()).toHaveLength(left);
    expect(await standing()).toBe(left);
  });

  test('is tried again as well', async () => {
    const id = await subscribe();
    app.answer = 503;

    expect((await send(id, 'subscriptionRemoved')).body).toEqual({ pending: 1 });
    app.answer = 202;
    await advance('PT10S');

    expect(told()).toEqual(['subscriptionRemoved', 'subscriptionRemoved']);
    expect(pending()).toBe(0);
  });

  test('is lost without a word after 4 hours', async () => {
    const id = await subscribe();
    app.answer = 503;
    await send(id, 'missed');
    await advance('PT5H');

    expect(new Set(told())).toEqual(new Set(['missed']));
    expect(pending()).toBe(0);
  });

  test('needs a subscription, its address and a known event', async () => {
    const deaf = await subscribe({ lifecycleNotificationUrl: undefined });

    expect((await send('nothing', 'missed')).status).toBe(404);
    expect((await send(deaf, 'subscriptionRemoved')).status).toBe(409);
    expect((await send(deaf, 'expired')).status).toBe(400);
    expect(await standing()).toBe(1);
  });

  test('asks for renewal once, 12 hours before the end', async () => {
    const id = await subscribe({ expirationDateTime: inMinutes(4_200) });
    await advance('PT57H59M');
    expect(told()).toEqual([]);
    await advance('PT1M');
    expect(told()).toEqual(['reauthorizationRequired']);

    const body = { expirationDateTime: inMinutes(4_200) };
    await asApp(emulator, 'PATCH', `/v1.0/subscriptions/${id}`, body);
    await advance('PT57H59M');
    expect(told()).toHaveLength(1);
    await advance('PT1M');
    expect(told()).toHaveLength(2);
    await advance('PT12H');

    expect(told()).toHaveLength(2);
    expect(await standing()).toBe(0);
  });

  test('asks for renewal at half the time of a short subscription', async () => {
    await subscribe({ expirationDateTime: inMinutes(60) });
    await advance('PT29M');
    expect(told()).toEqual([]);
    await advance('PT1M');

    expect(told()).toEqual(['reauthorizationRequired']);
  });
});

describe('what waits', () => {
  test('outlives a restart, and is gone after a reset', async () => {
    const folder = newFolder();
    const options = { productUrl: product.url, seed: withoutBot };
    await emulator.close();
    emulator = await startOn(folder, options);
    await subscribe();
    app.answer = 503;
    await create();
    await settle();
    await emulator.close();

    emulator = await startOn(folder, options);
    expect(pending()).toBe(1);
    app.answer = 202;
    await advance('PT10S');
    expect(changes()).toEqual(['created', 'created']);
    await arm('notify-late');
    await create();
    expect(pending()).toBe(1);
    await ask(emulator, 'POST', '/_emulator/reset');
    await advance('PT1H');

    expect(pending()).toBe(0);
    expect(came(calendar)).toHaveLength(2);
  });

  test('goes by itself when its moment comes', async () => {
    await emulator.close();
    const options = { productUrl: product.url, seed: withoutBot, selfRunning: true };
    emulator = await startAnew(options);
    await subscribe();
    await create();

    await expect.poll(changes, { timeout: 3_000 }).toEqual(['created']);
  });
});
