import { describe, expect, test } from 'vitest';
import { type Bench, aBench as bench, benchStore } from './bench.ts';

benchStore();

/** A worker that is frozen for a minute as it reads, and what becomes of its effect meanwhile. */
async function frozenWhileReading(kind: 'card.send' | 'event', takenOver: boolean) {
  const left: string[] = [];
  const world: Bench = await bench(async ({ key, fence }, leave) => {
    world.clock.now += 60_000;
    if (takenOver) {
      await world.db.opened.sql
        .updateTable('effect')
        .set({ fence: fence + 1 })
        .execute();
    }
    await leave();
    left.push(key);
    return { done: true, save: async () => void left.push(`${key} saved`) };
  });
  await world.add({ key: 'a', kind });
  await world.open({ leaveThemselves: ['card.send', 'event'] }).drain();
  const events = world.lines.map(({ event }) => event);
  return { left, events, states: await world.states() };
}

describe('a worker that was frozen as it read', () => {
  test('sends nothing that somebody else answers for by now, and says so', async () => {
    expect(await frozenWhileReading('card.send', true)).toEqual({
      left: [],
      events: ['effect.not-begun'],
      states: ['a running'],
    });
  });

  test('goes on with what nobody took', async () => {
    expect(await frozenWhileReading('event', false)).toEqual({
      left: ['a', 'a saved'],
      events: ['effect.done'],
      states: ['a done'],
    });
  });
});

test('a call that came back too late is refused by the fence, and told as such, well ended or not', async () => {
  const ends = {
    well: async () => ({ done: true as const }),
    ill: () => Promise.reject(new Error()),
  };
  for (const end of Object.values(ends)) {
    const world: Bench = await bench(async ({ fence }) => {
      await world.db.opened.sql
        .updateTable('effect')
        .set({ fence: fence + 1 })
        .execute();
      return end();
    });
    await world.add({ key: 'a', kind: 'card.send' });

    await world.open().drain();

    expect(world.lines.map(({ event }) => event)).toEqual(['effect.fenced']);
    expect([world.unknown, world.failed, await world.states()]).toEqual([[], [], ['a running']]);
  }
});
