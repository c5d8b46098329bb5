import type { Card } from '../db/cards.ts';
import type { Tables } from '../db/db.ts';
import type { NewEffect } from '../db/effects.ts';
import { goesByMail, goesByMailOnly, idsOf, keyOf, type Notice, viewOf } from '../domain/notice.ts';
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

/**
 * Decides the rungs and writes the effects, in the caller's transaction; many take no more questions
 * to the store than one. False when all of it was told before.
 */
export type Tell = (tables: Tables, ...tellings: readonly Telling[]) => Promise<boolean>;

export interface TellConfig {
  now: () => Instant;
  newId: () => string;
}

interface Message {
  effect: NewEffect;
  card: Pick<Card, 'id' | 'person' | 'view'> | null;
}

/** Rungs: the bot where there is a conversation, else a mail. */
export function openTell({ now, newId }: TellConfig): Tell {
  return async (t, ...tellings) => {
    const people = new Set(tellings.map(({ person }) => person));
    const inChat = await t.people.withConversation([...people]);
    const messages = tellings.flatMap((telling) =>
      inChat.has(telling.person) && !goesByMailOnly(telling.notice.kind)
        ? byBot(telling, newId(), now())
        : byMail(telling, now()),
    );
    const byKey = new Map(messages.map((message) => [message.effect.key, message]));
    const added = await t.effects.addAll([...byKey.values()].map(({ effect }) => effect));
    await t.cards.insertAll(
      added.flatMap((key) => byKey.get(key)?.card ?? []),
      now(),
    );
    return added.length > 0;
  };
}

function byBot(telling: Telling, card: string, now: Instant): Message {
  const { person, notice } = telling;
  const { ids, ...message } = aMessage(telling, now);
  const effect = { ...message, kind: 'card.send' as const, lane: `card:${card}` };
  return {
    effect: { ...effect, ids: { card, ...ids } },
    card: { id: card, person, view: viewOf(notice) },
  };
}

function byMail(telling: Telling, now: Instant): Message[] {
  const { person, notice, due } = telling;
  if (!goesByMail(notice.kind)) return [];
  const message = aMessage(telling, now);
  // What waits for a working morning does not hold back what is said before it.
  const lane = due === undefined ? `mail:${person}` : `mail:${message.key}`;
  return [{ effect: { ...message, kind: 'mail', lane }, card: null }];
}

function aMessage({ person, notice, occurrence, due, again = 0 }: Telling, now: Instant) {
  const key = `${keyOf(notice)}:${occurrence}${again > 0 ? `+${again}` : ''}:${person}`;
  const ids = { ...idsOf(notice), occurrence, again };
  return { key, person, ids, due: due ?? now, created: now };
}
