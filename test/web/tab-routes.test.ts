import type { Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Refusal } from '../../src/domain/refusal.ts';
import { slotText } from '../../src/domain/slot-text.ts';
import { linkAllowances } from '../../src/web/rate-limit.ts';
import { openSignIn, type SignIn } from '../../src/web/sign-in.ts';
import { tabRoutes } from '../../src/web/tab-routes.ts';
import { openWeb } from '../../src/web/web.ts';
import { awa, ines, marc, nadia, nowhere, p01, p02, rose, thursday } from '../support/people.ts';
import { dumpTables } from '../support/store-contents.ts';
import { aWorld, booked, hash, meetingsOf, theMeeting } from '../support/world.ts';
import { oidOf, tokenOf } from './served-world.ts';
import {
  aKeyPlace,
  bearer,
  forged,
  homeTenant,
  hospitalTenant,
  type KeyPlace,
} from './sign-in-world.ts';

const world = aWorld();

const members = [awa, marc, rose, ines, nadia];
const as = (person: { id: string }) => tokenOf(person);
const nobody = bearer({ claims: { oid: 'bbbbbbbb-0000-4000-8000-000000000001' } });

let keys: KeyPlace;
let signIn: SignIn;
let server: Server;
let url: string;

beforeAll(async () => {
  keys = await aKeyPlace();
  signIn = openSignIn(keys.config);
});
afterAll(() => keys.close());
beforeEach(async () => {
  await world.db.tx(async (t) => {
    for (const each of members) await t.people.link(homeTenant, oidOf(each), each.id, 'import');
  });
  await serve({ signIn });
});
afterEach(() => void server.close());

/** The product's doors on a free port of this machine, where nobody has asked for anything yet. */
async function serve(config: { signIn?: SignIn; emulator?: string }): Promise<void> {
  const pages = '/no/such/folder';
  const bot = [
    (_req: unknown, res: { sendStatus(code: number): unknown }) => void res.sendStatus(200),
  ];
  const app = openWeb({ ...world.deps, hash }, { pages, bot, ...config });
  server?.close();
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}`;
}

async function ask(what: 'read' | 'act', authorization: string | undefined, body: unknown = {}) {
  const answer = await fetch(`${url}/api/tab/${what}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(authorization !== undefined && { Authorization: authorization }),
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const headers = Object.fromEntries(answer.headers);
  return { status: answer.status, body: await answer.json(), headers };
}

/** What tells two answers apart, the moment they were given left out. */
const undated = (answer: Awaited<ReturnType<typeof ask>>) => ({
  ...{ ...answer, headers: { ...answer.headers, date: '' } },
});

const no = (status: number, refused: Refusal) => ({ status, body: { refused } });
const dump = () => dumpTables(world.db.opened.sql);

let ids = 0;
const newId = () => `00000000-0000-4000-9000-${String(++ids).padStart(12, '0')}`;
const act = (sent: unknown, more: object = {}) => ({
  pair: p01.id,
  id: newId(),
  act: sent,
  ...more,
});
const call = () => act({ act: 'call' });
const home = { kind: 'rhythm', pair: p01.id };

