import type { ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import {
  appClient,
  appId,
  asApp,
  ask,
  awa,
  coline,
  newFolder,
  programme,
  startAnew,
  startOn,
  tokenOnBehalfOf,
} from './graph-world.ts';
import { type NotificationDouble, startNotificationDouble } from './notification-double.ts';

const path = '/v1.0/subscriptions';

let app: NotificationDouble;
let emulator: RunningEmulator;
beforeEach(async () => {
  app = await startNotificationDouble();
  emulator = await startAnew({ limits: { handshakeMs: 1_500 } });
});
afterEach(async () => {
  await emulator.close();
  await app.close();
});

const inMinutes = (minutes: number) =>
  new Date(emulator.world.clock.now().getTime() + minutes * 60_000).toISOString();

const wanted = (more: object = {}) => ({
  resource: `users/${programme}/events`,
  changeType: 'created,updated,deleted',
  notificationUrl: `${app.url}/api/notifications/calendar`,
  lifecycleNotificationUrl: `${app.url}/api/notifications/lifecycle`,
  clientState: 'secret of this subscription',
  expirationDateTime: inMinutes(4_200),
  ...more,
});
const subscribe = (more: object = {}) => asApp(emulator, 'POST', path, wanted(more));
const standing = async () => (await asApp(emulator, 'GET', path)).body.value;
/** Whole minutes from now to an instant. */
const minutesTo = (iso: string) =>
  Math.round((Date.parse(iso) - emulator.world.clock.now().getTime()) / 60_000);

describe('the validation', () => {
  test('asks both addresses to repeat a token that was encoded for the address', async () => {
    const { status } = await subscribe();

    expect(status).toBe(201);
    expect(app.validations.map((asked) => asked.path)).toEqual([
      '/api/notifications/calendar',
      '/api/notifications/lifecycle',
    ]);
    const [first] = app.validations;
    expect(first?.query).toMatch(
      /^\?validationToken=Validation%3A\+Testing\+client\+application\+reachability/,
    );
    expect(first?.type).toBe('text/plain; charset=utf-8');
  });

  test('leaves the query of the address as it was', async () => {
    await subscribe({ notificationUrl: `${app.url}/hook?tenant=a%26b` });

    expect(app.validations[0]?.query).toMatch(/^\?tenant=a%26b&validationToken=/);
  });

  const answered = (status: number, type: string, body: (token: string) => string) => {
    return (token: string, res: ServerResponse) => {
      res.writeHead(status, { 'Content-Type': type });
      res.end(body(token));
    };
  };

  test.each([
    ['the token as it was encoded', answered(200, 'text/plain', encodeURIComponent)],
    ['the token and a line break', answered(200, 'text/plain', (token) => `${token}\n`)],
    ['another type', answered(200, 'text/html', (token) => token)],
    ['a type that only begins alike', answered(200, 'text/plainer', (token) => token)],
    ['202', answered(202, 'text/plain', (token) => token)],
    ['401', answered(401, 'text/plain', (token) => token)],
    ['a cut line', (_token: string, res: ServerResponse) => void res.destroy()],
    ['nothing in time', () => {}],
  ])('answered with %s makes no subscription', async (_what, validate) => {
    app.validate = validate;

    const { status, body } = await subscribe();

    expect(status).toBe(400);
    expect(body.error.code).toBe('ValidationError');
    expect(body.error.message).toMatch(/^Subscription validation request/);
    expect(await standing()).toEqual([]);
  });

  test('must be passed by the lifecycle address too', async () => {
    const echo = app.validate;
    app.validate = (token, res) => {
      if (app.validations.at(-1)?.path === '/api/notifications/lifecycle') token = 'another';
      echo(token, res);
    };

    expect((await subscribe()).body.error.code).toBe('ValidationError');
    expect(await standing()).toEqual([]);
  });

  test('fails where nobody listens', async () => {
    const reply = await subscribe({ notificationUrl: 'http://127.0.0.1:9/hook' });

    expect(reply.status).toBe(400);
  });
});

describe('what is asked for', () => {
  test('comes back as a subscription, its secret told once only', async () => {
    const graph = await appClient(emulator);

    const made = await graph.api('/subscriptions').post(wanted());

    expect(made).toMatchObject({
      '@odata.context': 'https://graph.microsoft.com/v1.0/$metadata#subscriptions/$entity',
      resource: `users/${programme}/events`,
      applicationId: appId,
      changeType: 'created,updated,deleted',
      clientState: 'secret of this subscription',
      lifecycleNotificationUrl: `${app.url}/api/notifications/lifecycle`,
    });
    expect(minutesTo(made.expirationDateTime)).toBe(4_200);
    const read = await graph.api(`/subscriptions/${made.id}`).get();
    expect(read).toEqual({ ...made, clientState: null });
    const { '@odata.context': _context, ...row } = read;
    expect(await standing()).toEqual([row]);
  });

  test.each([
    [44, 45],
    [45, 45],
    [46, 46],
    [4_230, 4_230],
  ])('for %i minutes lives %i', async (asked, given) => {
    const { body } = await subscribe({ expirationDateTime: inMinutes(asked) });

    expect(minutesTo(body.expirationDateTime)).toBe(given);
  });

  test('for 4,231 minutes is refused', async () => {
    const { status, body } = await subscribe({ expirationDateTime: inMinutes(4_231) });

    expect(status).toBe(400);
    expect(body.error.message).toBe(
      'Subscription expiration can only be 4230 minutes in the future.',
    );
  });

  test('runs by the virtual clock', async () => {
    await ask(emulator, 'POST', '/_emulator/clock', { advance: 'P300D' });

    expect((await subscribe()).status).toBe(201);
  });

  test.each([
    ['an end that is past', { expirationDateTime: '2026-04-14T06:59:00Z' }],
    ['no end', { expirationDateTime: undefined }],
    ['an end without its zone', { expirationDateTime: '2026-04-15T07:00:00' }],
    ['another kind of change', { changeType: 'created,moved' }],
    ['no kind of change', { changeType: '' }],
    ['a secret of 129 characters', { clientState: 'x'.repeat(129) }],
    ['an address without encryption', { notificationUrl: 'http://app.example/hook' }],
    ['another scheme', { lifecycleNotificationUrl: 'ftp://localhost/hook' }],
    ['no address', { notificationUrl: 'hook' }],
    ['an unknown property', { clientstate: 'x' }],
  ])('%s is a bad request', async (_what, more) => {
    const { status, body } = await subscribe(more);

    expect(status).toBe(400);
    expect(body.error.code).toBe('InvalidRequest');
    expect(app.validations).toEqual([]);
  });

  test('a secret of 128 characters fits, and https is let through to be asked', async () => {
    expect((await subscribe({ clientState: 'x'.repeat(128) })).status).toBe(201);
    const { body } = await subscribe({ notificationUrl: 'https://127.0.0.1:9/hook' });
    expect(body.error.code).toBe('ValidationError');
  });

  test.each([
    ['resource data', { includeResourceData: true }],
    ['a filter', { notificationQueryOptions: "$filter=subject eq 'x'" }],
    ['the events of a day', { resource: `users/${programme}/calendarView` }],
    ['chosen properties', { resource: `users/${programme}/events?$select=subject` }],
    ['mails', { resource: `users/${programme}/messages` }],
  ])('%s is not served', async (_what, more) => {
    expect((await subscribe(more)).status).toBe(501);
  });

  test('query options are not served', async () => {
    expect((await asApp(emulator, 'GET', `${path}?$top=1`)).status).toBe(501);
  });

  test('a slash before the resource changes nothing', async () => {
    const { body } = await subscribe({ resource: `/users/${programme}/events` });

    expect(body.resource).toBe(`/users/${programme}/events`);
  });
});

describe('who may', () => {
  test('nobody else’s events', async () => {
    const { status, body } = await subscribe({ resource: `users/${awa.mail}/events` });

    expect([status, body.error.code]).toEqual([403, 'ErrorAccessDenied']);
  });

  test('no person, and nobody without a token', async () => {
    const authorization = `Bearer ${await tokenOnBehalfOf(emulator, coline.mail)}`;
    const asColine = { authorization };
    const { id } = (await subscribe()).body;

    expect((await ask(emulator, 'POST', path, wanted(), asColine)).status).toBe(403);
    expect((await ask(emulator, 'GET', path, undefined, asColine)).status).toBe(403);
    expect((await ask(emulator, 'DELETE', `${path}/${id}`, undefined, asColine)).status).toBe(403);
    expect((await ask(emulator, 'GET', path)).status).toBe(401);
  });
});

describe('its life', () => {
  const renew = (id: string, body: object) => asApp(emulator, 'PATCH', `${path}/${id}`, body);

  test('is renewed from now on, within the same limits', async () => {
    const { id } = (await subscribe({ expirationDateTime: inMinutes(60) })).body;

    const { status, body } = await renew(id, { expirationDateTime: inMinutes(4_230) });

    expect(status).toBe(200);
    expect(minutesTo(body.expirationDateTime)).toBe(4_230);
    expect((await renew(id, { expirationDateTime: inMinutes(4_231) })).status).toBe(400);
    const short = await renew(id, { expirationDateTime: inMinutes(1) });
    expect(minutesTo(short.body.expirationDateTime)).toBe(45);
  });

  test.each([
    ['a lifecycle address', { lifecycleNotificationUrl: 'http://localhost/later' }, 400],
    ['another secret', { clientState: 'another' }, 400],
    ['another address', { notificationUrl: 'http://localhost/other' }, 501],
  ])('takes no %s later', async (_what, more, status) => {
    const { id } = (await subscribe()).body;

    const reply = await renew(id, { expirationDateTime: inMinutes(60), ...more });

    expect(reply.status).toBe(status);
  });

  test('ends when it expires, and cannot be renewed any more', async () => {
    const { id } = (await subscribe({ expirationDateTime: inMinutes(60) })).body;
    const { body } = await ask(emulator, 'GET', '/_emulator/subscriptions');
    expect(body).toMatchObject([{ id }]);

    await ask(emulator, 'POST', '/_emulator/clock', { advance: 'PT59M' });
    expect(await standing()).toHaveLength(1);
    await ask(emulator, 'POST', '/_emulator/clock', { advance: 'PT1M' });

    expect(await standing()).toEqual([]);
    const late = await renew(id, { expirationDateTime: inMinutes(60) });
    expect([late.status, late.body.error.code]).toEqual([404, 'ResourceNotFound']);
    expect((await asApp(emulator, 'GET', `${path}/${id}`)).status).toBe(404);
  });

  test('ends when the app deletes it', async () => {
    const { id } = (await subscribe()).body;

    expect((await asApp(emulator, 'DELETE', `${path}/${id}`)).status).toBe(204);
    expect((await asApp(emulator, 'DELETE', `${path}/${id}`)).status).toBe(404);
    expect(await standing()).toEqual([]);
  });

  test('outlives a restart, not a reset', async () => {
    const folder = newFolder();
    const first = await startOn(folder);
    await asApp(first, 'POST', path, wanted());
    await first.close();

    const second = await startOn(folder);
    expect((await asApp(second, 'GET', path)).body.value).toHaveLength(1);
    await ask(second, 'POST', '/_emulator/reset');
    expect((await asApp(second, 'GET', path)).body.value).toEqual([]);
    await second.close();
  });
});
