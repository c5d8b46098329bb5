import { z } from 'zod';
import { envelope, eventId } from '../teams/activities.ts';
import { type Contact, sendToBot } from '../teams/bot-link.ts';
import { sayToBot } from '../teams/chats.ts';
import { deliverNow } from '../teams/deliveries.ts';
import { installBot, installedBot, knownPerson, uninstallBot } from '../teams/installs.ts';
import { executeOnBot, submitToBot } from '../teams/press.ts';
import type { SeedPerson, World } from '../world.ts';
import type { Link } from './link.ts';

/** An activity as the Playground sends it. Of what it says of identities, only the chat's id is read. */
export const playgroundActivity = z.looseObject({
  type: z.string(),
  conversation: z.looseObject({ id: z.string() }),
  replyToId: z.string().optional(),
});
type PlaygroundActivity = z.infer<typeof playgroundActivity>;

const words = z.looseObject({ type: z.literal('message'), text: z.string().regex(/\S/) });
const submitted = z.looseObject({ type: z.literal('message'), value: z.unknown() });
const executed = z.looseObject({
  type: z.literal('invoke'),
  name: z.literal('adaptiveCard/action'),
  value: z.looseObject({
    action: z.looseObject({ verb: z.string().optional(), data: z.unknown().optional() }),
  }),
});
const install = z.looseObject({ type: z.literal('installationUpdate'), action: z.string() });

/**
 * Does for the linked person what the activity stands for, by the ways of this Teams: what reaches
 * the bot was made here, with that person's ids and this Teams' token. Undefined when the bot was
 * told nothing.
 */
export async function bring(
  world: World,
  link: Link,
  sent: PlaygroundActivity,
): Promise<Contact | undefined> {
  const person = knownPerson(world, link.mail);
  const installing = install.safeParse(sent);
  if (installing.success) return changeInstall(world, link, person, installing.data.action);
  // This Teams says it by itself, where it installs.
  if (sent.type === 'conversationUpdate') return undefined;
  const here = installedBot(world, person);
  const messageId = ourId(link, sent.replyToId);
  const said = words.safeParse(sent);
  if (said.success) return sayToBot(world, person, here, said.data.text);
  const press = executed.safeParse(sent);
  if (press.success && messageId !== undefined) {
    const { verb, data } = press.data.value.action;
    return executeOnBot(world, person, here, { messageId, verb, data });
  }
  const form = submitted.safeParse(sent);
  if (form.success && messageId !== undefined) {
    return submitToBot(world, person, here, { messageId, value: form.data.value });
  }
  // Whatever a developer thinks of: the bot's own door answers it.
  return sendToBot(world, {
    ...sent,
    replyToId: messageId,
    ...envelope(world, person, here, eventId()),
  });
}

/** It says so whenever its page is opened, which changes nothing for who has the bot. */
function changeInstall(
  world: World,
  link: Link,
  person: SeedPerson,
  action: string,
): Promise<Contact | undefined> {
  if (action === 'remove') uninstallBot(world, person);
  else installBot(world, person);
  return deliverNow(world, link.conversationId);
}

/** Its own messages have no number here. */
function ourId(link: Link, theirId: string | undefined): string | undefined {
  return [...link.theirs].find(([, theirs]) => theirs === theirId)?.[0] ?? theirId;
}
