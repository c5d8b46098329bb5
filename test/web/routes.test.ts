import type { Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Refusal } from '../../src/domain/refusal.ts';
import { localRoutes } from '../../src/web/local.ts';
import { openWeb, type WebConfig, type WebDeps } from '../../src/web/web.ts';
import { awa, marc, nowhere, p01, thursday, tuesday } from '../support/people.ts';
import { dumpTables } from '../support/store-contents.ts';
import { aWorld, booked, hash, ledger } from '../support/world.ts';

const world = aWorld();

const token = 't'.repeat(43);
const servers: Server[] = [];
let plain: string;
let local: string;
let broken: string;
const held: (number | string)[] = [];

/** The product's pages and doors on a free port of this machine. */
async function serve(deps: WebDeps, config: Partial<WebConfig> = {}): Promise<string> {
  const pages = { pages: '/no/such/folder', bot: [] };
  const app = openWeb(deps, {
    ...pages,
    bot: [(_req, res) => void res.sendStatus(200)],
    ...config,
  });
  const server = app.listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

beforeAll(async () => {
  const deps = { ...world.deps, hash };
  plain = await serve(deps);
  local = await serve(deps, {
    local: localRoutes({
      moveClock: (offset) => void held.push(offset),
      settle: async () => ({ idle: true, nextDue: tuesday, pending: 2 }),
      reset: async () => void held.push('reset'),
    }),
  });
  const down = () => Promise.reject(new Error('Awa’s answer'));
  const read = { ...world.db.read, links: { ...world.db.read.links, byHash: down } };
  broken = await serve({ ...deps, db: { ...world.db, read } });
});
afterAll(() => {
  for (const server of servers) server.close();
});
beforeEach(() => {
  held.length = 0;
});

async function ask(at: string, path: string, body?: unknown, method?: string) {
  const answer = await fetch(`${at}${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    ...(body === undefined
      ? {}
      : {
          headers: { 'Content-Type': 'application/json' },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
  });
  const text = await answer.text();
  const json: unknown = text.startsWith('{') ? JSON.parse(text) : undefined;
  return { status: answer.status, body: json, headers: answer.headers };
}

const no = (status: number, refused: Refusal) => ({ status, body: { refused } });

const id = '00000000-0000-4000-9000-000000000001';
const act = (sent: unknown) => ({ token, id, act: sent });
const home = { kind: 'rhythm', pair: p01.id };
const manner = { mode: 'video', place: null, minutes: 60, unread: [] };
const slotsView = { kind: 'slots', pair: p01.id, ...manner, slots: [] };
const end = { kind: 'new', day: '2026-05-05' };
const gap = { from: end, to: end, days: 60, kept: false, why: null };
const planView = { kind: 'plan', pair: p01.id, ...manner, dates: [], broken: [], around: [] };

async function linkTo(meeting: string, expires = thursday.end): Promise<void> {
  const link = { person: marc.id, purpose: 'meeting', subject: meeting, expires };
  await world.db.tx((t) => t.links.add(hash(token), link));
}

describe('health', () => {
  test('is 200 as long as the process lives, whatever its store does', async () => {
    for (const at of [plain, broken])
      expect(await ask(at, '/healthz')).toMatchObject({ status: 200, body: { ok: true } });
  });
});

describe('a personal link', () => {
  test('is read by its token', async () => {
    await linkTo(await booked(world));

    expect(await ask(plain, '/api/link/read', { token })).toMatchObject({
      ...{ status: 200, body: { page: { model: { partner: awa.name } } } },
    });
  });

  test('acts, and answers with what is true then', async () => {
    const meeting = await booked(world);
    await linkTo(meeting);
    const sent = act({ act: 'accept', meeting });

    expect(await ask(plain, '/api/link/act', sent)).toMatchObject({
      ...{ status: 200, body: { page: { model: { agreement: 'agreed' } } } },
    });
  });

  test('whose act is refused still answers 200, with the page and the reason', async () => {
    const meeting = await booked(world);
    await linkTo(meeting);
    const sent = act({ act: 'held', meeting, themes: ['skills'] });

    expect(await ask(plain, '/api/link/act', sent)).toMatchObject({
      ...{ status: 200, body: { refused: 'not-started', page: { model: { state: 'booked' } } } },
    });
  });

  test.each(['read', 'act'])('that nobody was given is 404 to %s', async (what) => {
    const sent = what === 'read' ? { token } : act({ act: 'decline', meeting: nowhere });

    expect(await ask(plain, `/api/link/${what}`, sent)).toMatchObject(no(404, 'not-found'));
  });

  test.each(['read', 'act'])('that has expired is 410 to %s', async (what) => {
    await linkTo(await booked(world), tuesday);
    const sent = what === 'read' ? { token } : act({ act: 'decline', meeting: nowhere });

    expect(await ask(plain, `/api/link/${what}`, sent)).toMatchObject(no(410, 'link-expired'));
  });

  test.each<[string, unknown]>([
    ['nothing', {}],
    ['no token', { token: '' }],
    ['a token as long as a letter', { token: 't'.repeat(201) }],
    ['a view there is not', { token, view: { kind: 'alert', pair: p01.id, alert: nowhere } }],
    ['a form half filled in', { token, view: slotsView }],
    ['a view with more than it has', { token, view: { ...home, note: 'x' } }],
    ['a pair by its code', { token, view: { kind: 'rhythm', pair: 'P01' } }],
    ['a token that is a number', { token: 7 }],
    ['more than is asked for', { token, person: awa.id }],
    ['a list', [token]],
    ['no JSON', '{"token": '],
    ['JSON that is no object', '"text"'],
  ])('read with %s is 400', async (_what, sent) => {
    expect(await ask(plain, '/api/link/read', sent)).toMatchObject(no(400, 'wrong-values'));
  });

  test.each<[string, unknown]>([
    ['no act', undefined],
    ['an act that does not exist', { act: 'close' }],
    ['an act of every object', { act: 'toString' }],
    ['an act that is a list', { act: ['decline'], meeting: nowhere }],
    ['no meeting', { act: 'decline' }],
    ['a meeting by its number', { act: 'decline', meeting: '1' }],
    ['a slot as long as a letter', { act: 'accept', meeting: nowhere, slot: 'x'.repeat(91) }],
    ['no slot', { act: 'book', slots: [] }],
    ['six slots', { act: 'book', slots: Array(6).fill('2026-04-24T10:00') }],
    ['a length of seven minutes', { act: 'find', mode: 'video', minutes: 7, place: 'neutral' }],
    ['a place off the list', { act: 'find', mode: 'in-person', minutes: 60, place: 'café' }],
    ['themes that are no list', { act: 'held', meeting: nowhere, themes: 'skills' }],
    ['thirteen themes', { act: 'held', meeting: nowhere, themes: Array(13).fill('skills') }],
    ['words in a theme’s place', { act: 'held', meeting: nowhere, themes: ['x'.repeat(61)] }],
    ['a correction without its day', { act: 'correct', meeting: nowhere, themes: ['skills'] }],
    ['a reason', { act: 'stop', reason: 'x' }],
    ['another language', { act: 'language', locale: 'de' }],
    ['somebody else’s name', { act: 'decline', meeting: nowhere, person: awa.id }],
  ])('acted upon with %s is 400', async (_what, sent) => {
    expect(await ask(plain, '/api/link/act', act(sent))).toMatchObject(no(400, 'wrong-values'));
  });

  test.each<[string, object]>([
    ['no id of its own', { token, act: { act: 'call' } }],
    ['an id of words', { token, id: 'x', act: { act: 'call' } }],
    [
      'a draft of words',
      { ...act({ act: 'book', slots: ['x'] }), view: { ...slotsView, slots: 7 } },
    ],
    [
      'a draft of a year that says more than ours',
      { ...act({ act: 'confirm' }), view: { ...planView, note: 'x' } },
    ],
    [
      'a draft whose reason is written freely',
      { ...act({ act: 'confirm' }), view: { ...planView, broken: [{ ...gap, why: 'x' }] } },
    ],
  ])('acted upon with %s is 400', async (_what, sent) => {
    expect(await ask(plain, '/api/link/act', sent)).toMatchObject(no(400, 'wrong-values'));
  });

  test.each([
    ['cut short', 't'.repeat(42)],
    ['with a letter more', 't'.repeat(44)],
    ['with a letter changed', `${'t'.repeat(42)}u`],
    ['of other signs', `${'t'.repeat(42)}/`],
    ['of somebody else’s business', 'a'.repeat(43)],
  ])('%s is as unknown as one nobody was given', async (_what, altered) => {
    await linkTo(await booked(world));
    const alert = { person: awa.id, purpose: 'alert', subject: nowhere, expires: thursday.end };
    await world.db.tx((t) => t.links.add(hash('a'.repeat(43)), alert));
    const before = await dumpTables(world.db.opened.sql);

    const read = await ask(plain, '/api/link/read', { token: altered });
    const acted = await ask(plain, '/api/link/act', { ...act({ act: 'call' }), token: altered });

    for (const answer of [read, acted]) expect(answer).toMatchObject(no(404, 'not-found'));
    expect(await dumpTables(world.db.opened.sql)).toEqual(before);
    expect(world.lines).toEqual([]);
  });

  test('whose time is over is renewed with the same answer as one that is not known', async () => {
    await linkTo(await booked(world), tuesday);

    const known = await ask(plain, '/api/link/renew', { token });
    const unknown = await ask(plain, '/api/link/renew', { token: 'u'.repeat(43) });

    expect([known.status, known.body]).toEqual([202, { ok: true }]);
    expect([unknown.status, unknown.body]).toEqual([known.status, known.body]);
    expect((await ledger(world, 'mail')).length).toBeGreaterThan(0);
  });

  test('asked for too often is told when to come back', async () => {
    const own = await serve({ ...world.deps, hash });
    const statuses: number[] = [];
    for (let guess = 0; guess < 40; guess += 1) {
      const answer = await ask(own, '/api/link/read', { token: `guess ${guess}` });
      statuses.push(answer.status);
      expect(answer.headers.has('retry-after')).toBe(answer.status === 429);
    }

    expect(statuses).toEqual([...Array(30).fill(404), ...Array(10).fill(429)]);
  });

  test('from many addresses that somebody made up is one address, unless proxies of ours tell', async () => {
    const from = (at: string, address: number) =>
      fetch(`${at}/api/link/read`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `192.0.2.${address}` },
        body: JSON.stringify({ token: `guess ${address}` }),
      }).then(({ status }) => status);
    const statuses = async (at: string) => {
      const all: number[] = [];
      for (let address = 1; address <= 31; address += 1) all.push(await from(at, address));
      return all;
    };

    expect((await statuses(await serve({ ...world.deps, hash }))).at(-1)).toBe(429);
    const behind = await serve({ ...world.deps, hash }, { proxies: 1 });
    expect((await statuses(behind)).at(-1)).toBe(404);
  });

  test('sent with a body too large is refused before it is read', async () => {
    const sent = act({ act: 'held', meeting: nowhere, themes: ['x'.repeat(20_000)] });

    expect((await ask(plain, '/api/link/act', sent)).status).toBe(413);
  });

  test.each(['/api/link/read', '/api/link/act', '/api/link/renew', '/healthz'])(
    '%s by another method is 405',
    async (path) => {
      const other = path === '/healthz' ? 'POST' : 'GET';

      const answer = await ask(plain, path, other === 'POST' ? {} : undefined);

      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe(other === 'POST' ? 'GET' : 'POST');
      expect((await ask(plain, path, undefined, 'DELETE')).status).toBe(405);
    },
  );
});

describe('what breaks', () => {
  test('asks to try again, and its message goes nowhere', async () => {
    const answer = await ask(broken, '/api/link/read', { token });

    expect(answer).toMatchObject(no(500, 'try-again'));
    expect(JSON.stringify(answer.body)).not.toContain('Awa');
    expect(world.lines.map(({ event }) => event)).toContain('web.failed');
  });

  test('a client’s mistake is not our failure', async () => {
    await ask(plain, '/api/link/read', '{');

    expect(world.lines).toEqual([]);
  });
});

describe('the emulator’s hold on clock and store', () => {
  const paths = ['/_local/clock', '/_local/settle', '/_local/reset'];

  test.each(paths)('%s is not there without local mode', async (path) => {
    expect(await ask(plain, path, { offset: 0 })).toMatchObject(no(404, 'not-found'));
    expect(held).toEqual([]);
  });

  test('moves the clock, settles and resets in local mode', async () => {
    expect((await ask(local, '/_local/clock', { offset: 5000 })).status).toBe(200);
    expect((await ask(local, '/_local/reset', { offset: -1 })).status).toBe(200);
    expect(held).toEqual([5000, -1, 'reset']);
    expect((await ask(local, '/_local/settle', {})).body).toEqual({
      ...{ idle: true, nextDue: '2026-04-21T07:00:00.000Z', pending: 2 },
    });
  });

  test.each([{}, { offset: '5' }, { offset: 1.5 }, { offset: 1e16 }, { offset: null }])(
    'takes no clock like %j',
    async (sent) => {
      expect((await ask(local, '/_local/clock', sent)).status).toBe(400);
      expect(held).toEqual([]);
    },
  );
});

describe('every answer', () => {
  test.each(['/healthz', '/nowhere', '/_local/clock', '/l'])(
    '%s is kept, guessed and framed by nobody',
    async (path) => {
      const { headers } = await ask(plain, path);

      expect(headers.get('cache-control')).toContain('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('x-powered-by')).toBeNull();
    },
  );

  test('of an address that does not exist is 404, of pages not built 503', async () => {
    expect(await ask(plain, '/nowhere')).toMatchObject(no(404, 'not-found'));
    expect((await ask(plain, '/l')).status).toBe(503);
  });
});
