import { request, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { openWeb, type WebDeps } from '../../src/web/web.ts';
import { launchChromium } from '../support/browser.ts';
import {
  aNotifiedStore,
  changed,
  hintsOf,
  homeTenant,
  idOf,
  launchEvent,
  subscribed,
  theirEvent,
  told,
} from '../support/notified-store.ts';
import { tuesday } from '../support/people.ts';

const store = aNotifiedStore();
const servers: Server[] = [];
let product: string;
let broken: string;
let deaf: string;

/** The product's doors on a free port of this machine. */
async function serve(deps: WebDeps, notified = true): Promise<string> {
  const app = openWeb(deps, {
    pages: '/no/such/folder',
    bot: [(_req, res) => void res.sendStatus(200)],
    ...(notified ? { notifications: { homeTenant, hinted: store.deps.hinted } } : {}),
  });
  const server = app.listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

beforeAll(async () => {
  // Of what these addresses never use there is nothing here.
  const deps = { ...store.deps, tell: undefined, calendar: undefined } as unknown as WebDeps;
  product = await serve(deps);
  deaf = await serve(deps, false);
  const down = () => Promise.reject(new Error('the store is down'));
  const subscriptions = { ...store.db.read.subscriptions, all: down };
  const db = { ...store.db, read: { ...store.db.read, subscriptions } };
  broken = await serve({ ...deps, db });
});
afterAll(() => {
  for (const server of servers) server.close();
});

const calendar: string = '/api/notifications/calendar';
const lifecycle = '/api/notifications/lifecycle';
const addresses = [calendar, lifecycle];

const handshake = (query: string, path: string = calendar, init: RequestInit = {}) =>
  fetch(`${product}${path}?${query}`, { method: 'POST', ...init });

async function notify(
  body: unknown,
  { path = calendar, at = product, type = 'application/json; charset=utf-8' } = {},
): Promise<number> {
  const answer = await fetch(`${at}${path}`, {
    method: 'POST',
    headers: type === '' ? {} : { 'Content-Type': type },
    body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
  await answer.text();
  return answer.status;
}

const graphToken =
  'Validation: Testing client application reachability for subscription Request-Id: 1a2b';

describe('the handshake', () => {
  test.each(addresses)('%s repeats Graph’s token as plain text, and nothing more', async (path) => {
    const query = new URLSearchParams({ validationToken: graphToken }).toString();

    const answer = await handshake(query, path, {
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
    });

    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe(graphToken);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none';/);
    expect(answer.headers.get('etag')).toBeNull();
  });

  test('repeats every plain sign but the five a browser could take for markup', async () => {
    const signs = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
    const repeated: string[] = [];
    for (const sign of signs) {
      const answer = await handshake(`validationToken=${encodeURIComponent(`a${sign}b`)}`);
      const text = await answer.text();
      if (answer.status === 200 && text === `a${sign}b`) repeated.push(sign);
      else expect([answer.status, text.includes(sign)]).toEqual([400, sign === '"']);
    }

    expect(signs.filter((sign) => !repeated.includes(sign)).join('')).toBe('"&\'<>');
  });

  test.each([
    ['42 a script', encodeURIComponent('<script>alert(1)</script>')],
    ['43 4,097 characters', 'x'.repeat(4_097)],
    ['44 a line of a header', 'a%0d%0aSet-Cookie:%20owned=1'],
    ['a bare line feed', 'a%0ab'],
    ['a NUL', 'a%00b'],
    ['a DEL', 'a%7fb'],
    ['a letter with an accent', encodeURIComponent('é')],
    ['half a sign', '%E0%A4%A'],
    ['nothing', ''],
    ['two tokens', 'a&validationToken=b'],
  ])('with %s is 400 and repeats nothing', async (_what, token) => {
    const answer = await handshake(`validationToken=${token}`);

    expect(answer.status).toBe(400);
    expect(await answer.text()).toBe('{"refused":"wrong-values"}');
    expect(answer.headers.get('set-cookie')).toBeNull();
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none';/);
  });

  test('takes 4,096 characters; 43 of 100 kB not even the server reads the line', async () => {
    expect((await handshake(`validationToken=${'x'.repeat(4_096)}`)).status).toBe(200);
    expect((await handshake(`validationToken=${'x'.repeat(100_000)}`)).status).toBe(431);
  });

  test('has no effect, whatever body comes with it', async () => {
    await subscribed(store);

    const answer = await handshake('validationToken=a', calendar, {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ value: [changed(theirEvent, 'v2')] }),
    });

    expect(await answer.text()).toBe('a');
    expect(await hintsOf(store)).toEqual({});
  });
});

/** `fetch` refuses to send some methods. */
const by = (method: string, path: string) =>
  new Promise<{ status: number; allow: string | undefined; text: string }>((resolve, reject) => {
    const asked = request(`${product}${path}`, { method, agent: false }, async (answer) => {
      let text = '';
      for await (const piece of answer) text += piece;
      resolve({ status: answer.statusCode ?? 0, allow: answer.headers.allow, text });
    });
    asked.on('error', reject);
    asked.end();
  });

describe.each(addresses)('%s', (path) => {
  test.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'])(
    '45 by %s is 405, and repeats no token',
    async (method) => {
      const answer = await by(method, `${path}?validationToken=plain-token`);

      expect(answer).toMatchObject({ status: 405, allow: 'POST' });
      expect(answer.text).not.toContain('plain-token');
    },
  );

  test('is not there when nobody takes notifications', async () => {
    expect(await notify({ value: [] }, { path, at: deaf })).toBe(404);
  });

  const good = JSON.stringify({ value: [changed(theirEvent, 'v2')] });
  test.each<[what: string, body: string | Uint8Array, type: string, status: number]>([
    ['a text', good, 'text/plain', 415],
    ['a form', 'value=1', 'application/x-www-form-urlencoded', 415],
    ['no type', new Uint8Array(Buffer.from(good)), '', 415],
    ['another charset', good, 'application/json; charset=utf-16', 415],
    ['half of JSON', good.slice(0, -1), 'application/json', 400],
    ['no JSON', 'hello', 'application/json', 400],
    ['no body', '', 'application/json', 400],
    ['a list', `[${good}]`, 'application/json', 400],
    ['nothing', 'null', 'application/json', 400],
    ['no items', '{}', 'application/json', 400],
    ['items that are no list', '{"value":{"0":1}}', 'application/json', 400],
    ['nesting 100,000 deep', '['.repeat(100_000), 'application/json', 400],
    ['50 1,001 items', `{"value":[${'1,'.repeat(1_000)}1]}`, 'application/json', 413],
    ['50 10,000 items', `{"value":[${'1,'.repeat(9_999)}1]}`, 'application/json', 413],
    ['a byte more than a megabyte', '{"value":[]}'.padStart(1_048_577), 'application/json', 413],
    ['5 MB', 'x'.repeat(5_000_000), 'application/json', 413],
  ])('with %s is refused without effect', async (_what, body, type, status) => {
    await subscribed(store);

    expect(await notify(body, { path, type })).toBe(status);
    expect(await hintsOf(store)).toEqual({});
    expect(store.hinted).toBe(0);
    expect(store.lines).toEqual([]);
  });

  test('packed is 415', async () => {
    const answer = await fetch(`${product}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Content-Encoding': 'gzip' },
      body: gzipSync(good),
    });
    expect(answer.status).toBe(415);
  });

  test('takes a megabyte and a thousand items', async () => {
    const items = `{"value":[${'1,'.repeat(999)}1]}`;

    expect(await notify(items.padEnd(1_048_576), { path })).toBe(202);
    expect(store.lines).toEqual([
      { event: 'notification.refused', reason: 'malformed', count: 1_000 },
    ]);
  });

  test('with keys that lead to a prototype changes none', async () => {
    const evil = '{"value":[{"__proto__":{"owned":1},"constructor":{"prototype":{"owned":1}}}]}';

    expect(await notify(evil, { path })).toBe(202);
    expect(Object.prototype).not.toHaveProperty('owned');
  });

  test('with a store that is down is an error, so that Graph tries again', async () => {
    await subscribed(store);
    const item = path === calendar ? changed(theirEvent, 'v2') : told('missed');

    expect(await notify({ value: [item] }, { path, at: broken })).toBe(500);
  });
});

describe('a notification', () => {
  test('is kept before it is acknowledged', async () => {
    await subscribed(store);

    expect(await notify({ value: [changed(theirEvent, 'v2')], validationTokens: ['x'] })).toBe(202);

    expect(await hintsOf(store)).toEqual({ [theirEvent]: 'v2' });
    expect(store.hinted).toBe(1);
  });

  test('sent to the other address is refused there', async () => {
    await subscribed(store);

    expect(await notify({ value: [changed(theirEvent, 'v2')] }, { path: lifecycle })).toBe(202);
    expect(await notify({ value: [told('missed')] }, { path: calendar })).toBe(202);

    expect(await hintsOf(store)).toEqual({});
    expect(store.lines.map(({ reason }) => reason)).toEqual(['malformed', 'malformed']);
  });

  test('of a lifecycle is heard', async () => {
    await subscribed(store);
    await store.db.tx((t) => t.jobs.take('follow-calendar', tuesday, tuesday + 900_000));

    expect(await notify({ value: [told('missed')] }, { path: lifecycle })).toBe(202);

    expect(await store.db.read.jobs.due('follow-calendar')).toBe(tuesday);
  });
});

describe('51 a flood of forged ones', () => {
  const forged = (guess: string) => ({
    value: [changed(theirEvent, 'v3', { clientState: guess })],
  });
  const theirs = { value: [changed(theirEvent, 'v2')] };
  let questions = 0;
  let flooded: string;

  /** Doors of their own, whose questions to the store are counted; time stands until it is moved. */
  async function aFloodedProduct() {
    const deps = { ...store.deps, tell: undefined, calendar: undefined } as unknown as WebDeps;
    questions = 0;
    const { all } = store.db.read.subscriptions;
    const subscriptions = {
      ...store.db.read.subscriptions,
      all() {
        questions += 1;
        return all();
      },
    };
    const db = { ...store.db, read: { ...store.db.read, subscriptions } };
    flooded = await serve({ ...deps, db });
    vi.useFakeTimers({ toFake: ['setTimeout'] });
  }
  afterEach(() => void vi.useRealTimers());
  const tell = (body: unknown) => notify(body, { at: flooded });
  const counted = () => store.lines.reduce((sum, { count }) => sum + Number(count), 0);

  /** Whoever waits is answered as time passes. */
  async function answered<T>(all: Promise<T>): Promise<T> {
    let done = false;
    const end = () => {
      done = true;
    };
    all.then(end, end);
    while (!done) {
      vi.advanceTimersByTime(1);
      await new Promise((turn) => setImmediate(turn));
    }
    return all;
  }

  test('waits for a later question; a genuine one does not', async () => {
    await subscribed(store);
    await aFloodedProduct();
    expect(await tell(theirs)).toBe(202);
    const flood = Promise.all(Array.from({ length: 500 }, (_, i) => tell(forged(`guess-${i}`))));

    expect(await tell(theirs)).toBe(202);

    expect(await hintsOf(store)).toEqual({ [theirEvent]: 'v2' });
    expect(questions).toBe(2);
    expect(new Set(await answered(flood))).toEqual(new Set([202]));
    expect(questions).toBeLessThan(10);
    expect(await hintsOf(store)).toEqual({ [theirEvent]: 'v2' });
  });

  test('hides no subscription that another instance has just made', async () => {
    await subscribed(store);
    await aFloodedProduct();
    expect(await tell(theirs)).toBe(202);
    const guessed = [1, 2].map(() => tell(forged('made in a moment')));
    expect(await answered(Promise.all(guessed))).toEqual([202, 202]);
    expect(await hintsOf(store)).toEqual({ [theirEvent]: 'v2' });
    await subscribed(store, { id: idOf(2), secret: 'made in a moment', graphId: null });

    expect(await answered(tell(forged('made in a moment')))).toBe(202);

    expect(await hintsOf(store)).toEqual({ [theirEvent]: 'v3' });
  });

  test('does not keep alive what another instance has given up', async () => {
    await subscribed(store);
    await aFloodedProduct();
    expect(await tell({ value: [changed(launchEvent, 'v2')] })).toBe(202);
    await store.db.opened.sql.deleteFrom('subscription').execute();

    expect(await answered(tell(theirs))).toBe(202);

    expect(Object.keys(await hintsOf(store))).toEqual([launchEvent]);
    expect(store.lines.map(({ reason }) => reason)).toEqual(['client-state']);
  });

  test('is told to the log in twenty lines, and then in one a second', async () => {
    await subscribed(store);
    await aFloodedProduct();
    const malformed = () => Promise.all(Array.from({ length: 50 }, () => tell({ value: [1, 2] })));
    await malformed();
    expect(store.lines).toHaveLength(20);

    vi.advanceTimersByTime(1_000);
    const rest = { event: 'notification.refused', reason: 'malformed', count: 60 };
    expect(store.lines.slice(20)).toEqual([rest]);

    await malformed();
    expect(store.lines).toHaveLength(21);
    vi.advanceTimersByTime(1_000);
    expect(store.lines).toHaveLength(22);
    expect(counted()).toBe(200);

    vi.advanceTimersByTime(20_000);
    await malformed();
    expect(store.lines).toHaveLength(42);
  });
});

describe('in a browser', () => {
  test.each([
    ['42 a script', '<script>document.title="owned"</script>', 'application/json'],
    ['plain words', 'javascript:document.title="owned"'.replaceAll('"', '`'), 'text/plain'],
  ])('%s that somebody posts there never runs', async (_what, token, type) => {
    const browser = await launchChromium();
    const page = await browser.newPage();
    const asked = `${product}${calendar}?${new URLSearchParams({ validationToken: token })}`;
    // Another site can make a browser post, and show what comes back.
    await page.setContent('<form method="post"></form>');
    const shown = page.waitForURL(`${product}/**`);
    await page.evaluate(`document.forms[0].action = ${JSON.stringify(asked)}`);
    await page.evaluate('document.forms[0].submit()');
    await shown;
    await page.waitForLoadState();

    expect(await page.evaluate('document.contentType')).toBe(type);
    expect(await page.locator('script').count()).toBe(0);
    expect(await page.title()).toBe('');
    await browser.close();
  });
});
