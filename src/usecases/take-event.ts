import type { Tables } from '../db/db.ts';
import type { MeetingEvent } from '../db/events.ts';
import { takeAppointment } from '../domain/appointment.ts';
import { changesOf, type EventNow, heardIn, isSameHeard } from '../domain/calendar-change.ts';
import type { Meeting } from '../domain/meeting.ts';
import { type Pair, partnerOf } from '../domain/people.ts';
import { shownAt, shownTime } from '../domain/shown.ts';
import { takeChanges } from '../domain/take-changes.ts';
import { dayOf } from '../domain/time.ts';
import type { EventState } from '../graph/ports.ts';
import { endSilence } from './alerts.ts';
import { blankSoon, copyLane } from './blank-copy.ts';
import type { Deps } from './deps.ts';
import { followClosely, writeCalendars, writeList } from './follow.ts';
import { listDue } from './record-meeting.ts';
import { refreshCards, retireCards } from './redraw.ts';

/**
 * Takes what Outlook changed of a meeting's event since it was last read or written. A state that was
 * read before our own last write says nothing: whoever writes reads again.
 */
export async function takeEvent(
  deps: Deps,
  read: MeetingEvent,
  state: EventState | 'gone',
): Promise<void> {
  if (isKnown(read, state)) return;
  await deps.db.tx(async (t) => {
    const meeting = await t.meetings.lock(read.meeting);
    const pair = meeting && (await t.pairs.get(meeting.pair, dayOf(deps.now(), 'UTC')));
    const event = await t.events.latest(read.meeting);
    const time = shownTime(read.shows);
    if (!meeting || !pair || !event || !time || !isAsRead(event, read)) return;
    const made = await t.appointments.of(meeting.id);
    // What the product is about to write counts, and is read back afterwards.
    const lane = made ? copyLane(meeting.id) : `event:${meeting.id}`;
    if ((await t.effects.lane(lane)) === 'waiting') return;
    const now = state === 'gone' ? state : nowOf(state);
    const invited = made
      ? [partnerOf(pair, made.organiser).mail]
      : [pair.mentee.mail, pair.mentor.mail];
    const changes = changesOf({ time, heard: event.heard, invited }, now);
    const known = after(event, state);
    await t.events.save(known);
    // Whoever wrote it may have written words, too.
    if (made && state !== 'gone') await blankSoon(deps, t, known);
    if (made && state === 'gone') await t.appointments.save({ ...made, awaited: true });
    const taken = made
      ? takeAppointment(pair, meeting, made.organiser, changes, deps.now())
      : takeChanges(pair, meeting, changes, deps.now());
    if (taken) {
      await t.meetings.save(taken.meeting);
      await endSilence(deps, t, pair.id, [taken.meeting]);
      await outside(deps, t, pair, { before: meeting, meeting: taken.meeting, event: known });
      for (const person of taken.told) await tellOf(deps, t, taken.meeting, person.id);
    }
    // The video link may come after the event.
    if (taken || known.joinUrl !== event.joinUrl) await refreshCards(deps, t, meeting.id);
  });
  deps.wake();
}

/** Most of a sweep is events nothing has happened to: those cost no transaction. */
const isKnown = (read: MeetingEvent, state: EventState | 'gone'): boolean =>
  state !== 'gone' &&
  state.changeKey === read.changeKey &&
  isSameHeard(heardIn(nowOf(state)), read.heard);

const isAsRead = (event: MeetingEvent, read: MeetingEvent): boolean =>
  event.state === 'there' &&
  event.incarnation === read.incarnation &&
  event.changeKey === read.changeKey;

const nowOf = ({ startsAt, endsAt, answers }: EventState): EventNow => ({
  time: { start: startsAt, end: endsAt },
  answers,
});

function after(event: MeetingEvent, state: EventState | 'gone'): MeetingEvent {
  if (state === 'gone') return { ...event, state: 'gone' };
  const { changeKey, joinUrl } = state;
  const now = nowOf(state);
  const shows = event.shows === null ? null : shownAt(event.shows, now.time);
  return { ...event, changeKey, joinUrl, shows, heard: heardIn(now) };
}

async function tellOf(deps: Deps, t: Tables, { id, version }: Meeting, person: string) {
  await retireCards(t, id, person);
  const notice = { kind: 'meeting', meeting: id } as const;
  await deps.tell(t, { person, notice, occurrence: `v${version}` });
}

/** What follows in the calendars and in the list. */
async function outside(
  deps: Deps,
  t: Tables,
  pair: Pair,
  { before, meeting, event }: { before: Meeting; meeting: Meeting; event: MeetingEvent },
): Promise<void> {
  // Called off, and one of the two is still invited: nobody must be left with half a meeting.
  if (meeting.state === 'cancelled' && event.state === 'there')
    await writeCalendars(deps, t, meeting);
  if (meeting.state === 'booked') await followClosely(deps, t);
  if (before.state !== 'held' && before.state !== 'not-held') return;
  if (meeting.state !== before.state) await t.meetings.unsay(meeting.id);
  await writeList(deps, t, meeting, listDue(pair.cohort, deps.now()));
}
