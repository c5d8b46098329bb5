import type { World } from '../world.ts';
import type { Activity } from './activities.ts';
import { serviceUrl } from './activities.ts';

/** What became of a POST to the bot. */
export type Contact =
  | { answered: true; status: number; body: unknown }
  /** `unreachable`: nobody listens, so the bot surely saw nothing. The others may have been seen. */
  | { answered: false; why: 'unreachable' | 'broken' | 'slow'; detail: string };

/** Teams gives a bot this long. https://learn.microsoft.com/azure/bot-service/bot-builder-howto-long-operations-guidance */
const botAnswersWithinMs = 15_000;
const tokenSeconds = 3600;

const unseenCodes = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'EAI_AGAIN']);

/** The claims of a token of the Bot Connector, in real time. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
export function connectorClaims(world: World, seconds = tokenSeconds): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: 'https://api.botframework.com',
    aud: world.product.appId,
    serviceurl: serviceUrl(world),
    iat: now,
    nbf: Math.min(now, now + seconds),
    exp: now + seconds,
  };
}

/** Signs an activity and brings it to the bot; never throws for a bot that is down, slow or broken. */
export async function sendToBot(world: World, activity: Activity): Promise<Contact> {
  const token = await world.sign(connectorClaims(world));
  const body = JSON.stringify({ ...activity, serviceUrl: serviceUrl(world) });
  return postToBot(world, { authorization: `Bearer ${token}` }, body);
}

export async function postToBot(
  world: World,
  headers: Record<string, string>,
  body: string,
): Promise<Contact> {
  try {
    const answer = await fetch(`${world.product.url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body,
      signal: AbortSignal.timeout(botAnswersWithinMs),
    });
    return { answered: true, status: answer.status, body: readAnswer(await answer.text()) };
  } catch (error) {
    return failedContact(error);
  }
}

function readAnswer(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function failedContact(error: unknown): Contact {
  if (!(error instanceof Error)) throw error;
  if (error.name === 'TimeoutError') return { answered: false, why: 'slow', detail: error.message };
  // fetch reports every failure of the network as a TypeError whose cause carries the code.
  if (!(error instanceof TypeError) || !(error.cause instanceof Error)) throw error;
  const code = 'code' in error.cause ? String(error.cause.code) : error.cause.message;
  return { answered: false, why: unseenCodes.has(code) ? 'unreachable' : 'broken', detail: code };
}
