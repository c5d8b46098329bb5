import { describe, expect, test } from 'vitest';
import { proposedPause } from '../../src/domain/pause.ts';
import { followPause, pauseFor } from '../../src/usecases/follow-pause.ts';
import { awa, ines, marc, nowhere, p01, paris, rose } from '../support/people.ts';
import { aWorld, hasBot, ledger, mailsTo } from '../support/world.ts';

const world = aWorld();

const id = '0000000b-0000-4000-8000-000000000001';
const pause = proposedPause({ id, pair: p01.id, by: awa.id, until: '2026-05-19' }, '2026-04-21');
const insert = () => world.db.tx((t) => t.pauses.insert(pause, world.clock.now));

describe('a pause and its pair are found', () => {
  const found = (person: { id: string }, which = id) =>
    world.db.tx((t) => pauseFor(t, person.id, which, world.clock.now));

  test('for each of the two, with the day it is where the cohort is', async () => {
    await insert();
    world.clock.now = paris('2026-04-22', '00:30');

    for (const person of [awa, marc]) {
      expect(await found(person)).toMatchObject({
        pause,
        pair: { code: 'P01' },
        today: '2026-04-22',
      });
    }
  });

  test('for nobody else', async () => {
    await insert();

    expect(await found(ines)).toEqual({ refused: 'not-found' });
    expect(await found(rose)).toEqual({ refused: 'not-found' });
    expect(await found(awa, nowhere)).toEqual({ refused: 'not-found' });
  });
});

test('each step is told once to whom it concerns, and drawn on every card that shows it', async () => {
  await hasBot(world, awa);
  await insert();
  const view = { kind: 'pause', pair: p01.id, pause: id } as const;
  const card = { id: '0000000c-0000-4000-8000-000000000001', person: awa.id, view };
  await world.db.tx((t) => t.cards.insert(card, world.clock.now));
  const follow = (to: string[]) =>
    world.db.tx((t) => followPause(world.deps, t, { pause, step: 'proposed', to }));

  await follow([marc.id]);
  await follow([marc.id]);
  await follow([]);
  await world.settle();

  expect(mailsTo(world, marc)).toHaveLength(1);
  expect((await world.db.read.cards.get(card.id))?.rev).toBe(4);
  expect((await ledger(world, 'card.update')).length).toBe(3);
});
