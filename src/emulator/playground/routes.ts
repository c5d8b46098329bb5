import { BlockList, isIPv6 } from 'node:net';
import { z } from 'zod';
import { unansweredBy } from '../teams/chat-answer.ts';
import { installedBot, knownPerson } from '../teams/installs.ts';
import { readBody, refuse } from '../teams/refuse.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { bring, playgroundActivity } from './bring.ts';
import { linkOf, linkTo, unlink } from './link.ts';

/**
 * Microsoft 365 Agents Playground in place of this Teams, for one person. It signs nothing and wants
 * a bot that checks nothing; ours checks, so what it says passes through here.
 * https://learn.microsoft.com/microsoftteams/platform/teams-sdk/developer-tools/agents-playground/overview
 */
export const playgroundRoutes: Route[] = [
  { method: 'POST', path: '/_emulator/playground', token: 'none', handle: onThisMachine(turnOn) },
  {
    method: 'DELETE',
    path: '/_emulator/playground',
    token: 'none',
    handle: onThisMachine(turnOff),
  },
  { method: 'POST', path: '/playground/messages', token: 'none', handle: onThisMachine(relay) },
];

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** Whoever speaks here is believed to be the chosen person, so nobody else's machine may. */
function onThisMachine(handle: Route['handle']): Route['handle'] {
  return (call, world) => {
    const { from } = call;
    if (from !== undefined && loopback.check(from, isIPv6(from) ? 'ipv6' : 'ipv4')) {
      return handle(call, world);
    }
    throw refuse(403, 'NotThisMachine', 'Servi à cette machine seulement.');
  };
}

const wanted = z.strictObject({
  as: z.string(),
  client: z.string().refine(isClient, 'http, localhost or 127.0.0.1, a port and nothing more'),
});

function isClient(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, origin, port } = new URL(address);
  const isHere = protocol === 'http:' && ['localhost', '127.0.0.1'].includes(hostname);
  return isHere && port !== '' && origin === address;
}

function turnOn(call: Call, world: World): Answer {
  const { as, client } = readBody(wanted, call, 'BadRequest');
  const person = knownPerson(world, as);
  const { conversationId } = installedBot(world, person);
  linkTo(world, { mail: person.mail, conversationId, client });
  return { status: 200, body: { as: person.mail, conversation: conversationId } };
}

function turnOff(_call: Call, world: World): Answer {
  unlink(world);
  return { status: 204 };
}

/** Answers what the bot answered, the reply to a press included. */
async function relay(call: Call, world: World): Promise<Answer> {
  const link = linkOf(world);
  if (!link) throw refuse(409, 'PlaygroundOff', 'Non demandé : lancez npm run playground.');
  const sent = readBody(playgroundActivity, call, 'BadSyntax');
  if (sent.conversation.id !== link.conversationId) {
    throw refuse(403, 'NotThisChat', 'Seule la conversation personnelle est servie.');
  }
  const contact = await bring(world, link, sent);
  if (!contact) return { status: 200 };
  if (contact.answered) return { status: contact.status, body: contact.body };
  const { status, error } = unansweredBy(contact);
  return { status, body: { error } };
}
