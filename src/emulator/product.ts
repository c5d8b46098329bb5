import { z } from 'zod';
import type { World } from './world.ts';

const idleness = z.object({
  idle: z.boolean(),
  nextDue: z.string().nullable(),
  pending: z.number(),
});

/** Tells the product the time and has it do all that is due; undefined when it is down. */
export async function settleProduct(
  world: World,
  timeoutMs: number,
): Promise<z.infer<typeof idleness> | undefined> {
  const body = { offset: world.clock.offset() };
  const reply = await post(world, '/_local/settle', body, timeoutMs);
  if (!reply?.ok) return undefined;
  return idleness.parse(await reply.json());
}

/** Tells the product what the clock's offset is; false when it is down. */
export async function pushOffset(world: World): Promise<boolean> {
  const reply = await post(world, '/_local/clock', { offset: world.clock.offset() }, 5_000);
  return reply?.ok ?? false;
}

/** Has the product empty its store and take the clock's offset; false when it is down. */
export async function resetProduct(world: World): Promise<boolean> {
  const body = { offset: world.clock.offset() };
  const reply = await post(world, '/_local/reset', body, 60_000);
  return reply?.ok ?? false;
}

export async function isProductHealthy(world: World): Promise<boolean> {
  try {
    const reply = await fetch(`${world.product.url}/healthz`, {
      signal: AbortSignal.timeout(1_000),
    });
    return reply.ok;
  } catch {
    // A product that is not there is one of the answers.
    return false;
  }
}

async function post(
  world: World,
  path: string,
  body: unknown,
  timeoutMs: number,
): Promise<Response | undefined> {
  try {
    return await fetch(`${world.product.url}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
  } catch {
    // A product that is down, or too slow, is told apart by the absence of a reply.
    return undefined;
  }
}
