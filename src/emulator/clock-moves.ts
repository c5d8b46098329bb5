import { type Settled, settle } from './settle.ts';
import type { World } from './world.ts';

const queues = new WeakMap<World, Promise<unknown>>();

/** Runs moves of the clock and resets of a world one after the other, never two at once. */
export function inTurn<T>(world: World, work: () => Promise<T>): Promise<T> {
  const before = queues.get(world) ?? Promise.resolve();
  // Whoever asked for the work before hears of its fault; it does not hinder what follows.
  const turn = before.then(work, work);
  queues.set(world, turn);
  return turn;
}

/**
 * Lives through the time up to `target`: settles, goes to the next due moment of product or
 * emulator, settles there, and so on. With the product down time simply moves.
 */
export async function moveClock(world: World, target: Date): Promise<Settled> {
  let state = await settle(world);
  for (;;) {
    const next = state.settled ? state.nextDue : undefined;
    const step = next && next > world.clock.now() && next < target ? next : target;
    world.clock.moveTo(step);
    state = await settle(world);
    if (step === target) return state;
  }
}
