import { z } from 'zod';
import type { World } from '../world.ts';
import { type Link, linkOf } from './link.ts';

/** What of the bot's activity the other client is to show. */
interface Shown {
  text?: string | undefined;
  summary?: string | undefined;
  attachments?: unknown[] | undefined;
}

/** What the bot did to a message of its own; without `activity` it took it away. */
interface Change {
  id: string;
  activity?: Shown;
}

const answersWithinMs = 5_000;
const madeMessage = z.object({ id: z.string() });

class Untold extends Error {}

/**
 * Shows a change in Microsoft's client too, where that one shows the chat. The bot has its answer
 * without waiting for it, and hears of no fault: for it there is one Teams.
 */
export function handOn(world: World, conversationId: string, change: Change): void {
  const link = linkOf(world);
  if (link?.conversationId !== conversationId) return;
  link.last = link.last.then(() => tell(link, change)).catch((fault) => report(change.id, fault));
}

async function tell(link: Link, { id, activity }: Change): Promise<void> {
  const known = link.theirs.get(id);
  if (!activity) {
    if (known !== undefined) await takeAway(link, known);
    return;
  }
  const { text, summary, attachments } = activity;
  const message = { type: 'message', text, summary, attachments };
  if (known !== undefined) {
    await mustTake(link, 'PUT', known, message);
    return;
  }
  // Also a change of what was said before that client was there.
  const answer = await mustTake(link, 'POST', '', message);
  link.theirs.set(id, madeMessage.parse(await answer.json()).id);
}

/** Version 0.2.28 answers 501 to a deletion, so what it shows is overwritten. */
async function takeAway(link: Link, id: string): Promise<void> {
  const answer = await ask(link, 'DELETE', id);
  if (answer.status !== 501) return expectTaken(answer);
  await mustTake(link, 'PUT', id, { type: 'message', text: 'Message supprimé' });
}

async function mustTake(link: Link, method: string, id: string, body: object): Promise<Response> {
  const answer = await ask(link, method, id, body);
  expectTaken(answer);
  return answer;
}

function expectTaken(answer: Response): void {
  if (!answer.ok) throw new Untold(`status ${answer.status}`);
}

/** Its part of the Bot Connector, which asks for no token. */
function ask(link: Link, method: string, id: string, body?: object): Promise<Response> {
  const chat = encodeURIComponent(link.conversationId);
  const path = `/_connector/v3/conversations/${chat}/activities${id && `/${encodeURIComponent(id)}`}`;
  return fetch(`${link.client}${path}`, {
    method,
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
    // Only this machine is told, whatever answers there.
    redirect: 'error',
    signal: AbortSignal.timeout(answersWithinMs),
  });
}

/** Ids and codes alone: an answer may quote the message. */
function report(activity: string, fault: unknown): void {
  const why = fault instanceof Untold ? fault.message : nameOf(fault);
  console.error(JSON.stringify({ event: 'playground-not-told', activity, why }));
}

const nameOf = (fault: unknown): string => (fault instanceof Error ? fault.name : 'unknown');
