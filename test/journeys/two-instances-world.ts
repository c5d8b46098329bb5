import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Opened, openStore } from '../../src/db/open.ts';
import { startEmulator } from '../../src/emulator/start.ts';
import type { Seed } from '../../src/emulator/world.ts';
import { dropStore, freshStore } from '../support/fresh-store.ts';
import { startBalancer } from './balancer.ts';
import { openControl } from './control.ts';
import { end, healthy, start } from './killable-product.ts';
import { freePort, localAppId } from './world.ts';

/** What one instance said about an effect. */
export interface Line {
  event: string;
  effect?: number;
  outcome?: string;
}

export type Instance = Awaited<ReturnType<typeof startInstance>>;

/** A product in a process of its own, to be stopped for a while, for good, or gently. */
async function startInstance(env: Record<string, string>) {
  const lines: Line[] = [];
  const hear = (line: string) => void lines.push(JSON.parse(line) as Line);
  let child: ChildProcess = start(env, hear);
  await healthy(env, child);
  return {
    url: `http://localhost:${env.PORT}`,
    lines,
    said: (event: string) => lines.filter((line) => line.event === event),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    kill: () => end(child, 'SIGKILL'),
    /** Asked to stop; its exit code. */
    async stop(): Promise<number | null> {
      child.kill('SIGCONT');
      await end(child, 'SIGTERM');
      return child.exitCode;
    },
    async startAgain() {
      child = start(env, hear);
      await healthy(env, child);
    },
  };
}

export type TwoInstances = Awaited<ReturnType<typeof startTwoInstances>>;

/** The emulator in this process, two products on one PostgreSQL behind a balancer. */
export async function startTwoInstances(seed: Seed, slowMs = 3500) {
  const dir = mkdtempSync(join(tmpdir(), 'telemaque-two-'));
  const [port, one, two, microsoft] = [
    ...[await freePort(), await freePort(), await freePort(), await freePort()],
  ] as [number, number, number, number];
  const store = await freshStore();
  if (!('url' in store)) throw new Error('the embedded store is for one instance alone');
  const { url } = store;
  const publicUrl = `http://localhost:${port}`;
  const emulator = await startEmulator({
    ...{ port: microsoft, dataDir: join(dir, 'emulator'), productUrl: publicUrl },
    ...{ appId: localAppId, seed, slowMs },
  });
  const env = (own: number) => ({
    ...{ PORT: `${own}`, PUBLIC_PORT: `${port}`, EMULATOR_PORT: `${microsoft}` },
    ...{ DATA_DIR: dir, DATABASE_URL: url, STOP_GRACE_MS: '1000' },
  });
  // The first one loads the sample's cohort; in local mode alone a start writes anything.
  const first = await startInstance(env(one));
  const second = await startInstance(env(two));
  const balancer = await startBalancer(port, [first.url, second.url]);
  await balancer.untilReady(first.url, second.url);
  const control = openControl(emulator.url);
  await control.settle();
  let opened: Opened | undefined;
  const sql = async () => {
    opened ??= await openStore({ url });
    return opened.sql;
  };
  return {
    ...control,
    ...{ seed, publicUrl, balancer, first, second, store: sql },
    /** Resolves once as many effects are as described. */
    async until(count: number, what: { kind?: string; state: string; outcome?: string }) {
      const deadline = Date.now() + 20_000;
      for (;;) {
        if (Date.now() > deadline) throw new Error(`never ${JSON.stringify(what)}`);
        const rows = await (await sql()).selectFrom('effect').selectAll().execute();
        const like = rows.filter((row) =>
          Object.entries(what).every(([column, value]) => row[column as 'kind'] === value),
        );
        if (like.length >= count) return like;
        await pause(20);
      }
    },
    async close() {
      await Promise.all([first.stop(), second.stop()]);
      await balancer.close();
      await emulator.close();
      await opened?.close();
      await dropStore(store);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
