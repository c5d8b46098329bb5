import { z } from 'zod';
import type { Answer, Call, Route, SeedPerson, World } from '../world.ts';
import { textMessage } from './activities.ts';
import type { Contact } from './bot-link.ts';
import { chatAnswer, unansweredBy } from './chat-answer.ts';
import { deliverNow, queueDelivery } from './deliveries.ts';
import type { Install } from './installs.ts';
import { installBot, installedBot, installOf, knownPerson, uninstallBot } from './installs.ts';
import { messages, shownMessages } from './messages.ts';
import { pressAction } from './press.ts';
import { pathPart, readBody } from './refuse.ts';

const sayBody = z.strictObject({ text: z.string().regex(/\S/, 'a message needs words') });

/** Control API of the chats: what a person sees and does in the bot's chat. */
export const chatRoutes: Route[] = [
  { method: 'GET', path: '/_emulator/chats/:mail', token: 'none', handle: readChat },
  { method: 'POST', path: '/_emulator/chats/:mail/say', token: 'none', handle: say },
  { method: 'POST', path: '/_emulator/chats/:mail/press', token: 'none', handle: pressAction },
  {
    method: 'POST',
    path: '/_emulator/chats/:mail/install',
    token: 'none',
    handle: (call, world) => changeInstall(call, world, installBot),
  },
  {
    method: 'POST',
    path: '/_emulator/chats/:mail/uninstall',
    token: 'none',
    handle: (call, world) => changeInstall(call, world, uninstallBot),
  },
];

function readChat(call: Call, world: World): Answer {
  const person = knownPerson(world, pathPart(call, 'mail'));
  const conversationId = installOf(world, person)?.conversationId;
  return { status: 200, body: { messages: shownMessages(world, conversationId) } };
}

async function say(call: Call, world: World): Promise<Answer> {
  const person = knownPerson(world, pathPart(call, 'mail'));
  const { text } = readBody(sayBody, call, 'BadRequest');
  const install = installedBot(world, person);
  const contact = await sayToBot(world, person, install, text);
  if (!contact) return chatAnswer(world, install, {});
  if (contact.answered) return chatAnswer(world, install, { status: contact.status });
  const failure = unansweredBy(contact);
  return chatAnswer(world, install, failure, failure.status);
}

/** A person's words in their chat; undefined when others have brought them to the bot already. */
export function sayToBot(
  world: World,
  person: SeedPerson,
  install: Install,
  text: string,
): Promise<Contact | undefined> {
  const { conversationId } = install;
  const activity = textMessage(world, person, install, text);
  const { id } = activity;
  const at = world.clock.now().toISOString();
  messages(world).put(id, { id, conversationId, from: 'person', text, at, seq: Number(id) });
  queueDelivery(world, install, activity);
  return deliverNow(world, conversationId);
}

async function changeInstall(
  call: Call,
  world: World,
  change: (world: World, person: SeedPerson) => void,
): Promise<Answer> {
  const person = knownPerson(world, pathPart(call, 'mail'));
  change(world, person);
  const install = installOf(world, person);
  if (install) await deliverNow(world, install.conversationId);
  return chatAnswer(world, install, { installed: install?.installed ?? false });
}
