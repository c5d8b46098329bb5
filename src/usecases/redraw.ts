import type { Tables } from '../db/db.ts';
import type { Deps } from './deps.ts';

/** Every card about the meeting is drawn anew: the chat tells the present. */
export async function refreshCards(deps: Deps, t: Tables, meeting: string): Promise<void> {
  for (const card of await t.cards.touch(meeting)) {
    await redraw(deps, t, card);
  }
}

export async function redraw(
  deps: Deps,
  t: Tables,
  card: { id: string; rev: number; person: string },
): Promise<void> {
  await t.effects.add({
    key: `card:${card.id}:r${card.rev}`,
    kind: 'card.update',
    lane: `card:${card.id}`,
    person: card.person,
    ids: { card: card.id, rev: card.rev },
    due: deps.now(),
    created: deps.now(),
  });
}

/** Older cards of the meeting point to the new one that is about to come. */
export async function retireCards(t: Tables, meeting: string, person: string): Promise<void> {
  for (const card of await t.cards.aboutMeeting(meeting, person)) {
    if (card.view.kind === 'meeting' || card.view.kind === 'slots' || card.view.kind === 'find') {
      await t.cards.show(card.id, { kind: 'newer', meeting });
    }
  }
}
