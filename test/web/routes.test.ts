import type { Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Refusal } from '../../src/domain/refusal.ts';
import { localRoutes } from '../../src/web/local.ts';
import { openWeb, type WebConfig, type WebDeps } from '../../src/web/web.ts';
import { awa, marc, thursday, tuesday } from '../support/people.ts';
import { aWorld, booked, hash } from '../support/world.ts';

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
  const pairs = { ...world.db.read.pairs, cohortCount: down };
  broken = await serve({ ...deps, db: { ...world.db, read: { ...read, pairs } } });
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

async function linkTo(meeting: string, expires = thursday.end): Promise<void> {
  const link = { person: marc.id, purpose: 'meeting', subject: meeting, expires };
  await world.db.tx((t) => t.links.add(hash(token), link));
}

describe('health', () => {
  test('is 200 as long as the store answers, and 500 when it does not', async () => {
    expect(await ask(plain, '/healthz')).toMatchObject({ status: 200, body: { ok: true } });
    expect(await ask(broken, '/healthz')).toMatchObject(no(500, 'try-again'));
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
    await linkTo(await booked(world));
    const sent = { token, act: { act: 'accept' } };

    expect(await ask(plain, '/api/link/act', sent)).toMatchObject({
      ...{ status: 200, body: { page: { model: { agreement: 'agreed' } } } },
    });
  });

  test('whose act is refused still answers 200, with the page and the reason', async () => {
    await linkTo(await booked(world));
    const sent = { token, act: { act: 'held', themes: ['skills'] } };

    expect(await ask(plain, '/api/link/act', sent)).toMatchObject({
      ...{ status: 200, body: { refused: 'not-started', page: { model: { state: 'booked' } } } },
    });
  });

  test.each(['read', 'act'])('that nobody was given is 404 to %s', async (what) => {
    const sent = what === 'read' ? { token } : { token, act: { act: 'decline' } };

    expect(await ask(plain, `/api/link/${what}`, sent)).toMatchObject(no(404, 'not-found'));
  });

  test.each(['read', 'act'])('that has expired is 410 to %s', async (what) => {
    await linkTo(await booked(world), tuesday);
    const sent = what === 'read' ? { token } : { token, act: { act: 'decline' } };

    expect(await ask(plain, `/api/link/${what}`, sent)).toMatchObject(no(410, 'link-expired'));
  });

  test.each<[string, unknown]>([
    ['nothing', {}],
    ['a token too short', { token: 't'.repeat(42) }],
    ['a token too long', { token: 't'.repeat(44) }],
    ['a token of other signs', { token: `${'t'.repeat(42)}/` }],
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
    ['an act that does not exist', { act: 'cancel' }],
    ['a slot as long as a letter', { act: 'accept', slot: 'x'.repeat(91) }],
    ['themes that are no list', { act: 'held', themes: 'skills' }],
    ['thirteen themes', { act: 'held', themes: Array(13).fill('skills') }],
    ['words in a theme’s place', { act: 'held', themes: ['x'.repeat(61)] }],
    ['a correction without its day', { act: 'correct', themes: ['skills'] }],
    ['somebody else’s name', { act: 'decline', person: awa.id }],
  ])('acted upon with %s is 400', async (_what, act) => {
    expect(await ask(plain, '/api/link/act', { token, act })).toMatchObject(
      no(400, 'wrong-values'),
    );
  });

  test('sent with a body too large is refused before it is read', async () => {
    const sent = { token, act: { act: 'held', themes: ['x'.repeat(20_000)] } };

    expect((await ask(plain, '/api/link/act', sent)).status).toBe(413);
  });

  test.each(['/api/link/read', '/api/link/act', '/healthz'])(
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
