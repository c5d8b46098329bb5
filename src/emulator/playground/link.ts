import type { Store } from '../store.ts';
import type { World } from '../world.ts';

/** Microsoft's local client beside this Teams: whose chat it shows, and where it listens. */
export interface Link {
  mail: string;
  conversationId: string;
  /** Its origin, `http://localhost:56150`. */
  client: string;
  /** By our id of a message, the id that it gave to it. */
  theirs: Map<string, string>;
  /** The last thing under way to it: one at a time keeps the order. */
  last: Promise<void>;
}

/** In memory only: a later start is without it until it is asked for again. */
const links = new WeakMap<Store, Link>();

export const linkOf = (world: World): Link | undefined => links.get(world.store);

/** From now on that chat is shown there too, and no other one. */
export function linkTo(
  world: World,
  { mail, conversationId, client }: Pick<Link, 'mail' | 'conversationId' | 'client'>,
): void {
  const last = Promise.resolve();
  links.set(world.store, { mail, conversationId, client, theirs: new Map(), last });
}

export const unlink = (world: World): boolean => links.delete(world.store);

/** After a reset the same ids are given again, to other messages. */
export function forgetMessages(world: World): void {
  const link = linkOf(world);
  if (link) linkTo(world, link);
}
