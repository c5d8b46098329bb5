import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { openTelemetry, type Watched } from '../../src/telemetry/otlp.ts';
import { openCollector } from '../support/collector.ts';

const now = Date.parse('2026-10-09T07:00:00Z');
const day = 86_400_000;
const nothing = { standing: [], oldestDueMs: 0, oldestUnknownMs: 0 };

let collector: Awaited<ReturnType<typeof openCollector>> | undefined;
afterEach(async () => {
  await collector?.close();
  collector = undefined;
});

async function watching(watched: Partial<Watched> = {}, status = 200) {
  collector = await openCollector(status);
  const troubles: string[] = [];
  let ms = 0;
  const telemetry = openTelemetry(
    {
      ...{ endpoint: collector.endpoint, headers: { 'api-key': 'a-key' }, share: 1 },
      ...{ everyMs: 60_000, instance: 'one' },
    },
    {
      ...{ now: () => now, stopwatch: () => ms, census: async () => nothing },
      onTrouble: (what) => troubles.push(what),
      ...watched,
    },
  );
  const pass = (more: number) => {
    ms += more;
  };
  return { telemetry, collector, troubles, pass };
}

test('a turn within a request is measured as its child, with what became known on the way', async () => {
  const { telemetry, collector, pass } = await watching();

  const said = await telemetry.measure(
    'http.server.request',
    { 'http.request.method': 'POST' },
    (mark) =>
      telemetry.measure('telemaque.turn', { kind: 'message' }, async () => {
        await pause(1);
        pass(40);
        mark({ 'http.response.status_code': 200, 'http.route': '/api/messages' });
        return 'said';
      }),
  );
  await telemetry.close();

  expect(said).toBe('said');
  const [turn, request] = collector.spans();
  expect(turn).toMatchObject({ name: 'telemaque.turn', marks: { kind: 'message' } });
  expect(turn?.parentSpanId).toBe(request?.spanId);
  expect(request?.marks).toEqual({
    'http.request.method': 'POST',
    'http.route': '/api/messages',
    'http.response.status_code': 200,
  });
  expect(collector.figures()).toContainEqual({
    name: 'telemaque.turn.duration',
    marks: { kind: 'message' },
    figure: 1,
  });
  expect(collector.received[0]?.headers['api-key']).toBe('a-key');
});

test('work that fails fails on, and is told by the class of its error alone', async () => {
  const { telemetry, collector } = await watching();
  const fault = new RangeError('what Awa wrote');

  const work = telemetry.measure('telemaque.effect', { kind: 'mail' }, () => Promise.reject(fault));

  await expect(work).rejects.toBe(fault);
  await telemetry.close();
  expect(collector.spans()[0]).toMatchObject({
    marks: { kind: 'mail', 'error.type': 'RangeError' },
    status: { code: 2 },
  });
  expect(JSON.stringify(collector.received)).not.toContain('Awa');
});

test('lines of the log are counted by what happened', async () => {
  const { telemetry, collector } = await watching();

  for (const reason of ['token-missing', 'token-exp', 'token-missing'])
    telemetry.heard('activity-denied', { reason, status: 401 });
  await telemetry.close();

  const lines = collector.figures().filter(({ name }) => name === 'telemaque.log.lines');
  expect(lines.map(({ marks, figure }) => [marks.reason, figure])).toEqual([
    ['token-missing', 2],
    ['token-exp', 1],
  ]);
});

test('what does not end well is counted in the store, and the credential’s days by the clock', async () => {
  const { telemetry, collector } = await watching({
    credentialExpires: now + 14 * day,
    census: async () => ({
      standing: [{ state: 'unknown', kind: 'card.send', count: 3 }],
      oldestDueMs: 90_000,
      oldestUnknownMs: 3_600_000,
    }),
  });
  await telemetry.close();

  const told = new Map(collector.figures().map(({ name, figure }) => [name, figure]));
  expect(told.get('telemaque.effects')).toBe(3);
  expect(told.get('telemaque.effects.oldest_due')).toBe(90);
  expect(told.get('telemaque.effects.oldest_unknown')).toBe(3_600);
  expect(told.get('telemaque.credential.days_left')).toBe(14);
  expect(told.get('process.memory.usage')).toBeGreaterThan(1_000_000);
});

describe('what cannot be sent', () => {
  test('is told once as trouble, and holds nobody up', async () => {
    const { telemetry, troubles } = await watching({}, 400);

    expect(await telemetry.measure('telemaque.turn', {}, async () => 1)).toBe(1);
    await telemetry.close();

    expect(troubles).toContain('export');
  });

  test('is the census alone when the store is down', async () => {
    const { telemetry, collector, troubles } = await watching({
      census: () => Promise.reject(new Error('no store')),
    });
    await telemetry.close();

    expect(troubles).toEqual(['census']);
    const names = collector.figures().map(({ name }) => name);
    expect(names).toContain('process.memory.usage');
    expect(names).not.toContain('telemaque.effects');
  });
});
