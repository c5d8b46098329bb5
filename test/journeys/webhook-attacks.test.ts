import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { nothingStored } from '../support/refused.ts';
import { dumpTables } from '../support/store-contents.ts';
import { awa, programme } from './steps.ts';
import { type LivingWorld, startWorld } from './world.ts';

vi.setConfig({ testTimeout: 120_000 });
const patience = 120_000;

interface Subscription {
  id: string;
  clientState: string;
  notificationUrl: string;
  lifecycleNotificationUrl: string;
  expirationDateTime: string;
}

let world: LivingWorld;
let standing: Subscription;
/** An event of Awa's own that the programme has no business with. */
let awasOwn: string;

const subscriptions = () => world.call<Subscription[]>('GET', '/_emulator/subscriptions');

beforeAll(async () => {
  world = await startWorld({ pairs: ['P01'] });
  const [only, ...more] = await subscriptions();
  if (!only || more.length > 0) throw new Error('there is not one subscription');
  standing = only;
  const { id } = await world.call<{ id: string }>('POST', `/_emulator/calendar/${awa}`, {
    start: { dateTime: '2026-04-21T08:00:00', timeZone: 'UTC' },
    end: { dateTime: '2026-04-21T09:00:00', timeZone: 'UTC' },
  });
  awasOwn = id;
  await world.settle();
}, patience);
afterAll(() => world?.close(), patience);

/** What was asked of Graph so far, by what was asked. */
async function askedOfGraph(): Promise<Record<string, number>> {
  const asked: Record<string, number> = {};
  for (const { method, path, count } of (await world.state()).requests) {
    if (!path.startsWith('/v1.0/')) continue;
    asked[`${method} ${path}`] = (asked[`${method} ${path}`] ?? 0) + count;
  }
  return asked;
}

const jobs = async () =>
  (await dumpTables(world.product.db.opened.sql)).filter(({ where }) => where.endsWith('.job'));

async function post(url: string, value: unknown[]): Promise<number> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ value }),
  });
  expect(await answer.text()).toBe('');
  return answer.status;
}

/** A change as Graph would tell it, of an event that nobody at the programme knows. */
const change = (more: object = {}) => ({
  subscriptionId: standing.id,
  subscriptionExpirationDateTime: standing.expirationDateTime,
  tenantId: world.seed.home.tenant,
  clientState: standing.clientState,
  changeType: 'updated',
  resource: `Users/${awa}/Events/${awasOwn}`,
  resourceData: { id: awasOwn, '@odata.etag': 'W/"forged"' },
  ...more,
});
const lifecycle = (lifecycleEvent: string, more: object = {}) => ({
  subscriptionId: standing.id,
  subscriptionExpirationDateTime: standing.expirationDateTime,
  tenantId: world.seed.home.tenant,
  clientState: standing.clientState,
  lifecycleEvent,
  ...more,
});

/** Somebody posts that; the reasons the log tells, when store, jobs and Graph were left alone. */
async function noEffect(url: string, value: unknown[]): Promise<unknown[]> {
  const warned = vi.spyOn(world.product.deps.log, 'warn');
  const before = { asked: await askedOfGraph(), jobs: await jobs() };
  const status = await nothingStored(world, () => post(url, value));
  expect(status).toBe(202);
  expect({ asked: await askedOfGraph(), jobs: await jobs() }).toEqual(before);
  const lines = warned.mock.calls.flat();
  warned.mockRestore();
  return lines;
}
const oneLine = (reason: string, count = 1) => [{ event: 'notification.refused', reason, count }];

test('Graph was given both addresses and a secret of 256 bits, once', async () => {
  expect(standing).toMatchObject({
    notificationUrl: `${world.publicUrl}/api/notifications/calendar`,
    lifecycleNotificationUrl: `${world.publicUrl}/api/notifications/lifecycle`,
  });
  expect(Buffer.from(standing.clientState, 'base64url')).toHaveLength(32);
  const secret = JSON.stringify(await dumpTables(world.product.db.opened.sql));
  expect(secret).not.toContain(standing.clientState);
});