describe('the tab', () => {
  test('shows whoever signed in their pair, its year and what is recorded, kept by nobody', async () => {
    const answer = await ask('read', as(awa));

    expect(answer).toMatchObject({
      status: 200,
      body: {
        page: {
          ...{ pair: p01.id, view: home, model: { kind: 'home', partner: marc.name } },
          pairs: [{ pair: p01.id, partner: marc.name }],
          year: { today: '2026-04-21', closing: '2027-03-25', held: 0 },
          recorded: { rows: [], coaches: [rose.name], recording: 'at-once' },
        },
      },
      headers: { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    });
    expect(world.lines).toEqual([]);
  });

  test('shows any view of the pair that is asked for', async () => {
    const view = { kind: 'find', pair: p01.id };

    expect(await ask('read', as(marc), { pair: p01.id, view })).toMatchObject({
      ...{ status: 200, body: { page: { view, model: { kind: 'find', partner: awa.name } } } },
    });
  });

  test('changes nothing by being read, however often, and nobody is reached by it', async () => {
    await booked(world);
    const before = await dump();

    for (const view of [undefined, home, { kind: 'meetings', pair: p01.id }])
      for (const who of [awa, marc])
        expect((await ask('read', as(who), { view })).status).toBe(200);

    expect(await dump()).toEqual(before);
  });

  test('acts, and answers with what is true then, the year too', async () => {
    const meeting = await booked(world);
    const sent = act({ act: 'accept', meeting }, { view: { kind: 'meeting', meeting } });

    expect(await ask('act', as(marc), sent)).toMatchObject({
      status: 200,
      body: {
        said: 'accepted',
        page: {
          model: { agreement: 'agreed' },
          year: { meetings: [{ meeting, day: '2026-04-23', state: 'booked' }] },
        },
      },
    });
  });

  test('books as the bot does, for the person who signed in', async () => {
    const slots = [slotText(thursday)];
    const manner = { mode: 'video', place: null, minutes: 60, unread: [] };
    const view = { kind: 'slots', pair: p01.id, ...manner, slots };

    expect(await ask('act', as(awa), act({ act: 'book', slots }, { view }))).toMatchObject({
      ...{ status: 200, body: { said: 'booked' } },
    });
    expect(await meetingsOf(world)).toMatchObject([{ source: 'bot', proposedBy: awa.id }]);
  });

  test('carries out an act sent twice once', async () => {
    const sent = act({ act: 'record', date: '2026-04-20', themes: ['skills'] });

    expect((await ask('act', as(awa), sent)).body).toMatchObject({ said: 'recorded' });
    expect((await ask('act', as(awa), sent)).body).toMatchObject({ said: 'already' });
    expect(await meetingsOf(world)).toHaveLength(1);
  });

  test('whose act is refused still answers 200, with the page and the reason', async () => {
    const meeting = await booked(world);
    const sent = act({ act: 'held', meeting, themes: ['skills'] });

    expect(await ask('act', as(marc), sent)).toMatchObject({
      ...{ status: 200, body: { refused: 'not-started', page: { pair: p01.id } } },
    });
  });
});

describe('without a good token', () => {
  test('the answer is the same whatever is wrong, and nothing at all is done', async () => {
    const plain = undated(await ask('read', undefined));
    const before = await dump();
    expect(plain).toMatchObject({
      ...no(401, 'sign-in'),
      headers: { 'www-authenticate': 'Bearer' },
    });

    for (const [what, make, reason] of forged) {
      world.lines.length = 0;
      expect(undated(await ask('read', make())), what).toEqual(plain);
      expect(undated(await ask('act', make(), call())), what).toEqual(plain);
      const line = { event: 'sign-in-denied', reason, status: 401 };
      expect(world.lines, what).toEqual([line, line]);
    }

    expect(await dump()).toEqual(before);
  });

  test('a row left unguarded by mistake answers nobody', async () => {
    const deps = { ...world.deps, hash };

    for (const { path, handle } of tabRoutes) {
      const body = path.endsWith('read') ? {} : call();
      expect(await handle(deps, body)).toEqual(no(401, 'sign-in'));
    }
  });

  test('not even the body is looked at', async () => {
    for (const body of ['{"pair": ', '"text"', { person: awa.id }])
      expect(await ask('read', undefined, body)).toMatchObject(no(401, 'sign-in'));
  });

  test('and without Entra’s keys it is our trouble', async () => {
    const away = await aKeyPlace();
    away.kids = [];
    await serve({ signIn: openSignIn(away.config) });

    expect(await ask('read', as(awa))).toMatchObject(no(503, 'try-again'));
    away.close();
  });
});

describe('somebody the programme does not know', () => {
  test('is 403, whatever they ask for', async () => {
    const before = await dump();

    expect(await ask('read', nobody)).toMatchObject(no(403, 'unknown-person'));
    expect(await ask('read', nobody, { pair: p01.id })).toMatchObject(no(403, 'unknown-person'));
    expect(await ask('act', nobody, call())).toMatchObject(no(403, 'unknown-person'));
    expect(await dump()).toEqual(before);
  });

  test('is not known by their mail or name, nor by an object id of another tenant', async () => {
    const known = { preferred_username: awa.mail, name: awa.name, email: awa.mail, upn: awa.mail };
    const oid = 'bbbbbbbb-0000-4000-8000-000000000001';
    const elsewhere = {
      ...{ oid: oidOf(awa), tid: hospitalTenant },
      iss: `https://login.microsoftonline.com/${hospitalTenant}/v2.0`,
    };

    for (const claims of [{ oid, ...known }, elsewhere])
      expect(await ask('read', bearer({ claims }))).toMatchObject(no(403, 'unknown-person'));
  });

  test('was known a moment ago: their token opens nothing any more', async () => {
    const token = as(awa);
    expect((await ask('read', token)).status).toBe(200);
    await world.db.opened.sql.deleteFrom('person_identity').execute();

    expect(await ask('read', token)).toMatchObject(no(403, 'unknown-person'));
  });
});

describe('a pair that is not one’s own', () => {
  const notOurs = [
    ['another’s', p02.id],
    ['nobody’s', nowhere],
    ['that no id could be', 'ffffffff-1234-0000-1234-ffffffffffff'],
    ['of only zeros', '00000000-0000-0000-0000-000000000000'],
  ] as const;

  test.each(notOurs)('%s, is 404 and the same answer', async (_, pair) => {
    const missing = await ask('read', as(awa), { pair: nowhere });
    const sent = act({ act: 'language', locale: 'en' }, { pair });
    const before = await dump();

    const read = await ask('read', as(awa), { pair });
    const viewed = await ask('read', as(awa), { pair, view: { kind: 'rhythm', pair } });
    const acted = await ask('act', as(awa), sent);

    expect(read).toMatchObject(no(404, 'not-found'));
    for (const answer of [read, acted]) expect(undated(answer)).toEqual(undated(missing));
    expect([400, 404]).toContain(viewed.status);
    expect(await dump()).toEqual(before);
  });

  test.each([
    ['the coach who answers for it', rose],
    ['the pilot', nadia],
    ['somebody of another pair', ines],
  ])('is not found by %s', async (_, who) => {
    expect(await ask('read', as(who), { pair: p01.id })).toMatchObject(no(404, 'not-found'));
    expect(await ask('act', as(who), call())).toMatchObject(no(404, 'not-found'));
  });

  test.each([
    ['coach', rose],
    ['pilot', nadia],
  ])('nor is any, by the %s, who is of none', async (_, who) => {
    expect(await ask('read', as(who))).toMatchObject(no(404, 'not-found'));
  });

  test('cannot be reached by what a view or an act names', async () => {
    const meeting = await booked(world, { by: ines, pair: p02.id });
    const before = await dump();

    for (const view of [
      { kind: 'rhythm', pair: p02.id },
      { kind: 'meeting', meeting },
      { kind: 'find', pair: p01.id, meeting },
    ])
      expect(await ask('read', as(awa), { view })).toMatchObject(no(404, 'not-found'));
    for (const name of ['accept', 'decline', 'cancel', 'undo', 'not-held'])
      expect(await ask('act', as(awa), act({ act: name, meeting }))).toMatchObject(
        no(404, 'not-found'),
      );
    expect(await dump()).toEqual(before);
    expect(await theMeeting(world, meeting)).toMatchObject({ version: 1 });
  });

  test('nor while one is of both: an act stays in the pair it was sent for', async () => {
    const ofMarc = { mentor_id: marc.id };
    await world.db.opened.sql.updateTable('pair').set(ofMarc).where('id', '=', p02.id).execute();
    const meeting = await booked(world, { by: ines, pair: p02.id });

    expect(await ask('act', as(marc), act({ act: 'accept', meeting }))).toMatchObject(
      no(404, 'not-found'),
    );
    const sent = act({ act: 'decline', meeting }, { pair: p02.id });
    expect((await ask('act', as(marc), sent)).body).toMatchObject({
      ...{ said: 'declined', page: { pair: p02.id, pairs: [{}, {}] } },
    });
  });
});

describe('a body', () => {
  test.each<[string, unknown]>([
    ['that names somebody', { person: awa.id }],
    ['that names a role', { role: 'coach' }],
    ['with a token of a link', { token: 't'.repeat(43) }],
    ['with the time', { now: 0 }],
    ['with a pair by its code', { pair: 'P01' }],
    ['with two pairs', { pair: [p01.id, p02.id] }],
    ['with a view there is not', { view: { kind: 'alert', pair: p01.id, alert: nowhere } }],
    ['with a form half filled in', { view: { kind: 'slots', pair: p01.id, slots: [] } }],
    ['with more in its view', { view: { ...home, person: awa.id } }],
    ['that is a list', [p01.id]],
    ['that is no JSON', '{"pair": '],
    ['that reaches for every object', '{"__proto__": {"person": "x"}, "view": 7}'],
  ])('%s reads nothing: 400', async (_, sent) => {
    expect(await ask('read', as(awa), sent)).toMatchObject(no(400, 'wrong-values'));
  });

  test.each<[string, object]>([
    ['without its pair', { pair: undefined }],
    ['without its id', { id: undefined }],
    ['with an id of words', { id: 'x' }],
    ['that names somebody', { person: marc.id }],
    ['that says where it comes from', { source: 'outlook' }],
    ['whose act names somebody', { act: { act: 'call', person: marc.id } }],
    ['whose act says where it comes from', { act: { act: 'call', source: 'outlook' } }],
    ['whose act does not exist', { act: { act: 'close' } }],
    ['whose act is one of every object', { act: { act: 'toString' } }],
  ])('%s does nothing: 400', async (_, change) => {
    const before = await dump();

    expect(await ask('act', as(awa), { ...call(), ...change })).toMatchObject(
      no(400, 'wrong-values'),
    );
    expect(await dump()).toEqual(before);
  });

  test('too large is refused before it is read', async () => {
    const sent = { ...call(), more: 'x'.repeat(20_000) };

    expect((await ask('act', as(awa), sent)).status).toBe(413);
  });
});

describe('the tab’s addresses', () => {
  test.each(['read', 'act'])('/api/tab/%s answer POST alone', async (what) => {
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const answer = await fetch(`${url}/api/tab/${what}`, { method });
      expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    }
  });

  test('are not there where nobody can sign in', async () => {
    await serve({});

    expect(await ask('read', as(awa))).toMatchObject(no(404, 'not-found'));
  });

  test('give no other site leave to ask', async () => {
    const from = { Origin: 'https://evil.example', Authorization: as(awa) };
    const answers = await Promise.all(
      ['OPTIONS', 'POST'].map((method) => fetch(`${url}/api/tab/read`, { method, headers: from })),
    );

    for (const { headers } of answers)
      expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test('answer each person sixty times a minute, whatever token they show', async () => {
    const { most } = linkAllowances.token;
    const token = (time: number) => bearer({ claims: { oid: oidOf(awa), uti: String(time) } });
    for (let time = 0; time < most; time += 1)
      expect((await ask('read', token(time))).status).toBe(200);

    const late = await ask('read', token(most));

    expect(late).toMatchObject(no(429, 'try-again'));
    expect(late.headers['retry-after']).toBe('1');
    expect((await ask('read', as(marc))).status).toBe(200);
    world.clock.now += 1_000;
    expect((await ask('read', token(most))).status).toBe(200);
  });

  test('and look at no more tokens from one address than a whole hospital needs', async () => {
    const { most } = linkAllowances.address;
    for (let time = 0; time < most; time += 1) await ask('read', undefined);
    world.lines.length = 0;

    expect(await ask('read', as(awa))).toMatchObject(no(429, 'try-again'));
    expect(world.lines).toEqual([]);
  });
});

describe('the tab’s page', () => {
  const framedBy = async () => {
    const { headers } = await fetch(`${url}/tab/pair`);
    const csp = headers.get('content-security-policy') ?? '';
    return /frame-ancestors ([^;]*)/.exec(csp)?.[1]?.split(' ') ?? [];
  };

  test('is framed by Microsoft’s hosts alone', async () => {
    const hosts = await framedBy();

    expect(hosts).toContain('https://teams.microsoft.com');
    expect(hosts.filter((host) => !/^https:\/\/[a-z*-]+(\.[a-z0-9-]+)+$/.test(host))).toEqual([]);
  });

  test('and in local mode by the emulator too, at its one address', async () => {
    const before = await framedBy();
    await serve({ emulator: 'http://localhost:3979' });

    expect(await framedBy()).toEqual([...before, 'http://localhost:3979']);
    const link = await fetch(`${url}/l`);
    expect(link.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });
});
