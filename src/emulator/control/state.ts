import { notificationPosts } from '../notify/posts.ts';
import type { Answer, Call, Route, World } from '../world.ts';

export const stateRoutes: Route[] = [
  { method: 'GET', path: '/_emulator/state', token: 'none', handle: state },
];

const ownAffairs = ['clock', 'key', 'list-numbers', 'notification-posts'];

/** Rows of each table, and how often each address was called since the start or the reset. */
function state(_call: Call, world: World): Answer {
  const stored = Object.entries(world.store.counts());
  const counts = Object.fromEntries(stored.filter(([table]) => !ownAffairs.includes(table)));
  const { people } = world.seed;
  const body = {
    now: world.clock.now(),
    counts: { people: people.length, ...counts },
    requests: world.requests.all(),
    notifications: notificationPosts(world),
  };
  return { status: 200, body };
}
