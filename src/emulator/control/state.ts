import { notificationPosts } from '../notify/posts.ts';
import { tenantPrefix } from '../tenant/tables.ts';
import type { Answer, Call, Route, World } from '../world.ts';

export const stateRoutes: Route[] = [
  { method: 'GET', path: '/_emulator/state', token: 'none', handle: state },
];

const ownAffairs = ['clock', 'device-codes', 'key', 'list-numbers', 'notification-posts'];

const isOwnAffair = (table: string) => ownAffairs.includes(table) || table.startsWith(tenantPrefix);

/** Rows of each table, and how often each address was called since the start or the reset. */
function state(_call: Call, world: World): Answer {
  const stored = Object.entries(world.store.counts());
  const counts = Object.fromEntries(stored.filter(([table]) => !isOwnAffair(table)));
  const { people } = world.seed;
  const body = {
    now: world.clock.now(),
    counts: { people: people.length, ...counts },
    requests: world.requests.all(),
    notifications: notificationPosts(world),
  };
  return { status: 200, body };
}
