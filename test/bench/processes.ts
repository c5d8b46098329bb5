import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

const patienceMs = 120_000;
const lookEveryMs = 10;

const started = new Set<ChildProcess>();
const folders: string[] = [];
// A benchmark that breaks, or is stopped, leaves no process and no data behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
process.once('exit', () => {
  for (const { pid } of started) if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'telemaque-bench-'));
  folders.push(folder);
  return folder;
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return address.port;
}

/** A program of its own process; `stop` is the graceful end. */
export interface Program {
  pid: number;
  stop(): Promise<void>;
}

/** Starts a Node program and waits until each address answers, with any status below 500. */
export async function startProgram(
  args: readonly string[],
  env: Record<string, string>,
  addresses: readonly string[],
): Promise<Program> {
  const child = spawn(process.execPath, [...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
    // A group of its own, so that a program's own children end with it.
    detached: true,
  });
  child.once('exit', () => started.delete(child));
  started.add(child);
  await Promise.all(addresses.map((address) => answers(address, child)));
  return {
    pid: child.pid ?? 0,
    async stop() {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      if (child.kill('SIGTERM')) await ended;
    },
  };
}

async function answers(address: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`${address}: ended with ${child.exitCode}`);
    // Nobody there yet is what is waited for.
    const reply = await fetch(address).catch(() => undefined);
    await reply?.arrayBuffer();
    if (reply && reply.status < 500) return;
    await pause(lookEveryMs);
  }
  throw new Error(`${address}: no answer within ${patienceMs / 1000} s`);
}
