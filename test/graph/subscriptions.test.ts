import { afterEach, describe, expect, test } from 'vitest';
import { type FakeGraph, fakeGraph, faultOf, mailbox, now, type Script } from './fake-graph.ts';

let fake: FakeGraph | undefined;
afterEach(async () => {
  await fake?.close();
  fake = undefined;
});

async function talking(script: Script) {
  fake = await fakeGraph(script);
  const { graph, asked } = fake;
  return { subscriptions: graph.subscriptions, asked };
}

const id = '7f105c7d-2dc5-4530-97cd-4e7ae6534c07';
const wish = {
  notificationUrl: 'https://mentorat.example/api/notifications/calendar',
  lifecycleUrl: 'https://mentorat.example/api/notifications/lifecycle',
  clientState: 'a-secret',
  expires: now + 252_000_000,
};
/** As Graph writes it, with seven digits behind the point. */
const ends = '2026-04-24T04:59:59.1234567Z';
const endsAt = Date.UTC(2026, 3, 24, 4, 59, 59, 123);
const entity = { id, expirationDateTime: ends, notificationUrl: wish.notificationUrl };

describe('a subscription', () => {
  test('is asked for with both addresses, ids that last, and no data of the events', async () => {
    const { subscriptions, asked } = await talking(() => ({ status: 201, body: entity }));

    expect(await subscriptions.create(wish)).toEqual({ graphId: id, expires: endsAt });
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ method: 'POST', path: '/v1.0/subscriptions' });
    expect(asked[0]?.headers.prefer).toContain('IdType="ImmutableId"');
    expect(asked[0]?.body).toEqual({
      changeType: 'created,updated,deleted',
      resource: `users/${mailbox}/events`,
      notificationUrl: wish.notificationUrl,
      lifecycleNotificationUrl: wish.lifecycleUrl,
      clientState: 'a-secret',
      expirationDateTime: '2026-04-24T05:00:00.000Z',
    });
  });

  test('is renewed by its end alone', async () => {
    const { subscriptions, asked } = await talking(() => ({ status: 200, body: entity }));

    expect(await subscriptions.renew(id, wish.expires)).toEqual({
      expires: endsAt,
      notificationUrl: wish.notificationUrl,
    });
    expect(asked[0]).toMatchObject({ method: 'PATCH', path: `/v1.0/subscriptions/${id}` });
    expect(asked[0]?.body).toEqual({ expirationDateTime: '2026-04-24T05:00:00.000Z' });
  });

  test('that Graph knows no more is gone when renewed, and removed already', async () => {
    const { subscriptions } = await talking(() => ({
      ...{ status: 404, body: { error: { code: 'ResourceNotFound', message: 'no' } } },
    }));

    expect(await subscriptions.renew(id, wish.expires)).toBe('gone');
    await subscriptions.remove(id);
  });

  test('is removed', async () => {
    const { subscriptions, asked } = await talking(() => ({ status: 204 }));

    await subscriptions.remove(id);

    expect(asked[0]).toMatchObject({ method: 'DELETE', path: `/v1.0/subscriptions/${id}` });
  });

  test.each<[what: string, script: Script, fault: object]>([
    [
      'a refusal',
      () => ({ status: 403, body: { error: { code: 'ExtensionError', message: 'no' } } }),
      { status: 403, code: 'ExtensionError' },
    ],
    [
      'being asked to wait',
      () => ({ status: 429, headers: { 'Retry-After': '7' }, body: {} }),
      { status: 429, retryAfter: 7_000 },
    ],
    ['a line that drops', () => 'drop', { status: undefined }],
    ['an answer without its end', () => ({ status: 201, body: { id } }), { code: 'unreadable' }],
    [
      'an end that is no time',
      () => ({ status: 201, body: { ...entity, expirationDateTime: 'soon' } }),
      { code: 'unreadable' },
    ],
  ])('that meets %s is asked for once', async (_what, script, fault) => {
    const { subscriptions, asked } = await talking(script);

    expect(await faultOf(subscriptions.create(wish))).toMatchObject(fault);
    expect(asked).toHaveLength(1);
  });
});
