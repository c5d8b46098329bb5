import type { OpenAppointment } from '../db/appointments.ts';
import type { MeetingEvent } from '../db/events.ts';
import type { Hint } from '../db/hints.ts';
import { OutsideFault } from '../domain/outside.ts';
import { shownTime } from '../domain/shown.ts';
import { day, type Interval, overlaps } from '../domain/time.ts';
import type { EventState } from '../graph/ports.ts';
import type { Deps } from './deps.ts';
import { followDay } from './follow-day.ts';
import { joinInvitations } from './join-invitation.ts';
import { takeEvent } from './take-event.ts';

/** A meeting that was recorded may still be moved in Outlook; after this long nobody does. */
const followedFor = 60 * day;
/** Hints read at once: no more than a handful of requests. */
const mostHints = 100;

/** Events of the programme mailbox that the product follows, and how a change of each is taken. */
interface Followed {
  graphId: string;
  changeKey: string | null;
  time: Interval | null;
  take(state: EventState | 'gone'): Promise<void>;
}

/**
 * Reads the calendar, whole: the truth, whatever notifications came or were lost. Only the sides that
 * differ from what was last known are taken. Never a subject, a body or the words of a reply.
 */
export async function sweepCalendar(deps: Deps): Promise<void> {
  const followed = await followedEvents(deps);
  const open = await deps.db.read.appointments.open(deps.now());
  await reading(deps, 'sweep', async () => {
    const { states, others } = await statesOf(deps, followed, open);
    for (const [event, state] of states) await event.take(state);
    await joinInvitations(deps, others, open);
  });
}

/** Reads again the events that notifications named, each once however often it was named. */
export async function readHints(deps: Deps): Promise<void> {
  const hints = await deps.db.read.hints.take(mostHints);
  const followed = await followedEvents(deps);
  const named = followed.filter(({ graphId, changeKey }) =>
    hints.some((hint) => hint.graphId === graphId && hint.version !== changeKey),
  );
  await reading(deps, 'hints', async () => {
    const states = await statesById(deps, named);
    for (const event of named) {
      const state = states.get(event.graphId);
      if (state) await event.take(state === 'gone' || state.cancelled ? 'gone' : state);
    }
    const others = hints.filter(({ graphId }) => !followed.some((one) => one.graphId === graphId));
    await readUnfollowed(deps, others);
  });
}

/** Invitations that may be of a meeting somebody registered, or of one that is back. */
async function readUnfollowed(deps: Deps, hints: readonly Hint[]): Promise<void> {
  const named = hints.filter(({ version }) => version !== 'deleted');
  const { appointments } = deps.db.read;
  const unknown = await appointments.unfollowed(named.map(({ graphId }) => graphId));
  if (unknown.length === 0) return;
  const open = await appointments.open(deps.now());
  if (open.length === 0) return;
  const states = [...(await deps.calendar.read(unknown)).values()];
  await joinInvitations(
    deps,
    states.filter((state) => state !== 'gone'),
    open,
  );
}

async function reading(deps: Deps, what: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    // The next sweep reads the same calendar: nothing is lost by waiting for it.
    if (!(error instanceof OutsideFault)) throw error;
    deps.log.warn({ event: 'calendar.unread', what, status: error.status });
  }
}

async function followedEvents(deps: Deps): Promise<Followed[]> {
  const { events, dayEvents } = deps.db.read;
  const meetings = await events.watched(deps.now() - followedFor);
  const days = await dayEvents.watched(deps.now());
  return [
    ...meetings.flatMap((event) => ofEvent(event, (state) => takeEvent(deps, event, state))),
    ...days.flatMap((event) => ofEvent(event, (state) => followDay(deps, event, state))),
  ];
}

function ofEvent(
  { graphId, changeKey, shows }: Pick<MeetingEvent, 'graphId' | 'changeKey' | 'shows'>,
  take: Followed['take'],
): Followed[] {
  return graphId === null ? [] : [{ graphId, changeKey, time: shownTime(shows), take }];
}

interface Seen {
  states: [Followed, EventState | 'gone'][];
  /** What else lies in the calendar there. */
  others: EventState[];
}

/** One look at the span of them all; whatever is not seen there is asked for by its id. */
async function statesOf(
  deps: Deps,
  followed: Followed[],
  open: readonly OpenAppointment[],
): Promise<Seen> {
  const window = spanOf([...followed, ...open]);
  if (!window) return { states: [], others: [] };
  const seen = byId(await deps.calendar.view(window));
  const missing = followed.filter(({ graphId }) => !seen.has(graphId));
  const read = await statesById(deps, missing);
  const found: [Followed, EventState | 'gone'][] = [];
  for (const event of followed) {
    const state =
      seen.get(event.graphId) ?? (await standing(deps, window, read.get(event.graphId)));
    found.push([event, state === 'gone' || state.cancelled ? 'gone' : state]);
  }
  const known = new Set(followed.map(({ graphId }) => graphId));
  return { states: found, others: [...seen.values()].filter(({ graphId }) => !known.has(graphId)) };
}

/**
 * An event that is read by its id though the calendar did not show it: moved out of the span, or
 * else lying among the deleted items, where an immutable id still leads to it.
 */
async function standing(
  deps: Deps,
  window: Interval,
  state: EventState | 'gone' | undefined,
): Promise<EventState | 'gone'> {
  if (state === undefined || state === 'gone') return 'gone';
  const time = { start: state.startsAt, end: state.endsAt };
  if (!overlaps(time, window)) return state;
  // It may have come there since the calendar was looked at.
  return byId(await deps.calendar.view(time)).get(state.graphId) ?? 'gone';
}

const statesById = async (deps: Deps, events: Followed[]) =>
  events.length === 0
    ? new Map<string, EventState | 'gone'>()
    : deps.calendar.read(events.map(({ graphId }) => graphId));

const byId = (states: EventState[]) => new Map(states.map((state) => [state.graphId, state]));

function spanOf(followed: readonly Pick<Followed, 'time'>[]): Interval | null {
  const times = followed.flatMap(({ time }) => time ?? []);
  if (times.length === 0) return null;
  return {
    start: Math.min(...times.map(({ start }) => start)),
    end: Math.max(...times.map(({ end }) => end)),
  };
}
