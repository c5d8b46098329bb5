import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { notServed, refuse } from '../api-error.ts';
import { validateAddress } from '../notify/handshake.ts';
import { removeSubscription } from '../notify/queue.ts';
import {
  directoryId,
  liveSubscription,
  liveSubscriptions,
  type Subscription,
  subscriptions,
} from '../notify/subscription.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { openMailbox } from './mailbox.ts';
import { preferencesOf } from './preferences.ts';

const all = '/v1.0/subscriptions';
const one = `${all}/:subscription`;

/** https://learn.microsoft.com/graph/api/resources/subscription */
export const subscriptionRoutes: Route[] = [
  { method: 'POST', path: all, token: 'graph', handle: create },
  { method: 'GET', path: all, token: 'graph', handle: list },
  { method: 'GET', path: one, token: 'graph', handle: read },
  { method: 'PATCH', path: one, token: 'graph', handle: renew },
  { method: 'DELETE', path: one, token: 'graph', handle: remove },
];

const context = 'https://graph.microsoft.com/v1.0/$metadata#subscriptions';

const address = z.string().refine(isAllowedAddress, 'must be an https address');
const changes = z.enum(['created', 'updated', 'deleted']);
const expiration = z.iso.datetime({
  offset: true,
  error: ({ input }) =>
    input === undefined
      ? 'expirationDateTime is a required property for subscription creation.'
      : 'expirationDateTime must be an instant such as 2026-04-16T18:00:00Z.',
});
const creation = z.strictObject({
  resource: z.string(),
  changeType: z.string().refine((text) => text.split(',').every((type) => isChange(type))),
  notificationUrl: address,
  lifecycleNotificationUrl: address.nullish(),
  // https://learn.microsoft.com/graph/api/resources/subscription#properties
  clientState: z.string().max(128).nullish(),
  expirationDateTime: expiration,
  latestSupportedTlsVersion: z.enum(['v1_0', 'v1_1', 'v1_2', 'v1_3']).nullish(),
});
const renewal = z.strictObject({ expirationDateTime: expiration });

const notImitated = [
  'includeResourceData',
  'encryptionCertificate',
  'encryptionCertificateId',
  'notificationQueryOptions',
  'notificationUrlAppId',
  'notificationContentType',
];

async function create(call: Call, world: World): Promise<Answer> {
  appOnly(call);
  const asked = readBody(creation, call, notImitated);
  const prefer = preferencesOf(call);
  const mailbox = mailboxOf(call, world, asked.resource);
  const { lifecycleNotificationUrl, clientState, notificationUrl } = asked;
  const made: Subscription = {
    id: randomUUID(),
    resource: asked.resource,
    mailbox,
    changeType: asked.changeType,
    notificationUrl,
    ...(lifecycleNotificationUrl ? { lifecycleNotificationUrl } : {}),
    ...(clientState ? { clientState } : {}),
    immutableIds: prefer.immutableIds,
    ...lifeUntil(world, asked.expirationDateTime),
  };
  await validateAddress(world, notificationUrl);
  if (lifecycleNotificationUrl) await validateAddress(world, lifecycleNotificationUrl);
  subscriptions(world).put(made.id, made);
  return { status: 201, body: entity(world, made), headers: prefer.applied };
}

function list(call: Call, world: World): Answer {
  appOnly(call);
  const value = liveSubscriptions(world).map((found) => ({
    ...shown(world, found),
    clientState: null,
  }));
  return { status: 200, body: { '@odata.context': context, value } };
}

/** The client state is told to whoever sets it, not to whoever reads. */
function read(call: Call, world: World): Answer {
  const body = { ...entity(world, existing(call, world)), clientState: null };
  return { status: 200, body };
}

function renew(call: Call, world: World): Answer {
  const found = existing(call, world);
  const asked = readBody(renewal, call, ['notificationUrl']);
  const renewed = { ...found, ...lifeUntil(world, asked.expirationDateTime) };
  subscriptions(world).put(found.id, renewed);
  return { status: 200, body: entity(world, renewed) };
}

function remove(call: Call, world: World): Answer {
  removeSubscription(world, existing(call, world).id);
  return { status: 204 };
}

function existing(call: Call, world: World): Subscription {
  appOnly(call);
  const found = liveSubscription(world, call.params.subscription ?? '');
  return found ?? refuse(404, 'ResourceNotFound', 'The object was not found.');
}

/** No right over mailboxes is consented for people. */
function appOnly(call: Call): void {
  if (call.claims.idtyp !== 'app') refuse(403, 'ErrorAccessDenied', 'Access is denied.');
}

function readBody<S extends z.ZodType>(schema: S, call: Call, unserved: string[]): z.infer<S> {
  const { body } = call;
  const given = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  const wanted = given.find(([name, value]) => unserved.includes(name) && value);
  if (wanted) notServed(`the subscription property ${wanted[0]}`);
  const kept = Object.fromEntries(given.filter(([name]) => !unserved.includes(name)));
  const checked = schema.safeParse(kept);
  if (checked.success) return checked.data;
  return refuse(400, 'InvalidRequest', z.prettifyError(checked.error));
}

/** Whose events are watched. */
function mailboxOf(call: Call, world: World, resource: string): string {
  const mailbox = /^\/?users\/([^/?]+)\/events$/i.exec(resource)?.[1];
  if (mailbox === undefined) return notServed(`subscriptions to ${resource}`);
  return openMailbox(call, world, decodeURIComponent(mailbox), 'Calendars.Read').toLowerCase();
}

function lifeUntil(
  world: World,
  asked: string,
): Pick<Subscription, 'expirationDateTime' | 'renewed' | 'challenged'> {
  const { least, most } = world.limits.subscriptionMinutes;
  const now = world.clock.now().getTime();
  const minutes = (Date.parse(asked) - now) / 60_000;
  if (minutes <= 0) refuse(400, 'InvalidRequest', 'expirationDateTime must be in the future.');
  if (minutes > most) {
    const message = `Subscription expiration can only be ${most} minutes in the future.`;
    refuse(400, 'ExtensionError', message);
  }
  const ends = new Date(now + Math.max(minutes, least) * 60_000);
  return {
    expirationDateTime: ends.toISOString(),
    renewed: new Date(now).toISOString(),
    challenged: false,
  };
}

/** Everything here runs on one machine, so `http` is let through to that machine alone. */
function isAllowedAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  if (protocol === 'https:') return true;
  return protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname);
}

function isChange(type: string): boolean {
  return changes.safeParse(type).success;
}

function entity(world: World, found: Subscription): Record<string, unknown> {
  return { '@odata.context': `${context}/$entity`, ...shown(world, found) };
}

function shown(world: World, found: Subscription): Record<string, unknown> {
  const { id, resource, changeType, notificationUrl, expirationDateTime } = found;
  return {
    id,
    resource,
    applicationId: world.product.appId,
    changeType,
    clientState: found.clientState ?? null,
    notificationUrl,
    notificationQueryOptions: null,
    lifecycleNotificationUrl: found.lifecycleNotificationUrl ?? null,
    expirationDateTime,
    creatorId: directoryId(`service principal of ${world.product.appId}`),
    includeResourceData: null,
    latestSupportedTlsVersion: 'v1_2',
    encryptionCertificate: null,
    encryptionCertificateId: null,
    notificationUrlAppId: null,
  };
}
