import { afterAll, beforeAll } from 'vitest';
import { type Db, openDb, type Tables } from '../../src/db/db.ts';
import type { Effect, NewEffect } from '../../src/db/effects.ts';
import type { EffectKind } from '../../src/domain/effect.ts';
import type { OutsideFault } from '../../src/domain/outside.ts';
import { type EffectsConfig, type Handler, openEffects } from '../../src/effects/run.ts';
import type { Line } from '../../src/log.ts';
import { tuesday } from '../support/people.ts';

export interface Bench {
  db: Db;
  clock: { now: number };
  lines: Line[];
  unknown: string[];
  failed: [key: string, fault: OutsideFault | null][];
  open(change?: Partial<EffectsConfig>): ReturnType<typeof openEffects>;
  add(...all: (Partial<NewEffect> & { key: string })[]): Promise<void>;
  states(): Promise<string[]>;
}

let db: Db;

/** Opens the store for the tests of one file: files share this module, and each closes its own. */
export function benchStore(): void {
  beforeAll(async () => {
    db = await openDb({ memory: true });
  });
  afterAll(() => db.close());
}

/** A store with nothing but effects, whose handlers are given. */
export async function aBench(handle: Handler): Promise<Bench> {
  await db.opened.sql.deleteFrom('effect').execute();
  const clock = { now: tuesday };
  const lines: Line[] = [];
  const unknown: string[] = [];
  const failed: Bench['failed'] = [];
  const hear = (line: Line) => void lines.push(line);
  const kinds: EffectKind[] = ['event', 'list', 'card.send', 'card.update', 'mail'];
  const handlers = Object.fromEntries(kinds.map((kind) => [kind, handle]));
  const config: EffectsConfig = {
    db,
    handlers: handlers as EffectsConfig['handlers'],
    now: () => clock.now,
    chance: () => 0,
    log: { info: hear, warn: hear, error: hear },
    whenUnknown: async (_t: Tables, effect: Effect) => void unknown.push(effect.key),
    whenFailed: async (_t, effect, why) => void failed.push([effect.key, why]),
  };
  return {
    ...{ db, clock, lines, unknown, failed },
    open: (change = {}) => openEffects({ ...config, ...change }),
    async add(...all) {
      const rest = { kind: 'event' as const, ids: {}, due: tuesday, created: tuesday };
      for (const one of all) await db.read.effects.add({ ...rest, lane: one.key, ...one });
    },
    async states() {
      const found = await db.read.effects.byKeyPrefix('');
      return found.map(({ key, state, outcome }) => [key, state, outcome].join(' ').trim());
    },
  };
}
