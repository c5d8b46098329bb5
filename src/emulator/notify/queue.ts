import { randomUUID } from 'node:crypto';
import { claimNotificationFault } from '../faults.ts';
import type { World } from '../world.ts';
import {
  directoryId,
  liveSubscriptions,
  type Subscription,
  subscriptions,
} from './subscription.ts';

export type ChangeType = 'created' | 'updated' | 'deleted';
export const lifecycleEvents = [
  'missed',
  'subscriptionRemoved',
  'reauthorizationRequired',
] as const;
export type LifecycleEvent = (typeof lifecycleEvents)[number];

/** A notification that waits to reach the app; one row for each item of a POST's `value`. */
export interface Waiting {
  id: string;
  subscriptionId: string;
  url: string;
  /** The `changeNotification` as it will be sent. */
  item: Record<string, unknown>;
  lifecycleEvent?: LifecycleEvent;
  /** The second time of what is sent twice: it travels in a POST of its own. */
  again?: boolean;
  tries: number;
  /** Virtual instants: of the next try, and of the last, ISO. */
  due: string;
  until: string;
}

interface EventChange {
  mailbox: string;
  changeType: ChangeType;
  immutableId: string;
  restId: string;
  changeKey: string;
}

/** By how much `notify-late` delays a notification. */
const lateMs = 20 * 60_000;

export const waiting = (world: World) => world.store.table<Waiting>('notifications');

/**
 * Queues one notification for each subscription that asked for this change; nothing leaves yet.
 * https://learn.microsoft.com/graph/api/resources/changenotification
 */
export function notifyChange(world: World, change: EventChange): void {
  for (const subscription of liveSubscriptions(world)) {
    if (subscription.mailbox !== change.mailbox) continue;
    if (!subscription.changeType.split(',').includes(change.changeType)) continue;
    queue(
      world,
      subscription,
      subscription.notificationUrl,
      changeItem(world, subscription, change),
    );
  }
}

/** Queues a lifecycle notification, unless the app gave no address for them. */
export function notifyLifecycle(
  world: World,
  subscription: Subscription,
  lifecycleEvent: LifecycleEvent,
): void {
  const { lifecycleNotificationUrl: url } = subscription;
  if (url === undefined) return;
  const item = { ...commonItem(world, subscription), lifecycleEvent };
  queue(world, subscription, url, item, lifecycleEvent);
}

/** Forgets the subscription and whatever still waits for it. */
export function removeSubscription(world: World, id: string): void {
  subscriptions(world).remove(id);
  for (const row of waiting(world).values()) {
    if (row.subscriptionId === id) waiting(world).remove(row.id);
  }
}

function queue(
  world: World,
  subscription: Subscription,
  url: string,
  item: Waiting['item'],
  lifecycleEvent?: LifecycleEvent,
): void {
  const fault = claimNotificationFault(world, new URL(url).pathname);
  if (fault === 'notify-drop') return;
  const due = world.clock.now().getTime() + (fault === 'notify-late' ? lateMs : 0);
  const row = {
    subscriptionId: subscription.id,
    url,
    item,
    ...(lifecycleEvent ? { lifecycleEvent } : {}),
    tries: 0,
    due: new Date(due).toISOString(),
    until: new Date(due + world.limits.notificationTriesMs).toISOString(),
  };
  const put = (waits: Waiting) => waiting(world).put(waits.id, waits);
  put({ ...row, id: randomUUID() });
  if (fault === 'notify-double') put({ ...row, id: randomUUID(), again: true });
}

function changeItem(
  world: World,
  subscription: Subscription,
  { mailbox, changeType, immutableId, restId, changeKey }: EventChange,
): Waiting['item'] {
  const id = subscription.immutableIds ? immutableId : restId;
  const owner = directoryId(`${world.seed.home.tenant} ${mailbox}`);
  const resource = `Users/${owner}/Events/${id}`;
  return {
    ...commonItem(world, subscription),
    changeType,
    resource,
    resourceData: {
      '@odata.type': '#Microsoft.Graph.Event',
      '@odata.id': resource,
      '@odata.etag': `W/"${changeKey}"`,
      id,
    },
  };
}

function commonItem(world: World, subscription: Subscription): Waiting['item'] {
  const { id, expirationDateTime, clientState } = subscription;
  return {
    subscriptionId: id,
    subscriptionExpirationDateTime: expirationDateTime,
    tenantId: world.seed.home.tenant,
    clientState: clientState ?? null,
  };
}
