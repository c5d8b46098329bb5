import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

/** The product as a process of its own, to be killed and started again on the same data. */
export interface KillableProduct {
  /** SIGKILL now; resolves once it is up again. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startKillable(env: Record<string, string>): Promise<KillableProduct> {
  let child = start(env);
  await healthy(env, child);
  return {
    async killAndRestart() {
      await end(child, 'SIGKILL');
      child = start(env);
      await healthy(env, child);
    },
    stop: () => end(child, 'SIGTERM'),
  };
}

/** What it logs goes to `hear`, line by line; without one it logs nothing. */
export function start(env: Record<string, string>, hear?: (line: string) => void): ChildProcess {
  const child = spawn(process.execPath, ['dist/local.js', 'product'], {
    env: { ...process.env, ...env, LOG_LEVEL: hear ? 'info' : 'silent' },
    stdio: ['ignore', hear ? 'pipe' : 'ignore', 'inherit'],
  });
  if (hear && child.stdout) createInterface({ input: child.stdout }).on('line', hear);
  return child;
}

export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

const patienceMs = 60_000;

export async function healthy(env: Record<string, string>, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the product ended with ${child.exitCode}`);
    const reply = await fetch(`http://localhost:${env.PORT}/healthz`).catch(() => undefined);
    if (reply?.ok) return;
    await pause(50);
  }
  throw new Error('the product is not healthy after a minute');
}
