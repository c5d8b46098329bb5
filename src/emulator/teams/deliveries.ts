import type { Store, Table } from '../store.ts';
import type { Agenda, World } from '../world.ts';
import type { Activity } from './activities.ts';
import type { Contact } from './bot-link.ts';
import { sendToBot } from './bot-link.ts';

/** An activity that waits to reach the bot; it keeps its id over every try. */
interface Delivery {
  id: string;
  conversationId: string;
  activity: Activity;
  /** Tries that reached somebody and failed. */
  tries: number;
  /** Virtual instant of the next try, ISO. */
  due: string;
  /** The last try had no answer: what the person did later must wait behind it. */
  unanswered?: boolean;
}

/** Seconds before each further try, on the virtual clock; the last one repeats while nobody answers. */
const waitSeconds = [2, 10, 30, 120, 600];
/** An answer of 500 or above is tried again this often, then given up. */
const errorTries = 4;
/** People served at once. */
const lanesAtOnce = 8;
/** While nobody listens: wait this part of the time already spent waiting, and at least a moment. */
const downShare = 0.1;
const downAtLeastMs = 2_000;

/** What is known about the line to the bot in this run only: it is found again after a restart. */
interface Line {
  /** The last thing under way for each conversation: one delivery at a time keeps the order. */
  lanes: Map<string, Promise<Contact | undefined>>;
  down?: { since: number; probed: number };
}

const lines = new WeakMap<Store, Line>();

function lineOf(world: World): Line {
  const line = lines.get(world.store) ?? { lanes: new Map() };
  lines.set(world.store, line);
  return line;
}

const deliveries = (world: World): Table<Delivery> => world.store.table('deliveries');

export const waitsForDelivery = (world: World, activityId: string): boolean =>
  deliveries(world).get(activityId) !== undefined;

/** Puts an activity at the end of its conversation's queue; nothing leaves yet. */
export function queueDelivery(
  world: World,
  { conversationId }: { conversationId: string },
  activity: Activity,
): void {
  const due = world.clock.now().toISOString();
  const { id } = activity;
  deliveries(world).put(id, { id, conversationId, activity, tries: 0, due });
}

/**
 * Brings one conversation's waiting activities to the bot, in order, without waiting for their
 * retry times. Answers what became of the last one tried, undefined when nothing waited.
 */
export function deliverNow(world: World, conversationId: string): Promise<Contact | undefined> {
  return inLane(world, conversationId, () => drain(world, conversationId, () => true));
}

/** The emulator's agenda of activities for the bot. */
export function deliveriesAgenda(world: World): Agenda {
  return {
    nextDue: () => nextDue(world),
    runDue: () => runDue(world),
    pending: () => deliveries(world).values().length,
  };
}

function nextDue(world: World): Date | undefined {
  const heads = openHeads(deliveries(world).values());
  if (heads.length === 0) return undefined;
  const first = heads.map(({ due }) => Date.parse(due)).reduce((a, b) => Math.min(a, b));
  const { down } = lineOf(world);
  // A probe ahead of the clock was made before a reset set it back.
  if (!down || down.probed > world.clock.now().getTime()) return new Date(first);
  const wait = Math.max(downAtLeastMs, (down.probed - down.since) * downShare);
  return new Date(Math.max(first, down.probed + wait));
}

/** Leaves out what stands behind an activity without answer: it cannot leave before that one. */
function openHeads(waiting: Delivery[]): Delivery[] {
  const closed = new Set<string>();
  return waiting.filter(({ conversationId, unanswered }) => {
    if (closed.has(conversationId)) return false;
    if (unanswered) closed.add(conversationId);
    return true;
  });
}

async function runDue(world: World): Promise<void> {
  const now = world.clock.now().getTime();
  const isDue = (delivery: Delivery) => Date.parse(delivery.due) <= now;
  const waiting = deliveries(world).values().filter(isDue);
  const conversations = [...new Set(waiting.map((delivery) => delivery.conversationId))];
  const faults: unknown[] = [];
  const serve = async () => {
    for (let next = conversations.shift(); next; next = conversations.shift()) {
      const id = next;
      const contact = await inLane(world, id, () => drain(world, id, isDue)).catch((fault) => {
        // One person's fault must not keep the others waiting; it is thrown once they are served.
        faults.push(fault);
        return undefined;
      });
      if (contact && nobodyListens(contact)) conversations.length = 0;
    }
  };
  await Promise.all(Array.from({ length: lanesAtOnce }, serve));
  if (faults.length > 0) throw new AggregateError(faults, 'deliveries to the bot failed');
}

function inLane(
  world: World,
  conversationId: string,
  work: () => Promise<Contact | undefined>,
): Promise<Contact | undefined> {
  const { lanes } = lineOf(world);
  const before = lanes.get(conversationId) ?? Promise.resolve(undefined);
  // Whoever asked for the work before hears of its fault; it does not hinder what follows.
  const mine = before.then(work, work);
  lanes.set(conversationId, mine);
  const leave = () => {
    if (lanes.get(conversationId) === mine) lanes.delete(conversationId);
  };
  mine.then(leave, leave);
  return mine;
}

async function drain(
  world: World,
  conversationId: string,
  wanted: (delivery: Delivery) => boolean,
): Promise<Contact | undefined> {
  let last: Contact | undefined;
  const mine = (delivery: Delivery) => delivery.conversationId === conversationId;
  for (const delivery of deliveries(world).values().filter(mine)) {
    // A reset in the meantime emptied the table; what it holds now is another row.
    if (deliveries(world).get(delivery.id) !== delivery) return last;
    if (!wanted(delivery)) {
      if (delivery.unanswered) return last;
      continue;
    }
    last = await sendToBot(world, delivery.activity);
    settleDelivery(world, delivery, last);
    if (!last.answered) return last;
  }
  return last;
}

function settleDelivery(world: World, delivery: Delivery, contact: Contact): void {
  const line = lineOf(world);
  const now = world.clock.now().getTime();
  if (nobodyListens(contact)) {
    // Nothing was tried, so nothing is written: the row waits as it stands.
    line.down = { since: Math.min(line.down?.since ?? now, now), probed: now };
    return;
  }
  line.down = undefined;
  if (deliveries(world).get(delivery.id) !== delivery) return;
  const tries = delivery.tries + 1;
  if (contact.answered && (contact.status < 500 || tries >= errorTries)) {
    deliveries(world).remove(delivery.id);
    if (contact.status >= 400) reportRefused({ ...delivery, tries }, contact.status);
    return;
  }
  const seconds = waitSeconds[Math.min(tries, waitSeconds.length) - 1] ?? 0;
  const due = new Date(now + seconds * 1000).toISOString();
  deliveries(world).put(delivery.id, { ...delivery, tries, due, unanswered: !contact.answered });
}

const nobodyListens = (contact: Contact): boolean =>
  !contact.answered && contact.why === 'unreachable';

function reportRefused({ id, activity, tries }: Delivery, status: number): void {
  const line = { event: 'activity-refused', activity: id, type: activity.type, status, tries };
  console.error(JSON.stringify(line));
}
