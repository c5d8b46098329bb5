import { openRecordSigner } from '../../src/seal/record-signer.ts';
import type { Wrapping } from '../../src/seal/wrapping.ts';
import type { RemovalDeps } from '../../src/usecases/carry-on-removal.ts';
import { keepRetention } from '../../src/usecases/keep-retention.ts';
import { dumpTables } from './store-contents.ts';
import type { World } from './world.ts';

/** A keeper that keeps nothing: what it wraps is no secret. */
const openly: Wrapping = {
  wrap: async (_wave, _half, bytes) => Uint8Array.from(bytes),
  unwrap: async (_wave, _half, wrapped) => Uint8Array.from(wrapped),
  destroy: async () => {},
};

/** Scrubbing takes longer than all the rest, and has a test of its own. */
export const removalDeps = (world: World): RemovalDeps => ({
  ...world.deps,
  db: { ...world.db, scrub: async () => [] },
  records: openRecordSigner(openly),
});

/** The job and the outbox by turns, until nothing is under way any more. */
export async function untilRemoved(world: World, deps = removalDeps(world)): Promise<void> {
  for (let turn = 0; turn < 12; turn++) {
    const next = await keepRetention(deps);
    await world.settle();
    const open = await world.db.read.removals.open();
    if (open.length === 0) return;
    world.clock.now = Math.max(world.clock.now, next);
  }
  throw new Error('the removal does not come to an end');
}

/** In which tables any of these words stands, with the row. */
export async function standsIn(world: World, words: readonly string[]): Promise<string[]> {
  const tables = await dumpTables(world.db.opened.sql);
  return tables.flatMap(({ where, content }) =>
    String(content)
      .split('\n')
      .filter((row) => words.some((word) => row.includes(word)))
      .map((row) => `${where} ${row}`),
  );
}
