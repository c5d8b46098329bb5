import { z } from 'zod';
import { runNotifications } from '../notify/deliver.ts';
import { lifecycleEvents, notifyLifecycle, removeSubscription, waiting } from '../notify/queue.ts';
import { liveSubscription, liveSubscriptions } from '../notify/subscription.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { deny, readBody } from './reading.ts';

const all = '/_emulator/subscriptions';

/** What Microsoft does to subscriptions by itself. */
export const controlSubscriptionRoutes: Route[] = [
  { method: 'GET', path: all, token: 'none', handle: list },
  { method: 'POST', path: `${all}/:subscription/lifecycle`, token: 'none', handle: lifecycle },
];

const wanted = z.strictObject({ event: z.enum(lifecycleEvents) });

function list(_call: Call, world: World): Answer {
  return { status: 200, body: liveSubscriptions(world) };
}

/** Sends a lifecycle notification now; `pending` tells whether it, or another one, still waits. */
async function lifecycle(call: Call, world: World): Promise<Answer> {
  const { event } = readBody(wanted, call);
  const found = liveSubscription(world, call.params.subscription ?? '');
  if (!found) return deny(404, 'not-found', 'There is no such subscription.');
  if (found.lifecycleNotificationUrl === undefined) {
    deny(409, 'no-address', 'This subscription has no lifecycleNotificationUrl.');
  }
  if (event === 'subscriptionRemoved') removeSubscription(world, found.id);
  notifyLifecycle(world, found, event);
  await runNotifications(world);
  const pending = waiting(world)
    .values()
    .filter(({ subscriptionId, lifecycleEvent }) => subscriptionId === found.id && lifecycleEvent);
  return { status: 200, body: { pending: pending.length } };
}
