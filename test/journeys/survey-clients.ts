import { type ChildProcess, fork } from 'node:child_process';
import type { Where } from '../../src/db/open.ts';

type Answer = { done: unknown } | { failed: string } | 'killed';

/** The process of `survey-killable.mjs`, which can be killed while it is asked. */
export interface KillableSurveys {
  /** What came of it; `killed` when the process ended before it answered. */
  ask(at: number, ask: string, wish?: object): Promise<Answer>;
  /** SIGKILL now; resolves once the next one is ready. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startSurveys(where: Where, keyFolder: string): Promise<KillableSurveys> {
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  let child = start();
  let ready = isReady(child);

  function start(): ChildProcess {
    const order = JSON.stringify({ where, keyFolder });
    const started = fork('test/journeys/survey-killable.mjs', [order], { execArgv: [] });
    started.on('message', (said: { id?: number } & Exclude<Answer, 'killed'>) => {
      if (said.id === undefined) return;
      waiting.get(said.id)?.(said);
      waiting.delete(said.id);
    });
    return started;
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await ended;
    for (const give of waiting.values()) give('killed');
    waiting.clear();
  };

  await ready;
  return {
    async ask(at, ask, wish = {}) {
      await ready;
      last += 1;
      const id = last;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        // To a process that has just ended nothing can be said.
        child.send({ id, at, ask, wish }, () => {});
      });
    },
    async killAndRestart() {
      let isUp: (() => void) | undefined;
      // Whoever asks from now on waits for the next one.
      ready = new Promise((resolve) => {
        isUp = resolve;
      });
      await end('SIGKILL');
      child = start();
      await isReady(child);
      isUp?.();
      await ready;
    },
    stop: () => end('SIGTERM'),
  };
}

const isReady = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready`)));
  });
