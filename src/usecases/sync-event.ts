import type { MeetingEvent } from '../db/events.ts';
import { eventShows, type Meeting, standsInCalendars } from '../domain/meeting.ts';
import { eventId } from '../domain/meeting-ids.ts';
import type { Pair } from '../domain/people.ts';
import { day, dayOf } from '../domain/time.ts';
import type { Outcome } from '../effects/run.ts';
import type { EventDraft, EventState } from '../graph/ports.ts';
import type { Deps } from './deps.ts';
import { refreshCards } from './follow.ts';
import { placeLabel } from './meeting-models.ts';

export interface EventDeps extends Deps {
  /** The programme mailbox: organiser of every event. */
  organiser: string;
  /** The same for every meeting, in the cohort's language: says nothing. */
  subject: string;
  placeWords: (label: string | null) => string;
}

/** Brings the event in the programme mailbox to what the meeting is now. May run any number of times. */
export async function syncEvent(deps: EventDeps, id: string): Promise<Outcome> {
  const t = deps.db.read;
  const meeting = await t.meetings.get(id);
  if (!meeting) return { dropped: 'no such meeting' };
  const pair = await t.pairs.get(meeting.pair, dayOf(deps.now(), 'UTC'));
  if (!pair) return { dropped: 'no such pair' };
  const event = await t.events.latest(id);
  const exists = event !== undefined && event.state !== 'gone';
  if (!standsInCalendars(meeting)) {
    return exists ? takeAway(deps, meeting, event) : { dropped: 'nothing stands' };
  }
  if (!exists || event.state === 'wanted') return create(deps, pair, meeting, event);
  return move(deps, pair, meeting, event);
}

async function create(
  deps: EventDeps,
  pair: Pair,
  meeting: Meeting,
  last: MeetingEvent | undefined,
): Promise<Outcome> {
  const wanted = last?.state === 'wanted' ? last : fresh(deps, meeting, last);
  // Known before the call: a lost reply is followed by the same transaction id, never a second event.
  if (wanted !== last) await deps.db.tx((t) => t.events.save(wanted));
  const state = await deps.calendar.create(draft(deps, pair, meeting, wanted.incarnation));
  return written(deps, meeting, { ...wanted, ...there(state, meeting) });
}

async function move(
  deps: EventDeps,
  pair: Pair,
  meeting: Meeting,
  event: MeetingEvent,
): Promise<Outcome> {
  if (event.shows === eventShows(meeting)) return { dropped: 'up to date' };
  if (!meeting.time || event.graphId === null) return { dropped: 'nothing to move' };
  const { start, end } = meeting.time;
  // A meeting that has begun stays where it was, whatever is said of it afterwards.
  if (start <= deps.now()) return { dropped: 'begun' };
  const location = locationOf(deps, pair, meeting);
  const moved = await deps.calendar.move(event.graphId, {
    startsAt: start,
    endsAt: end,
    location,
  });
  if (moved !== 'gone') return written(deps, meeting, { ...event, ...there(moved, meeting) });
  const gone: MeetingEvent = { ...event, state: 'gone' };
  await deps.db.tx((t) => t.events.save(gone));
  return create(deps, pair, meeting, gone);
}

async function takeAway(deps: EventDeps, meeting: Meeting, event: MeetingEvent): Promise<Outcome> {
  const around = meeting.time ?? { start: deps.now(), end: deps.now() };
  const window = { start: around.start - day, end: around.end + day };
  const graphId =
    event.graphId ??
    (await deps.calendar.findByTransaction(eventId(meeting.id, event.incarnation), window))
      ?.graphId;
  if (graphId !== undefined) await deps.calendar.cancel(graphId);
  return written(deps, meeting, { ...event, state: 'gone' });
}

const fresh = (
  deps: EventDeps,
  meeting: Meeting,
  last: MeetingEvent | undefined,
): MeetingEvent => ({
  meeting: meeting.id,
  incarnation: (last?.incarnation ?? 0) + 1,
  state: 'wanted',
  graphId: null,
  iCalUId: null,
  organiser: deps.organiser,
  changeKey: null,
  joinUrl: null,
  shows: null,
});

const there = (state: EventState, meeting: Meeting) => ({
  state: 'there' as const,
  graphId: state.graphId,
  iCalUId: state.iCalUId,
  changeKey: state.changeKey,
  joinUrl: state.joinUrl,
  shows: eventShows(meeting),
});

const written = (deps: EventDeps, meeting: Meeting, event: MeetingEvent): Outcome => ({
  done: true,
  ...(event.graphId === null ? {} : { remoteId: event.graphId }),
  save: async (t) => {
    await t.events.save(event);
    // The cards show the video link, or say that none came.
    await refreshCards(deps, t, meeting.id);
  },
});

function draft(deps: EventDeps, pair: Pair, meeting: Meeting, incarnation: number): EventDraft {
  if (!meeting.time) throw new Error('an event without a time');
  return {
    transactionId: eventId(meeting.id, incarnation),
    subject: deps.subject,
    startsAt: meeting.time.start,
    endsAt: meeting.time.end,
    location: locationOf(deps, pair, meeting),
    video: meeting.mode === 'video',
    attendees: [pair.mentee, pair.mentor].map(({ mail, name }) => ({ mail, name })),
  };
}

const locationOf = (deps: EventDeps, pair: Pair, meeting: Meeting): string | null =>
  meeting.mode === 'in-person' ? deps.placeWords(placeLabel(meeting.place, pair)) : null;
