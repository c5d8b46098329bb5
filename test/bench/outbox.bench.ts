import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import PgBoss from 'pg-boss';
import { type Db, openDb } from '../../src/db/db.ts';
import { openEffects } from '../../src/effects/run.ts';
import { erasesNothing } from '../support/erases-nothing.ts';
import { inTurns, openSheet, timed, times } from './measure.ts';
import { startDurablePostgres } from './postgres.ts';
import { freshFolder } from './processes.ts';

const rounds = 9;
const items = 250;
const all = rounds * items;
const batch = 100;
const queue = 'effects';

/** Items written and carried out; the call itself is a stub that only counts. */
interface Side {
  name: string;
  write(): Promise<void>;
  work(): Promise<void>;
  writes: number[];
  works: number[];
  wholes: number[];
  /** What was carried out, once for each time. */
  done: string[];
}

type Work = Pick<Side, 'write' | 'work'>;

const aSide = (name: string, of: (done: string[]) => Work): Side => {
  const done: string[] = [];
  return { name, ...of(done), writes: [], works: [], wholes: [], done };
};

const numbers = Array.from({ length: items }, (_, n) => n);

/** The product's own outbox: one row a decision, four at once, each settled under its fence. */
function outbox(db: Db, done: string[]): Work {
  const stub = async ({ key }: { key: string }) => {
    done.push(key);
    return { done: true } as const;
  };
  const quiet = () => {};
  const effects = openEffects({
    db,
    now: Date.now,
    chance: () => 0,
    log: { info: quiet, warn: quiet, error: quiet },
    whenUnknown: async () => {},
    whenFailed: async () => {},
    handlers: {
      ...erasesNothing,
      ...{ event: stub, day: stub, list: stub, mail: stub },
      ...{ 'card.send': stub, 'card.update': stub },
    },
  });
  let round = 0;
  return {
    async write() {
      round += 1;
      const now = Date.now();
      for (const n of numbers) {
        const key = `${round}:${n}`;
        const ids = { n };
        await db.tx((t) =>
          t.effects.add({ key, kind: 'list', lane: key, ids, due: now, created: now }),
        );
      }
    },
    work: () => effects.drain(),
  };
}

const sendEach = async (boss: PgBoss): Promise<void> => {
  for (const n of numbers) await boss.send(queue, { n });
};

/** Takes `most` jobs at a time until none is left. */
async function fetchAll(
  boss: PgBoss,
  most: number,
  end: (ids: string[]) => Promise<unknown>,
  done: string[],
): Promise<void> {
  for (;;) {
    const jobs = await boss.fetch(queue, { batchSize: most });
    if (jobs.length === 0) return;
    const ids = jobs.map(({ id }) => id);
    done.push(...ids);
    await end(ids);
  }
}

function peers(boss: PgBoss): Side[] {
  const each = (ids: string[]) => Promise.all(ids.map((id) => boss.complete(queue, id)));
  return [
    aSide('pg-boss, one by one', (done) => ({
      write: () => sendEach(boss),
      work: () => fetchAll(boss, 1, each, done),
    })),
    aSide('pg-boss, four at once', (done) => ({
      write: () => sendEach(boss),
      work: () => fetchAll(boss, 4, each, done),
    })),
    aSide(`pg-boss, batches of ${batch}`, (done) => ({
      async write() {
        for (let from = 0; from < items; from += batch)
          await boss.insert(
            numbers.slice(from, from + batch).map((n) => ({ name: queue, data: { n } })),
          );
      },
      work: () => fetchAll(boss, batch, (ids) => boss.complete(queue, ids), done),
    })),
  ];
}

/** On PostgreSQL pg-boss has its own pool, as its documentation says; PGlite has one session. */
async function openBoss(db: Db, url: string | undefined): Promise<PgBoss> {
  const executeSql = async (text: string, values: unknown[]) => {
    const { rows } = await db.opened.sql.executeQuery(CompiledQuery.raw(text, values ?? []));
    return { rows };
  };
  const where = url === undefined ? { db: { executeSql } } : { connectionString: url, max: 10 };
  // Its housekeeping would only slow it.
  const boss = new PgBoss({ ...where, supervise: false, schedule: false });
  boss.on('error', (error) => {
    throw error;
  });
  await boss.start();
  await boss.createQueue(queue);
  return boss;
}

async function measure(side: Side): Promise<void> {
  const write = await timed(side.write);
  const work = await timed(side.work);
  const perSecond = (ms: number) => (items / ms) * 1000;
  side.writes.push(perSecond(write));
  side.works.push(perSecond(work));
  side.wholes.push(perSecond(write + work));
}

const sheet = openSheet('outbox', `Effects a second, ${rounds} rounds of ${items} on each side`);

async function onEngine(engine: string, where: { folder: string } | { url: string }) {
  sheet.say(engine);
  const db = await openDb(where);
  const boss = await openBoss(db, 'url' in where ? where.url : undefined);
  const ours = aSide('outbox', (done) => outbox(db, done));
  const sides = [ours, ...peers(boss)];
  await inTurns(
    rounds,
    sides.map((side) => () => measure(side)),
  );
  const works = sides.map(({ name, works, wholes, writes }) => {
    sheet.line(`${engine}: ${name}, write`, writes, '/s');
    sheet.line(`${engine}: ${name}, write and work`, wholes, '/s');
    return { name, rate: sheet.line(`${engine}: ${name}, work`, works, '/s') };
  });
  const [mine, ...others] = works;
  for (const { name, rate } of others)
    if (mine) sheet.say(`outbox: ${times(mine.rate, rate)} ${name} (work)`);
  for (const { name, done } of sides) {
    sheet.ledger(`${engine}: ${name}, carried out`, done.length, all);
    sheet.ledger(`${engine}: ${name}, once each`, new Set(done).size, all);
  }
  const settled = await db.read.effects.byKeyPrefix('');
  sheet.ledger(
    `${engine}: outbox, settled`,
    settled.filter(({ state }) => state === 'done').length,
    all,
  );
  await boss.stop({ graceful: false });
  await db.close();
}

await onEngine('PGlite', { folder: join(freshFolder(), 'store') });
const server = await startDurablePostgres();
await onEngine('PostgreSQL', { url: server.url });
await server.stop();
sheet.close();
