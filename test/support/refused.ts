import { expect } from 'vitest';
import { refusals } from '../../src/words/fr/refusals.ts';
import { choices, textOf } from '../journeys/control.ts';
import type { LivingWorld } from '../journeys/world.ts';
import { cardOffering } from './forged-press.ts';
import { dumpTables } from './store-contents.ts';

/**
 * Everything in the store, but the ids of what was heard, how often was asked, when jobs are next due, and that a message
 * has reached its reader: a press that is refused shows as much.
 */
async function stored(world: LivingWorld): Promise<unknown> {
  const tables = await dumpTables(world.product.db.opened.sql);
  return tables
    .filter(({ where }) => !/\.(inbound|job|allowance)$/.test(where))
    .map(({ where, content }) => ({
      where,
      content: String(content).replace(/"answered": "[^"]*"/g, '"answered": null'),
    }));
}

/** Somebody does something that leaves the store as it was; what they are told. */
export async function nothingStored<T>(world: LivingWorld, act: () => Promise<T>): Promise<T> {
  const before = await stored(world);
  const told = await act();
  expect(await stored(world)).toEqual(before);
  return told;
}

/** Presses the newest card with the verb, and is told no in so many words; nothing is stored. */
export async function isRefused(
  world: LivingWorld,
  who: string,
  verb: string,
  inputs: object,
  why: keyof typeof refusals,
): Promise<void> {
  const told = await nothingStored(world, () => world.pressLatest(who, verb, inputs));
  expect(told.status).toBe(200);
  expect(textOf(told.card ?? { body: [] })).toContain(refusals[why]);
}

/** The one meeting there is, and proof that there is no other. */
export async function onlyMeeting(world: LivingWorld) {
  const rows = await world.product.db.opened.sql
    .selectFrom('meeting')
    .select(['id', 'state', 'pair_id'])
    .execute();
  expect(rows).toHaveLength(1);
  return rows[0] ?? { id: '', state: '', pair_id: '' };
}

export async function pairOf(world: LivingWorld, code: string): Promise<string> {
  const row = await world.product.db.opened.sql
    .selectFrom('pair')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirstOrThrow();
  return row.id;
}

/** The times on somebody's newest card of times. */
export async function slotsOnOffer(world: LivingWorld, who: string): Promise<string[]> {
  const id = await cardOffering(world, who, 'meeting.book');
  const found = (await world.chat(who)).find((message) => message.id === id);
  return choices(found?.card ?? { body: [] }, 'slot');
}
