import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Hint } from '../db/hints.ts';
import type { KnownSubscription } from '../db/subscriptions.ts';
import { minute } from '../domain/time.ts';
import type { Deps } from './deps.ts';
import { keepSubscriptionJob, lifetime, margin, sweepJob } from './keep-subscription.ts';

export interface NotificationDeps extends Pick<Deps, 'db' | 'now' | 'log'> {
  /** SHA-256. */
  hash(text: string): Uint8Array;
  homeTenant: string;
  /** The subscriptions as they stand no earlier than now, for whoever said secrets of these hashes. */
  known(said: Uint8Array[]): Promise<KnownSubscription[]>;
  /** Something is to be read or renewed now. */
  hinted(): void;
}

/** Renewed less than this ago, a subscription is not renewed again because somebody asks for it. */
const lately = 10 * minute;

/** https://learn.microsoft.com/graph/api/resources/subscription (128 characters) */
const signed = z.object({ clientState: z.string().min(1).max(128) });

const shared = {
  subscriptionId: z.string().min(1).max(200),
  tenantId: z.string().max(100).nullish(),
};

/** https://learn.microsoft.com/graph/api/resources/changenotification, without what we ignore. */
const change = z.object({
  ...shared,
  changeType: z.enum(['created', 'updated', 'deleted']),
  resource: z
    .string()
    .max(2_000)
    .regex(/\/events[/(][^/]+$/i),
  resourceData: z.object({
    id: z.string().regex(/^[\w=+/-]{1,512}$/),
    '@odata.etag': z
      .string()
      .regex(/^[\x20-\x7e]{1,300}$/)
      .optional(),
  }),
});

/** https://learn.microsoft.com/graph/change-notifications-lifecycle-events */
const lifecycle = z.object({
  ...shared,
  lifecycleEvent: z.enum(['reauthorizationRequired', 'subscriptionRemoved', 'missed']),
});

type Reason = 'malformed' | 'client-state' | 'subscription' | 'tenant';
interface Genuine<Item> {
  item: Item;
  known: KnownSubscription;
}

/**
 * Notes which of our events are to be read again, all in one statement. An item that is not
 * Graph's has no effect but a line in the log; what an item says of an event is never believed.
 */
export async function takeNotifications(deps: NotificationDeps, items: unknown[]): Promise<void> {
  const genuine = await genuineOf(deps, change, items);
  const versions = new Map(genuine.map(({ item }) => [item.resourceData.id, versionOf(item)]));
  const hints: Hint[] = [...versions].map(([graphId, version]) => ({ graphId, version }));
  if (hints.length === 0) return;
  const kept = await deps.db.read.hints.add(hints, deps.now());
  if (kept > 0) deps.hinted();
}

/** Exchange's etag is the event's change key in quotes; an event that went has none. */
function versionOf({ changeType, resourceData }: z.infer<typeof change>): string {
  if (changeType === 'deleted') return changeType;
  const etag = resourceData['@odata.etag'];
  return /^W\/"(.+)"$/.exec(etag ?? '')?.[1] ?? etag ?? changeType;
}

/** Brings forward what a subscription's own troubles ask for: to renew it, make it anew, or sweep. */
export async function takeLifecycle(deps: NotificationDeps, items: unknown[]): Promise<void> {
  const genuine = await genuineOf(deps, lifecycle, items);
  const about = (event: z.infer<typeof lifecycle>['lifecycleEvent']) =>
    new Set(
      genuine.filter(({ item }) => item.lifecycleEvent === event).map(({ known }) => known.id),
    );
  const [challenged, removed] = [about('reauthorizationRequired'), about('subscriptionRemoved')];
  if (genuine.length === 0) return;
  const now = deps.now();
  await deps.db.tx(async (t) => {
    // As if its time had come, with most of a day left to renew it in.
    const until = now + margin - minute;
    const newest = now + lifetime - lately;
    const news: boolean[] = [];
    for (const id of challenged) news.push(await t.subscriptions.distrust(id, until, newest));
    for (const id of removed) news.push(await t.subscriptions.forget(id));
    // Said again while it is being renewed, it is no news.
    if (news.includes(true)) await t.jobs.hasten(keepSubscriptionJob, now);
    if (about('missed').size > 0) await t.jobs.hasten(sweepJob, now);
  });
  deps.hinted();
}

/** The items that come from a subscription of ours; the others are told to the log by number. */
async function genuineOf<Item extends z.infer<typeof lifecycle> | z.infer<typeof change>>(
  deps: NotificationDeps,
  shape: z.ZodType<Item>,
  items: unknown[],
): Promise<Genuine<Item>[]> {
  const said = items.map((item) => secretOf(deps, item));
  const secrets = said.filter((secret) => secret !== undefined);
  // A body without a single secret costs the store nothing.
  const ours = secrets.length > 0 ? await deps.known(secrets) : [];
  const judged = items.map((item, i) => judge(deps, ours, shape, item, said[i]));
  const refused = judged.filter((one) => typeof one === 'string');
  if (refused.length > 0) {
    const reason = [...new Set(refused)].sort().join(' ');
    deps.log.warn({ event: 'notification.refused', reason, count: refused.length });
  }
  return judged.filter((one) => typeof one !== 'string');
}

function secretOf(deps: NotificationDeps, item: unknown): Uint8Array | undefined {
  const { data } = signed.safeParse(item);
  return data && deps.hash(data.clientState);
}

/** Of an item without a secret of ours nothing else is read: in a flood that is all there is time for. */
function judge<Item extends z.infer<z.ZodObject<typeof shared>>>(
  { homeTenant }: NotificationDeps,
  ours: KnownSubscription[],
  shape: z.ZodType<Item>,
  given: unknown,
  said: Uint8Array | undefined,
): Genuine<Item> | Reason {
  if (!said) return 'malformed';
  // Every one is compared, whichever it is.
  const [subscription] = ours.filter(({ clientState }) => timingSafeEqual(clientState, said));
  if (!subscription) return 'client-state';
  const item = shape.safeParse(given).data;
  if (!item) return 'malformed';
  const { graphId } = subscription;
  // Graph's first notifications may come before its answer that tells the id.
  if (graphId !== null && graphId !== item.subscriptionId) return 'subscription';
  if (item.tenantId && item.tenantId.toLowerCase() !== homeTenant.toLowerCase()) return 'tenant';
  return { item, known: subscription };
}
