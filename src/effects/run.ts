import type { Db, Tables } from '../db/db.ts';
import type { Claim, Effect } from '../db/effects.ts';
import { afterFault, type EffectKind, mayRepeat, type Verdict } from '../domain/effect.ts';
import { OutsideFault } from '../domain/outside.ts';
import type { Instant } from '../domain/time.ts';
import type { Log } from '../log.ts';
import { openRounds } from '../rounds.ts';

/** How an effect ended well: carried out, or no longer needed. */
export type Outcome =
  | { done: true; remoteId?: string; save?: (tables: Tables) => Promise<void> }
  | { dropped: string };

export type Handler = (effect: Effect) => Promise<Outcome>;

export interface EffectsConfig {
  db: Db;
  handlers: Record<EffectKind, Handler>;
  now: () => Instant;
  /** In [0, 1): spreads the next tries. */
  chance: () => number;
  log: Log;
  /** What else the decision is when nobody knows whether a message arrived, in the same transaction. */
  whenUnknown: (tables: Tables, effect: Effect) => Promise<void>;
  /** What else the decision is when a message surely cannot be delivered this way. */
  whenFailed: (tables: Tables, effect: Effect, fault: OutsideFault | null) => Promise<void>;
}

export interface Effects {
  /** Carries out all that is due; resolves when nothing due is left. Calls join the one under way. */
  drain(): Promise<void>;
  /** Something was written: look soon, without waiting for it. */
  wake(): void;
  /** Begins to look by itself every second; returns once leases of a dead process are free. */
  start(): Promise<void>;
  /** Finishes what is in hand and takes nothing more. */
  stop(): Promise<void>;
}

/** Outlook answers four calls at a time for a mailbox (platform.md, throttling). */
const atOnce = 4;
/** A third of the lease: two renewals may be lost before the third is needed. */
const renewEveryMs = 3000;
/** For what another instance wrote, and for due times that have come. */
const lookEveryMs = 1000;

export function openEffects(config: EffectsConfig): Effects {
  const { db, log } = config;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  const { run: drain, idle } = openRounds(async () => {
    while (!stopped) {
      const claims = await db.read.effects.claim(config.now(), atOnce);
      if (claims.length === 0) return;
      await Promise.all(claims.map((claim) => hold(config, claim)));
    }
  });

  const wake = () => {
    if (stopped) return;
    drain().catch((error: unknown) => log.error({ event: 'effects.drain-failed', error }));
  };

  return {
    drain,
    wake,
    async start() {
      if (db.opened.alone) await db.read.effects.freeLeases();
      timer = setInterval(wake, lookEveryMs);
      timer.unref();
      wake();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      await idle();
    },
  };
}

/** Keeps the lease of an effect while it is carried out, however long the other side takes. */
async function hold(config: EffectsConfig, claim: Claim): Promise<void> {
  const renewing = setInterval(() => {
    config.db.read.effects
      .renew(claim)
      .catch((error: unknown) => config.log.warn({ event: 'lease.unrenewed', error }));
  }, renewEveryMs);
  try {
    await carryOut(config, claim);
  } finally {
    clearInterval(renewing);
  }
}

async function carryOut(config: EffectsConfig, claim: Claim): Promise<void> {
  const { log } = config;
  const about = { effect: claim.id, kind: claim.kind, tries: claim.tries };
  if (claim.abandoned && !mayRepeat(claim.kind)) {
    // Its holder died between the call and the note of it.
    await settleFault(config, claim, { state: 'unknown', outcome: 'holder-died' }, null);
    log.warn({ event: 'effect.unknown', ...about });
    return;
  }
  try {
    const outcome = await config.handlers[claim.kind](claim);
    await settleWell(config, claim, outcome);
    log.info({ event: 'dropped' in outcome ? 'effect.dropped' : 'effect.done', ...about });
  } catch (error) {
    const fault = error instanceof OutsideFault ? error : null;
    // A fault of our own would only repeat itself: it stands as failed, for somebody to see.
    const verdict: Verdict = fault
      ? afterFault(claim.kind, fault, claim.tries, config.now(), config.chance())
      : { state: 'failed', outcome: 'own-fault' };
    await settleFault(config, claim, verdict, fault);
    const { outcome, state } = verdict;
    log.warn({ event: `effect.${state}`, ...about, outcome, ...(fault ? {} : { error }) });
  }
}

async function settleWell(config: EffectsConfig, claim: Claim, outcome: Outcome): Promise<void> {
  const result =
    'dropped' in outcome
      ? ({ state: 'dropped', outcome: outcome.dropped } as const)
      : ({
          state: 'done',
          outcome: null,
          ...(outcome.remoteId === undefined ? {} : { remoteId: outcome.remoteId }),
        } as const);
  const save = 'done' in outcome ? outcome.save : undefined;
  // One statement is its own transaction.
  if (!save) {
    await config.db.read.effects.settle(claim, result, config.now());
    return;
  }
  await config.db.tx(async (t) => {
    if (await t.effects.settle(claim, result, config.now())) await save(t);
  });
}

async function settleFault(
  config: EffectsConfig,
  claim: Claim,
  verdict: Verdict,
  fault: OutsideFault | null,
): Promise<void> {
  if (verdict.state === 'waiting') {
    await config.db.read.effects.settle(claim, verdict, config.now());
    return;
  }
  await config.db.tx(async (t) => {
    const mine = await t.effects.settle(claim, verdict, config.now());
    if (!mine) return;
    if (verdict.state === 'unknown') await config.whenUnknown(t, claim);
    if (verdict.state === 'failed') await config.whenFailed(t, claim, fault);
  });
}
