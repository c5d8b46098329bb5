import { forgetMessages } from './playground/link.ts';
import { isProductHealthy, resetProduct } from './product.ts';
import { settle } from './settle.ts';
import { installEveryone } from './teams/installs.ts';
import { laySample } from './tenant/state.ts';
import type { World } from './world.ts';

const patienceMs = 30_000;
const breathMs = 50;

/** Stands the clock at launch on an empty store; people, sites and lists are read from the seed. */
export function seedWorld(world: World): void {
  const start = Date.parse(world.seed.start);
  const clock = world.store.table<number>('clock');
  clock.put('offset', start - Date.now());
  clock.put('last', start);
  laySample(world);
  installEveryone(world);
  clock.put('seeded', start);
}

/** False on an empty store, and on one whose seeding was cut short. */
export function isSeeded(world: World): boolean {
  return world.store.table<number>('clock').get('seeded') !== undefined;
}

/**
 * Empties the emulator's store but its key, seeds it again, and has the product do the same.
 * Resolves when the product is healthy again; a product that is down is left alone.
 */
export async function resetWorld(world: World): Promise<void> {
  // What the product has begun must not land in the new world.
  if (await isProductHealthy(world)) await settle(world);
  world.store.clear(['key']);
  world.gate.clear();
  forgetMessages(world);
  seedWorld(world);
  if (await resetProduct(world)) await productHealthy(world);
  world.requests.clear();
}

async function productHealthy(world: World): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await isProductHealthy(world)) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, breathMs));
  }
}
