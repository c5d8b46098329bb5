import { randomUUID } from 'node:crypto';
import { refuse } from '../api-error.ts';
import type { World } from '../world.ts';

const failed = 'Subscription validation request failed.';

/**
 * Asks the address to repeat a token, in real time; refuses with 400 when it does not.
 * https://learn.microsoft.com/graph/change-notifications-delivery-webhooks#notificationurl-validation
 */
export async function validateAddress(world: World, address: string): Promise<void> {
  const token = `Validation: Testing client application reachability for subscription Request-Id: ${randomUUID()}`;
  const url = new URL(address);
  url.searchParams.set('validationToken', token);
  const answer = await post(url, world.limits.handshakeMs);
  if (answer === 'slow') invalid('Subscription validation request timed out.');
  if (answer === undefined || answer.status !== 200) {
    invalid(`${failed} Notification endpoint must respond with 200 OK to validation request.`);
  }
  const { type, body } = answer;
  if (!/^text\/plain\s*(;|$)/i.test(type)) {
    invalid(`${failed} The response must have the content type text/plain.`);
  }
  if (body !== token) {
    invalid(`${failed} Response must exactly match validationToken query parameter.`);
  }
}

async function post(
  url: URL,
  withinMs: number,
): Promise<{ status: number; type: string; body: string } | 'slow' | undefined> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'text/plain; charset=utf-8' },
      redirect: 'manual',
      signal: AbortSignal.timeout(withinMs),
    });
    const type = answer.headers.get('content-type') ?? '';
    return { status: answer.status, type, body: await answer.text() };
  } catch (error) {
    // Nobody at the address is one of the answers.
    return error instanceof Error && error.name === 'TimeoutError' ? 'slow' : undefined;
  }
}

function invalid(message: string): never {
  return refuse(400, 'ValidationError', message);
}
