import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import {
  appClient,
  appTokenFor,
  asApp,
  ask,
  awa,
  home,
  invite,
  lucie,
  newFolder,
  programme,
  siteId,
  startAnew,
  startOn,
  tuesdayMeeting,
} from './graph-world.ts';

const events = `/v1.0/users/${programme}/events`;
const onCreate = { method: 'POST', path: '/v1.0/users/*/events' };

let emulator: RunningEmulator;
beforeEach(async () => {
  emulator = await startAnew({ slowMs: 50 });
});
afterEach(() => emulator.close());

const arm = (fault: object) => ask(emulator, 'POST', '/_emulator/faults', fault);
const remaining = async () => (await ask(emulator, 'GET', '/_emulator/faults')).body;
const calendar = async () => (await ask(emulator, 'GET', `/_emulator/calendar/${programme}`)).body;
const create = () => asApp(emulator, 'POST', events, tuesdayMeeting);
const requests = async () => (await ask(emulator, 'GET', '/_emulator/state')).body.requests;

describe('an answer other than the true one', () => {
  test.each(['429', '500', '502', '503', '412', '403', '404'])(
    '%s, and nothing is done',
    async (...[fault]) => {
      await arm({ match: onCreate, fault });

      const reply = await create();

      expect(reply.status).toBe(Number(fault));
      expect(reply.body.error.code).toBeTypeOf('string');
      expect(await calendar()).toEqual([]);
      expect((await create()).status).toBe(201);
    },
  );

  test('Retry-After says what it was told to say, or nothing', async () => {
    await arm({ match: onCreate, fault: 429, retryAfter: 30 });
    await arm({ match: onCreate, fault: 503 });

    expect((await create()).headers.get('retry-after')).toBe('30');
    expect((await create()).headers.get('retry-after')).toBeNull();
  });

  test.each([
    ['504-before-write', 0],
    ['504-after-write', 1],
  ])('%s', async (fault, events) => {
    await arm({ match: onCreate, fault });

    expect((await create()).status).toBe(504);
    expect(await calendar()).toHaveLength(events);
  });

  test.each([
    ['drop-before-write', 0],
    ['drop-after-write', 1],
  ])('%s gives no answer at all', async (fault, events) => {
    await arm({ match: onCreate, fault });

    await expect(create()).rejects.toThrow('fetch failed');
    expect(await calendar()).toHaveLength(events);
    const path = '/v1.0/users/*/events';
    expect(await requests()).toContainEqual({ method: 'POST', path, status: 0, count: 1 });
  });

  test('slow answers in the end', async () => {
    await arm({ match: onCreate, fault: 'slow' });
    const start = performance.now();

    expect((await create()).status).toBe(201);
    expect(performance.now() - start).toBeGreaterThan(45);
  });

  test('schedule-denied refuses free and busy times, and only those', async () => {
    await arm({
      match: { method: 'POST', path: '/v1.0/users/*/events' },
      fault: 'schedule-denied',
    });
    await arm({
      match: { method: '*', path: '/v1.0/users/*/calendar/*' },
      fault: 'schedule-denied',
    });

    expect((await create()).status).toBe(201);
    const path = `/v1.0/users/${programme}/calendar/getSchedule`;
    expect((await asApp(emulator, 'POST', path, {})).body.error.code).toBe('ErrorAccessDenied');
  });

  test('no-join-link makes the event without its link, and says 201', async () => {
    await arm({ match: onCreate, fault: 'no-join-link' });
    const video = { isOnlineMeeting: true, onlineMeetingProvider: 'teamsForBusiness' };

    const reply = await asApp(emulator, 'POST', events, { ...tuesdayMeeting, ...video });

    expect(reply.status).toBe(201);
    expect(reply.body).toMatchObject({ isOnlineMeeting: false, onlineMeeting: null });
  });
});

