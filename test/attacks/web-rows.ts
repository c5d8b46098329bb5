import { randomUUID } from 'node:crypto';
import { delegatedToken } from '../../src/emulator/entra/token-claims.ts';
import { knownPerson } from '../../src/emulator/teams/installs.ts';
import { coachRoutes } from '../../src/web/coach-routes.ts';
import { programmeRoutes } from '../../src/web/programme-routes.ts';
import { reportRoutes } from '../../src/web/report-routes.ts';
import { surveyTabRoutes } from '../../src/web/survey-routes.ts';
import { tabRoutes } from '../../src/web/tab-routes.ts';
import { waveRoutes } from '../../src/web/wave-routes.ts';
import { awa } from '../journeys/steps.ts';
import type { Answer, Attack, Attacker, Forged, Sent } from './attacker.ts';

export const coach = 'berangere.lacombe-hardy@andah.example';
export const pilot = 'rosalie.chantereau@andah.example';
const elsewhere = '99999999-9999-4999-8999-999999999999';

/** Every address for people who signed in. */
const guarded = [
  ...[tabRoutes, surveyTabRoutes, coachRoutes, programmeRoutes, reportRoutes, waveRoutes]
    .flat()
    .map(({ path }) => path),
  ...['read', 'slots', 'register', 'act'].map((name) => `/api/pane/${name}`),
];

