import { expect, test } from 'vitest';
import type { Telling } from '../../src/tell/tell.ts';
import { awa, marc, p01, rose, tuesday } from '../support/people.ts';
import { aWorld, hasBot } from '../support/world.ts';

const world = aWorld();

const nudge = (person: { id: string }): Telling => ({
  ...{ person: person.id, occurrence: 'once', due: tuesday },
  notice: { kind: 'nudge', pair: p01.id, since: '2026-04-14', rung: 'both' },
});
const tell = (...people: { id: string }[]) =>
  world.db.tx((t) => world.deps.tell(t, ...people.map(nudge)));
const told = async () => {
  const effects = await world.db.opened.sql.selectFrom('effect').selectAll().execute();
  return effects.map(({ kind, person_id }) => `${kind} ${person_id}`).sort();
};
const cards = async () =>
  (await world.db.opened.sql.selectFrom('card').select('person_id').execute()).map(
    ({ person_id }) => person_id,
  );

test('several are told at once, each on their own rung', async () => {
  await hasBot(world, awa);

  expect(await tell(awa, marc)).toBe(true);

  expect(await told()).toEqual([`card.send ${awa.id}`, `mail ${marc.id}`].sort());
  expect(await cards()).toEqual([awa.id]);
});

test('whoever was told before is not told again beside those who were not', async () => {
  await hasBot(world, awa, rose);
  await tell(awa);

  expect(await tell(awa, rose)).toBe(true);
  expect(await tell(awa, rose)).toBe(false);

  expect(await told()).toEqual([`card.send ${awa.id}`, `card.send ${rose.id}`].sort());
  expect((await cards()).sort()).toEqual([awa.id, rose.id].sort());
});

test('one who is named twice is told once', async () => {
  await hasBot(world, awa);

  await tell(awa, awa);

  expect(await told()).toEqual([`card.send ${awa.id}`]);
  expect(await cards()).toEqual([awa.id]);
});

test('nobody to tell is nothing told', async () => {
  expect(await tell()).toBe(false);
});
