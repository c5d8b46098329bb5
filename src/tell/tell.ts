import type { Tables } from '../db/db.ts';
import { goesByMail, idsOf, keyOf, type Notice, viewOf } from '../domain/notice.ts';
import type { Instant } from '../domain/time.ts';

export interface Telling {
  person: string;
  notice: Notice;
  /** Which time this is: the same person, notice and occurrence is told once, ever. */
  occurrence: string;
  /** Not before; now when left out. */
  due?: Instant;
  /** How many times this was asked before without anybody knowing whether it arrived. */
  again?: number;
}

/** Decides the rung and writes the effect, in the caller's transaction. False when told before. */
export type Tell = (tables: Tables, telling: Telling) => Promise<boolean>;

export interface TellConfig {
  now: () => Instant;
  newId: () => string;
}

/** Rungs: the bot where there is a conversation, else a mail. */
export function openTell({ now, newId }: TellConfig): Tell {
  return async (t, { person, notice, occurrence, due, again = 0 }) => {
    const key = `${keyOf(notice)}:${occurrence}${again > 0 ? `+${again}` : ''}:${person}`;
    const ids = { ...idsOf(notice), occurrence, again };
    const when = { due: due ?? now(), created: now() };
    const conversation = await t.people.conversationOf(person);
    if (conversation) {
      const card = newId();
      const added = await t.effects.add({
        key,
        kind: 'card.send',
        lane: `card:${card}`,
        person,
        ids: { card, ...ids },
        ...when,
      });
      if (!added) return false;
      await t.cards.insert({ id: card, person, view: viewOf(notice) }, now());
      return true;
    }
    if (!goesByMail(notice.kind)) return false;
    // What waits for a working morning does not hold back what is said before it.
    const lane = due === undefined ? `mail:${person}` : `mail:${key}`;
    return t.effects.add({ key, kind: 'mail', lane, person, ids, ...when });
  };
}