describe('a notification', () => {
  const elsewhere = '99999999-9999-4999-8999-999999999999';

  test.each<[attack: string, forge: () => unknown, reason: string]>([
    ['46 without clientState', () => change({ clientState: undefined }), 'malformed'],
    ['46 with a wrong one', () => change({ clientState: 'x'.repeat(43) }), 'client-state'],
    [
      '46 with the beginning of it',
      () => change({ clientState: standing.clientState.slice(0, 42) }),
      'client-state',
    ],
    ['46 with it in a list', () => change({ clientState: [standing.clientState] }), 'malformed'],
    ['47 of another subscription', () => change({ subscriptionId: elsewhere }), 'subscription'],
    ['48 of another tenant', () => change({ tenantId: elsewhere }), 'tenant'],
    ['49 of a resource that is no event', () => change({ resource: '/me/drive' }), 'malformed'],
  ])('%s has no effect, and one line in the log', async (_attack, forge, reason) => {
    const { notificationUrl } = standing;
    expect(await noEffect(notificationUrl, [forge()])).toEqual(oneLine(reason));
  });

  test('49 of another mailbox fetches nothing, and leaves no trace', async () => {
    expect(await noEffect(standing.notificationUrl, [change()])).toEqual([]);
  });

  test('49 of an event of the programme mailbox that is not ours fetches nothing', async () => {
    const { id } = await world.call<{ id: string }>('POST', `/_emulator/calendar/${programme}`, {
      start: { dateTime: '2026-04-22T08:00:00', timeZone: 'UTC' },
      end: { dateTime: '2026-04-22T09:00:00', timeZone: 'UTC' },
    });
    await world.settle();
    const item = change({ resource: `Users/x/Events/${id}`, resourceData: { id } });

    expect(await noEffect(standing.notificationUrl, [item])).toEqual([]);
  });

  test.each([
    ['42 a script', '<script>alert(1)</script>'],
    ['43 4,097 characters', 'x'.repeat(4_097)],
    ['44 a line of a header', 'a\r\nSet-Cookie: owned=1'],
  ])('whose token is %s is 400', async (_attack, validationToken) => {
    const query = new URLSearchParams({ validationToken });
    const answer = await fetch(`${standing.notificationUrl}?${query}`, { method: 'POST' });

    expect(answer.status).toBe(400);
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(await answer.text()).not.toContain('owned');
  });

  test('45 by GET is 405', async () => {
    const answer = await fetch(`${standing.notificationUrl}?validationToken=a`);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('50 with ten thousand items is 413', async () => {
    const answer = await fetch(standing.notificationUrl, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ value: Array(10_000).fill(1) }),
    });
    expect(answer.status).toBe(413);
  });
});

describe('a lifecycle notification', () => {
  test.each(['reauthorizationRequired', 'subscriptionRemoved', 'missed'])(
    '52 (%s) forged a thousand times changes nothing',
    async (event) => {
      const forged = lifecycle(event, { clientState: 'guess' });
      const lines = await noEffect(standing.lifecycleNotificationUrl, Array(1_000).fill(forged));

      expect(lines).toEqual(oneLine('client-state', 1_000));
      expect(await subscriptions()).toEqual([standing]);
    },
  );

  test('that asks for a renewal a thousand times gets one', async () => {
    await world.advance('PT1H');
    const before = await askedOfGraph();
    const asks = Array(500).fill(lifecycle('reauthorizationRequired'));

    expect(await post(standing.lifecycleNotificationUrl, asks)).toBe(202);
    expect(await post(standing.lifecycleNotificationUrl, asks)).toBe(202);
    await world.settle();
    expect(await post(standing.lifecycleNotificationUrl, asks)).toBe(202);
    await world.settle();

    const renewal = 'PATCH /v1.0/subscriptions/*';
    const after = await askedOfGraph();
    expect((after[renewal] ?? 0) - (before[renewal] ?? 0)).toBe(1);
    const [renewed] = await subscriptions();
    expect(renewed?.id).toBe(standing.id);
    expect(renewed?.expirationDateTime).not.toBe(standing.expirationDateTime);
  });

  test('that it is gone has one made anew, with another secret; the old one is worth nothing', async () => {
    const path = `/_emulator/subscriptions/${standing.id}/lifecycle`;
    const gone = lifecycle('subscriptionRemoved');
    await world.call('POST', path, { event: 'subscriptionRemoved' });
    await world.settle();
    const made = await subscriptions();
    expect(made).toHaveLength(1);
    expect(made[0]?.clientState).not.toBe(standing.clientState);

    const lines = await noEffect(standing.lifecycleNotificationUrl, Array(1_000).fill(gone));

    expect(lines).toEqual(oneLine('client-state', 1_000));
    expect(await subscriptions()).toEqual(made);
  });
});
