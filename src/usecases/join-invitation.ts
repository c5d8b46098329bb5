import type { Tables } from '../db/db.ts';
import type { MeetingEvent } from '../db/events.ts';
import {
  type Invitation,
  isDoubted,
  type Registered,
  registeredAs,
  standsAt,
} from '../domain/appointment.ts';
import { heardIn } from '../domain/calendar-change.ts';
import type { Meeting } from '../domain/meeting.ts';
import { partnerOf } from '../domain/people.ts';
import { eventShows } from '../domain/shown.ts';
import { dayOf } from '../domain/time.ts';
import type { EventState } from '../graph/ports.ts';
import { blankSoon } from './blank-copy.ts';
import type { Deps } from './deps.ts';
import { followClosely } from './follow.ts';
import { refreshCards } from './redraw.ts';
import { takeEvent } from './take-event.ts';

/**
 * Takes in what lies in the programme mailbox and is not followed: the invitation of a meeting that
 * was registered, or one that is back. Everybody else's is left as it is. Read twice, it is taken once.
 */
export async function joinInvitations(
  deps: Deps,
  states: readonly EventState[],
  open: readonly Registered[],
): Promise<void> {
  const sent = states.filter(({ organiser, cancelled }) => organiser !== null && !cancelled);
  if (open.length === 0 || sent.length === 0) return;
  const known = await deps.db.read.events.byICalUIds(sent.map(({ iCalUId }) => iCalUId));
  for (const state of sent) {
    const before = known.find(({ iCalUId }) => iCalUId === state.iCalUId);
    if (before && open.some(({ meeting }) => meeting === before.meeting)) {
      await isBack(deps, before, state);
    } else {
      const found = registeredAs(invitationOf(state), open);
      if (found) await join(deps, found, state);
    }
  }
}

const invitationOf = ({ organiser, answers, startsAt }: EventState): Invitation => ({
  ...{ organiser: organiser ?? '', start: startsAt },
  invited: answers.map(({ mail }) => mail),
});

async function join(deps: Deps, { meeting: id }: Registered, state: EventState): Promise<void> {
  await deps.db.tx(async (t) => {
    const meeting = await t.meetings.lock(id);
    const registered = await t.appointments.of(id);
    // Somebody else has joined it meanwhile, or it was called off.
    if (meeting?.state !== 'booked' || !registered?.awaited) return;
    if (!(await isFree(t, state.iCalUId, id))) return;
    const first = registered.joined ?? deps.now();
    await t.appointments.save({ ...registered, joined: first, awaited: false });
    const joined = asSent(meeting, registered.organiser, state);
    if (joined !== meeting) await t.meetings.save(joined);
    const last = await t.events.latest(id);
    const event = eventOf(joined, state, (last?.incarnation ?? 0) + 1);
    await t.events.save(event);
    await blankSoon(deps, t, event);
    await followClosely(deps, t);
    await tellPartner(deps, t, joined, registered.organiser);
  });
  deps.wake();
}

/** An event is one meeting's for good, unless that one was called off. */
async function isFree(t: Tables, iCalUId: string, meeting: string): Promise<boolean> {
  const [known] = await t.events.byICalUIds([iCalUId]);
  if (!known) return true;
  const of = await t.meetings.get(known.meeting);
  const isOver = of?.source === 'outlook' && of.state === 'cancelled';
  if (known.meeting !== meeting && !isOver) return false;
  await t.events.release(known);
  return true;
}

/** The minute is what it was joined by; the length may have been changed before it was sent. */
function asSent(
  meeting: Meeting,
  organiser: string,
  { startsAt: start, endsAt: end }: EventState,
): Meeting {
  const { time } = meeting;
  const isSame = (time?.start === start && time.end === end) || end <= start;
  if (isSame && !isDoubted(meeting)) return meeting;
  return standsAt(meeting, organiser, isSame && time ? time : { start, end });
}

const eventOf = (
  meeting: Meeting,
  { organiser, ...state }: EventState,
  incarnation: number,
): MeetingEvent => ({
  ...{ meeting: meeting.id, incarnation, state: 'there', organiser: organiser ?? '' },
  ...{ graphId: state.graphId, iCalUId: state.iCalUId, changeKey: state.changeKey },
  ...{ joinUrl: state.joinUrl, shows: eventShows(meeting) },
  heard: heardIn({ time: { start: state.startsAt, end: state.endsAt }, answers: state.answers }),
});

/** The invitation has left: only now is there something to say yes to. */
async function tellPartner(deps: Deps, t: Tables, meeting: Meeting, organiser: string) {
  const pair = await t.pairs.get(meeting.pair, dayOf(deps.now(), 'UTC'));
  if (!pair) return;
  await refreshCards(deps, t, meeting.id);
  await deps.tell(t, {
    person: partnerOf(pair, organiser).id,
    notice: { kind: 'meeting', meeting: meeting.id },
    occurrence: `v${meeting.version}`,
  });
}

/** One that was gone, and stands again: the same event, known by what it is called everywhere. */
async function isBack(deps: Deps, before: MeetingEvent, state: EventState): Promise<void> {
  const back: MeetingEvent = {
    ...{ ...before, state: 'there', graphId: state.graphId },
    // No version of it is known any more.
    changeKey: null,
  };
  await deps.db.tx(async (t) => {
    await t.meetings.lock(before.meeting);
    const made = await t.appointments.of(before.meeting);
    if (!made?.awaited) return;
    await t.events.save(back);
    await t.appointments.save({ ...made, awaited: false });
  });
  await takeEvent(deps, back, state);
}
