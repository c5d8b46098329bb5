import { type Kysely, sql as raw, type Selectable } from 'kysely';
import type { Instant } from '../domain/time.ts';
import type { View } from '../domain/view.ts';
import type { Schema } from './schema.ts';

/** A message in somebody's chat. */
export interface Card {
  id: string;
  person: string;
  view: View;
  /** Grows with every change of what it shows; an act on an older one is answered with the present. */
  rev: number;
  shownRev: number;
  conversation: string | null;
  activity: string | null;
}

type NewCard = Pick<Card, 'id' | 'person' | 'view'>;

export const cards = (sql: Kysely<Schema>) => ({
  async get(id: string): Promise<Card | undefined> {
    const row = await sql.selectFrom('card').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toCard(row);
  },

  async byActivity(conversation: string, activity: string): Promise<Card | undefined> {
    const row = await sql
      .selectFrom('card')
      .selectAll()
      .where('conversation_id', '=', conversation)
      .where('activity_id', '=', activity)
      .executeTakeFirst();
    return row && toCard(row);
  },

  async insert(card: NewCard, now: Instant): Promise<void> {
    await this.insertAll([card], now);
  },

  async insertAll(cards: readonly NewCard[], now: Instant): Promise<void> {
    if (cards.length === 0) return;
    const rows = cards.map(({ id, person, view }) => ({
      ...{ id, person_id: person, view: JSON.stringify(view), created: new Date(now) },
    }));
    await sql.insertInto('card').values(rows).execute();
  },

  /** What the message stands for from now on. */
  async show(id: string, view: View): Promise<Card> {
    const row = await sql
      .updateTable('card')
      .set({ view: JSON.stringify(view), rev: raw`rev + 1` })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return toCard(row);
  },

  /** Every card about a meeting or about its pair's year or rhythm, each one revision further. */
  async touch(meeting: string): Promise<Card[]> {
    const rows = await sql
      .updateTable('card')
      .set({ rev: raw`rev + 1` })
      .where((e) =>
        e.or([
          e(viewOf('meeting'), '=', meeting),
          e.and([
            e(viewOf('kind'), 'in', followsMeetings),
            e(
              viewOf('pair'),
              '=',
              e
                .selectFrom('meeting')
                .select(raw<string>`pair_id::text`.as('pair'))
                .where('id', '=', meeting),
            ),
          ]),
        ]),
      )
      .returningAll()
      .execute();
    return rows.map(toCard);
  },

  /** Likewise of several meetings of a pair, each card once. */
  async touchAll(pair: string, meetings: string[]): Promise<Card[]> {
    const rows = await sql
      .updateTable('card')
      .set({ rev: raw`rev + 1` })
      .where((e) =>
        e.or([
          e(viewOf('meeting'), 'in', [...meetings, '']),
          e.and([e(viewOf('kind'), 'in', followsMeetings), e(viewOf('pair'), '=', pair)]),
        ]),
      )
      .returningAll()
      .execute();
    return rows.map(toCard);
  },

  /** Likewise of those that tell how a pair stands. */
  async touchRhythm(pair: string): Promise<Card[]> {
    const rows = await sql
      .updateTable('card')
      .set({ rev: raw`rev + 1` })
      .where(viewOf('kind'), '=', 'rhythm')
      .where(viewOf('pair'), '=', pair)
      .returningAll()
      .execute();
    return rows.map(toCard);
  },

  async aboutMeeting(meeting: string, person: string): Promise<Card[]> {
    const rows = await sql
      .selectFrom('card')
      .selectAll()
      .where(viewOf('meeting'), '=', meeting)
      .where('person_id', '=', person)
      .execute();
    return rows.map(toCard);
  },

  /**
   * The message is in the chat; a later press may tell us so before Teams' own answer did. What it
   * was written for matters no longer: from now on it shows the present.
   */
  async arrived(id: string, conversation: string, activity: string): Promise<void> {
    await sql
      .updateTable('card')
      .set({
        conversation_id: conversation,
        activity_id: activity,
        view: raw<string>`view - 'nudge'`,
      })
      .where('id', '=', id)
      .where('activity_id', 'is', null)
      .execute();
  },

  async shown(id: string, rev: number): Promise<void> {
    await sql
      .updateTable('card')
      .set({ shown_rev: rev })
      .where('id', '=', id)
      .where('shown_rev', '<', rev)
      .execute();
  },
});

/** What a pair's cards of these kinds show changes with any of its meetings. */
const followsMeetings = ['year', 'rhythm'];

const viewOf = (key: 'kind' | 'meeting' | 'pair') => raw<string>`view ->> ${raw.lit(key)}`;

const toCard = (row: Selectable<Schema['card']>): Card => ({
  id: row.id,
  person: row.person_id,
  view: row.view,
  rev: row.rev,
  shownRev: row.shown_rev,
  conversation: row.conversation_id,
  activity: row.activity_id,
});
