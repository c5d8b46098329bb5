import type { Tables } from '../db/db.ts';
import { goesByMail, type Notice, viewOf } from '../domain/notice.ts';
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
    const key = `${subjectOf(notice)}:${occurrence}${again > 0 ? `+${again}` : ''}:${person}`;
    const which = { notice: notice.kind, occurrence, again };
    const when = { due: due ?? now(), created: now() };
    const conversation = await t.people.conversationOf(person);
    if (conversation) {
      const card = newId();
      const lane = `card:${card}`;
      const added = await t.effects.add({
        key,
        kind: 'card.send',
        lane,
        person,
        ids: { card, ...which },
        ...when,
      });
      if (!added) return false;
      await t.cards.insert({ id: card, person, view: viewOf(notice) }, now());
      return true;
    }
    if (!goesByMail[notice.kind]) return false;
    const ids = { ...which, ...subjectIds(notice) };
    return t.effects.add({ key, kind: 'mail', lane: `mail:${person}`, person, ids, ...when });
  };
}

function subjectOf(notice: Notice): string {
  switch (notice.kind) {
    case 'meeting':
    case 'held':
      return `${notice.kind}:${notice.meeting}`;
    case 'plan':
      return `plan:${notice.plan}`;
    case 'call':
      return `call:${notice.pair}:${notice.by}`;
    default:
      return notice.kind;
  }
}

/** What a mail is drawn from when it leaves. */
function subjectIds(notice: Notice): Record<string, string> {
  switch (notice.kind) {
    case 'meeting':
    case 'held':
      return { meeting: notice.meeting };
    case 'plan':
      return { pair: notice.pair, plan: notice.plan };
    case 'call':
      return { pair: notice.pair, by: notice.by };
    default:
      return {};
  }
}
