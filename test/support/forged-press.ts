import { type CardJson, type Control, hasAction, textOf } from '../journeys/control.ts';

interface RawReply {
  status: number;
  body?: { statusCode: number; type: string; value: unknown };
}

/** What somebody reads in answer to a press: the card in its place, or a sentence. */
export interface Told {
  /** Of the invoke itself. */
  status: number;
  text: string;
  card: CardJson | undefined;
}

const card = 'application/vnd.microsoft.card.adaptive';

let sent = 0;

/**
 * A press of any verb, with any data, on any message, as a changed client could send it;
 * `envelope` is laid over the activity.
 */
export async function forgedPress(
  world: Control,
  who: string,
  messageId: string,
  verb: string,
  data: unknown = {},
  envelope: object = {},
): Promise<Told> {
  sent += 1;
  const activity = {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: `f:forged-press-${sent}`,
    replyToId: messageId,
    value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
    ...envelope,
  };
  const reply = await world.call<RawReply>('POST', '/_emulator/bot/raw', { mail: who, activity });
  const { statusCode = reply.status, type, value } = reply.body ?? {};
  if (type === card) {
    return { status: statusCode, text: textOf(value as CardJson), card: value as CardJson };
  }
  return { status: statusCode, text: String(value), card: undefined };
}

/** The newest message of somebody's chat whose card offers the act. */
export async function cardOffering(world: Control, who: string, verb: string): Promise<string> {
  const found = (await world.chat(who)).findLast((m) => m.card && hasAction(m.card, verb));
  if (!found) throw new Error(`no card of ${who} offers ${verb}`);
  return found.id;
}
