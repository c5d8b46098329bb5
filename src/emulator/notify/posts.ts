import type { World } from '../world.ts';

/** One line of `GET /_emulator/state`: POSTs to the app's notification addresses. */
export interface PostCount {
  path: string;
  /** 0 when there was no answer. */
  status: number;
  posts: number;
  /** Notifications in them, each try counted. */
  items: number;
}

const counts = (world: World) => world.store.table<PostCount>('notification-posts');

/** What was sent since the world began or was reset; validations are not among it. */
export function notificationPosts(world: World): PostCount[] {
  return counts(world).values();
}

/**
 * Brings notifications to one address of the app. Answers the status, 0 when there was none;
 * never throws for an app that is down, slow or broken.
 */
export async function postNotifications(
  world: World,
  url: string,
  value: Record<string, unknown>[],
): Promise<number> {
  const status = await post(url, JSON.stringify({ value }), world.limits.notificationAnswerMs);
  const path = new URL(url).pathname;
  const key = `${path} ${status}`;
  const known = counts(world).get(key) ?? { path, status, posts: 0, items: 0 };
  const items = known.items + value.length;
  counts(world).put(key, { ...known, posts: known.posts + 1, items });
  return status;
}

async function post(url: string, body: string, withinMs: number): Promise<number> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(withinMs),
    });
    await answer.body?.cancel();
    return answer.status;
  } catch {
    // An app that is down, too slow or cuts the line is one of the cases, told apart by 0.
    return 0;
  }
}
