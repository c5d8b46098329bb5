import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { tryLock } from 'fs-native-extensions';
import { CompiledQuery, Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { embeddedPool } from './embedded-pool.ts';
import { checkHome } from './home.ts';
import { poolWithPlans } from './kept-plans.ts';
import { leaseSeconds } from './lease.ts';
import { migrate } from './migrate.ts';
import type { Schema } from './schema.ts';

export type Sql = Kysely<Schema>;

/** `laid`: a store in memory begins with this copy of a data folder, as PGlite dumps one. */
export type Where =
  | { folder: string }
  | { memory: true; laid?: Blob }
  /** `moved`: whoever opens it knows that it was restored or copied. */
  | { url: string; moved?: true };

export type OnLost = (error: Error) => void;

export interface Opened {
  sql: Sql;
  /** True when nobody else can be at work on this store: leases left by a dead process are free at once. */
  alone: boolean;
  close(): Promise<void>;
}

/** Another process works on the folder; two would lose each other's commits without a word. */
export class FolderTaken extends Error {
  constructor(folder: string) {
    super(
      `The data folder ${folder} is in use by another process: stop it first, or set DATA_DIR to another folder.`,
    );
  }
}

/** Teams waits fifteen seconds for an answer: a person is told within them. */
const patienceMs = 10_000;

const dateType = 1082;
const instantType = 1184;
const bigintType = 20;

/** How both engines hand values over: days as text, instants as milliseconds, bigint as number. */
const parsers = {
  [dateType]: (text: string) => text,
  [instantType]: (text: string) => Date.parse(`${text.replace(' ', 'T').replace(/\+00$/, '')}Z`),
  [bigintType]: (text: string) => Number(text),
};

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    parsers[oid as keyof typeof parsers] ??
    pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
};

/**
 * Opens the store and brings it to the newest migration. `onLost` hears of an idle connection that
 * the server ended; the next question opens another one.
 */
export async function openStore(where: Where, onLost: OnLost = () => {}): Promise<Opened> {
  const opened = 'url' in where ? openServer(where.url, onLost) : await openEmbedded(where);
  try {
    await migrate(opened.sql);
    if ('url' in where && !where.moved) await checkHome(opened.sql);
  } catch (error) {
    await opened.close();
    throw error;
  }
  return opened;
}

/** A server's store as it is, on whichever migration. */
export function openServer(url: string, onLost: OnLost): Opened {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    // A server that swallows packets would keep whoever asks waiting for ever.
    connectionTimeoutMillis: patienceMs,
    // Statements over a page of pairs look costly enough to be compiled, above all where nothing was
    // counted yet; that lasts far longer than running them.
    // A process that is stopped inside a transaction keeps its connection, and with it every lock.
    options: `-c timezone=UTC -c jit=off -c idle_in_transaction_session_timeout=${leaseSeconds}s`,
    types,
  });
  // Without a listener, a server that restarts would take the program down with it.
  pool.on('error', onLost);
  // One that is lent out tells its borrower at the next question; the pool listens to idle ones alone.
  pool.on('connect', (client) => void client.on('error', () => {}));
  const sql = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: poolWithPlans(pool) }) });
  return { sql, alone: false, close: () => sql.destroy() };
}

async function openEmbedded(where: Exclude<Where, { url: string }>): Promise<Opened> {
  const lock = 'folder' in where ? lockFolder(where.folder) : undefined;
  const options = {
    ...('folder' in where ? { dataDir: join(where.folder, 'pg') } : {}),
    ...('laid' in where && where.laid ? { loadDataDir: where.laid } : {}),
  };
  // Beside a server it would lie in memory for nothing.
  const { PGlite } = await import('@electric-sql/pglite');
  const engine = await PGlite.create(options);
  await engine.exec(`set timezone = 'UTC'`);
  const pool = embeddedPool(engine, types);
  const sql = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  const close = async () => {
    await sql.destroy();
    if (lock !== undefined) closeSync(lock);
  };
  return { sql, alone: true, close };
}

/** The kernel frees this lock when the process ends, however it ends. */
function lockFolder(folder: string): number {
  mkdirSync(folder, { recursive: true });
  const fd = openSync(join(folder, 'lock'), 'a+');
  if (tryLock(fd)) return fd;
  closeSync(fd);
  throw new FolderTaken(folder);
}

/** Empties the store and lays the tables anew; only the local mode's reset asks for it. */
export async function wipe(sql: Sql): Promise<void> {
  await sql.executeQuery(CompiledQuery.raw('drop schema public cascade'));
  await sql.executeQuery(CompiledQuery.raw('create schema public'));
  await migrate(sql);
}