describe('which call is struck', () => {
  test('as many times as armed, then no more', async () => {
    await arm({ match: onCreate, fault: '503', times: 2 });

    expect([await create(), await create(), await create()].map(({ status }) => status)).toEqual([
      503, 503, 201,
    ]);
    expect(await remaining()).toEqual([]);
  });

  test.each([
    ['another method', { method: 'GET', path: '/v1.0/users/*/events' }, 201],
    ['one segment more', { method: 'POST', path: '/v1.0/users/*/events/*' }, 201],
    ['another mailbox', { method: 'POST', path: `/v1.0/users/${awa.mail}/events` }, 201],
    ['this mailbox', { method: 'post', path: `/v1.0/users/${programme}/events` }, 503],
    ['any method', { method: '*', path: '/v1.0/users/*/events' }, 503],
  ])('%s', async (_what, match, status) => {
    await arm({ match, fault: '503' });

    expect((await create()).status).toBe(status);
  });

  test('a token request too', async () => {
    const path = `/${home}/oauth2/v2.0/token`;
    await arm({ match: { method: 'POST', path: '/*/oauth2/v2.0/token' }, fault: '503' });

    const reply = await ask(emulator, 'POST', path, {});

    expect(reply.status).toBe(503);
    await expect(appTokenFor(emulator)).resolves.toBeTypeOf('string');
  });

  test('a step inside a batch too, and its neighbours not', async () => {
    await arm({ match: onCreate, fault: '429', retryAfter: 7 });
    const url = `/users/${programme}/events`;
    const headers = { 'Content-Type': 'application/json' };
    const step = (id: string) => ({ id, method: 'POST', url, headers, body: tuesdayMeeting });

    const reply = await asApp(emulator, 'POST', '/v1.0/$batch', {
      requests: [step('1'), step('2')],
    });

    expect(reply.status).toBe(200);
    const [first, second] = reply.body.responses;
    expect(first).toMatchObject({ id: '1', status: 429, headers: { 'Retry-After': '7' } });
    expect(second).toMatchObject({ id: '2', status: 201 });
  });
});

test('faults survive a restart, and can be taken away', async () => {
  const folder = newFolder();
  const first = await startOn(folder);
  await ask(first, 'POST', '/_emulator/faults', { match: onCreate, fault: '503', times: 3 });
  await first.close();

  const second = await startOn(folder);
  expect((await ask(second, 'GET', '/_emulator/faults')).body).toMatchObject([{ times: 3 }]);
  await ask(second, 'DELETE', '/_emulator/faults');
  expect((await ask(second, 'GET', '/_emulator/faults')).body).toEqual([]);
  await second.close();
});

test.each([
  ['an unknown fault', { match: onCreate, fault: 'plague' }],
  ['no address', { fault: '503' }],
  ['no times', { match: onCreate, fault: '503', times: 0 }],
  ['an unknown word', { match: onCreate, fault: '503', often: 2 }],
])('%s is no fault to arm', async (_what, fault) => {
  expect((await arm(fault)).status).toBe(400);
  expect(await remaining()).toEqual([]);
});

describe('documented limits', () => {
  const mail = (to: string) => ({
    message: {
      subject: 'Bonjour',
      body: { contentType: 'Text', content: 'À bientôt' },
      toRecipients: invite(to),
      replyTo: invite('coaches@comite.example'),
    },
  });
  const send = () => asApp(emulator, 'POST', `/v1.0/users/${programme}/sendMail`, mail(lucie.mail));

  test('a mail arrives, with the address to answer to', async () => {
    expect((await send()).status).toBe(202);

    const [received] = (await ask(emulator, 'GET', `/_emulator/mail/${lucie.mail}`)).body;
    expect(received).toMatchObject({
      subject: 'Bonjour',
      from: { emailAddress: { address: programme } },
    });
    expect(received.replyTo[0].emailAddress.address).toBe('coaches@comite.example');
  });

  test('the 31st mail in a minute waits, by the virtual clock', async () => {
    for (let sent = 0; sent < 30; sent += 1) expect((await send()).status).toBe(202);

    const refused = await send();
    expect(refused.status).toBe(429);
    const wait = Number(refused.headers.get('retry-after'));
    expect(wait).toBeGreaterThan(50);
    await ask(emulator, 'POST', '/_emulator/clock', { advance: `PT${wait}S` });
    expect((await send()).status).toBe(202);
  });

  test('the fifth call at once for one mailbox is refused', async () => {
    const token = `Bearer ${await appTokenFor(emulator)}`;
    await arm({ match: { method: 'GET', path: '/v1.0/users/*/events' }, fault: 'slow', times: 5 });
    const look = () => ask(emulator, 'GET', events, undefined, { authorization: token });

    const replies = await Promise.all([look(), look(), look(), look(), look()]);

    expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 429]);
    expect((await look()).status).toBe(200);
  });

  test.each([
    [20, 200],
    [21, 400],
  ])('a batch of %i steps answers %i', async (steps, status) => {
    const requests = Array.from({ length: steps }, (_, at) => ({
      id: String(at),
      method: 'GET',
      url: `/sites/${siteId}`,
    }));

    const reply = await asApp(emulator, 'POST', '/v1.0/$batch', { requests });

    expect(reply.status).toBe(status);
  });

  test('a step that depends on a failed one is not tried', async () => {
    const graph = await appClient(emulator);

    const reply = await graph.api('/$batch').post({
      requests: [
        { id: '1', method: 'GET', url: '/sites/nowhere' },
        { id: '2', method: 'GET', url: `/sites/${siteId}`, dependsOn: ['1'] },
      ],
    });

    const statuses = reply.responses.map(({ status }: { status: number }) => status);
    expect(statuses).toEqual([404, 424]);
  });
});
