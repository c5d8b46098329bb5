import { cpus } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Db, openDb } from '../../src/db/db.ts';
import { startWorker, type Worker, workAsInstance } from './instance-worker.ts';
import { inTurns, openSheet, times } from './measure.ts';
import { startDurablePostgres } from './postgres.ts';

const rounds = 7;
const sends = 400;
/** What a send takes on the other side. */
const stubMs = 20;
/** Sends in flight of one instance: what it waits for is the other side, not the processor. */
const inFlight = 4;
let batch = 0;

const [role, url = ''] = process.argv.slice(2);
if (role === 'worker') {
  const atOnce = { chat: inFlight, mailbox: inFlight, list: inFlight };
  await workAsInstance(url, () => pause(stubMs), atOnce);
} else await run();

interface Side {
  name: string;
  many: number;
  rates: number[];
  /** Milliseconds of the processor a send, of all instances of the side. */
  cpu: number[];
  busy: number[];
  carriedOut: number[];
}

async function run(): Promise<void> {
  const title = `${sends} sends of ${stubMs} ms, ${inFlight} in flight an instance, on one PostgreSQL`;
  const sheet = openSheet('instances', title);
  const server = await startDurablePostgres();
  const db = await openDb({ url: server.url });
  await layPeople(db);
  const side = (name: string, many: number): Side => ({
    ...{ name, many, rates: [], cpu: [], busy: [], carriedOut: [] },
  });
  const sides = [side('one instance', 1), side('two instances', 2)];
  await inTurns(
    rounds,
    sides.map((each) => () => measure(db, server.url, each)),
  );
  const [one, two] = sides.map(({ name, rates, cpu, busy }) => {
    const rate = sheet.line(`${name}, sends`, rates, '/s');
    sheet.line(`${name}, processor a send, of the instances`, cpu, 'ms');
    sheet.line(`${name}, machine busy (${cpus().length} cores, all programs)`, busy, '%');
    return rate;
  });
  if (one && two) sheet.say(`two ÷ one: ${times(two, one)} (to be reached: 1.8)`);
  for (const { name, carriedOut } of sides) {
    sheet.ledger(`${name}: carried out`, carriedOut.length, rounds * sends);
    sheet.ledger(`${name}: once each`, new Set(carriedOut).size, rounds * sends);
  }
  const { rows } = await sql<{ n: string }>`
    select count(*) as n from effect where state = 'done' and fence = 1`.execute(db.opened.sql);
  sheet.ledger('settled, taken once', Number(rows[0]?.n), 2 * rounds * sends);
  await db.close();
  await server.stop();
  sheet.close();
}

/** A chat each, of no tenant: what is limited is how many an instance has in flight. */
async function layPeople(db: Db): Promise<void> {
  await sql`insert into person (id, mail, name)
    select md5(n::text)::uuid, n || '@chu.example', 'Person ' || n
    from generate_series(1, ${sends}::int) n`.execute(db.opened.sql);
}

async function measure(db: Db, address: string, side: Side): Promise<void> {
  batch += 1;
  const done: number[] = [];
  const cpuOf = new Map<number, { first: number; last: number }>();
  let all: (() => void) | undefined;
  const finished = new Promise<void>((resolve) => {
    all = resolve;
  });
  const workers: Worker[] = [];
  for (let nth = 0; nth < side.many; nth += 1) {
    const program = import.meta.filename;
    const worker = await startWorker(program, [address], (told) => {
      if (!('done' in told)) return;
      done.push(told.done);
      cpuOf.set(nth, { first: cpuOf.get(nth)?.first ?? told.cpuMs, last: told.cpuMs });
      if (done.length === sends) all?.();
    });
    workers.push(worker);
  }
  const due = new Date(Date.now() - 60_000 + batch);
  await sql`insert into effect (key, kind, lane, person_id, ids, due, created)
    select ${`${batch}-`} || n, 'card.send', ${`${batch}-`} || n, md5(n::text)::uuid, '{}', ${due}, ${due}
    from generate_series(1, ${sends}::int) n`.execute(db.opened.sql);
  await sql`analyze effect`.execute(db.opened.sql);
  const before = machine();
  const start = performance.now();
  for (const worker of workers) worker.go();
  await finished;
  side.rates.push((sends / (performance.now() - start)) * 1000);
  const after = machine();
  side.busy.push(((after.busy - before.busy) / (after.all - before.all)) * 100);
  const used = [...cpuOf.values()].reduce((sum, { first, last }) => sum + last - first, 0);
  side.cpu.push(used / sends);
  // What nobody should still carry out would show now.
  await pause(200);
  side.carriedOut.push(...done);
  for (const worker of workers) await worker.kill();
}

function machine(): { busy: number; all: number } {
  let [busy, all] = [0, 0];
  for (const { times: spent } of cpus()) {
    const sum = Object.values(spent).reduce((a, b) => a + b, 0);
    all += sum;
    busy += sum - spent.idle;
  }
  return { busy, all };
}
