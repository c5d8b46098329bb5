import { createHash } from 'node:crypto';
import type { World } from '../world.ts';

/** A subscription to the events of one mailbox, as it is kept. */
export interface Subscription {
  id: string;
  /** As the app wrote it: `users/{mail}/events`. */
  resource: string;
  /** Lower case. */
  mailbox: string;
  /** As the app wrote it: `created,updated`. */
  changeType: string;
  notificationUrl: string;
  lifecycleNotificationUrl?: string;
  clientState?: string;
  /** Virtual instant, ISO. */
  expirationDateTime: string;
  /** Virtual instant of the making or the last renewal, ISO. */
  renewed: string;
  /** Whether `reauthorizationRequired` has been sent since then. */
  challenged: boolean;
  immutableIds: boolean;
}

const hourMs = 3_600_000;
/**
 * Before the end, when the app is asked to renew: where Microsoft's own sketch of it begins.
 * https://learn.microsoft.com/graph/change-notifications-lifecycle-events#reauthorizationrequired-notifications
 */
const challengeBeforeMs = 12 * hourMs;

export const subscriptions = (world: World) => world.store.table<Subscription>('subscriptions');

/** Those that have not expired, by the virtual clock. */
export function liveSubscriptions(world: World): Subscription[] {
  const now = world.clock.now();
  return subscriptions(world)
    .values()
    .filter(({ expirationDateTime }) => new Date(expirationDateTime) > now);
}

export function liveSubscription(world: World, id: string): Subscription | undefined {
  return liveSubscriptions(world).find((subscription) => subscription.id === id);
}

/**
 * When the subscription asks for something by itself: to be renewed, or to be forgotten. Those
 * shorter than a day are asked at half their time, so that renewing never brings the next at once.
 */
export function upkeepDue(subscription: Subscription): Date {
  const ends = Date.parse(subscription.expirationDateTime);
  if (!subscription.lifecycleNotificationUrl || subscription.challenged) return new Date(ends);
  const half = (Date.parse(subscription.renewed) + ends) / 2;
  return new Date(Math.max(ends - challengeBeforeMs, half));
}

/** An id in Entra's form for what the seed gives none, always the same for the same text. */
export function directoryId(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`];
  return [...parts, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}
