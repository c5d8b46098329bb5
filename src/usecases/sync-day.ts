import { z } from 'zod';
import type { DayEvent } from '../db/day-events.ts';
import type { Effect } from '../db/effects.ts';
import { dayShows, dayTime, fateOf, isRemote, sameInvitees } from '../domain/collective-day.ts';
import { dayEventId } from '../domain/meeting-ids.ts';
import type { DayKind, Person } from '../domain/people.ts';
import { shownAt, shownTime } from '../domain/shown.ts';
import { type Interval, day as oneDay } from '../domain/time.ts';
import type { Outcome } from '../effects/run.ts';
import type { EventDraft, EventState } from '../graph/ports.ts';
import type { Deps } from './deps.ts';
import { nextIncarnation } from './plan-days.ts';

export interface DayDeps extends Deps {
  /** Neutral: says no more than that people meet. */
  daySubjects: Record<DayKind, string>;
}

/** One part of a collective day, and who asked for it to be as it should. */
const dayPart = z.object({
  cohort: z.uuid(),
  kind: z.enum(['launch', 'midterm', 'closing']),
  part: z.int().min(1),
  asker: z.enum(['import', 'outlook']),
});

type DayPart = z.infer<typeof dayPart>;

interface Wanted {
  time: Interval;
  invitees: Person[];
  shows: string;
}

/**
 * Brings one part of a collective day in the programme mailbox to what the cohort says now. May run
 * any number of times. A part called off in Outlook comes back only when an import asks.
 */
export async function syncDay(deps: DayDeps, ids: Effect['ids']): Promise<Outcome> {
  const which = dayPart.parse(ids);
  const { cohort, kind, part } = which;
  const t = deps.db.read;
  const event = (await t.dayEvents.latest(cohort, kind)).find((one) => one.part === part);
  const stands = event?.state === 'there' || event?.state === 'wanted';
  if (!event || (!stands && which.asker === 'outlook')) return { dropped: 'nothing stands' };
  const day = await t.dayEvents.day(cohort, kind);
  const invitees = await t.dayEvents.invitees(cohort, kind, part);
  const fate = fateOf(day, [event.shows], deps.now());
  if (!day || fate === 'call-off' || (fate === 'invite' && invitees.length === 0)) {
    return stands ? takeAway(deps, event) : { dropped: 'nothing stands' };
  }
  if (fate === 'leave') return { dropped: 'begun' };
  const time = dayTime(day);
  const mails = invitees.map(({ mail }) => mail);
  const wanted = { time, invitees, shows: dayShows(time, mails) };
  if (event.state === 'there') return move(deps, which, event, wanted);
  return create(deps, which, stands ? event : nextIncarnation(which, part, event), wanted);
}

async function create(
  deps: DayDeps,
  which: DayPart,
  event: DayEvent,
  wanted: Wanted,
): Promise<Outcome> {
  const asked = event.shows === null ? { ...event, shows: wanted.shows } : event;
  // Known before the call: a lost reply is followed by the same transaction id, never a second event.
  if (asked !== event) await deps.db.tx((t) => t.dayEvents.save(asked));
  const state = await deps.calendar.create(draft(deps, event, wanted));
  if (isRemote(event.kind) && state.joinUrl === null) {
    const { cohort, kind, part } = event;
    deps.log.warn({ event: 'day.no-link', cohort, kind, part });
  }
  // The event may be the one of an earlier try, whose reply was lost before something changed.
  const time = { start: state.startsAt, end: state.endsAt };
  const made = there(asked, state, shownAt(asked.shows ?? wanted.shows, time));
  if (made.shows === wanted.shows) return written(made);
  await deps.db.tx((t) => t.dayEvents.save(made));
  return move(deps, which, made, wanted);
}

function isAt({ shows }: DayEvent, time: Interval): boolean {
  const shown = shownTime(shows);
  return shown?.start === time.start && shown.end === time.end;
}

async function move(
  deps: DayDeps,
  which: DayPart,
  event: DayEvent,
  wanted: Wanted,
): Promise<Outcome> {
  if (event.shows === wanted.shows) return { dropped: 'up to date' };
  if (event.graphId === null) return { dropped: 'nothing to move' };
  const same = event.shows !== null && sameInvitees(event.shows, wanted.shows);
  const moved = await deps.calendar.move(event.graphId, {
    ...(isAt(event, wanted.time) ? {} : { time: wanted.time }),
    location: null,
    ...(same ? {} : { attendees: attendees(wanted.invitees) }),
  });
  if (moved !== 'gone') return written(there(event, moved, wanted.shows));
  const gone: DayEvent = { ...event, state: 'gone' };
  if (which.asker === 'outlook') {
    calledOff(deps, gone);
    return written(gone);
  }
  await deps.db.tx((t) => t.dayEvents.save(gone));
  return create(deps, which, nextIncarnation(which, event.part, gone), wanted);
}

/** Somebody must know: the day is in the programme's year and no longer in these calendars. */
export function calledOff(deps: Pick<Deps, 'log'>, event: DayEvent): void {
  const { cohort, kind, part, incarnation } = event;
  deps.log.warn({ event: 'day.called-off', cohort, kind, part, incarnation });
}

async function takeAway(deps: DayDeps, event: DayEvent): Promise<Outcome> {
  const graphId = event.graphId ?? (await lostEvent(deps, event));
  if (graphId !== undefined) await deps.calendar.cancel(graphId);
  return written({ ...event, state: 'gone' });
}

/** The event that a creation whose reply was lost may have made. */
async function lostEvent(deps: DayDeps, event: DayEvent): Promise<string | undefined> {
  const { cohort, kind, part, incarnation } = event;
  const asked = shownTime(event.shows);
  if (!asked) return undefined;
  const around = { start: asked.start - oneDay, end: asked.end + oneDay };
  const id = dayEventId(cohort, kind, part, incarnation);
  return (await deps.calendar.findByTransaction(id, around))?.graphId;
}

const there = (event: DayEvent, state: EventState, shows: string): DayEvent => ({
  ...event,
  state: 'there',
  graphId: state.graphId,
  iCalUId: state.iCalUId,
  changeKey: state.changeKey,
  shows,
});

const written = (event: DayEvent): Outcome => ({
  done: true,
  ...(event.graphId === null ? {} : { remoteId: event.graphId }),
  save: (t) => t.dayEvents.save(event),
});

function draft(deps: DayDeps, event: DayEvent, { time, invitees }: Wanted): EventDraft {
  const { cohort, kind, part, incarnation } = event;
  return {
    transactionId: dayEventId(cohort, kind, part, incarnation),
    subject: deps.daySubjects[kind],
    startsAt: time.start,
    endsAt: time.end,
    location: null,
    video: isRemote(kind),
    attendees: attendees(invitees),
    hideAttendees: true,
  };
}

const attendees = (invitees: Person[]): EventDraft['attendees'] =>
  invitees.map(({ mail, name }) => ({ mail, name }));
