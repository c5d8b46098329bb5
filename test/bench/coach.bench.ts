import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { type Db, openDb } from '../../src/db/db.ts';
import { openTell } from '../../src/tell/tell.ts';
import type { Deps } from '../../src/usecases/deps.ts';
import { openSignIn } from '../../src/web/sign-in.ts';
import { openWeb } from '../../src/web/web.ts';
import { memoryKeys } from '../support/memory-keys.ts';
import { memoryCalendar } from '../support/windows.ts';
import { aKeyPlace, bearer, homeTenant } from '../web/sign-in-world.ts';
import { openSheet, type Summary, short, timed } from './measure.ts';
import { startDurablePostgres } from './postgres.ts';
// Stopped half-way, it takes its server along.
import './processes.ts';
import { idOf, morning } from './sweep-histories.ts';
import { layStore } from './sweep-store.ts';

/** All in one cohort, where each coach answers for 25. */
const sizes = [100, 1_000, 10_000];
const pairsOfACoach = 25;
const rounds = 120;

const page = openSheet('coach', 'First views of both tabs, from 100 pairs in a cohort to 10,000');

interface View {
  name: string;
  path: string;
  body: (n: number) => object;
  who: (n: number) => string;
  /** Whether it opens a tab: those are held to the targets. */
  first: boolean;
}

const coachOf = (n: number) => idOf('coach', Math.floor(n / pairsOfACoach));
const views: View[] = [
  {
    ...{ name: 'pair’s tab', path: '/api/tab/read', first: true },
    ...{ body: () => ({}), who: (n) => idOf('mentee', n) },
  },
  {
    ...{ name: 'coaches’ tab', path: '/api/coach/pairs', first: true },
    ...{ body: () => ({}), who: coachOf },
  },
  {
    ...{ name: 'one pair’s sheet', path: '/api/coach/pair', first: false },
    ...{ body: (n) => ({ pair: idOf('pair', n) }), who: coachOf },
  },
  {
    ...{ name: 'the whole cohort', path: '/api/coach/pairs', first: false },
    ...{ body: () => ({ shown: 'all' }), who: coachOf },
  },
];

const server = await startDurablePostgres();
const admin = new pg.Client({ connectionString: server.url });
await admin.connect();
const keys = await aKeyPlace();
const found = new Map<string, [pairs: number, took: Summary][]>(
  views.map(({ name }) => [name, []]),
);
for (const pairs of sizes) await size(pairs);
keys.close();
await admin.end();
await server.stop();
for (const { name, first } of views) judge(name, first, found.get(name) ?? []);
page.close();

async function size(pairs: number): Promise<void> {
  const name = `coach_${pairs}`;
  await admin.query(`create database ${name}`);
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  await layStore(url.href, pairs, pairs);
  const db = await openDb({ url: url.href });
  await letIn(db);
  const clock = { at: morning };
  const doors = await serve(db, () => clock.at);
  const took = new Map<string, number[]>(views.map((view) => [view.name, []]));
  let right = 0;
  // Warm first: a process that has just begun compiles for all of them.
  for (let round = -20; round < rounds; round++) {
    const n = (Math.abs(round) * 7919) % pairs;
    clock.at += 10_000;
    for (const view of views) {
      let answer: Response | undefined;
      let read: unknown;
      const ms = await timed(async () => {
        answer = await ask(doors.url, view, n, round);
        read = await answer.json();
      });
      if (round < 0) continue;
      took.get(view.name)?.push(ms);
      if (answer?.status === 200 && isWhole(view, read)) right += 1;
    }
  }
  for (const { name: view } of views) {
    const line = page.line(`${pairs} pairs: ${view}`, took.get(view) ?? [], 'ms');
    found.get(view)?.push([pairs, line]);
  }
  page.ledger(`${pairs} pairs: views answered whole`, right, rounds * views.length);
  doors.close();
  await db.close();
  await admin.query(`drop database ${name}`);
}

/** Everybody is known to Entra by their own id, and each referent is a coach of the cohort. */
async function letIn({ opened }: Db): Promise<void> {
  await sql`insert into person_identity (tid, oid, person_id, how)
    select ${homeTenant}::uuid, id, id, 'import' from person`.execute(opened.sql);
  await sql`insert into cohort_role (cohort_id, person_id, role)
    select distinct p.cohort_id, r.person_id, 'coach'
    from pair_referent r join pair p on p.id = r.pair_id`.execute(opened.sql);
  await sql`vacuum analyze`.execute(opened.sql);
}

async function serve(db: Db, now: () => number) {
  const clock = { now, newId: () => randomUUID() };
  const quiet = () => {};
  const log = { info: quiet, warn: quiet, error: (line: unknown) => console.error(line) };
  const tell = openTell(clock);
  const surveys = { keys: memoryKeys(), audit: async () => ({ safe: true }) as const };
  const deps: Deps = {
    db,
    ...clock,
    tell,
    calendar: memoryCalendar(),
    log,
    wake: quiet,
    ...surveys,
  };
  const hash = () => new Uint8Array(32);
  const noBot = (_req: unknown, res: { sendStatus(code: number): unknown }) => res.sendStatus(404);
  const signIn = openSignIn(keys.config);
  const app = openWeb(
    { ...deps, hash },
    { pages: '/no/such/folder', bot: [noBot], signIn, proxies: 1 },
  );
  const listening = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  const address = listening.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}`, close: () => void listening.close() };
}

function ask(url: string, view: View, n: number, round: number): Promise<Response> {
  return fetch(`${url}${view.path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: bearer({ claims: { oid: view.who(n), roles: ['Coach'] } }),
      'X-Forwarded-For': `10.0.${(round + 20) >> 6}.${(round + 20) & 63}`,
    },
    body: JSON.stringify(view.body(n)),
  });
}

function isWhole({ path, body }: View, read: unknown): boolean {
  const { page: shown } = read as { page?: { pairs?: unknown[]; line?: unknown } };
  if (path === '/api/coach/pair') return shown?.line !== undefined;
  if (path === '/api/tab/read') return shown?.pairs?.length === 1;
  return shown?.pairs?.length === ('shown' in body(0) ? 50 : pairsOfACoach);
}

function judge(name: string, first: boolean, all: [number, Summary][]): void {
  const last = all.at(-1);
  if (!last) return;
  const slope = slopeOf(all.map(([pairs, { median }]) => [pairs, median] as const));
  const targets = first ? [' (target: 0.15)', ' (target: 100 ms)'] : ['', ''];
  page.say(`${name}: log-log slope ${short(slope)}${targets[0]}`);
  page.say(`${name}: p95 ${short(last[1].p95)} ms at ${last[0]} pairs${targets[1]}`);
}

/** By least squares, of the logarithm of the time on that of the size. */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  const logs = points.map(([x, y]) => [Math.log(x), Math.log(y)] as const);
  const mean = (at: 0 | 1) => logs.reduce((sum, point) => sum + point[at], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const above = logs.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return above / logs.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}
