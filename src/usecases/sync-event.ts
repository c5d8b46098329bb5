import type { MeetingEvent } from '../db/events.ts';
import { type Meeting, standsInCalendars } from '../domain/meeting.ts';
import { eventId } from '../domain/meeting-ids.ts';
import type { Pair } from '../domain/people.ts';
import { eventShows, shownAt, shownTime } from '../domain/shown.ts';
import { day, dayOf, type Interval, instantOf } from '../domain/time.ts';
import type { Outcome } from '../effects/run.ts';
import type { EventDraft, EventState } from '../graph/ports.ts';
import { blankCopy } from './blank-copy.ts';
import type { Deps } from './deps.ts';
import { placeLabel } from './meeting-models.ts';
import { refreshCards } from './redraw.ts';

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
  if (meeting.source === 'outlook') return blankCopy(deps, id);
  const pair = await t.pairs.get(meeting.pair, dayOf(deps.now(), 'UTC'));
  if (!pair) return { dropped: 'no such pair' };
  const event = await t.events.latest(id);
  const exists = event !== undefined && event.state !== 'gone';
  if (!standsInCalendars(meeting)) {
    return exists ? takeAway(deps, pair, meeting, event) : { dropped: 'nothing stands' };
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
  // Somebody may have moved it since an earlier try, whose reply was lost.
  const time = { start: state.startsAt, end: state.endsAt };
  const made = { ...wanted, ...there(state, wanted.shows && shownAt(wanted.shows, time)) };
  if (made.shows === eventShows(meeting)) return written(deps, meeting, made);
  await deps.db.tx((t) => t.events.save(made));
  return move(deps, pair, meeting, made);
}

async function move(
  deps: EventDeps,
  pair: Pair,
  meeting: Meeting,
  event: MeetingEvent,
): Promise<Outcome> {
  if (event.shows === eventShows(meeting)) return { dropped: 'up to date' };
  if (!meeting.time || event.graphId === null) return { dropped: 'nothing to move' };
  // One that has begun stays where it was, unless the calendars still show it ahead.
  const shown = shownTime(event.shows);
  const begun = (time: Interval | null) => time !== null && time.start <= deps.now();
  if (begun(meeting.time) && begun(shown)) return { dropped: 'begun' };
  const location = locationOf(deps, pair, meeting);
  const moved = await deps.calendar.move(event.graphId, { time: meeting.time, location });
  if (moved !== 'gone') {
    // A new time asks everybody anew; else what they answered meanwhile is still to be heard.
    const heard = isMoved(event, meeting) ? {} : event.heard;
    return written(deps, meeting, { ...event, ...there(moved, eventShows(meeting)), heard });
  }
  const gone: MeetingEvent = { ...event, state: 'gone' };
  await deps.db.tx((t) => t.events.save(gone));
  return create(deps, pair, meeting, gone);
}

function isMoved({ shows }: MeetingEvent, { time }: Meeting): boolean {
  const shown = shownTime(shows);
  return shown?.start !== time?.start || shown?.end !== time?.end;
}

async function takeAway(
  deps: EventDeps,
  pair: Pair,
  meeting: Meeting,
  event: MeetingEvent,
): Promise<Outcome> {
  // A lost reply may be about a time the meeting had before: anywhere in the programme.
  const { launch, closing, zone } = pair.cohort;
  const start = instantOf(launch, '00:00', zone) - day;
  const window = { start, end: instantOf(closing, '23:59', zone) + day };
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
  shows: eventShows(meeting),
  heard: {},
});

const there = (state: EventState, shows: string | null) => ({
  state: 'there' as const,
  graphId: state.graphId,
  iCalUId: state.iCalUId,
  changeKey: state.changeKey,
  joinUrl: state.joinUrl,
  shows,
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
