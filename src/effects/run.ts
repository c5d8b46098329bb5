import type { Db, Tables } from '../db/db.ts';
import type { Claim, Effect, Room, Taken } from '../db/effects.ts';
import type { EffectKind } from '../domain/effect.ts';
import type { OutsideFault } from '../domain/outside.ts';
import { aheadMs, atOnce, gateOf } from '../domain/pace.ts';
import type { Instant } from '../domain/time.ts';
import type { Log } from '../log.ts';
import { openRounds } from '../rounds.ts';
import { hold } from './carry-out.ts';
import { openSignal } from './signal.ts';

/** How an effect ended well: carried out, or no longer needed. */
export type Outcome =
  | { done: true; remoteId?: string; save?: (tables: Tables) => Promise<void> }
  | { dropped: string };

/** `leave` resolves at the moment the call may go out: some milliseconds at most. */
export type Handler = (effect: Effect, leave: () => Promise<void>) => Promise<Outcome>;

export interface EffectsConfig {
  db: Db;
  handlers: Record<EffectKind, Handler>;
  now: () => Instant;
  /** In [0, 1): spreads the next tries. */
  chance: () => number;
  log: Log;
  /** Kinds whose handler awaits `leave` itself, right before its call; the others are begun then. */
  leaveThemselves?: readonly EffectKind[];
  /** Calls in flight of this instance; what the domain says when left out. */
  atOnce?: Room;
  /** Digests of messages the store's original has sent; `start` reads them. */
  sentBefore?: ReadonlySet<string>;
  /** What else the decision is when nobody knows whether a message arrived, in the same transaction. */
  whenUnknown: (tables: Tables, effect: Effect) => Promise<void>;
  /** What else the decision is when a message surely cannot be delivered this way. */
  whenFailed: (tables: Tables, effect: Effect, fault: OutsideFault | null) => Promise<void>;
}

export interface Effects {
  /**
   * Carries out all that is due; resolves when nothing due is left: what its pace holds back has
   * been put off. Calls join the one under way.
   */
  drain(): Promise<void>;
  /** Something was written: look soon, without waiting for it. */
  wake(): void;
  /** Begins to look by itself every second; returns once leases of a dead process are free. */
  start(): Promise<void>;
  /** Finishes what is in hand and takes nothing more. */
  stop(): Promise<void>;
}

/** For what another instance wrote, and for due times that have come. */
const lookEveryMs = 1000;
/** Before a place is free: what is taken then is ready when it is. */
const leadMs = aheadMs / 2;
/** Those that end together are followed by one look. */
const togetherMs = 20;

export function openEffects(given: EffectsConfig): Effects {
  const { db, log } = given;
  let config = given;
  const inHand = new Set<Promise<void>>();
  const held: Room = { chat: 0, mailbox: 0, list: 0 };
  const look = openSignal();
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let soon: NodeJS.Timeout | undefined;

  /** One slow call holds up nobody: each leaves its place as it ends. */
  function carry(claim: Claim): void {
    const gate = gateOf[claim.kind];
    held[gate] += 1;
    const ended = hold(config, claim)
      .catch((error: unknown) => log.error({ event: 'effect.unsettled', effect: claim.id, error }))
      .finally(() => {
        held[gate] -= 1;
        inHand.delete(ended);
        if (inHand.size === 0) look.ring();
        else look.ringIn(togetherMs);
      });
    inHand.add(ended);
  }

  const { run, idle } = openRounds(async () => {
    clearTimeout(soon);
    // Whoever rang before the first look is answered by it.
    look.clear();
    while (!stopped || inHand.size > 0) {
      const { claims, more, next } = stopped
        ? nothing
        : await db.read.effects.claim(config.now(), roomBeside(held, config.atOnce));
      for (const claim of claims) carry(claim);
      if (more) continue;
      if (inHand.size === 0) return lookAgain(next);
      if (next !== null) look.ringIn(untilPlace(next));
      await look.wait();
    }
  });

  const untilPlace = (next: Instant) => Math.max(next - leadMs - config.now(), 1);

  /** Nothing is in hand, and a budget is spent: due times have come by then. */
  function lookAgain(next: Instant | null): void {
    if (next === null || timer === undefined || stopped) return;
    const ms = untilPlace(next);
    if (ms < lookEveryMs) soon = setTimeout(wake, ms);
  }

  const drain = () => {
    look.ring();
    return run();
  };

  const wake = () => {
    if (stopped) return;
    drain().catch((error: unknown) => log.error({ event: 'effects.drain-failed', error }));
  };

  return {
    drain,
    wake,
    async start() {
      if (db.opened.alone) await db.read.effects.freeLeases();
      config = { ...given, sentBefore: await db.read.effects.sentBefore() };
      timer = setInterval(wake, lookEveryMs);
      timer.unref();
      wake();
    },
    async stop() {
      stopped = true;
      clearInterval(timer);
      clearTimeout(soon);
      look.ring();
      // A store that failed meanwhile was told to whoever asked.
      await idle().catch(() => undefined);
      await Promise.all(inHand);
    },
  };
}

const nothing: Taken = { claims: [], more: false, next: null };

const roomBeside = (held: Room, most: Room = atOnce): Room => ({
  chat: most.chat - held.chat,
  mailbox: most.mailbox - held.mailbox,
  list: most.list - held.list,
});
