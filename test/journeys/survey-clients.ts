import { type ChildProcess, fork } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Where } from '../../src/db/open.ts';
import { type Part, type Phases, watchPhases } from './survey-phases.ts';

type Answer = { done: unknown } | { failed: string } | 'killed';
type Said = { id: number } & Exclude<Answer, 'killed'>;
type Ready = { ready: true };
type Ask = keyof typeof partOf;

const partOf = {
  ...{ card: 'answer', sign: 'answer', cast: 'answer' },
  ...{ keep: 'closing', opened: 'other', look: 'other' },
} as const satisfies Record<string, Part>;

/** The process of `survey-killable.mjs`, which can be killed while it is asked. */
export interface KillableSurveys {
  phases: Pick<Phases, 'reaches' | 'lasted'>;
  /** Milliseconds the first start took. */
  startMs: number;
  /** What it logged as an error, in all its lives. */
  troubles: string[];
  /** What came of it; `killed` when the process was killed before it answered. */
  ask(at: number, ask: Ask, wish?: object): Promise<Answer>;
  /**
   * SIGKILL now; resolves once the next one is ready, to the phases of what was under way. With
   * `whileStarting`, the next one is killed so many milliseconds after its start, too.
   */
  killAndRestart(whileStarting?: number): Promise<string[]>;
  stop(): Promise<void>;
}

interface Life {
  child: ChildProcess;
  /** Rejects when it ends before. */
  ready: Promise<void>;
  /** It has ended, and all that it had said was heard; the phases of what was under way. */
  over: Promise<string[]>;
}

export async function startSurveys(where: Where, keyFolder: string): Promise<KillableSurveys> {
  const waiting = new Map<number, (answer: Answer) => void>();
  const troubles: string[] = [];
  const phases = watchPhases();
  let last = 0;
  const began = performance.now();
  let life = live();
  let ready = life.ready;

  function answer(id: number, said: Answer) {
    waiting.get(id)?.(said);
    waiting.delete(id);
    phases.left(id);
  }
  function hear(said: object) {
    const heard = said as Said | { of: number; mark: string } | { trouble: string } | Ready;
    if ('id' in heard) answer(heard.id, heard);
    else if ('mark' in heard) phases.mark(heard.of, heard.mark);
    else if ('trouble' in heard) troubles.push(heard.trouble);
  }
  function live(): Life {
    const order = JSON.stringify({ where, keyFolder });
    const child = fork('test/journeys/survey-killable.mjs', [order], { execArgv: [] });
    child.on('message', hear);
    const silent = new Promise((resolve) => child.once('disconnect', resolve));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const over = Promise.all([ended, silent]).then(([code]) => {
      const underWay = phases.now();
      // Nobody else would tell those who wait for one that ended by itself.
      const said: Answer = child.killed ? 'killed' : { failed: `it ended by itself with ${code}` };
      for (const id of [...waiting.keys()]) answer(id, said);
      return underWay;
    });
    return { child, ready: isReady(child), over };
  }
  const end = (signal: NodeJS.Signals) => {
    life.child.kill(signal);
    return life.over;
  };
  const killAndStart = async (whileStarting?: number) => {
    const underWay = await end('SIGKILL');
    life = live();
    if (whileStarting !== undefined) {
      life.ready.catch(() => {});
      await pause(whileStarting);
      await end('SIGKILL');
      life = live();
    }
    await life.ready;
    return underWay;
  };

  await ready;
  return {
    ...{ phases, troubles, startMs: performance.now() - began },
    async ask(at, ask, wish = {}) {
      await ready;
      if (!life.child.connected) return { failed: 'it had ended by itself' };
      last += 1;
      const id = last;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        phases.entered(id, partOf[ask]);
        // To a process that has just ended nothing can be said.
        life.child.send({ id, at, ask, wish }, () => {});
      });
    },
    killAndRestart(whileStarting) {
      const started = killAndStart(whileStarting);
      // Whoever asks from now on waits for the next one, and hears when there is none.
      ready = started.then(() => {});
      ready.catch(() => {});
      return started;
    },
    async stop() {
      await end('SIGTERM');
    },
  };
}

const isReady = (child: ChildProcess): Promise<void> =>
  new Promise((resolve, reject) => {
    child.once('message', () => resolve());
    child.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready`)));
  });
