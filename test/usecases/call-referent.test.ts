import { expect, test } from 'vitest';
import { day } from '../../src/domain/time.ts';
import { callReferent } from '../../src/usecases/call-referent.ts';
import { awa, ines, karim, marc, nowhere, p01, p02, paris, rose } from '../support/people.ts';
import { aWorld, hasBot, mailsTo } from '../support/world.ts';

const world = aWorld();

const call = (by: { id: string }, pair = p01.id) =>
  callReferent(world.deps, { person: by.id }, { pair });

test('the referent hears who asks, by name and phone', async () => {
  expect(await call(awa)).toEqual({ asked: true });
  await world.settle();

  expect(mailsTo(world, rose)).toMatchObject([
    {
      kind: 'referent-call',
      pairCode: 'P01',
      by: { name: awa.name },
      names: [awa.name, marc.name],
    },
  ]);
});

test('pressed again the same day tells them once; the next day tells them anew', async () => {
  await call(awa);
  world.clock.now = paris('2026-04-21', '23:59');
  expect(await call(awa)).toEqual({ asked: true });
  await world.settle();
  expect(mailsTo(world, rose)).toHaveLength(1);

  world.clock.now += day;
  await call(awa);
  await world.settle();
  expect(mailsTo(world, rose)).toHaveLength(2);
});

test('both of the pair may ask on the same day', async () => {
  await call(awa);
  await call(marc);
  await world.settle();

  expect(mailsTo(world, rose)).toHaveLength(2);
});

test('the card that was pressed says that it was asked', async () => {
  await hasBot(world, awa);
  const card = '0000000c-0000-4000-8000-000000000001';
  const view = { kind: 'referent', pair: p01.id, asked: false } as const;
  await world.db.tx((t) => t.cards.insert({ id: card, person: awa.id, view }, world.clock.now));

  await callReferent(world.deps, { person: awa.id, card }, { pair: p01.id });

  expect((await world.db.read.cards.get(card))?.view).toEqual({ ...view, asked: true });
});

test('a pair that nobody answers for, another one’s pair and none: the same answer', async () => {
  const answers = [
    await call(karim, p02.id),
    await call(ines),
    await call(rose),
    await call(awa, nowhere),
  ];

  expect(answers).toEqual(Array(4).fill({ refused: 'not-found' }));
});
