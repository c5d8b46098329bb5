import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type RunningEmulator, startEmulator } from '../../src/emulator/start.ts';
import { type Control, openControl } from '../journeys/control.ts';
import { freePort, localAppId, sampleSeed } from '../journeys/world.ts';
import { startDatabaseProxy } from './database-proxy.ts';
import { dropStore, freshStore } from './fresh-store.ts';
import { type Recorder, startRecorder } from './recorder.ts';

/** The product as a process of its own, everything it hears, says and writes being kept. */
export interface WatchedWorld extends Control {
  emulator: RunningEmulator;
  /** Where people and Microsoft reach the product, every call remembered. */
  publicUrl: string;
  /** The product itself, without whoever remembers calls: for requests no proxy would pass on. */
  productUrl: string;
  /** What came in at the product's door, and what it answered. */
  inward: Recorder['exchanges'];
  /** What the product asked of Microsoft 365, and what it was told. */
  outward: Recorder['exchanges'];
  /** All that the product wrote on its standard output and error. */
  logs(): string;
  /** Where the product keeps its data: a folder, or the address of a database. */
  store: { folder: string } | { url: string };
  /** All that Microsoft 365 ever remembered. */
  journal(): string;
  /** The database server is gone, from where the product stands; then it is back. */
  cutDatabase(): Promise<void>;
  mendDatabase(): Promise<void>;
  /** Ends the product as an administrator would; its store stays. */
  stopProduct(): Promise<void>;
  close(): Promise<void>;
}

/** Starts it from `dist`, logging all it can, on the engine under test; the embedded one on disk. */
export async function startWatchedWorld(pairs: readonly string[]): Promise<WatchedWorld> {
  const dir = mkdtempSync(join(tmpdir(), 'telemaque-watched-'));
  const port = await freePort();
  const inward = await startRecorder(() => `http://localhost:${port}`);
  const emulator = await startEmulator({
    port: 0,
    dataDir: join(dir, 'emulator'),
    productUrl: inward.url,
    appId: localAppId,
    seed: sampleSeed(pairs),
    selfRunning: false,
  });
  const control = openControl(emulator.url);
  const outward = await startRecorder(() => emulatorUrl);
  const emulatorUrl = emulator.url;
  // From now on Microsoft gives the watched address as its own.
  emulator.world.url = outward.url;
  const database = await freshStore();
  const url = 'url' in database ? database.url : undefined;
  const between = url === undefined ? undefined : await startDatabaseProxy(url);
  const product = run({
    PORT: String(port),
    EMULATOR_PORT: String(outward.port),
    DATA_DIR: dir,
    LOG_LEVEL: 'info',
    ...(between ? { DATABASE_URL: between.url } : {}),
  });
  await healthy(`http://localhost:${port}`, product);
  await control.settle();
  return {
    ...control,
    emulator,
    publicUrl: inward.url,
    productUrl: `http://localhost:${port}`,
    inward: inward.exchanges,
    outward: outward.exchanges,
    logs: product.written,
    store: url === undefined ? { folder: join(dir, 'product') } : { url },
    journal: () => readFileSync(join(dir, 'emulator', 'journal.jsonl'), 'utf8'),
    stopProduct: product.stop,
    cutDatabase: async () => between?.cut(),
    mendDatabase: async () => between?.mend(),
    async close() {
      await product.stop();
      await between?.cut();
      await Promise.all([inward.close(), outward.close(), emulator.close()]);
      await dropStore(database);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

type Running = ReturnType<typeof run>;

function run(env: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, ['dist/local.js', 'product'], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const parts: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (part: Buffer) => parts.push(part));
  }
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    child,
    written: () => Buffer.concat(parts).toString('utf8'),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

const patienceMs = 90_000;

async function healthy(url: string, { child, written }: Running): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the product ended: ${written()}`);
    const reply = await fetch(`${url}/healthz`).catch(() => undefined);
    if (reply?.ok) return;
    await pause(50);
  }
  throw new Error(`the product is not healthy in time: ${written()}`);
}
