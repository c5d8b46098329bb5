import { type Kysely, sql as raw, type Selectable } from 'kysely';
import type { Registered } from '../domain/appointment.ts';
import type { Instant, Interval } from '../domain/time.ts';
import { instant } from './instant.ts';
import type { Schema } from './schema.ts';

/** Who made a meeting in their own Outlook. */
export interface Appointment {
  meeting: string;
  organiser: string;
  /** Another address they write under than the programme knows, in lower case. */
  organiserMail: string | null;
  /** When its invitation first came; null until then. */
  joined: Instant | null;
  /** Whether an invitation is to come: none has been seen yet, or it was seen to be gone. */
  awaited: boolean;
}

/** Where an open one is to be looked for. */
export interface OpenAppointment extends Registered {
  time: Interval;
}

/** Meetings made in Outlook, and the invitations that are awaited for them. */
export const appointments = (sql: Kysely<Schema>) => ({
  async of(meeting: string): Promise<Appointment | undefined> {
    const [row] = await load(sql, [meeting]);
    return row;
  },

  /** The same of several, by meeting; those not made in Outlook are not in it. */
  async ofAll(meetings: readonly string[]): Promise<Map<string, Appointment>> {
    const rows = await load(sql, meetings);
    return new Map(rows.map((row) => [row.meeting, row]));
  },

  async save({ meeting, organiser, organiserMail, joined, awaited }: Appointment): Promise<void> {
    const row = {
      organiser_id: organiser,
      organiser_mail: organiserMail,
      joined: joined === null ? null : new Date(joined),
      awaited,
    };
    await sql
      .insertInto('appointment')
      .values({ meeting_id: meeting, ...row })
      .onConflict((c) => c.column('meeting_id').doUpdateSet(row))
      .execute();
  },

  /** Whether this one of the pair cannot know of it yet: the other one makes it, and has not sent it. */
  async isUnsent(meeting: string, person: string): Promise<boolean> {
    const made = await this.of(meeting);
    return made !== undefined && made.joined === null && made.organiser !== person;
  },

  /** Those booked whose invitation is still to come, and that have not ended, the oldest first. */
  async open(now: Instant): Promise<OpenAppointment[]> {
    const rows = await sql
      .selectFrom('appointment')
      .innerJoin('meeting', 'meeting.id', 'appointment.meeting_id')
      .innerJoin('pair', 'pair.id', 'meeting.pair_id')
      .innerJoin('person as organiser', 'organiser.id', 'appointment.organiser_id')
      .innerJoin('person as partner', (j) =>
        j.on(
          'partner.id',
          '=',
          raw<string>`case when pair.mentee_id = organiser.id then pair.mentor_id else pair.mentee_id end`,
        ),
      )
      .select(['meeting.id', 'starts_at', 'ends_at', 'organiser_mail'])
      .select(['organiser.mail as organiser', 'partner.mail as partner'])
      .where('awaited', '=', true)
      .where('meeting.state', '=', 'booked')
      .where('ends_at', '>', instant(now))
      .orderBy('meeting.created')
      .orderBy('meeting.id')
      .execute();
    return rows.flatMap(({ id, starts_at, ends_at, organiser, organiser_mail, partner }) =>
      starts_at === null || ends_at === null
        ? []
        : [
            {
              ...{ meeting: id, partner, start: starts_at },
              organisers: organiser_mail === null ? [organiser] : [organiser, organiser_mail],
              time: { start: starts_at, end: ends_at },
            },
          ],
    );
  },

  /** Of these ids in the programme mailbox, those that stand for nothing we follow. */
  async unfollowed(graphIds: readonly string[]): Promise<string[]> {
    if (graphIds.length === 0) return [];
    const { rows } = await raw<{ id: string }>`
      select id from jsonb_array_elements_text(${JSON.stringify(graphIds)}::jsonb) as named(id)
      where not exists (
        select 1 from day_event where graph_id = id
        union all
        select 1 from meeting_event e
        where graph_id = id
          and not (state = 'gone'
            and exists (select 1 from appointment a where a.meeting_id = e.meeting_id)))`.execute(
      sql,
    );
    return rows.map(({ id }) => id);
  },
});

async function load(sql: Kysely<Schema>, meetings: readonly string[]): Promise<Appointment[]> {
  if (meetings.length === 0) return [];
  const rows = await sql
    .selectFrom('appointment')
    .selectAll()
    .where('meeting_id', 'in', [...meetings])
    .execute();
  return rows.map(toAppointment);
}

const toAppointment = (row: Selectable<Schema['appointment']>): Appointment => ({
  meeting: row.meeting_id,
  organiser: row.organiser_id,
  organiserMail: row.organiser_mail,
  joined: row.joined,
  awaited: row.awaited,
});
