import { expect, test } from 'vitest';
import { type Deps, decide, isRepeated } from '../../src/usecases/deps.ts';
import { awa, p01, thursday } from '../support/people.ts';
import { aWorld, ledger } from '../support/world.ts';

const world = aWorld();

const effect = (key: string) => ({
  ...{ key, kind: 'event' as const, lane: key, ids: {} },
  ...{ due: thursday.start, created: thursday.start },
});

test('a decision that breaks leaves neither its rows nor its turn behind', async () => {
  const by = { person: awa.id, turn: 'turn-1' };
  const breaks = decide(world.deps, by, async (t) => {
    await t.effects.add(effect('a'));
    throw new Error('broken');
  });
  await expect(breaks).rejects.toThrow('broken');

  const again = await decide(world.deps, by, async (t) => {
    await t.effects.add(effect('b'));
    return { done: true };
  });

  expect(again).toEqual({ done: true });
  expect(await ledger(world)).toEqual(['event waiting']);
});

test('a turn taken twice, even at once, is carried out once', async () => {
  let carriedOut = 0;
  const take = () =>
    decide(world.deps, { person: awa.id, turn: 'turn-1' }, async (t) => {
      await t.pairs.lock(p01.id);
      carriedOut += 1;
      return { done: true };
    });

  const both = await Promise.all([take(), take()]);

  expect(carriedOut).toBe(1);
  expect(both.filter((one) => isRepeated(one))).toHaveLength(1);
});

test('whoever carries out effects is woken once the decision stands', async () => {
  const heard: string[] = [];
  const deps: Deps = { ...world.deps, wake: () => void heard.push('woken') };

  await decide(deps, { person: awa.id }, async () => {
    heard.push('decided');
    return { done: true };
  });

  expect(heard).toEqual(['decided', 'woken']);
});
