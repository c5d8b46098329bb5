import type { Store } from '../store.ts';
import type { Agenda, World } from '../world.ts';
import { postNotifications } from './posts.ts';
import { notifyLifecycle, removeSubscription, type Waiting, waiting } from './queue.ts';
import { liveSubscription, subscriptions, upkeepDue } from './subscription.ts';

/** Virtual time before the second try; it doubles with each further one, up to the longest. */
const firstWaitMs = 10_000;
const longestWaitMs = 3_600_000;
/** Notifications in one POST. */
const atOnce = 100;

/** The run under way for each world: one at a time, so that nothing is sent twice by accident. */
const running = new WeakMap<Store, Promise<void>>();

/** The emulator's agenda of change and lifecycle notifications, and of subscriptions that end. */
export function notificationsAgenda(world: World): Agenda {
  return {
    nextDue: () => nextDue(world),
    runDue: () => runNotifications(world),
    pending: () => waiting(world).values().length,
  };
}

/** Does all that is due now, after the run that may be under way. */
export function runNotifications(world: World): Promise<void> {
  const work = () => runDue(world);
  const mine = (running.get(world.store) ?? Promise.resolve()).then(work, work);
  running.set(world.store, mine);
  return mine;
}

function nextDue(world: World): Date | undefined {
  const sends = waiting(world)
    .values()
    .map(({ due }) => Date.parse(due));
  const upkeep = subscriptions(world)
    .values()
    .map((subscription) => upkeepDue(subscription).getTime());
  const first = [...sends, ...upkeep].reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  return first === Number.POSITIVE_INFINITY ? undefined : new Date(first);
}

async function runDue(world: World): Promise<void> {
  keepUp(world);
  const now = world.clock.now().toISOString();
  const groups = new Map<string, Waiting[]>();
  for (const row of waiting(world).values()) {
    if (row.due > now) continue;
    // Time has leapt over the tries that were left: an app out of reach for so long missed it.
    if (row.until < now && row.due < row.until) giveUp(world, row);
    else group(groups, row);
  }
  await Promise.all([...groups.values()].map((rows) => deliver(world, rows)));
}

/** Forgets what has expired, and asks for what is to be renewed. */
function keepUp(world: World): void {
  const now = world.clock.now();
  for (const subscription of subscriptions(world).values()) {
    if (upkeepDue(subscription) > now) continue;
    if (new Date(subscription.expirationDateTime) <= now) {
      removeSubscription(world, subscription.id);
      continue;
    }
    subscriptions(world).put(subscription.id, { ...subscription, challenged: true });
    notifyLifecycle(world, subscription, 'reauthorizationRequired');
  }
}

function group(groups: Map<string, Waiting[]>, row: Waiting): void {
  const key = `${row.subscriptionId} ${row.url}`;
  const rows = groups.get(key) ?? [];
  rows.push(row);
  groups.set(key, rows);
}

/** Few POSTs, one after the other; after one that fails the others wait with it. */
async function deliver(world: World, rows: Waiting[]): Promise<void> {
  let heard = true;
  for (const chunk of [
    ...chunks(rows.filter(once)),
    ...chunks(rows.filter(({ again }) => again)),
  ]) {
    const url = chunk[0]?.url;
    if (url === undefined) continue;
    if (heard) heard = await isHeard(world, url, chunk);
    for (const row of chunk) conclude(world, row, heard);
  }
}

async function isHeard(world: World, url: string, chunk: Waiting[]): Promise<boolean> {
  const status = await postNotifications(
    world,
    url,
    chunk.map(({ item }) => item),
  );
  return status >= 200 && status < 300;
}

function conclude(world: World, row: Waiting, heard: boolean): void {
  // A reset, or the end of the subscription, has taken it away in the meantime.
  if (waiting(world).get(row.id) !== row) return;
  const now = world.clock.now().getTime();
  if (heard) waiting(world).remove(row.id);
  else if (now >= Date.parse(row.until)) giveUp(world, row);
  else {
    const wait = Math.min(firstWaitMs * 2 ** row.tries, longestWaitMs);
    const due = new Date(Math.min(now + wait, Date.parse(row.until))).toISOString();
    waiting(world).put(row.id, { ...row, tries: row.tries + 1, due });
  }
}

/** The app is told once that it missed something; a lifecycle notification is lost without a word. */
function giveUp(world: World, row: Waiting): void {
  waiting(world).remove(row.id);
  if (row.lifecycleEvent) return;
  const subscription = liveSubscription(world, row.subscriptionId);
  const told = waiting(world)
    .values()
    .some(
      ({ subscriptionId, lifecycleEvent }) =>
        subscriptionId === row.subscriptionId && lifecycleEvent === 'missed',
    );
  if (subscription && !told) notifyLifecycle(world, subscription, 'missed');
}

const once = ({ again }: Waiting): boolean => !again;

function chunks(rows: Waiting[]): Waiting[][] {
  const parts = Math.ceil(rows.length / atOnce);
  return Array.from({ length: parts }, (_, at) => rows.slice(at * atOnce, (at + 1) * atOnce));
}
