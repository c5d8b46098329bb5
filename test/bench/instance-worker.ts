import { type ChildProcess, spawn } from 'node:child_process';
import { openDb } from '../../src/db/db.ts';
import type { Effect } from '../../src/db/effects.ts';
import { type EffectsConfig, openEffects } from '../../src/effects/run.ts';
import { erasesNothing } from '../support/erases-nothing.ts';

/** What an instance tells whoever started it. */
export type Told = { ready: true } | { done: number; cpuMs: number };

/** The product's outbox alone, as one of several instances on a store: begins at a word, and is killed. */
export async function workAsInstance(
  url: string,
  handle: (effect: Effect) => Promise<void>,
  atOnce?: EffectsConfig['atOnce'],
): Promise<void> {
  const db = await openDb({ url });
  const tell = (told: Told) => void process.send?.(told);
  const quiet = () => {};
  const carry = async (effect: Effect) => {
    await handle(effect);
    return { done: true as const };
  };
  const cpuMs = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  };
  const effects = openEffects({
    ...{ db, now: Date.now, chance: Math.random, ...(atOnce && { atOnce }) },
    log: {
      info: ({ event, effect }) => {
        if (event === 'effect.done') tell({ done: Number(effect), cpuMs: cpuMs() });
      },
      warn: quiet,
      error: (line) => console.error(line),
    },
    whenUnknown: async () => {},
    whenFailed: async () => {},
    handlers: {
      ...{ event: carry, day: carry, list: carry, mail: carry },
      ...{ 'card.update': carry, 'card.send': carry },
      ...erasesNothing,
    },
  });
  process.on('message', () => void effects.start());
  process.on('disconnect', () => process.exit());
  tell({ ready: true });
}

export interface Worker {
  child: ChildProcess;
  go(): void;
  /** SIGKILL; resolves once it is gone. */
  kill(): Promise<void>;
}

/** Starts `program` in the role of a worker; resolves once it waits for the word. */
export async function startWorker(
  program: string,
  args: readonly string[],
  hear: (told: Told) => void,
): Promise<Worker> {
  const stdio: ('ignore' | 'inherit' | 'ipc')[] = ['ignore', 'inherit', 'inherit', 'ipc'];
  const child = spawn(process.execPath, [program, 'worker', ...args], { stdio });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  await new Promise<void>((ready, reject) => {
    child.once('exit', () => reject(new Error('an instance did not start')));
    child.on('message', (told: Told) => {
      if ('ready' in told) ready();
      else hear(told);
    });
  });
  return {
    child,
    go: () => void child.send('go'),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
