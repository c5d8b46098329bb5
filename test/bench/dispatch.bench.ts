import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Db, openDb } from '../../src/db/db.ts';
import { type Arrival, type Connector, startConnector } from './dispatch-connector.ts';
import { work, workAsSamplesDo } from './dispatch-worker.ts';
import { openSheet, short } from './measure.ts';
import { startDurablePostgres } from './postgres.ts';

const messages = 10_000;
const sampleMessages = 3_000;
const high = 50;
const low = 30;

/** What happens when, in seconds after the first message came in. */
const story = { down: 40, firstKill: 140, up: 160, secondKill: 238 };
const sampleStory = { down: 20, up: 40 };
/** After a step the pace has so long to find the new limit. */
const adaptSeconds = 60;
/** A process that is killed is started again at once; what follows is another stretch. */
const settleSeconds = 10;

async function run(): Promise<void> {
  const sheet = openSheet(
    'dispatch',
    `${messages} messages to a connector that takes ${high}, ${low}, then ${high} a second`,
  );
  const server = await startDurablePostgres();
  const db = await openDb({ url: server.url });
  await lay(db);
  const ours = await dispatch(db, server.url);
  report(sheet, ours);
  await account(sheet, db, ours);
  const sample = await dispatchAsSamplesDo();
  reportSample(sheet, sample);
  await db.close();
  await server.stop();
  sheet.close();
}

interface Run {
  arrivals: Arrival[];
  /** In seconds on the clock of the arrivals. */
  start: number;
  end: number;
  kills: { at: number; inHand: number }[];
}

/** As many people as messages, each with a chat, and a card due for each. */
async function lay(db: Db): Promise<void> {
  const { sql: store } = db.opened;
  const tenant = '11111111-0000-4000-8000-000000000001';
  await sql`insert into person (id, mail, name)
    select md5(n::text)::uuid, n || '@chu.example', 'Person ' || n
    from generate_series(1, ${messages}::int) n`.execute(store);
  await sql`insert into conversation (id, person_id, tid, user_id, service_url)
    select 'chat-' || n, md5(n::text)::uuid, ${tenant}::uuid, '29:' || n, 'https://smba.example/'
    from generate_series(1, ${messages}::int) n`.execute(store);
  await sql`insert into effect (key, kind, lane, person_id, ids, due, created)
    select 'm-' || n, 'card.send', 'card:' || n, md5(n::text)::uuid, '{}', d, d
    from generate_series(1, ${messages}::int) n, (select ${new Date()}::timestamptz as d) due`.execute(
    store,
  );
  // As a server that has been running knows its tables.
  await sql`analyze`.execute(store);
}

function start(...args: string[]): ChildProcess {
  const child = spawn(process.execPath, [import.meta.filename, ...args], { stdio: 'inherit' });
  process.once('exit', () => child.kill('SIGKILL'));
  return child;
}

const ended = (child: ChildProcess) => new Promise((resolve) => child.once('exit', resolve));

async function dispatch(db: Db, url: string): Promise<Run> {
  const connector = await startConnector(high);
  const kills: Run['kills'] = [];
  let child = start('worker', url, connector.url);
  const first = await firstArrival(connector);
  const until = (second: number) => pause(first + second * 1000 - performance.now());
  const killed = async () => {
    child.kill('SIGKILL');
    await ended(child);
    kills.push({ at: performance.now() / 1000, inHand: await count(db, 'running') });
    child = start('worker', url, connector.url);
  };
  await until(story.down);
  connector.setLimit(low);
  await until(story.firstKill);
  await killed();
  await until(story.up);
  connector.setLimit(high);
  await until(story.secondKill);
  await killed();
  while ((await count(db, 'waiting')) + (await count(db, 'running')) > 0) await pause(500);
  child.kill('SIGKILL');
  await ended(child);
  return finished(connector, first, kills);
}

async function dispatchAsSamplesDo(): Promise<Run> {
  const connector = await startConnector(high);
  const child = start('sample', String(sampleMessages), connector.url);
  const first = await firstArrival(connector);
  const over = ended(child);
  await pause(first + sampleStory.down * 1000 - performance.now());
  connector.setLimit(low);
  await pause(first + sampleStory.up * 1000 - performance.now());
  connector.setLimit(high);
  await over;
  return finished(connector, first, []);
}

function finished(connector: Connector, first: number, kills: Run['kills']): Run {
  connector.close();
  const taken = connector.arrivals.filter((one) => one.taken);
  const end = Math.max(...taken.map(({ at }) => at)) / 1000;
  return { arrivals: connector.arrivals, start: first / 1000, end, kills };
}

async function firstArrival(connector: Connector): Promise<number> {
  for (;;) {
    const [first] = connector.arrivals;
    if (first) return first.at;
    await pause(5);
  }
}

async function count(db: Db, state: 'waiting' | 'running' | 'unknown'): Promise<number> {
  const { rows } = await sql<{ n: string }>`
    select count(*) as n from effect where state = ${state}`.execute(db.opened.sql);
  return Number(rows[0]?.n);
}

type Sheet = ReturnType<typeof openSheet>;

/** Of the limit, in per cent, from one second of the story to another. */
function share({ arrivals, start: zero }: Run, from: number, to: number, limit: number): number {
  const [a, b] = [(zero + from) * 1000, (zero + to) * 1000];
  const taken = arrivals.filter(({ at, taken: was }) => was && at >= a && at < b).length;
  return (taken / ((to - from) * limit)) * 100;
}