const json = (path: string, body: unknown, headers: Record<string, string> = {}): Sent => ({
  path,
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** What every refusal is: a word for the page, or nothing where HTTP itself was broken. */
const saysNothing = ({ text, headers }: Answer): void => {
  if (!/^(?:\{"refused":"[a-z-]+"\})?$/.test(text)) throw new Error(`it was answered ${text}`);
  if (headers['access-control-allow-origin']) throw new Error('another site may read it');
};

type Asks = (a: Attacker, door: string) => Sent | Promise<Sent>;
type Row = [what: string, send: Asks, status: number | number[], reason?: string];

/** Awa's tab under a token that is not what it should be. */
const tabWith =
  (parts: (a: Attacker) => Forged): Asks =>
  async (a, door) =>
    json('/api/tab/read?note=x', { note: a.burden(door) }, bearer(await a.ofTab(awa, parts(a))));
const claims = (changes: () => Record<string, unknown>) => tabWith(() => ({ claims: changes() }));
const now = () => Math.floor(Date.now() / 1000);

/** Somebody signed in as they should be sends this. */
const as =
  (mail: string, path: string, body: (a: Attacker, door: string) => unknown): Asks =>
  async (a, door) =>
    json(path, body(a, door), bearer(await a.ofTab(mail)));

const signIn: Row[] = [
  ...guarded.map(
    (path): Row => [
      `53 no token at ${path}`,
      (a, door) => json(path, { note: a.burden(door) }),
      401,
      'token-missing',
    ],
  ),
  [
    '54 a token for Graph',
    async (a, door) => {
      const { id, tenant } = knownPerson(a.world.emulator.world, awa);
      const who = { tid: tenant, oid: id };
      const token = await delegatedToken(a.world.emulator.world, who, 'User.Read');
      a.tokens.push(token);
      return json('/api/tab/read', { note: a.burden(door) }, bearer(token));
    },
    401,
    'token-aud',
  ],
  [
    '55 an id token',
    async (a, door) =>
      json('/api/tab/read', { note: a.burden(door) }, bearer((await a.nested(awa)).idToken)),
    401,
    'token-scp',
  ],
  ['56 another tenant', claims(() => ({ tid: elsewhere })), 401, 'token-tenant'],
  [
    '56 another tenant’s issuer',
    claims(() => ({ iss: `https://login.microsoftonline.com/${elsewhere}/v2.0` })),
    401,
    'token-iss',
  ],
  ['57 an app’s own token', claims(() => ({ idtyp: 'app' })), 401, 'token-idtyp'],
  ['57 roles and no scope', claims(() => ({ scp: undefined, roles: ['Coach'] })), 401, 'token-scp'],
  ['58 expired', claims(() => ({ exp: now() - 120, nbf: now() - 3600 })), 401, 'token-expired'],
  ['59 azp unknown', claims(() => ({ azp: elsewhere })), 401, 'token-azp'],
  ['59 no azp', claims(() => ({ azp: undefined })), 401, 'token-azp'],
  [
    '56 somebody the programme does not know',
    claims(() => ({ oid: elsewhere })),
    403,
    'unknown-person',
  ],
];

const asked: Row[] = [
  ['62 a participant reads the syntheses', as(awa, '/api/waves/read', () => ({})), 404],
  [
    '62 a participant takes a synthesis away',
    as(awa, '/api/waves/document', () => ({ wave: elsewhere })),
    404,
  ],
  ...['answers', 'ballots', 'person', `${elsewhere}/answers`].map(
    (name): Row => [
      `63 one person’s answers at /api/waves/${name}`,
      as(coach, `/api/waves/${name}`, (a, door) => ({ person: awa, note: a.burden(door) })),
      404,
    ],
  ),
  [
    '66 a filter nobody declared',
    as(coach, '/api/report/read', (a, door) => ({ institution: a.burden(door) })),
    400,
  ],
  [
    '66 filters put together',
    as(coach, '/api/waves/read', (a, door) => ({ cell: 'mentee', profession: a.marks.at(door) })),
    400,
  ],
  [
    '67 SQL for an id',
    as(coach, '/api/coach/pair', (a, door) => ({ pair: `' or 1=1 -- ${a.marks.at(door)}` })),
    404,
  ],
  [
    '67 SQL for an order',
    as(coach, '/api/coach/pairs', (a, door) => ({ sort: `name; drop table ${a.marks.at(door)}` })),
    400,
  ],
  [
    '67 SQL for a filter',
    as(coach, '/api/coach/pairs', (a, door) => ({ standing: [`late') -- ${a.marks.at(door)}`] })),
    400,
  ],
  ['68 limit −1', as(coach, '/api/coach/pairs', () => ({ limit: -1 })), 400],
  ['68 limit 1e9', as(coach, '/api/coach/pairs', () => ({ limit: 1e9 })), 400],
  [
    '69 PATCH with pairId, owner and status',
    async (a, door) => ({
      ...json('/api/tab/act', { pairId: elsewhere, owner: a.burden(door), status: 'held' }),
      method: 'PATCH',
    }),
    405,
  ],
  [
    '69 an act with owner and status',
    as(awa, '/api/tab/act', (a, door) => ({
      ...{ pair: elsewhere, id: randomUUID(), act: { act: 'call' } },
      ...{ owner: a.burden(door), status: 'held' },
    })),
    400,
  ],
  [
    '70 a form posted from another site',
    (a, door) => ({
      path: '/api/tab/act',
      headers: {
        ...{ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: `act=call&note=${a.marks.at(door)}`,
    }),
    401,
    'token-missing',
  ],
  [
    '70 a question before another site’s request',
    (_a, _door) => ({
      ...{ path: '/api/tab/act', method: 'OPTIONS' },
      headers: {
        ...{ origin: 'https://evil.example', 'access-control-request-method': 'POST' },
        'access-control-request-headers': 'authorization,content-type',
      },
    }),
    405,
  ],
  [
    '78 a meeting in an hour that spring loses',
    as(awa, '/api/pane/register', (a, door) => ({
      ...{ id: randomUUID(), start: '2027-03-28T02:30', end: '2027-03-28T03:30' },
      note: a.burden(door),
    })),
    400,
  ],
  ...['/..%2f.env', '/%2e%2e/.env', '/.git/config', '/assets/..%2f..%2f..%2fpackage.json'].map(
    (path): Row => [`74 ${path}`, () => ({ method: 'GET', path }), 404],
  ),
  ...['/assets/%2e%2e/link.html', '/dist/main.js', '/main.js.map', '/assets/tab.js.map'].map(
    (path): Row => [`74 ${path}`, () => ({ method: 'GET', path }), 404],
  ),
  ...['/metrics', '/debug', '/debug/vars', '/env', '/_emulator/people', '/actuator'].map(
    (path): Row => [`92 ${path}`, () => ({ method: 'GET', path }), 404],
  ),
  ...['TRACE', 'PUT', 'DELETE'].map(
    (method): Row => [
      `75 ${method}`,
      (a, door) =>
        ({
          method,
          path: '/api/link/read',
          body: method === 'TRACE' ? undefined : a.burden(door),
        }) as Sent,
      [400, 405],
    ],
  ),
];

const links: Row[] = [
  [
    '86 a token that nobody was given',
    (a, door) => json('/api/link/read', { token: a.marks.at(door).padEnd(43, 'x') }),
    404,
  ],
  [
    '86 an act by a token that nobody was given',
    (a, door) => {
      const token = a.marks.at(door).padEnd(43, 'x');
      return json('/api/link/act', { token, id: randomUUID(), act: { act: 'call' } });
    },
    404,
  ],
  [
    '86 a token in the address',
    (a, door) => ({
      ...json('/api/link/read', {}),
      path: `/api/link/read?token=${a.marks.at(door)}`,
    }),
    400,
  ],
];

const refused = (rows: Row[]): Attack[] =>
  rows.map(([what, send, status, reason]) => ({
    ...{ what, send, status, also: saysNothing },
    ...(reason !== undefined && { reason }),
  }));

/** Section D's tokens. */
export const signInAttacks = refused(signIn);
/** Section D's questions, and those of F that come from outside. */
export const questionAttacks = refused(asked);
/** Section E, as far as one request goes. */
export const linkAttacks = refused(links);
