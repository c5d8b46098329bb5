import { setTimeout as pause } from 'node:timers/promises';
import type { Claim } from '../db/effects.ts';
import { afterFault, mayRepeat, type Verdict } from '../domain/effect.ts';
import { OutsideFault } from '../domain/outside.ts';
import { aheadMs } from '../domain/pace.ts';
import type { EffectsConfig, Outcome } from './run.ts';

/** A third of the lease: two renewals may be lost before the third is needed. */
const renewEveryMs = 3000;

/** Keeps the lease of an effect while it is carried out, however long the other side takes. */
export async function hold(config: EffectsConfig, claim: Claim): Promise<void> {
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

async function carryOut(config: EffectsConfig, taken: Claim): Promise<void> {
  const { log } = config;
  const claim = { ...taken };
  const about = { effect: claim.id, kind: claim.kind, tries: claim.tries };
  if (claim.abandoned && !mayRepeat(claim.kind)) {
    // Its holder died between the call and the note of it.
    await settleFault(config, claim, { state: 'unknown', outcome: 'holder-died' }, null);
    log.warn({ event: 'effect.unknown', ...about });
    return;
  }
  try {
    const outcome = await handle(config, claim);
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
    if (fault?.status === 429) await config.db.read.effects.refused(claim, config.now());
  }
}

/**
 * A place is given out a breath ahead: whoever reads much first waits for it itself, at the last.
 * When it really left is noted: what is sent late makes its place in the next window late as well.
 */
async function handle(config: EffectsConfig, claim: Claim): Promise<Outcome> {
  const leave = async () => {
    const ms = Math.min(claim.leaves - config.now(), aheadMs);
    if (ms > 0) await pause(ms);
    claim.leaves = Math.max(claim.leaves, config.now());
  };
  if (!config.leaveThemselves?.includes(claim.kind)) await leave();
  return config.handlers[claim.kind](claim, leave);
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
