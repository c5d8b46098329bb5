import type { CardModel } from '../domain/card-model.ts';
import type { Pair } from '../domain/people.ts';

/** What a view shows its reader now, and the pair it is about, when it is about one. */
export interface Drawn {
  model: CardModel;
  pair: Pair | null;
}
