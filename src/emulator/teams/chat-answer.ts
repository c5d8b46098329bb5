import { settle, settledReply } from '../settle.ts';
import type { Answer, World } from '../world.ts';
import type { Contact } from './bot-link.ts';
import type { Install } from './installs.ts';
import { shownMessages } from './messages.ts';

/** Lets the world come to rest without moving time, then shows the chat beside `outcome`. */
export async function chatAnswer(
  world: World,
  install: Install | undefined,
  outcome: object,
  status = 200,
): Promise<Answer> {
  const { pending, nextDue } = settledReply(await settle(world));
  const messages = shownMessages(world, install?.conversationId);
  return { status, body: { ...outcome, messages, pending, nextDue } };
}

const failures = {
  unreachable: {
    status: 503,
    code: 'BotUnreachable',
    message: 'Le bot ne répond pas : le produit est arrêté.',
  },
  broken: {
    status: 502,
    code: 'BotDroppedConnection',
    message: 'Le bot a coupé la connexion sans répondre.',
  },
  slow: {
    status: 504,
    code: 'BotTooSlow',
    message: 'Le bot n’a pas répondu dans le délai de Teams.',
  },
};

/** What a caller is told of a bot that gave no answer. A message stays queued, a press does not. */
export function unansweredBy(contact: Contact & { answered: false }) {
  const { status, code, message } = failures[contact.why];
  return { status, error: { code, message: `${message} (${contact.detail})` } };
}
