import { z } from 'zod';
import { Denied } from './denied.ts';

/** One thing a person did towards the bot, in a chat of theirs alone. */
export interface BotTurn {
  /** The activity's id, unique within its conversation: Teams repeats it with a repeated activity. */
  id: string;
  /** `other` brings news of the conversation (its `serviceUrl`) and asks for nothing. */
  kind: 'install' | 'uninstall' | 'message' | 'press' | 'other';
  /** Entra tenant and object id, in lower case: the only identity there is. */
  tid: string;
  oid: string;
  /** The person's id in Teams (`29:…`), needed to begin a conversation with them. */
  userId: string;
  conversationId: string;
  serviceUrl: string;
  locale: 'fr' | 'en';
  /** Of a message: what was typed, as Teams sends it. */
  text?: string;
  /** Of a press: the message whose card was pressed. */
  replyToId?: string;
  /** Of a press: unchecked, as everything a client sends. */
  verb?: string;
  data?: Record<string, unknown>;
}

/**
 * What a press is answered: the card that takes the pressed one's place, a sentence, or a refusal
 * with its HTTP-like status. Whatever else is to be said goes through the outbox.
 */
export type TurnAnswer =
  | { card: object }
  | { text: string }
  | { refused: number; text: string }
  | undefined;

const id = z.string().min(1).max(500);
const envelope = z.object({
  id,
  serviceUrl: id,
  locale: z.string().optional().catch(undefined),
  from: z.object({ id, aadObjectId: z.guid().toLowerCase() }),
  conversation: z.object({
    id,
    // Only a personal chat is nobody else's to read.
    conversationType: z.string().optional(),
    tenantId: z.guid().toLowerCase().optional(),
  }),
  channelData: z.object({ tenant: z.object({ id: z.guid().toLowerCase() }).optional() }).nullish(),
  replyToId: id.optional().catch(undefined),
});

type Part = Pick<BotTurn, 'kind' | 'text' | 'verb' | 'data'>;
type Activity = Record<string, unknown>;

/** What each type of activity asks for; undefined asks for nothing, and neither do other types. */
const parts: ReadonlyMap<unknown, (activity: Activity) => Part | undefined> = new Map([
  ['installationUpdate', ({ action }: Activity) => installs.get(action)],
  ['conversationUpdate', (): Part => ({ kind: 'other' })],
  ['message', messagePart],
  ['invoke', pressPart],
]);

const installs: ReadonlyMap<unknown, Part> = new Map([
  ['add', { kind: 'install' }],
  ['add-upgrade', { kind: 'install' }],
  ['remove', { kind: 'uninstall' }],
  ['remove-upgrade', { kind: 'uninstall' }],
]);

function messagePart({ text }: Activity): Part {
  if (typeof text !== 'string' || text.trim() === '') return { kind: 'other' };
  return { kind: 'message', text };
}

const cardAction = z.object({
  action: z.object({
    verb: z.string().max(200).optional(),
    // A forged one that is no object says nothing, and the verb's own schema refuses it.
    data: z.record(z.string(), z.unknown()).optional().catch(undefined),
  }),
});

function pressPart({ name, value }: Activity): Part {
  if (name !== 'adaptiveCard/action') throw new Denied(501, 'invoke-unknown');
  const read = cardAction.safeParse(value);
  if (!read.success) throw new Denied(400, 'press-malformed');
  const { verb, data } = read.data.action;
  return { kind: 'press', ...(verb !== undefined && { verb }), ...(data && { data }) };
}

/**
 * Reads an activity whose sender was checked. Undefined when it asks for nothing; throws `Denied`
 * 400 when it is malformed, 403 outside a personal chat, 501 for an invoke we do not serve.
 */
export function readTurn(activity: Activity): BotTurn | undefined {
  const part = parts.get(activity.type)?.(activity);
  if (!part) return undefined;
  const read = envelope.safeParse(activity);
  if (!read.success) throw new Denied(400, 'activity-malformed');
  const { conversation, channelData, from, locale, replyToId, ...rest } = read.data;
  if (conversation.conversationType !== 'personal') throw new Denied(403, 'not-personal');
  const tid = conversation.tenantId ?? channelData?.tenant?.id;
  if (tid === undefined) throw new Denied(400, 'activity-malformed');
  return {
    ...rest,
    ...part,
    tid,
    oid: from.aadObjectId,
    userId: from.id,
    conversationId: conversation.id,
    // The programme is French: English is for those whose Teams asks for it.
    locale: locale?.toLowerCase().startsWith('en') ? 'en' : 'fr',
    ...(part.kind === 'press' && replyToId !== undefined && { replyToId }),
  };
}
