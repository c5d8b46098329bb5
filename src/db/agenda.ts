import { type Kysely, sql as raw } from 'kysely';
import { reminderHorizon } from '../domain/reminder.ts';
import type { Instant } from '../domain/time.ts';
import type { Schema } from './schema.ts';

/** What there is to be done, and when, as one statement saw it. */
export interface Agenda {
  /** When each recurring job is due; one that never ran has no date. */
  jobs: ReadonlyMap<string, Instant>;
  /** Whether a notification named an event that was not read since. */
  hinted: boolean;
  /** Whether there is anything in the calendar to follow: a meeting still to come, or what seldom changes. */
  followed: 'ahead' | 'seldom' | 'nothing';
  /** When the next booked meeting ends, among those not asked about yet. */
  nextEnd: Instant | null;
  /** When a reminder of a booked meeting is next to be planned or told. */
  nextReminder: Instant | null;
  /** When the first effect of a lane is next due (those behind it wait for it), and how many are open. */
  effects: { nextDue: Instant | null; pending: number };
}

interface Row {
  jobs: Record<string, number> | null;
  hinted: boolean;
  ahead: boolean;
  seldom: boolean;
  next_end: number | null;
  next_reminder: number | null;
  effect_due: number | null;
  effects: string | number;
}

/** A second ticks, a virtual quarter of an hour passes: each asks the store this one question. */
export const agenda = (sql: Kysely<Schema>) => ({
  async at(now: Instant): Promise<Agenda> {
    const { rows } = await raw<Row>`
      select
        (select jsonb_object_agg(name, extract(epoch from due) * 1000) from job) as jobs,
        exists (select 1 from hint) as hinted,
        coalesce(booked.last > ${new Date(now)}, false) as ahead,
        exists (select 1 from meeting_event where state = 'there')
          or exists (select 1 from day_event where state = 'there') as seldom,
        (extract(epoch from booked.next_end) * 1000)::float8 as next_end,
        (extract(epoch from ${nextReminder(now)}) * 1000)::float8 as next_reminder,
        (extract(epoch from open.due) * 1000)::float8 as effect_due,
        open.effects
      from (
        select max(starts_at) as last, min(ends_at) filter (where asked_at is null) as next_end
        from meeting where state = 'booked') booked,
      (
        select min(due) filter (where first) as due, count(due) as effects
        from (
          select due, row_number() over (partition by lane order by id) = 1 as first
          from effect where state in ('waiting', 'running')) each) open`.execute(sql);
    const [row] = rows;
    if (!row) throw new Error('an aggregate without a row');
    return {
      jobs: new Map(Object.entries(row.jobs ?? {})),
      hinted: row.hinted,
      followed: row.ahead ? 'ahead' : row.seldom ? 'seldom' : 'nothing',
      nextEnd: row.next_end,
      nextReminder: row.next_reminder,
      effects: { nextDue: row.effect_due, pending: Number(row.effects) },
    };
  },
});

/** At once for a time not thought of yet, as soon as it is near enough to be. */
function nextReminder(now: Instant) {
  const near = new Date(now + reminderHorizon);
  return raw`least(
    (select min(due) from reminder where due is not null),
    (select ${new Date(now)}::timestamptz where exists (
      select 1 from meeting m
      where m.state = 'booked' and m.starts_at > ${new Date(now)} and m.starts_at <= ${near}
        and not exists (
          select 1 from reminder r where r.meeting_id = m.id and r.starts_at = m.starts_at))),
    (select min(starts_at) - make_interval(secs => ${reminderHorizon / 1000})
      from meeting where state = 'booked' and starts_at > ${near}))`;
}
