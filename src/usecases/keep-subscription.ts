import type { StandingSubscription } from '../db/subscriptions.ts';
import { neverConnected, OutsideFault } from '../domain/outside.ts';
import { day, type Instant, minute } from '../domain/time.ts';
import type { Subscriptions } from '../graph/subscription-port.ts';
import type { Deps } from './deps.ts';

export interface SubscriptionDeps extends Pick<Deps, 'db' | 'now' | 'newId' | 'log'> {
  subscriptions: Subscriptions;
  notificationUrl: string;
  lifecycleUrl: string;
  /** A fresh secret of 256 bits, and the hash under which alone it is kept. */
  newSecret(): { secret: string; hash: Uint8Array };
}

/** Names of the two jobs that a notification can bring forward. */
export const keepSubscriptionJob = 'keep-subscription';
export const sweepJob = 'follow-calendar';
/** The calendar is read again this often: notifications are hints, reading is the truth. */
export const sweepEvery = 15 * minute;

/**
 * How long a subscription is asked for, a little under the longest that Graph gives to events.
 * https://learn.microsoft.com/graph/change-notifications-overview#subscription-lifetime (4,230 minutes)
 */
export const lifetime = 4_200 * minute;
/** It is renewed when no more than this is left: time enough for a day of trouble. */
export const margin = day;
const afterTrouble = 15 * minute;
const afterRefusal = day;

/**
 * Sees to it that one subscription stands: renewed in time, made anew when it is gone. Says when to
 * look again. Without any the product is as right as ever, only later: the sweep reads everything.
 */
export async function keepSubscription(deps: SubscriptionDeps): Promise<Instant> {
  try {
    const standing = await deps.db.read.subscriptions.standing();
    const expires = (standing && (await kept(deps, standing))) ?? (await made(deps));
    return Math.max(expires - margin, deps.now() + afterTrouble);
  } catch (error) {
    if (!(error instanceof OutsideFault)) throw error;
    return deps.now() + waitAfter(deps, error);
  }
}

/** Until when the one we have lasts; undefined when it is gone, or tells an address we left. */
async function kept(
  deps: SubscriptionDeps,
  standing: StandingSubscription,
): Promise<Instant | undefined> {
  const left = standing.expires - deps.now();
  if (left > margin) return standing.expires;
  if (left <= 0) return undefined;
  const renewed = await deps.subscriptions.renew(standing.graphId, deps.now() + lifetime);
  if (renewed === 'gone') return undefined;
  if (renewed.notificationUrl !== deps.notificationUrl) {
    await deps.subscriptions.remove(standing.graphId);
    return undefined;
  }
  const { expires } = renewed;
  await deps.db.tx((t) => t.subscriptions.stand({ ...standing, expires }));
  return expires;
}

async function made(deps: SubscriptionDeps): Promise<Instant> {
  const id = deps.newId();
  const { secret, hash } = deps.newSecret();
  await deps.db.tx((t) => t.subscriptions.add({ id, clientState: hash, created: deps.now() }));
  const { notificationUrl, lifecycleUrl } = deps;
  const wish = { notificationUrl, lifecycleUrl, clientState: secret };
  try {
    const answer = await deps.subscriptions.create({ ...wish, expires: deps.now() + lifetime });
    await deps.db.tx(async (t) => {
      await t.subscriptions.stand({ id, ...answer });
      // What changed while there was none was told to nobody.
      await t.jobs.hasten(sweepJob, deps.now());
    });
    return answer.expires;
  } catch (error) {
    if (surelyNotMade(error)) await deps.db.tx((t) => t.subscriptions.remove(id));
    throw error;
  }
}

/** Without an answer Graph may have made it, and may notify: then our row is still wanted. */
const surelyNotMade = (error: unknown): boolean =>
  error instanceof OutsideFault &&
  (neverConnected.includes(error.code) || (error.status !== undefined && error.status < 500));

/** Milliseconds. */
function waitAfter(deps: SubscriptionDeps, { status, code, retryAfter }: OutsideFault): number {
  const refused = status !== undefined && status < 500 && ![401, 408, 429].includes(status);
  if (!refused) return Math.max(afterTrouble, retryAfter ?? 0);
  deps.log.warn({ event: 'subscription.refused', status });
  // Graph could not reach our address: no decision of anybody's, and over sooner.
  return code === 'ValidationError' ? afterTrouble : afterRefusal;
}
