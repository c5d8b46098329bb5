import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { SeedPerson, World } from '../world.ts';
import type { Install } from './installs.ts';

/** A Bot Framework activity on its way to the bot; `serviceUrl` is added when it leaves. */
export interface Activity {
  type: string;
  id: string;
  [member: string]: unknown;
}

/** What Teams calls the app's bot towards people. */
const botName = 'Télémaque';

const locales = { fr: 'fr-FR', en: 'en-US' };

/** Where the bot sends its answers; also the token's `serviceurl` claim. */
export const serviceUrl = (world: World): string => `${world.url}/connector/`;

/** Teams numbers messages by their instant, in ms; two in the same ms get neighbouring numbers. */
export function nextMessageId(world: World): string {
  const sequence = world.store.table<number>('teams-sequence');
  const id = Math.max(world.clock.now().getTime(), (sequence.get('message') ?? 0) + 1);
  sequence.put('message', id);
  return String(id);
}

/** Everything that is not a message has an id of this form in Teams. */
export const eventId = (): string => `f:${randomUUID()}`;

export function envelope(world: World, person: SeedPerson, install: Install, id: string) {
  const locale = locales[person.locale];
  const now = world.clock.now();
  return {
    id,
    channelId: 'msteams',
    timestamp: now.toISOString(),
    localTimestamp: localTime(now, person.timeZone),
    localTimezone: person.timeZone,
    locale,
    from: { id: install.userId, name: person.name, aadObjectId: person.id },
    recipient: { id: `28:${world.product.appId}`, name: botName },
    conversation: {
      conversationType: 'personal',
      tenantId: install.tenant,
      id: install.conversationId,
    },
    entities: [
      {
        type: 'clientInfo',
        locale,
        country: locale.slice(-2),
        platform: 'Web',
        timezone: person.timeZone,
      },
    ],
    channelData: { tenant: { id: install.tenant } },
  };
}

export function installationUpdate(
  world: World,
  person: SeedPerson,
  install: Install,
  action: 'add' | 'remove',
): Activity {
  const common = envelope(world, person, install, eventId());
  return { type: 'installationUpdate', ...common, action };
}

export function conversationUpdate(
  world: World,
  person: SeedPerson,
  install: Install,
  change: 'membersAdded' | 'membersRemoved',
): Activity {
  const common = envelope(world, person, install, eventId());
  // In a personal chat Teams names the bot alone, never the person.
  return { type: 'conversationUpdate', ...common, [change]: [{ id: common.recipient.id }] };
}

/** A message typed by a person: Teams sends the words as text and once more as an HTML attachment. */
export function textMessage(
  world: World,
  person: SeedPerson,
  install: Install,
  text: string,
): Activity {
  const html = `<p>${escapeHtml(text)}</p>`;
  return {
    type: 'message',
    ...envelope(world, person, install, nextMessageId(world)),
    text,
    textFormat: 'plain',
    attachments: [{ contentType: 'text/html', content: html }],
  };
}

/** What `Action.Submit` sends: a message without words, whose value is the action's data. */
export function submitMessage(
  world: World,
  person: SeedPerson,
  install: Install,
  press: { messageId: string; value: unknown },
): Activity {
  const common = envelope(world, person, install, nextMessageId(world));
  return { type: 'message', ...common, ...onMessage(common, press.messageId), value: press.value };
}

/** What `Action.Execute` sends. https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/universal-actions-for-adaptive-cards/overview */
export function executeInvoke(
  world: World,
  person: SeedPerson,
  install: Install,
  press: { messageId: string; verb: string | undefined; data: unknown },
): Activity {
  const common = envelope(world, person, install, eventId());
  const action = { type: 'Action.Execute', verb: press.verb, data: press.data };
  return {
    type: 'invoke',
    name: 'adaptiveCard/action',
    ...common,
    ...onMessage(common, press.messageId),
    value: { action, trigger: 'manual' },
  };
}

function onMessage(common: { channelData: object }, messageId: string) {
  const origin = { source: { name: 'message' }, legacy: { replyToId: messageId } };
  return { replyToId: messageId, channelData: { ...common.channelData, ...origin } };
}

function localTime(now: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toString({ timeZoneName: 'never', fractionalSecondDigits: 3 });
}

const htmlSigns: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escapeHtml = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => htmlSigns[sign] ?? sign);
