import { expect, test } from 'vitest';
import { redraw, refreshCards, retireCards } from '../../src/usecases/redraw.ts';
import { cardId, laidCards } from '../support/laid-cards.ts';
import { awa, friday, marc, nowhere } from '../support/people.ts';
import { aWorld, booked, ledger } from '../support/world.ts';

const world = aWorld();

const { insert, viewOf } = laidCards(world);

test('every card of the meeting is drawn anew, whoever sees it, and no other', async () => {
  const meeting = await booked(world);
  const other = await booked(world, { slots: [friday] });
  await insert(1, awa, { kind: 'meeting', meeting });
  await insert(2, marc, { kind: 'held', meeting });
  await insert(3, marc, { kind: 'meeting', meeting: other });

  await world.db.tx((t) => refreshCards(world.deps, t, meeting));

  const keys = (await world.db.read.effects.byKeyPrefix('card:')).map(({ key }) => key).sort();
  expect(keys).toEqual([`card:${cardId(1)}:r2`, `card:${cardId(2)}:r2`]);
});

test('a revision is drawn once, however often it is asked for', async () => {
  await insert(1, awa, { kind: 'help' });
  const card = { id: cardId(1), rev: 4, person: awa.id };

  await world.db.tx((t) => redraw(world.deps, t, card));
  await world.db.tx((t) => redraw(world.deps, t, card));

  expect(await ledger(world)).toEqual(['card.update waiting']);
});

test('older cards of one person give way to the newer one; the question of holding stays', async () => {
  const meeting = await booked(world);
  await insert(1, marc, { kind: 'meeting', meeting });
  await insert(2, marc, { kind: 'held', meeting });
  await insert(3, awa, { kind: 'meeting', meeting });

  await world.db.tx((t) => retireCards(t, meeting, marc.id));

  expect([await viewOf(1), await viewOf(2), await viewOf(3)]).toEqual([
    { kind: 'newer', meeting },
    { kind: 'held', meeting },
    { kind: 'meeting', meeting },
  ]);
});

test('a meeting without cards has none to draw', async () => {
  await world.db.tx((t) => refreshCards(world.deps, t, nowhere));

  expect(await ledger(world)).toEqual([]);
});
