import type { View } from '../../src/domain/view.ts';
import type { World } from './world.ts';

/** Cards laid in people's chats by number, and what each of them shows. */
export const laidCards = (world: World) => ({
  insert: (number: number, person: { id: string }, view: View) =>
    world.db.tx((t) =>
      t.cards.insert({ id: cardId(number), person: person.id, view }, world.clock.now),
    ),
  viewOf: async (number: number) => (await world.db.read.cards.get(cardId(number)))?.view,
});

export const cardId = (number: number) => `0000000c-0000-4000-8000-00000000000${number}`;
