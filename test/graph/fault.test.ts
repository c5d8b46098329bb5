import { afterEach, describe, expect, test } from 'vitest';
import { OutsideFault } from '../../src/domain/outside.ts';
import type { Graph } from '../../src/graph/graph.ts';
import { type FakeGraph, fakeGraph, faultOf, now, type Told } from './fake-graph.ts';

let fake: FakeGraph | undefined;
afterEach(async () => {
  await fake?.close();
  fake = undefined;
});

const tuesday = Date.UTC(2026, 3, 28, 8);
const place = { hostname: 'ch.sharepoint.example', path: '/sites/comite', name: 'Suivi' };

const draft = {
  transactionId: '5a0f0000-0000-5000-8000-000000000001',
  subject: 'Rencontre de mentorat',
  startsAt: tuesday,
  endsAt: tuesday + 3_600_000,
  location: null,
  video: true,
  attendees: [{ mail: 'awa@hopital.example', name: 'Awa Sarr' }],
};
const row = { key: 'k1', pairCode: 'B01', day: '2026-04-28', themes: ['Prise de poste'] };
const letter = {
  to: { mail: 'awa@hopital.example', name: 'Awa Sarr' },
  replyTo: { mail: 'coachs@mentorat.example', name: 'Les coachs' },
  subject: 'Télémaque : une question sur votre agenda',
  html: '<p>Bonjour</p>',
};

/** The three writes that matter, and the request that carries each. */
const writes: [what: string, path: RegExp, write: (graph: Graph) => Promise<unknown>][] = [
  ['an event', /\/events$/, (graph) => graph.calendar.create(draft)],
  ['a row', /\/items$/, (graph) => graph.list.add(place, row)],
  ['a mail', /\/sendMail$/, (graph) => graph.mail.send(letter)],
];

const error = (code: string) => ({ error: { code, message: 'Awa wrote something here' } });
const throttled = (retryAfter?: string): Told => ({
  status: 429,
  ...(retryAfter !== undefined && { headers: { 'Retry-After': retryAfter } }),
  body: error('ApplicationThrottled'),
});

/** What the other side does, and what we make of it. */
const cases: [
  what: string,
  told: Told | 'drop' | 'silence',
  fault: { status?: number; code: string; retryAfter?: number },
][] = [
  ['429 with seconds', throttled('7'), fault(429, 'ApplicationThrottled', 7_000)],
  [
    '429 with a date',
    throttled(new Date(now + 90_000).toUTCString()),
    fault(429, 'ApplicationThrottled', 90_000),
  ],
  [
    '429 with a date gone by',
    throttled(new Date(now - 90_000).toUTCString()),
    fault(429, 'ApplicationThrottled', 0),
  ],
  ['429 without a time', throttled(), fault(429, 'ApplicationThrottled')],
  ['429 with nonsense', throttled('soon'), fault(429, 'ApplicationThrottled')],
  ['503', { status: 503, body: error('ServiceUnavailable') }, fault(503, 'ServiceUnavailable')],
  ['500', { status: 500, body: error('InternalServerError') }, fault(500, 'InternalServerError')],
  ['504', { status: 504, body: error('GatewayTimeout') }, fault(504, 'GatewayTimeout')],
  ['502 of a gateway', { status: 502, text: '<html>' }, fault(502, 'http-502')],
  ['412', { status: 412, body: error('PreconditionFailed') }, fault(412, 'PreconditionFailed')],
  ['403', { status: 403, body: error('ErrorAccessDenied') }, fault(403, 'ErrorAccessDenied')],
  ['a code that is a text', { status: 500, body: error('what Awa wrote') }, fault(500, 'http-500')],
  ['a redirection', { status: 307, headers: { Location: '/v1.0/me' } }, fault(307, 'http-307')],
  ['a dropped connection', 'drop', { code: 'dropped' }],
  ['no answer', 'silence', { code: 'timeout' }],
];

function fault(status: number, code: string, retryAfter?: number) {
  return { status, code, ...(retryAfter !== undefined && { retryAfter }) };
}

const seen = (told: unknown) => {
  if (!(told instanceof OutsideFault)) return told;
  const { status, code, retryAfter } = told;
  return {
    ...(status !== undefined && { status }),
    code,
    ...(retryAfter !== undefined && { retryAfter }),
  };
};

describe.each(writes)('%s', (_what, path, write) => {
  test.each(cases)('that meets %s is one request and one fault', async (_case, told, expected) => {
    const config = told === 'silence' ? { timeoutMs: 1_000 } : {};
    fake = await fakeGraph(
      ({ method, path: asked }) => {
        if (method === 'POST' && path.test(asked)) return told;
        // The way to the list, and a look for the row's key, which is not there.
        if (asked.includes('/items')) return { status: 200, body: { value: [] } };
        return { status: 200, body: { id: 'an-id' } };
      },
      { config },
    );

    const ended = await faultOf(write(fake.graph));

    expect(seen(ended)).toEqual(expected);
    expect(fake.asked.filter(({ method }) => method === 'POST')).toHaveLength(1);
    expect(fake.tokens).toHaveLength(1);
  });

  test('towards a port where nobody listens surely did not happen', async () => {
    const login = await fakeGraph(() => ({ status: 500 }));
    const gone = await fakeGraph(() => ({ status: 500 }));
    fake = login;
    const local = { login: login.url, graph: gone.url };
    await gone.close();
    const { graph, close } = await fakeGraph(() => ({ status: 500 }), { config: { local } });

    const ended = await faultOf(write(graph));

    await close();
    expect(seen(ended)).toEqual({ code: 'ECONNREFUSED' });
  });
});

test('a fault never holds what the other side said in words', async () => {
  fake = await fakeGraph(() => ({ status: 400, body: error('ErrorInvalidRequest') }));

  const ended = await faultOf(fake.graph.mail.send(letter));

  expect(JSON.stringify(ended) + String(ended)).not.toContain('Awa');
});

test('an answer of which the end never comes is told as a timeout', async () => {
  fake = await fakeGraph(() => ({ status: 201, headers: { 'Content-Length': '4000' }, body: {} }), {
    config: { timeoutMs: 1_000 },
  });

  const ended = await faultOf(fake.graph.mail.send(letter));

  expect(seen(ended)).toEqual({ code: 'timeout' });
});

test('a success that cannot be read may have happened', async () => {
  fake = await fakeGraph(() => ({ status: 201, body: { subject: 'no id' } }));

  const ended = await faultOf(fake.graph.calendar.create(draft));

  expect(seen(ended)).toEqual({ code: 'unreadable' });
});

test('a success that is some gateway’s page is not taken for a success', async () => {
  fake = await fakeGraph(() => ({ status: 200, text: '<html>Sign in</html>' }));

  const ended = await faultOf(fake.graph.mail.send(letter));

  expect(seen(ended)).toEqual({ code: 'unreadable' });
});
