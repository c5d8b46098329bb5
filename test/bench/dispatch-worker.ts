import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { openDb } from '../../src/db/db.ts';
import type { Effect } from '../../src/db/effects.ts';
import { OutsideFault } from '../../src/domain/outside.ts';
import { type Handler, openEffects } from '../../src/effects/run.ts';
import { erasesNothing } from '../support/erases-nothing.ts';

const agent = new Agent({ keepAlive: true });

/** One message; resolves with the status, rejects when there was no answer. */
function post(url: string, key: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-key': key, 'content-type': 'application/json' };
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.once('error', reject);
    sent.end('{"type":"message"}');
  });
}

/** The product's outbox on the given store, with one way out; killed, never stopped. */
export async function work(store: string, connector: string): Promise<void> {
  const db = await openDb({ url: store });
  const unwanted: Handler = async () => ({ dropped: 'not here' });
  // What a card's sender does: reads to whom, waits for its place, calls.
  const send = async (effect: Effect, leave: () => Promise<void>) => {
    const to = await db.read.people.conversationOf(String(effect.person));
    if (!to) throw new OutsideFault({ status: 403, code: 'no-conversation' });
    await leave();
    const status = await post(connector, effect.key);
    if (status !== 201) throw new OutsideFault({ status, code: 'told', retryAfter: 1000 });
    return { done: true as const, remoteId: '1' };
  };
  const quiet = () => {};
  const effects = openEffects({
    db,
    now: Date.now,
    chance: Math.random,
    log: { info: quiet, warn: quiet, error: (line) => console.error(line) },
    leaveThemselves: ['card.send'],
    whenUnknown: async () => {},
    whenFailed: async () => {},
    handlers: {
      ...erasesNothing,
      ...{ event: unwanted, day: unwanted, list: unwanted, mail: unwanted },
      ...{ 'card.update': unwanted, 'card.send': send },
    },
  });
  await effects.start();
}

const workers = 30;
const mostTries = 10;

/** The shape of well-known samples: 30 at once, and a jittered wait after each 429. */
export async function workAsSamplesDo(messages: number, connector: string): Promise<void> {
  let next = 0;
  const one = async () => {
    while (next < messages) {
      const key = `sample-${next++}`;
      for (let tries = 1; tries <= mostTries; tries++) {
        if ((await post(connector, key)) === 201) break;
        await pause(Math.random() * Math.min(2 ** tries, 30) * 1000);
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, one));
  agent.destroy();
}
