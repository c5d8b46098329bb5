import { z } from 'zod';
import { handOn } from '../playground/hand-on.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { nextMessageId } from './activities.ts';
import type { Conversation } from './installs.ts';
import { conversations, installs } from './installs.ts';
import { checkSize, conversationToll, payTolls, tenantToll } from './limits.ts';
import type { Message } from './messages.ts';
import { card, messages, standingMessage } from './messages.ts';
import { pathPart, readBody, refuse } from './refuse.ts';

const adaptiveCardType = 'application/vnd.microsoft.card.adaptive';

const activity = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  summary: z.string().optional(),
  attachments: z.array(z.looseObject({ contentType: z.string(), content: z.unknown() })).optional(),
});
type SentActivity = z.infer<typeof activity>;

const newConversation = z.looseObject({
  isGroup: z.boolean().optional(),
  members: z.array(z.looseObject({ id: z.string() })).length(1),
  tenantId: z.string().optional(),
  channelData: z.looseObject({ tenant: z.looseObject({ id: z.string() }).optional() }).nullish(),
  activity: activity.optional(),
});

/** Conversations and activities of the Bot Connector. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference */
export const connectorRoutes: Route[] = [
  {
    method: 'POST',
    path: '/connector/v3/conversations',
    token: 'connector',
    handle: createConversation,
  },
  {
    method: 'POST',
    path: '/connector/v3/conversations/:conversation/activities',
    token: 'connector',
    handle: sendActivity,
  },
  {
    method: 'POST',
    path: '/connector/v3/conversations/:conversation/activities/:activity',
    token: 'connector',
    handle: replyToActivity,
  },
  {
    method: 'PUT',
    path: '/connector/v3/conversations/:conversation/activities/:activity',
    token: 'connector',
    handle: updateActivity,
  },
  {
    method: 'DELETE',
    path: '/connector/v3/conversations/:conversation/activities/:activity',
    token: 'connector',
    handle: deleteActivity,
  },
];

/** The conversation of the path, if the bot is in it; throws 404 or 403 as Teams does. */
export function openConversation(world: World, call: Call): Conversation {
  const conversation = conversations(world).get(pathPart(call, 'conversation'));
  if (!conversation) throw refuse(404, 'ConversationNotFound', 'Conversation not found.');
  if (!installs(world).get(conversation.mail)?.installed) throw notInRoster();
  return conversation;
}

const notInRoster = () =>
  refuse(403, 'BotNotInConversationRoster', 'The bot is not part of the conversation roster.');

function createConversation(call: Call, world: World): Answer {
  const wanted = readBody(newConversation, call, 'BadArgument');
  const tenant = wanted.tenantId ?? wanted.channelData?.tenant?.id;
  if (!tenant) throw refuse(400, 'BadArgument', 'tenantId: missing.');
  if (wanted.isGroup) throw refuse(400, 'BadArgument', 'isGroup: a bot cannot start a group chat.');
  const conversation = personalChat(world, wanted.members[0]?.id ?? '', tenant);
  const tolls = [conversationToll(world, conversation.id), tenantToll(world, tenant)];
  if (!wanted.activity) {
    payTolls(world, ...tolls);
    return { status: 201, body: { id: conversation.id } };
  }
  const sent = post(world, conversation, wanted.activity);
  return { status: 201, body: { id: conversation.id, activityId: sent } };
}

/** Finds a person's chat by their Teams id or their Entra object id. */
function personalChat(world: World, member: string, tenant: string): Conversation {
  const people = world.seed.people.filter((person) => person.tenant === tenant);
  const mail = people.find((person) => person.id === member)?.mail.toLowerCase();
  const install = installs(world)
    .values()
    .find((one) => one.tenant === tenant && (one.userId === member || one.mail === mail));
  if (!install && !mail) throw refuse(400, 'BadArgument', 'members.0.id: unknown in this tenant.');
  if (!install?.installed) throw notInRoster();
  return { id: install.conversationId, mail: install.mail, tenant };
}

