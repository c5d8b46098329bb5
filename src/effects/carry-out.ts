import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Claim } from '../db/effects.ts';
import { afterFault, mayRepeat, type Verdict } from '../domain/effect.ts';
import { OutsideFault } from '../domain/outside.ts';
import { aheadMs } from '../domain/pace.ts';
import type { EffectsConfig, Outcome } from './run.ts';

/** A quarter of the lease: three renewals may be lost before the fourth is needed. */
const renewEveryMs = 2000;
/** Whoever has not renewed for so long may have been asleep, and asks before anything leaves. */
const doubtAfterMs = 2 * renewEveryMs;

/** Somebody else took the effect over while its holder slept: whatever becomes of it is theirs to say. */
class TakenOver extends Error {}

/** Keeps the lease of an effect while it is carried out, however long the other side takes. */
export async function hold(config: EffectsConfig, taken: Claim): Promise<void> {
  const claim = { ...taken };
  const renewing = setInterval(() => {
    renew(config, claim).catch((error: unknown) =>
      config.log.warn({ event: 'lease.unrenewed', error }),
    );
  }, renewEveryMs);
  try {
    await carryOut(config, claim);
  } finally {
    clearInterval(renewing);
  }
}

async function renew(config: EffectsConfig, claim: Claim): Promise<boolean> {
  const from = config.now();
  const mine = await config.db.read.effects.renew(claim);
  if (mine) claim.heldSince = from;
  return mine;
}

/** A restored store knows by it what its original has sent. */
const digestOf = (key: string): string =>
  createHash('sha256').update(key).digest('base64url').slice(0, 22);

async function carryOut(config: EffectsConfig, claim: Claim): Promise<void> {
  const { log } = config;
  const digest = mayRepeat(claim.kind) ? undefined : digestOf(claim.key);
  const about = { effect: claim.id, kind: claim.kind, tries: claim.tries };
  const maybeSent = { ...about, ...(digest === undefined ? {} : { digest }) };
  if (claim.abandoned && !mayRepeat(claim.kind)) {
    // Its holder died between the call and the note of it.
    const unknown: Verdict = { state: 'unknown', outcome: 'holder-died' };
    const mine = await settleFault(config, claim, unknown, null);
    log.warn({ event: mine ? 'effect.unknown' : 'effect.fenced', ...maybeSent });
    return;
  }
  try {
    const wasSent = digest !== undefined && config.sentBefore?.has(digest);
    const outcome = wasSent ? sentBeforeRestore : await handle(config, claim);
    const event = 'dropped' in outcome ? 'effect.dropped' : 'effect.done';
    const mine = await settleWell(config, claim, outcome);
    if (!mine) log.warn({ event: 'effect.fenced', ...maybeSent });
    else log.info({ event, ...('dropped' in outcome ? about : maybeSent) });
  } catch (error) {
    if (error instanceof TakenOver) {
      log.warn({ event: 'effect.not-begun', ...about });
      return;
    }
    const fault = error instanceof OutsideFault ? error : null;
    // A fault of our own would only repeat itself: it stands as failed, for somebody to see.
    const verdict: Verdict = fault
      ? afterFault(claim.kind, fault, claim.tries, config.now(), config.chance())
      : { state: 'failed', outcome: 'own-fault' };
    const mine = await settleFault(config, claim, verdict, fault);
    const { outcome, state } = verdict;
    log.warn({
      event: `effect.${mine ? state : 'fenced'}`,
      ...(mine && state !== 'unknown' ? about : maybeSent),
      outcome,
      ...(fault ? {} : { error }),
    });
    if (fault?.status === 429) await config.db.read.effects.refused(claim, config.now());
  }
}

const sentBeforeRestore = { dropped: 'sent before the restore' };

/**
 * A place is given out a breath ahead: whoever reads much first waits for it itself, at the last.
 * When it really left is noted: what is sent late makes its place in the next window late as well.
 */
async function handle(config: EffectsConfig, claim: Claim): Promise<Outcome> {
  const leave = async () => {
    const ms = Math.min(claim.leaves - config.now(), aheadMs);
    if (ms > 0) await pause(ms);
    // The other side knows nothing of leases: nothing must leave that somebody else answers for.
    const asleep = Math.abs(config.now() - claim.heldSince) > doubtAfterMs;
    if (asleep && !(await renew(config, claim))) throw new TakenOver();
    claim.leaves = Math.max(claim.leaves, config.now());
  };
  if (!config.leaveThemselves?.includes(claim.kind)) await leave();
  return config.handlers[claim.kind](claim, leave);
}

/** False when the effect is somebody else's by now: nothing was written then. */
async function settleWell(config: EffectsConfig, claim: Claim, outcome: Outcome): Promise<boolean> {
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
  if (!save) return config.db.read.effects.settle(claim, result, config.now());
  return config.db.tx(async (t) => {
    const mine = await t.effects.settle(claim, result, config.now());
    if (mine) await save(t);
    return mine;
  });
}

async function settleFault(
  config: EffectsConfig,
  claim: Claim,
  verdict: Verdict,
  fault: OutsideFault | null,
): Promise<boolean> {
  if (verdict.state === 'waiting') {
    return config.db.read.effects.settle(claim, verdict, config.now());
  }
  return config.db.tx(async (t) => {
    const mine = await t.effects.settle(claim, verdict, config.now());
    if (mine && verdict.state === 'unknown') await config.whenUnknown(t, claim);
    if (mine && verdict.state === 'failed') await config.whenFailed(t, claim, fault);
    return mine;
  });
}
