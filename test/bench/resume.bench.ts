import { createServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Db, openDb } from '../../src/db/db.ts';
import { startWorker, type Worker, workAsInstance } from './instance-worker.ts';
import { openSheet, short } from './measure.ts';
import { startDurablePostgres } from './postgres.ts';

const kills = 100;
/** Pairs of instances, each pair on a store of its own: a hundred kills one by one take a quarter of an hour. */
const pairs = 5;
/** The other side takes so long to answer, and four at a time whoever calls. */
const answersAfterMs = 400;
const events = 8;
const withinMs = 10_000;

const [role, url = '', connector = '', name = ''] = process.argv.slice(2);
if (role === 'worker') {
  await workAsInstance(url, async ({ key }) => {
    const headers = { 'x-key': key, 'x-worker': name };
    const answer = await fetch(connector, { method: 'POST', headers });
    await answer.arrayBuffer();
  });
} else await run();

interface Arrival {
  key: string;
  worker: string;
  at: number;
  answered: boolean;
}

/** Takes every call, says so a little later, and knows who is still waiting to hear. */
async function startConnector() {
  const arrivals: Arrival[] = [];
  const server = createServer((req, res) => {
    const [key, worker] = [String(req.headers['x-key']), String(req.headers['x-worker'])];
    const arrival = { key, worker, at: performance.now(), answered: false };
    arrivals.push(arrival);
    setTimeout(() => {
      arrival.answered = true;
      res.writeHead(201).end();
    }, answersAfterMs);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { arrivals, url: `http://127.0.0.1:${address.port}/`, close };
}

interface Found {
  /** Seconds from each kill until anything was accepted, and until all that the dead one held was. */
  next: number[];
  held: number[];
  inHand: number[];
  missing: number;
  needlessly: number;
  notDone: number;
}

async function run(): Promise<void> {
  const title = `${kills} kills of the instance that holds work, ${pairs} pairs of instances at a time`;
  const sheet = openSheet('resume', title);
  const server = await startDurablePostgres();
  const admin = await openDb({ url: server.url });
  const each: Promise<Found>[] = [];
  for (let nth = 1; nth <= pairs; nth += 1) {
    await sql`create database ${sql.raw(`pair_${nth}`)}`.execute(admin.opened.sql);
    const own = new URL(server.url);
    own.pathname = `/pair_${nth}`;
    each.push(killOver(own.href, kills / pairs));
  }
  const found = await Promise.all(each);
  const all = (of: (one: Found) => number[]) => found.flatMap(of);
  sheet.line(
    'next send accepted after a kill',
    all((one) => one.next),
    's',
  );
  const held = all((one) => one.held);
  sheet.line('all that the dead one held, accepted again', held, 's');
  const sorted = [...held].sort((a, b) => a - b);
  const p99 = sorted[Math.ceil(sorted.length * 0.99) - 1] ?? 0;
  sheet.say(
    `p99 ${short(p99)} s, worst ${short(sorted.at(-1) ?? 0)} s (to be reached: ${withinMs / 1000} s)`,
  );
  sheet.line(
    'in hand as it was killed',
    all((one) => one.inHand),
    '',
  );
  const sum = (of: (one: Found) => number) => found.reduce((total, one) => total + of(one), 0);
  sheet.ledger('kills', held.length, kills);
  sheet.ledger(
    'events that never arrived',
    sum((one) => one.missing),
    0,
  );
  sheet.ledger(
    'arrived again though nobody who held them died',
    sum((one) => one.needlessly),
    0,
  );
  sheet.ledger(
    'events not settled as done',
    sum((one) => one.notDone),
    0,
  );
  await admin.close();
  await server.stop();
  sheet.close();
}

async function killOver(address: string, times: number): Promise<Found> {
  const db = await openDb({ url: address });
  const outlook = await startConnector();
  const workers = new Map<string, Worker>();
  let started = 0;
  const begin = async () => {
    started += 1;
    const called = `w${started}`;
    const args = [address, outlook.url, called];
    const worker = await startWorker(import.meta.filename, args, () => {});
    workers.set(called, worker);
    worker.go();
  };
  await begin();
  await begin();
  const found: Found = { next: [], held: [], inHand: [], missing: 0, needlessly: 0, notDone: 0 };
  const mayComeAgain = new Set<string>();
  for (let round = 1; round <= times; round += 1) {
    await lay(db, round);
    const victim = await holder(outlook.arrivals, [...workers.keys()]);
    // At any moment of a call, and of the lease behind it.
    await pause(Math.random() * answersAfterMs * 0.7);
    const held = outlook.arrivals.filter(({ worker, answered }) => worker === victim && !answered);
    if (held.length === 0)
      throw new Error('whoever held work has finished it: the machine is too busy');
    await workers.get(victim)?.kill();
    const killedAt = performance.now();
    workers.delete(victim);
    for (const { key } of held) mayComeAgain.add(key);
    const since = () => outlook.arrivals.filter(({ at }) => at > killedAt);
    const keys = new Set(held.map(({ key }) => key));
    const again = await until(() => {
      const back = since().filter(({ key }) => keys.has(key));
      return new Set(back.map(({ key }) => key)).size === keys.size ? since() : undefined;
    });
    found.next.push((Math.min(...again.map(({ at }) => at)) - killedAt) / 1000);
    const last = again.filter(({ key }) => keys.has(key)).map(({ at }) => at);
    found.held.push((Math.max(...last) - killedAt) / 1000);
    found.inHand.push(held.length);
    await begin();
    await settled(db);
  }
  await account(db, outlook.arrivals, mayComeAgain, found);
  for (const worker of workers.values()) await worker.kill();
  outlook.close();
  await db.close();
  return found;
}

/** Meetings of as many pairs, due now. */
async function lay(db: Db, round: number): Promise<void> {
  await sql`
    insert into effect (key, kind, lane, ids, due, created)
    select ${`${round}-`} || n, 'event', ${`${round}-`} || n, '{}', d, d
    from generate_series(1, ${events}::int) n,
      (select ${new Date()}::timestamptz as d) due`.execute(db.opened.sql);
}

/** The instance that waits for most answers, as soon as one waits for two. */
async function holder(arrivals: readonly Arrival[], alive: readonly string[]): Promise<string> {
  const waiting = (name: string) =>
    arrivals.filter(({ worker, answered }) => worker === name && !answered).length;
  return until(() => alive.find((name) => waiting(name) >= 2));
}

async function until<T>(look: () => T | undefined): Promise<T> {
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    const seen = look();
    if (seen !== undefined) return seen;
    await pause(5);
  }
  throw new Error('it never came');
}

async function settled(db: Db): Promise<void> {
  for (;;) {
    const { rows } = await sql`select 1 from effect where state <> 'done' limit 1`.execute(
      db.opened.sql,
    );
    if (rows.length === 0) return;
    await pause(50);
  }
}

async function account(
  db: Db,
  arrivals: readonly Arrival[],
  mayComeAgain: ReadonlySet<string>,
  found: Found,
): Promise<void> {
  const rows = await db.opened.sql.selectFrom('effect').select(['key', 'state']).execute();
  const came = new Map<string, number>();
  for (const { key } of arrivals) came.set(key, (came.get(key) ?? 0) + 1);
  found.missing = rows.filter(({ key }) => !came.has(key)).length;
  found.notDone = rows.filter(({ state }) => state !== 'done').length;
  found.needlessly = [...came].filter(([key, n]) => n > 1 && !mayComeAgain.has(key)).length;
}
