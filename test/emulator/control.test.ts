import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunningEmulator } from '../../src/emulator/start.ts';
import type { Seed } from '../../src/emulator/world.ts';
import {
  appTokenFor,
  asApp,
  ask,
  awa,
  lucie,
  marc,
  newFolder,
  programme,
  seed,
  siteId,
  startAnew,
  startOn,
  tuesdayMeeting,
} from './graph-world.ts';
import { type ProductDouble, startProductDouble } from './product-double.ts';

/** Nobody has the bot here, so that nothing waits for the product. */
const withoutBot: Seed = {
  ...seed,
  people: seed.people.map((person) => ({ ...person, reach: 'email' as const })),
};

let product: ProductDouble;
let emulator: RunningEmulator;
beforeEach(async () => {
  product = await startProductDouble();
  emulator = await startAnew({ productUrl: product.url, seed: withoutBot });
});
afterEach(async () => {
  await emulator.close();
  await product.close();
});

const clock = (body: object) => ask(emulator, 'POST', '/_emulator/clock', body);
const minute = (iso: string) => iso.slice(0, 16);

describe('time', () => {
  test('stands at launch on an empty store, and runs on', async () => {
    const first = (await ask(emulator, 'GET', '/_emulator/clock')).body.now;
    const second = (await ask(emulator, 'GET', '/_emulator/clock')).body.now;

    expect(minute(first)).toBe('2026-04-14T07:00');
    expect(Date.parse(second)).toBeGreaterThanOrEqual(Date.parse(first));
  });

  test('goes by way of each thing due, in order, and stops at the target', async () => {
    product.due = ['2026-04-16T12:00:00Z', '2026-04-15T08:30:00Z', '2026-06-01T08:00:00Z'];

    const reply = await clock({ now: '2026-05-05T13:00:00Z' });

    expect(product.done).toEqual(['2026-04-15T08:30', '2026-04-16T12:00']);
    expect(minute(reply.body.now)).toBe('2026-05-05T13:00');
    expect(reply.body).toMatchObject({ settled: true, nextDue: '2026-06-01T08:00:00.000Z' });
    expect(reply.body.pending).toBe(1);
  });

  test('what is due at the very target is done; what is due a minute later is not', async () => {
    product.due = ['2026-05-05T13:00:00Z', '2026-05-05T13:01:00Z'];

    await clock({ now: '2026-05-05T13:00:00Z' });

    expect(product.done).toEqual(['2026-05-05T13:00']);
  });

  test('a day is 24 hours, also when the clocks change', async () => {
    await clock({ now: '2026-10-24T12:00:00Z' });

    expect(minute((await clock({ advance: 'P1D' })).body.now)).toBe('2026-10-25T12:00');
    expect(minute((await clock({ advance: 'P1W' })).body.now)).toBe('2026-11-01T12:00');
    expect(minute((await clock({ advance: 'PT90M' })).body.now)).toBe('2026-11-01T13:30');
  });

  test('never goes backward', async () => {
    expect((await clock({ now: '2026-04-14T06:59:00Z' })).status).toBe(409);
    expect((await clock({ advance: '-PT1M' })).status).toBe(409);
  });

  test.each([
    {},
    { now: 'tomorrow' },
    { advance: '1 day' },
    { advance: 'P1M' },
    { now: '2026-05-05T13:00:00Z', advance: 'P1D' },
  ])('%j is no movement', async (body) => {
    expect((await clock(body)).status).toBe(400);
  });

  test('moves with the product down, and says that nothing settled', async () => {
    await product.close();

    const reply = await clock({ advance: 'P1D' });

    expect(reply.body.settled).toBe(false);
    expect(minute(reply.body.now)).toBe('2026-04-15T07:00');
  });
});

