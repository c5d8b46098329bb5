import { z } from 'zod';
import type { Table } from '../store.ts';
import type { World } from '../world.ts';
import { waitsForDelivery } from './deliveries.ts';

/** An adaptive card as it was sent; only its outer shape is checked here. */
export const card = z.looseObject({ type: z.literal('AdaptiveCard') });
export type Card = z.infer<typeof card>;

/** One message of a chat, latest version. */
export interface Message {
  id: string;
  conversationId: string;
  from: 'bot' | 'person';
  text?: string | undefined;
  card?: Card | undefined;
  /** What the person sees instead of `card`: the bot's answer to their press, until it updates the message. */
  view?: Card | undefined;
  /** What a notification's preview shows. */
  summary?: string | undefined;
  /** Virtual instant of the first version, ISO. */
  at: string;
  seq: number;
  deleted?: boolean;
}

/** A message as the control API shows it. */
interface ShownMessage {
  id: string;
  from: 'bot' | 'person';
  text?: string;
  card?: Card;
  summary?: string;
  at: string;
  /** Still on its way to the bot. */
  queued?: true;
}

export const messages = (world: World): Table<Message> => world.store.table('messages');

/** A message of that conversation that is still there. */
export function standingMessage(
  world: World,
  conversationId: string,
  id: string,
): Message | undefined {
  const message = messages(world).get(id);
  return message?.conversationId === conversationId && !message.deleted ? message : undefined;
}

export const seenCard = (message: Message): Card | undefined => message.view ?? message.card;

/** The chat as its person sees it now, oldest first. */
export function shownMessages(world: World, conversationId: string | undefined): ShownMessage[] {
  return messages(world)
    .values()
    .filter((message) => message.conversationId === conversationId && !message.deleted)
    .map((message) => shown(world, message));
}

function shown(world: World, message: Message): ShownMessage {
  const { id, from, text, summary, at } = message;
  const seen = seenCard(message);
  return {
    id,
    from,
    ...(text !== undefined && { text }),
    ...(seen && { card: seen }),
    ...(summary !== undefined && { summary }),
    at,
    ...(from === 'person' && waitsForDelivery(world, id) && { queued: true }),
  };
}
