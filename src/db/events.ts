import type { Kysely, Selectable } from 'kysely';
import type { Heard } from '../domain/calendar-change.ts';
import type { Instant } from '../domain/time.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** What stands in the programme mailbox's calendar for a meeting. */
export interface MeetingEvent {
  meeting: string;
  incarnation: number;
  state: 'wanted' | 'there' | 'gone';
  graphId: string | null;
  iCalUId: string | null;
  organiser: string;
  changeKey: string | null;
  joinUrl: string | null;
  /** The times and the place the event shows. */
  shows: string | null;
  /** What each attendee had answered when it was last read. */
  heard: Heard;
}

export const events = (sql: Kysely<Schema>) => ({
  /** The newest incarnation. */
  async latest(meeting: string): Promise<MeetingEvent | undefined> {
    const row = await sql
      .selectFrom('meeting_event')
      .selectAll()
      .where('meeting_id', '=', meeting)
      .orderBy('incarnation', 'desc')
      .executeTakeFirst();
    return row && toEvent(row);
  },

  /** Every incarnation there was. */
  async ofMeeting(meeting: string): Promise<MeetingEvent[]> {
    const rows = await sql
      .selectFrom('meeting_event')
      .selectAll()
      .where('meeting_id', '=', meeting)
      .execute();
    return rows.map(toEvent);
  },

  /**
   * Events to be followed: of meetings that stand, and of those recorded whose time is after
   * `since`, for a past one may still be moved.
   */
  async watched(since: Instant): Promise<MeetingEvent[]> {
    const rows = await sql
      .selectFrom('meeting_event')
      .innerJoin('meeting', 'meeting.id', 'meeting_event.meeting_id')
      .selectAll('meeting_event')
      .where('meeting_event.state', '=', 'there')
      .where((e) =>
        e.or([
          e('meeting.state', '=', 'booked'),
          e.and([
            e('meeting.state', 'in', ['held', 'not-held']),
            e('meeting.ends_at', '>', instant(since)),
          ]),
        ]),
      )
      .execute();
    return rows.map(toEvent);
  },

  async byGraphIds(graphIds: string[]): Promise<MeetingEvent[]> {
    if (graphIds.length === 0) return [];
    const rows = await sql
      .selectFrom('meeting_event')
      .selectAll()
      .where('graph_id', 'in', graphIds)
      .execute();
    return rows.map(toEvent);
  },

  /** By what is the same in every calendar. */
  async byICalUIds(iCalUIds: readonly string[]): Promise<MeetingEvent[]> {
    if (iCalUIds.length === 0) return [];
    const rows = await sql
      .selectFrom('meeting_event')
      .selectAll()
      .where('ical_uid', 'in', [...iCalUIds])
      .execute();
    return rows.map(toEvent);
  },

  /** A past meeting lets go of an event that is another one's by now. */
  async release({ meeting, incarnation }: MeetingEvent): Promise<void> {
    await sql
      .updateTable('meeting_event')
      .set({ state: 'gone', ical_uid: null, graph_id: null })
      .where('meeting_id', '=', meeting)
      .where('incarnation', '=', incarnation)
      .execute();
  },

  async save(event: MeetingEvent): Promise<void> {
    const row = {
      state: event.state,
      graph_id: event.graphId,
      ical_uid: event.iCalUId,
      organiser: event.organiser,
      change_key: event.changeKey,
      join_url: event.joinUrl,
      shows: event.shows,
      heard: JSON.stringify(event.heard),
    };
    await sql
      .insertInto('meeting_event')
      .values({ meeting_id: event.meeting, incarnation: event.incarnation, ...row })
      .onConflict((c) => c.columns(['meeting_id', 'incarnation']).doUpdateSet(row))
      .execute();
  },
});

const toEvent = (row: Selectable<Schema['meeting_event']>): MeetingEvent => ({
  meeting: row.meeting_id,
  incarnation: row.incarnation,
  state: row.state,
  graphId: row.graph_id,
  iCalUId: row.ical_uid,
  organiser: row.organiser,
  changeKey: row.change_key,
  joinUrl: row.join_url,
  shows: row.shows,
  heard: row.heard,
});