describe('a restart', () => {
  test('finds the world as it was, without a goodbye', async () => {
    const folder = newFolder();
    const first = await startOn(folder, { seed: withoutBot });
    await ask(first, 'POST', '/_emulator/clock', { advance: 'P10D' });
    const token = await appTokenFor(first);
    const made = await asApp(first, 'POST', `/v1.0/users/${programme}/events`, tuesdayMeeting);

    // The first one is never told to stop: as after a kill, only what is on disk counts.
    const second = await startOn(folder, { seed: withoutBot });
    const authorization = `Bearer ${token}`;
    const path = `/v1.0/users/${programme}/events/${made.body.id}`;
    const found = await ask(second, 'GET', path, undefined, { authorization });

    expect(found.body.changeKey).toBe(made.body.changeKey);
    expect((await ask(second, 'GET', `/_emulator/calendar/${marc.mail}`)).body).toHaveLength(1);
    expect(minute((await ask(second, 'GET', '/_emulator/clock')).body.now)).toBe(
      '2026-04-24T07:00',
    );
    await second.close();
    await first.close();
  });
});

describe('reset', () => {
  test('empties both, stands the clock at launch and keeps the key', async () => {
    const token = `Bearer ${await appTokenFor(emulator)}`;
    await asApp(emulator, 'POST', `/v1.0/users/${programme}/events`, tuesdayMeeting);
    await clock({ advance: 'P10D' });

    const reply = await ask(emulator, 'POST', '/_emulator/reset');

    expect(reply.status).toBe(200);
    expect(product.resets).toBe(1);
    expect((await ask(emulator, 'GET', `/_emulator/calendar/${awa.mail}`)).body).toEqual([]);
    const { body } = await ask(emulator, 'GET', '/_emulator/state');
    expect(body).toMatchObject({ counts: { people: 7 }, requests: [] });
    expect(minute(body.now)).toBe('2026-04-14T07:00');
    const known = await ask(emulator, 'GET', `/v1.0/sites/${siteId}`, undefined, {
      authorization: token,
    });
    expect(known.status).toBe(200);
    // On disk too: a later start must go on verifying the tokens that are about.
    expect(emulator.world.store.table('key').get('signing')).toBeDefined();
  });
});

describe('looking in', () => {
  test('pair 1 comes first among the people', async () => {
    const { body } = await ask(emulator, 'GET', '/_emulator/people');

    expect(body.map(({ name }: { name: string }) => name).slice(0, 2)).toEqual([
      awa.name,
      marc.name,
    ]);
    expect(body[0]).toMatchObject({ pair: 'B1', mailbox: 'here', organisation: 'Comité' });
  });

  test('requests are counted by address, parameters starred', async () => {
    const path = `/v1.0/users/${programme}/events`;
    await asApp(emulator, 'POST', path, tuesdayMeeting);
    await asApp(emulator, 'GET', path);
    await asApp(emulator, 'GET', path);

    const { requests } = (await ask(emulator, 'GET', '/_emulator/state')).body;

    const starred = '/v1.0/users/*/events';
    expect(requests).toContainEqual({ method: 'POST', path: starred, status: 201, count: 1 });
    expect(requests).toContainEqual({ method: 'GET', path: starred, status: 200, count: 2 });
  });

  test.each([
    ['GET', '/_emulator/calendar/nobody@nowhere.example', 404],
    ['GET', '/_emulator/nothing', 404],
    ['DELETE', `/_emulator/calendar/${lucie.mail}/nothing`, 404],
    ['GET', '/_emulator/sharepoint/nothing', 404],
    ['GET', '/%E0%A4%A/oauth2/v2.0/token', 404],
  ])('%s %s answers %i', async (method, path, status) => {
    expect((await ask(emulator, method, path)).status).toBe(status);
  });

  test('a body that is no JSON is the caller’s fault', async () => {
    const reply = await fetch(`${emulator.url}/_emulator/clock`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{',
    });

    expect(reply.status).toBe(400);
  });

  test('it is ready when it says so', async () => {
    expect((await ask(emulator, 'GET', '/healthz')).body).toEqual({ status: 'ok' });
  });
});
