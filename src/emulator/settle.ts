import { pushOffset, settleProduct } from './product.ts';
import type { World } from './world.ts';

export interface Settled {
  /** False when the product is down, or something still runs after 30 seconds. */
  settled: boolean;
  /** Earliest thing to do of product or emulator. */
  nextDue: Date | undefined;
  pending: number;
}

/** Longest real time that one settling may last. */
const patienceMs = 30_000;
const breathMs = 20;

/**
 * Runs all that is due now, in the emulator and in the product, without moving time. The product
 * is told the time first: one that has just started may not know it yet.
 */
export async function settle(world: World): Promise<Settled> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const first = world.agenda.nextDue();
    // Whatever the emulator has for the product comes at the time it is.
    if (first && first <= world.clock.now()) await pushOffset(world);
    await world.agenda.runDue();
    const product = await settleProduct(world, Math.max(1, deadline - Date.now()));
    const own = world.agenda.nextDue();
    const nextDue = earliest(own, product?.nextDue ? new Date(product.nextDue) : undefined);
    const pending = world.agenda.pending() + (product?.pending ?? 0);
    const quiet = !own || own > world.clock.now();
    if (product?.idle && quiet) return { settled: true, nextDue, pending };
    if (!product || Date.now() >= deadline) return { settled: false, nextDue, pending };
    await new Promise((resolve) => setTimeout(resolve, breathMs));
  }
}

/** How a settled state is told over the control API. */
export function settledReply(result: Settled): { nextDue: string | null; pending: number } {
  return { nextDue: result.nextDue?.toISOString() ?? null, pending: result.pending };
}

function earliest(a: Date | undefined, b: Date | undefined): Date | undefined {
  if (!a || !b) return a ?? b;
  return a < b ? a : b;
}
