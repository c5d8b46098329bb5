import { z } from 'zod';
import type { Answer, Call, SeedPerson, World } from '../world.ts';
import { executeInvoke, submitMessage } from './activities.ts';
import type { Contact } from './bot-link.ts';
import { sendToBot } from './bot-link.ts';
import type { CardAction } from './card-actions.ts';
import { findAction } from './card-actions.ts';
import { chatAnswer, unansweredBy } from './chat-answer.ts';
import { deliverNow, queueDelivery } from './deliveries.ts';
import type { Install } from './installs.ts';
import { installedBot, knownPerson } from './installs.ts';
import { card, messages, seenCard, standingMessage } from './messages.ts';
import { pathPart, readBody, refuse } from './refuse.ts';

const pressBody = z.strictObject({
  messageId: z.string(),
  action: z.string(),
  nth: z.int().nonnegative().default(0),
  inputs: z.record(z.string(), z.unknown()).default({}),
  data: z.unknown().optional(),
});
type PressBody = z.infer<typeof pressBody>;

interface Press {
  world: World;
  person: SeedPerson;
  install: Install;
  body: PressBody;
  action: CardAction;
}

/** What came of a press, before the world settles. */
interface Outcome {
  status: number;
  card?: unknown;
  text?: string;
  url?: string;
  error?: { code: string; message: string };
  /** Nobody answered: the press itself is answered with this status. */
  failed?: boolean;
}

const effects: Record<string, (press: Press) => Outcome | Promise<Outcome>> = {
  'Action.Execute': execute,
  'Action.Submit': submit,
  'Action.OpenUrl': ({ action }) => ({ status: 200, url: String(action.url) }),
  // These two change what is drawn on the person's screen; the bot never hears of them.
  'Action.ToggleVisibility': () => ({ status: 200 }),
  'Action.ShowCard': () => ({ status: 200 }),
};

/** `POST …/press`: does what the client does when a person presses an action of a card. */
export async function pressAction(call: Call, world: World): Promise<Answer> {
  const person = knownPerson(world, pathPart(call, 'mail'));
  const body = readBody(pressBody, call, 'BadRequest');
  const install = installedBot(world, person);
  const action = pressedAction(world, install, body);
  const effect = effects[action.type];
  if (!effect) throw refuse(501, 'NotImplemented', `${action.type} n’est pas servi ici.`);
  const { failed, ...outcome } = await effect({ world, person, install, body, action });
  return chatAnswer(world, install, outcome, failed ? outcome.status : 200);
}

function pressedAction(world: World, install: Install, body: PressBody): CardAction {
  const { messageId, action: name, nth } = body;
  const message = standingMessage(world, install.conversationId, messageId);
  if (!message) throw refuse(404, 'MessageNotFound', `Aucun message ${messageId} ici.`);
  const action = findAction(seenCard(message), name, nth);
  if (action) return action;
  throw refuse(404, 'ActionNotFound', `La carte n’a pas d’action « ${name} » (nº ${nth}).`);
}

async function execute({ world, person, install, body, action }: Press): Promise<Outcome> {
  const { messageId } = body;
  const verb = typeof action.verb === 'string' ? action.verb : undefined;
  const data = dataWithInputs(body, action);
  const contact = await executeOnBot(world, person, install, { messageId, verb, data });
  return contact.answered ? readReply(contact) : { ...unansweredBy(contact), failed: true };
}

/** Presses an `Action.Execute`; a card in the answer becomes what that person sees. */
export async function executeOnBot(
  world: World,
  person: SeedPerson,
  install: Install,
  press: { messageId: string; verb: string | undefined; data: unknown },
): Promise<Contact> {
  const { messageId } = press;
  // What the person did before must reach the bot before.
  await deliverNow(world, install.conversationId);
  const contact = await sendToBot(world, executeInvoke(world, person, install, press));
  const view = card.safeParse(contact.answered ? readReply(contact).card : undefined);
  const message = standingMessage(world, install.conversationId, messageId);
  if (message && view.success) messages(world).put(messageId, { ...message, view: view.data });
  return contact;
}

async function submit({ world, person, install, body, action }: Press): Promise<Outcome> {
  const { messageId } = body;
  const value = dataWithInputs(body, action);
  const contact = await submitToBot(world, person, install, { messageId, value });
  if (!contact) return { status: 200 };
  if (!contact.answered) return { ...unansweredBy(contact), failed: true };
  return { status: contact.status };
}

/** Presses an `Action.Submit`; undefined when others have brought it to the bot already. */
export async function submitToBot(
  world: World,
  person: SeedPerson,
  install: Install,
  press: { messageId: string; value: unknown },
): Promise<Contact | undefined> {
  const { value } = press;
  if (isRecord(value) && 'msteams' in value) {
    throw refuse(501, 'NotImplemented', 'Action.Submit avec `msteams` n’est pas servi ici.');
  }
  const sent = submitMessage(world, person, install, press);
  // The bot may reply to it, but no chat shows a message without words.
  const { id } = sent;
  const { conversationId } = install;
  const at = world.clock.now().toISOString();
  const row = { id, conversationId, from: 'person', at, seq: Number(id), deleted: true } as const;
  messages(world).put(id, row);
  queueDelivery(world, install, sent);
  return deliverNow(world, conversationId);
}

/** The client lays the inputs over the action's data; data that is no object takes no inputs. */
function dataWithInputs({ data, inputs }: PressBody, action: CardAction): unknown {
  const given = data === undefined ? action.data : data;
  return given === undefined || isRecord(given) ? { ...given, ...inputs } : given;
}

const reply = z.looseObject({
  statusCode: z.int(),
  type: z.string().optional(),
  value: z.unknown(),
});
const errorValue = z.looseObject({ code: z.string(), message: z.string() });

/** Reads the bot's answer to an invoke. https://learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model#response-format */
function readReply(contact: Contact & { answered: true }): Outcome {
  const read = reply.safeParse(contact.body);
  if (!read.success) return { status: contact.status };
  const { statusCode: status, type, value } = read.data;
  const isCard = status === 200 && type === 'application/vnd.microsoft.card.adaptive';
  const error =
    type === 'application/vnd.microsoft.error' ? errorValue.safeParse(value) : undefined;
  if (isCard && card.safeParse(value).success) return { status, card: value };
  if (type === 'application/vnd.microsoft.activity.message' && typeof value === 'string') {
    return { status, text: value };
  }
  return error?.success ? { status, error: error.data } : { status };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