/** Seconds after `from` until ten seconds in a row hold 95 % of the limit; `never` stands for none. */
function reaches(run: Run, from: number, limit: number): number {
  const span = 10;
  for (let wait = 0; wait < 120; wait += 0.5) {
    if (share(run, from + wait, from + wait + span, limit) >= 95) return wait;
  }
  return never;
}

const never = 999;

function report(sheet: Sheet, run: Run): void {
  const { down, firstKill, up, secondKill } = story;
  const last = run.end - run.start;
  const stretches: [string, number, number, number][] = [
    ['the first', 0, down, high],
    ['after the step down', down + adaptSeconds, firstKill, low],
    ['after the first kill', firstKill + settleSeconds, up, low],
    ['after the step up', up + adaptSeconds, secondKill, high],
    ['after the second kill', secondKill + settleSeconds, last - 1, high],
  ];
  for (const [name, from, to, limit] of stretches) {
    if (to - from < 1) continue;
    const span = `${short(from)} to ${short(to)} s, ${limit}/s`;
    sheet.line(`stretch ${name} (${span})`, [share(run, from, to, limit)], '% of the limit');
  }
  const early: [string, number, number, number][] = [
    ['down', down + settleSeconds, down + adaptSeconds, low],
    ['up', up + settleSeconds, up + adaptSeconds, high],
  ];
  for (const [name, from, to, limit] of early)
    sheet.line(`while adapting ${name}`, [share(run, from, to, limit)], '% of the limit');
  sheet.line('95 % after the step down', [reaches(run, down, low)], 's');
  sheet.line('95 % after the step up', [reaches(run, up, high)], 's');
  sheet.line('sending again after a kill', run.kills.map(again(run)), 's');
  const { inside, outside, share: part } = refusals(run, [down, up]);
  sheet.line('429s outside 10 s after a step', [part], '%');
  sheet.say(`429s: ${outside} outside 10 s after a step, ${inside} within`);
  sheet.say(`  in second (ms too early): ${refusedAt(run)}`);
}

/** What was on its way when the process died still comes in: a new process needs longer than this. */
const onTheWay = 0.1;
const again =
  ({ arrivals }: Run) =>
  ({ at }: { at: number }): number => {
    const next = arrivals.find((one) => one.taken && one.at / 1000 > at + onTheWay);
    return next ? next.at / 1000 - at : never;
  };

function refusals({ arrivals, start: zero }: Run, steps: number[]) {
  const near = (at: number) =>
    steps.some((step) => at / 1000 >= zero + step && at / 1000 < zero + step + 10);
  const refused = arrivals.filter((one) => !one.taken);
  const inside = refused.filter(({ at }) => near(at)).length;
  const outside = refused.length - inside;
  const all = arrivals.filter(({ at }) => !near(at)).length;
  return { inside, outside, share: (outside / all) * 100 };
}

/** A trial of one more is early by about a share of the window, what came late on the way by little. */
const refusedAt = ({ arrivals, start: zero }: Run): string =>
  arrivals
    .filter(({ taken }) => !taken)
    .map(({ at, early }) => `${(at / 1000 - zero).toFixed(1)} (${early.toFixed(1)})`)
    .join(', ');

async function account(sheet: Sheet, db: Db, { arrivals, kills }: Run): Promise<void> {
  const taken = arrivals.filter((one) => one.taken).map(({ key }) => key);
  const came = new Set(taken);
  const { rows } = await sql<{ key: string; state: string }>`
    select key, state from effect`.execute(db.opened.sql);
  const unknown = rows.filter(({ state }) => state === 'unknown');
  const missing = rows.filter(({ key }) => !came.has(key));
  const inHand = kills.reduce((sum, kill) => sum + kill.inHand, 0);
  sheet.say(`killed with ${kills.map((kill) => kill.inHand).join(' and ')} in hand`);
  sheet.say(`unknown ${unknown.length}, of which ${missing.length} did not arrive`);
  sheet.ledger('messages that came twice', taken.length - came.size, 0);
  sheet.ledger('done or unknown', settledAs(rows), messages);
  sheet.ledger('did not arrive though not unknown', notTold(missing), 0);
  sheet.ledger('unknown beyond what was in hand', Math.max(0, unknown.length - inHand), 0);
}

const settledAs = (rows: { state: string }[]) =>
  rows.filter(({ state }) => state === 'done' || state === 'unknown').length;
const notTold = (missing: { state: string }[]) =>
  missing.filter(({ state }) => state !== 'unknown').length;

function reportSample(sheet: Sheet, run: Run): void {
  const { down, up } = sampleStory;
  const last = run.end - run.start;
  const spans: [number, number, number][] = [
    [0, down, high],
    [down + settleSeconds, up, low],
    [up, Math.max(up + 1, last - 1), high],
  ];
  for (const [from, to, limit] of spans)
    sheet.line(
      `30 workers, jittered retry (${limit}/s)`,
      [share(run, from, to, limit)],
      '% of the limit',
    );
  sheet.line('30 workers: 429s outside 10 s after a step', [refusals(run, [down, up]).share], '%');
  const came = new Set(run.arrivals.filter((one) => one.taken).map(({ key }) => key));
  sheet.say(`30 workers: ${sampleMessages - came.size} of ${sampleMessages} given up`);
}

const [role, ...given] = process.argv.slice(2);
if (role === 'worker') await work(given[0] ?? '', given[1] ?? '');
else if (role === 'sample') await workAsSamplesDo(Number(given[0]), given[1] ?? '');
else await run();
