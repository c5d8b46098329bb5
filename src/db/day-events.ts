import { type Kysely, sql as raw, type Selectable } from 'kysely';
import { cohortSettings } from '../domain/cohort-settings.ts';
import type { CollectiveDay, Seat } from '../domain/collective-day.ts';
import type { DayKind, Person } from '../domain/people.ts';
import { addDays, type Day, dayOf, type Hours, type Instant } from '../domain/time.ts';
import { toPerson } from './people.ts';
import type { Schema } from './schema.ts';

/** What stands in the programme mailbox's calendar for one part of a collective day. */
export interface DayEvent {
  cohort: string;
  kind: DayKind;
  part: number;
  incarnation: number;
  state: 'wanted' | 'there' | 'gone';
  graphId: string | null;
  iCalUId: string | null;
  changeKey: string | null;
  /** The times the event shows, and a digest of its invitees; null before it was first asked for. */
  shows: string | null;
}

type Row = Selectable<Schema['day_event']>;

// A statement carries at most 65,535 parameters.
const rowsAtOnce = 500;

/** Collective days, their events and whose invitation is in which. */
export const dayEvents = (sql: Kysely<Schema>) => ({
  /** One at a time for a cohort: whoever imports or follows waits here for the other one. */
  async lock(cohort: string): Promise<void> {
    // An import holds the table before it comes to the row: in the same order nobody waits for ever.
    await raw`lock table cohort in row exclusive mode`.execute(sql);
    await sql.selectFrom('cohort').select('id').where('id', '=', cohort).forUpdate().execute();
  },

  /** What the cohort says of the day; undefined when it has none, or is not there. */
  async day(cohort: string, kind: DayKind): Promise<CollectiveDay | undefined> {
    const row = await sql
      .selectFrom('cohort_day')
      .innerJoin('cohort', 'cohort.id', 'cohort_day.cohort_id')
      .select(['cohort_day.day', 'cohort.time_zone', 'cohort.settings'])
      .where('cohort.id', '=', cohort)
      .where('kind', '=', kind)
      .executeTakeFirst();
    if (!row) return undefined;
    const { dayHours, noticeHours } = cohortSettings.parse(row.settings);
    return { day: row.day, hours: dayHours[kind], zone: row.time_zone, noticeHours };
  },

  /** The days the cohort has, by kind. */
  async days(cohort: string): Promise<Partial<Record<DayKind, Day>>> {
    const rows = await sql
      .selectFrom('cohort_day')
      .select(['kind', 'day'])
      .where('cohort_id', '=', cohort)
      .execute();
    return Object.fromEntries(rows.map(({ kind, day }) => [kind, day]));
  },

  /** The cohort says otherwise of a day from now on. */
  async setDay(cohort: string, kind: DayKind, day: Day, hours: Hours): Promise<void> {
    await sql
      .updateTable('cohort_day')
      .set({ day })
      .where('cohort_id', '=', cohort)
      .where('kind', '=', kind)
      .execute();
    const row = await sql
      .selectFrom('cohort')
      .select('settings')
      .where('id', '=', cohort)
      .executeTakeFirstOrThrow();
    const settings = cohortSettings.parse(row.settings);
    const next = { ...settings, dayHours: { ...settings.dayHours, [kind]: hours } };
    await sql
      .updateTable('cohort')
      .set({ settings: JSON.stringify(next) })
      .where('id', '=', cohort)
      .execute();
  },

  /** Everybody a collective day is for, by id, each once: active pairs, coaches and pilot. */
  async people(cohort: string): Promise<string[]> {
    const { rows } = await raw<{ person: string }>`
      select person from (
        select mentee_id as person from pair where cohort_id = ${cohort} and state = 'active'
        union select mentor_id from pair where cohort_id = ${cohort} and state = 'active'
        union select person_id from cohort_role where cohort_id = ${cohort}) everybody
      order by person`.execute(sql);
    return rows.map(({ person }) => person);
  },

  async seats(cohort: string, kind: DayKind): Promise<Seat[]> {
    return sql
      .selectFrom('day_invitee')
      .select(['person_id as person', 'part'])
      .where('cohort_id', '=', cohort)
      .where('kind', '=', kind)
      .orderBy('part')
      .orderBy('person_id')
      .execute();
  },

  /** Replaces all of a day's seats. */
  async saveSeats(cohort: string, kind: DayKind, seats: readonly Seat[]): Promise<void> {
    await sql
      .deleteFrom('day_invitee')
      .where('cohort_id', '=', cohort)
      .where('kind', '=', kind)
      .execute();
    for (let start = 0; start < seats.length; start += rowsAtOnce) {
      const rows = seats
        .slice(start, start + rowsAtOnce)
        .map(({ person, part }) => ({ cohort_id: cohort, kind, person_id: person, part }));
      await sql.insertInto('day_invitee').values(rows).execute();
    }
  },

  /** Whose invitation is in a part, by mail. */
  async invitees(cohort: string, kind: DayKind, part: number): Promise<Person[]> {
    const rows = await sql
      .selectFrom('day_invitee')
      .innerJoin('person', 'person.id', 'day_invitee.person_id')
      .selectAll('person')
      .where('cohort_id', '=', cohort)
      .where('kind', '=', kind)
      .where('part', '=', part)
      .orderBy('person.mail')
      .execute();
    return rows.map(toPerson);
  },

  /** The newest incarnation of each part, ascending. */
  async latest(cohort: string, kind: DayKind): Promise<DayEvent[]> {
    const rows = await sql
      .selectFrom('day_event')
      .distinctOn('part')
      .selectAll()
      .where('cohort_id', '=', cohort)
      .where('kind', '=', kind)
      .orderBy('part')
      .orderBy('incarnation', 'desc')
      .execute();
    return rows.map(toDayEvent);
  },

  /** Events to be followed: those that stand, of days that are not past. */
  async watched(now: Instant): Promise<DayEvent[]> {
    // Nowhere in the world is it earlier than the eve of the day it is in UTC.
    const eve = addDays(dayOf(now, 'UTC'), -1);
    const rows = await sql
      .selectFrom('day_event')
      .innerJoin('cohort_day', (join) =>
        join
          .onRef('cohort_day.cohort_id', '=', 'day_event.cohort_id')
          .onRef('cohort_day.kind', '=', 'day_event.kind'),
      )
      .selectAll('day_event')
      .where('state', '=', 'there')
      .where('cohort_day.day', '>=', eve)
      .orderBy('day_event.cohort_id')
      .orderBy('day_event.kind')
      .orderBy('part')
      .execute();
    return rows.map(toDayEvent);
  },

  /** Every incarnation of each part. */
  async all(cohort: string, kind: DayKind): Promise<DayEvent[]> {
    const rows = await sql
      .selectFrom('day_event')
      .selectAll()
      .where('cohort_id', '=', cohort)
      .where('kind', '=', kind)
      .execute();
    return rows.map(toDayEvent);
  },

  async save(event: DayEvent): Promise<void> {
    const row = {
      state: event.state,
      graph_id: event.graphId,
      ical_uid: event.iCalUId,
      change_key: event.changeKey,
      shows: event.shows,
    };
    const { cohort: cohort_id, kind, part, incarnation } = event;
    await sql
      .insertInto('day_event')
      .values({ cohort_id, kind, part, incarnation, ...row })
      .onConflict((c) => c.columns(['cohort_id', 'kind', 'part', 'incarnation']).doUpdateSet(row))
      .execute();
  },
});

const toDayEvent = (row: Row): DayEvent => ({
  cohort: row.cohort_id,
  kind: row.kind,
  part: row.part,
  incarnation: row.incarnation,
  state: row.state,
  graphId: row.graph_id,
  iCalUId: row.ical_uid,
  changeKey: row.change_key,
  shows: row.shows,
});