function sendActivity(call: Call, world: World): Answer {
  const conversation = openConversation(world, call);
  const sent = readBody(activity, call, 'BadSyntax');
  return { status: 201, body: { id: post(world, conversation, sent) } };
}

/** A personal chat has no threads: a reply stands like any other message. */
function replyToActivity(call: Call, world: World): Answer {
  const conversation = openConversation(world, call);
  const answered = pathPart(call, 'activity');
  // The SDK answers presses, installations and its own turns under ids that are no message's.
  const isMessageId = /^\d+$/.test(answered);
  if (isMessageId && messages(world).get(answered)?.conversationId !== conversation.id) {
    throw unknownActivity();
  }
  return sendActivity(call, world);
}

function post(world: World, conversation: Conversation, sent: SentActivity): string {
  checkSize(sent);
  const content = sent.type === 'typing' ? undefined : contentOf(sent);
  payTolls(world, conversationToll(world, conversation.id), tenantToll(world, conversation.tenant));
  const id = nextMessageId(world);
  if (content) {
    messages(world).put(id, newMessage(world, conversation, id, content));
    handOn(world, conversation.id, { id, activity: sent });
  }
  return id;
}

function newMessage(
  world: World,
  conversation: Conversation,
  id: string,
  content: Pick<Message, 'text' | 'card' | 'summary'>,
): Message {
  const at = world.clock.now().toISOString();
  return { id, conversationId: conversation.id, from: 'bot', ...content, at, seq: Number(id) };
}

function updateActivity(call: Call, world: World): Answer {
  const conversation = openConversation(world, call);
  const sent = readBody(activity, call, 'BadSyntax');
  checkSize(sent);
  const content = contentOf(sent);
  const { id, conversationId, from, at, seq } = ownMessage(world, conversation, call);
  payTolls(world, tenantToll(world, conversation.tenant));
  // The person's own view ends here: from now on they see what everyone would see.
  messages(world).put(id, { id, conversationId, from, ...content, at, seq });
  handOn(world, conversationId, { id, activity: sent });
  return { status: 200, body: { id } };
}

function deleteActivity(call: Call, world: World): Answer {
  const conversation = openConversation(world, call);
  const { id, conversationId, from, at, seq } = ownMessage(world, conversation, call);
  payTolls(world, tenantToll(world, conversation.tenant));
  messages(world).put(id, { id, conversationId, from, at, seq, deleted: true });
  handOn(world, conversationId, { id });
  return { status: 200 };
}

function ownMessage(world: World, conversation: Conversation, call: Call): Message {
  const message = standingMessage(world, conversation.id, pathPart(call, 'activity'));
  if (!message) throw unknownActivity();
  if (message.from === 'bot') return message;
  throw refuse(403, 'NotEnoughPermissions', 'A bot changes its own messages only.');
}

const unknownActivity = () =>
  refuse(404, 'ActivityNotFoundInConversation', 'Activity not found in conversation.');

/** What of an activity a chat shows. Throws 501 for what this Teams does not draw. */
function contentOf(sent: SentActivity): Pick<Message, 'text' | 'card' | 'summary'> {
  if (sent.type !== 'message') throw notServed(`activities of type ${sent.type}`);
  const [attachment, ...more] = sent.attachments ?? [];
  if (more.length > 0) throw notServed('several attachments in one activity');
  const { text, summary } = sent;
  if (!attachment) {
    if (!text) throw refuse(400, 'BadSyntax', 'text: a message needs words or a card.');
    return { text, summary };
  }
  if (attachment.contentType !== adaptiveCardType) {
    throw notServed(`attachments of type ${attachment.contentType}`);
  }
  const read = card.safeParse(attachment.content);
  if (!read.success)
    throw refuse(400, 'BadArgument', 'attachments.0.content: not an AdaptiveCard.');
  return { text: text || undefined, card: read.data, summary };
}

const notServed = (what: string) =>
  refuse(501, 'NotImplemented', `The local Microsoft 365 does not serve ${what}.`);
