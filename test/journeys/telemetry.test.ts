import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { themes } from '../../src/words/fr/themes.ts';
import { openCollector } from '../support/collector.ts';
import { afterwards, askByLink, awa, bookFirst, marc, twoThemes } from './steps.ts';
import { startWorld } from './world.ts';

const patience = 120_000;
let collector: Awaited<ReturnType<typeof openCollector>>;
let words: string[];

/** Awa and Marc meet, Graph refuses once, a stranger tries a link; then the product stops. */
beforeAll(async () => {
  collector = await openCollector();
  const telemetry = { endpoint: collector.endpoint, headers: {}, share: 1 };
  const world = await startWorld({ pairs: ['P01'], telemetry });
  await world.arm('POST', '/v1.0/users/*/events', '429', 1);
  const slot = await bookFirst(world, awa);
  await world.advance('PT10M');
  await world.moveTo(afterwards(slot));
  await world.pressLatest(marc, 'meeting.held', { themes: twoThemes });
  await askByLink(world, 'read', { token: 'a'.repeat(43) });
  await fetch(`${world.publicUrl}/l?planted=ZQMOT`);
  await fetch(`${world.publicUrl}/nowhere/ZQMOT`);
  words = world.seed.people.flatMap(({ name, mail, id }) => [name, mail, id]);
  words.push(world.seed.home.programmeMailbox.mail, 'ZQMOT', ...Object.values(themes));
  await world.close();
}, patience);
afterAll(() => collector?.close());

/** How many were measured, of those with all these marks. */
const measured = (name: string, marks: Record<string, unknown> = {}) =>
  collector
    .figures()
    .filter((one) => one.name === name)
    .filter((one) => Object.entries(marks).every(([key, value]) => one.marks[key] === value))
    .reduce((sum, { figure }) => sum + figure, 0);

describe('a meeting that is booked and held, as an operator sees it', () => {
  test('turns and requests at the doors, by route', () => {
    expect(measured('telemaque.turn.duration', { kind: 'press' })).toBeGreaterThanOrEqual(3);
    expect(measured('telemaque.turn.duration', { kind: 'message' })).toBeGreaterThanOrEqual(1);
    const post = { 'http.request.method': 'POST' };
    const bot = { ...post, 'http.route': '/api/messages', 'http.response.status_code': 200 };
    expect(measured('http.server.request.duration', bot)).toBeGreaterThanOrEqual(4);
    const link = { ...post, 'http.route': '/api/link/read', 'http.response.status_code': 404 };
    expect(measured('http.server.request.duration', link)).toBe(1);
    const nowhere = { 'http.route': 'other', 'http.response.status_code': 404 };
    expect(measured('http.server.request.duration', nowhere)).toBe(1);
  });

  test('requests to Graph by template and status: the one that was refused, and its second try', () => {
    const create = { to: 'graph', 'url.template': '/v1.0/users/*/events' };
    const of = (status: number) =>
      measured('http.client.request.duration', { ...create, 'http.response.status_code': status });

    expect(of(429)).toBe(1);
    expect(of(201)).toBeGreaterThanOrEqual(1);
    expect(measured('http.client.request.duration', { to: 'bot' })).toBeGreaterThanOrEqual(2);
  });

  test('effects by kind and end, and lines of the log by event', () => {
    expect(
      measured('telemaque.effect.duration', { kind: 'event', outcome: 'done' }),
    ).toBeGreaterThanOrEqual(1);
    expect(
      measured('telemaque.effect.duration', { kind: 'event', 'error.type': 'OutsideFault' }),
    ).toBe(1);
    expect(measured('telemaque.log.lines', { event: 'effect.done', kind: 'list' })).toBe(1);
    expect(measured('telemaque.log.lines', { event: 'effect.waiting' })).toBe(1);
  });

  test('a turn is part of its request, and its calls of the turn', () => {
    const spans = collector.spans();
    const byId = new Map(spans.map((span) => [span.spanId, span]));
    const turns = spans.filter(({ name }) => name === 'telemaque.turn');
    expect(turns.length).toBeGreaterThanOrEqual(4);
    for (const { parentSpanId } of turns)
      expect(byId.get(parentSpanId ?? '')?.name).toBe('http.server.request');
    const calls = spans.filter(({ marks }) => marks['url.template'] === '/v1.0/users/*/events');
    for (const { parentSpanId } of calls)
      expect(byId.get(parentSpanId ?? '')?.name).toBe('telemaque.effect');
  });

  test('nothing that was sent names anybody, nor a theme, nor what stood in an address', () => {
    const sent = collector.received.map(({ body }) => body).join('\n');

    expect(sent.length).toBeGreaterThan(5_000);
    expect(words.filter((word) => sent.includes(word))).toEqual([]);
  });
});
