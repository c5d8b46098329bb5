import type { Tables } from '../db/db.ts';
import type { MeetingEvent } from '../db/events.ts';
import {
  type CalendarChange,
  changesOf,
  type EventNow,
  heardIn,
  isSameHeard,
} from '../domain/calendar-change.ts';
import {
  accepted,
  cancelledBy,
  heldOn,
  type Meeting,
  movedInOutlook,
  otherTimeWished,
  proposedAnew,
} from '../domain/meeting.ts';
import { type Pair, type Person, partnerOf } from '../domain/people.ts';
import { shownAt, shownTime } from '../domain/shown.ts';
import { dayOf, type Instant, instantOf } from '../domain/time.ts';
import type { EventState } from '../graph/ports.ts';
import type { Deps } from './deps.ts';
import { followClosely, refreshCards, retireCards, writeCalendars, writeList } from './follow.ts';
import { listDue } from './record-meeting.ts';

/** What a change in Outlook comes to: the meeting as it is now, and who is to hear of it. */
interface Taken {
  meeting: Meeting;
  told: Person[];
}

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
    // What the product is about to write counts, and is read back afterwards.
    if ((await t.effects.lane(`event:${meeting.id}`)) === 'waiting') return;
    const now = state === 'gone' ? state : nowOf(state);
    const invited = [pair.mentee.mail, pair.mentor.mail];
    const all = changesOf({ time, heard: event.heard, invited }, now);
    // Whoever hears that it is called off need not hear where it went before.
    const off = isAhead(meeting, deps.now()) && all.some(({ kind }) => kind === 'uninvited');
    const changes = off ? all.filter(({ kind }) => kind === 'uninvited') : all;
    const known = after(event, state);
    await t.events.save(known);
    for (const change of changes) await follow(deps, t, pair, meeting.id, change);
    // The video link may come after the event.
    if (changes.length === 0 && known.joinUrl !== event.joinUrl)
      await refreshCards(deps, t, meeting.id);
  });
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

async function follow(
  deps: Deps,
  t: Tables,
  pair: Pair,
  id: string,
  change: CalendarChange,
): Promise<void> {
  // Read anew: the change before this one has written it.
  const meeting = await t.meetings.get(id);
  const taken = meeting && taking(pair, meeting, change, deps.now());
  if (!taken) return;
  await t.meetings.save(taken.meeting);
  await outside(deps, t, pair, meeting, taken.meeting, change);
  for (const person of taken.told) {
    await retireCards(t, id, person.id);
    const notice = { kind: 'meeting', meeting: id } as const;
    await deps.tell(t, { person: person.id, notice, occurrence: `v${taken.meeting.version}` });
  }
  await refreshCards(deps, t, id);
}

const isAhead = ({ state, time }: Meeting, now: Instant): boolean =>
  state === 'booked' && time !== null && time.start > now;

/** The rule of each change; null where it changes nothing for the product. */
function taking(pair: Pair, meeting: Meeting, change: CalendarChange, now: Instant): Taken | null {
  const both = [pair.mentee, pair.mentor];
  if (change.kind === 'moved') return moved(pair, meeting, change.time, now);
  // What is said of a meeting that has begun, was held or is cancelled changes nothing any more.
  if (!isAhead(meeting, now)) return null;
  if (change.kind === 'gone' || change.kind === 'uninvited') {
    return { meeting: cancelledBy(meeting, null), told: both };
  }
  const who = both.find(({ mail }) => mail === change.mail);
  if (!who) return null;
  const other = partnerOf(pair, who.id);
  switch (change.kind) {
    case 'wished': {
      if (!isOfProgramme(pair, change.time.start) || change.time.start <= now) {
        return declined(meeting, who, other);
      }
      return { meeting: proposedAnew(meeting, who.id, [change.time], meeting), told: [other] };
    }
    case 'declined':
      return declined(meeting, who, other);
    case 'accepted': {
      const open = meeting.agreement === 'asked' && meeting.proposals.length === 0;
      if (!open || meeting.proposedBy === who.id) return null;
      return { meeting: accepted(meeting, who.id, null), told: [] };
    }
  }
}

const declined = (meeting: Meeting, who: Person, other: Person): Taken | null =>
  meeting.agreement === 'other-time'
    ? null
    : { meeting: otherTimeWished(meeting, who.id), told: [other] };

/** One that was held and now lies ahead was not held; held on another past day, it is held then. */
function moved(pair: Pair, meeting: Meeting, time: Meeting['time'], now: Instant): Taken | null {
  if (!time) return null;
  const recorded = meeting.state === 'held' || meeting.state === 'not-held';
  if (meeting.state !== 'booked' && !recorded) return null;
  if (recorded && time.start <= now) {
    if (meeting.state === 'not-held') return { meeting: { ...meeting, time }, told: [] };
    return { meeting: { ...heldOn(meeting, dayOf(time.start, pair.cohort.zone)), time }, told: [] };
  }
  return { meeting: movedInOutlook(meeting, time), told: [pair.mentee, pair.mentor] };
}

function isOfProgramme({ cohort }: Pair, at: Instant): boolean {
  const { launch, closing, zone } = cohort;
  return at >= instantOf(launch, '00:00', zone) && at <= instantOf(closing, '23:59', zone);
}

/** What follows in the calendars and in the list. */
async function outside(
  deps: Deps,
  t: Tables,
  pair: Pair,
  before: Meeting,
  meeting: Meeting,
  change: CalendarChange,
): Promise<void> {
  // The one who is still invited must not be left with half a meeting.
  if (change.kind === 'uninvited') await writeCalendars(deps, t, meeting);
  if (change.kind === 'moved') await followClosely(deps, t);
  if (before.state !== 'held' && before.state !== 'not-held') return;
  if (meeting.state === 'booked') await t.meetings.unsay(meeting.id);
  await writeList(deps, t, meeting, listDue(pair.cohort, deps.now()));
}
