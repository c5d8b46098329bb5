import type { Kysely } from 'kysely';
import type { Schema } from '../../src/db/schema.ts';
import type { Seed } from '../../src/emulator/world.ts';
import type { Control } from './control.ts';
import { startKillableWorld } from './killable-world.ts';
import { startTwoInstances, type TwoInstances } from './two-instances-world.ts';
import { sampleSeed, startWorld } from './world.ts';

/** Where a year is lived. */
export interface YearWorld extends Control {
  seed: Seed;
  publicUrl: string;
  /** The two that share the work, where there are two. */
  two?: TwoInstances;
  /** SIGKILL, and up again; null where the product shares this process. */
  kill: (() => Promise<void>) | null;
  /** What is kept, to be read once the year is over. */
  store(): Promise<Kysely<Schema>>;
  close(): Promise<void>;
}

/** The product in this process, with no other pairs than these. */
export async function calmWorld(pairs: readonly string[]): Promise<YearWorld> {
  const world = await startWorld({ pairs, alone: true });
  return { ...world, kill: null, store: async () => world.product.db.opened.sql };
}

/** The product in a process of its own, with the whole of the sample. */
export async function mortalWorld(pairs: readonly string[]): Promise<YearWorld> {
  const world = await startKillableWorld(sampleSeed(pairs));
  let opened: Awaited<ReturnType<typeof world.storeAfterwards>> | undefined;
  return {
    ...world,
    kill: world.product.killAndRestart,
    async store() {
      opened ??= await world.storeAfterwards();
      return opened.sql;
    },
    async close() {
      await opened?.close();
      await world.close();
    },
  };
}

/** Two products in processes of their own on one PostgreSQL, with the whole of the sample. */
export async function sharedWorld(pairs: readonly string[]): Promise<YearWorld> {
  const two = await startTwoInstances(sampleSeed(pairs));
  return { ...two, two, kill: null };
}
