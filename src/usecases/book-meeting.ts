import type { Tables } from '../db/db.ts';
import {
  lengths,
  type Manner,
  type Meeting,
  type Mode,
  movedTo,
  proposedAnew,
  type Source,
  whyNot,
} from '../domain/meeting.ts';
import type { Pair } from '../domain/people.ts';
import { isRefused, type Refusal, type Refused, refuse } from '../domain/refusal.ts';
import { fits } from '../domain/slots.ts';
import { type Instant, type Interval, instantOf, minute, overlaps } from '../domain/time.ts';
import { type By, type Deps, decide, type Repeated } from './deps.ts';
import { type Diaries, readDiaries } from './diaries.ts';
import { follow } from './follow.ts';
import { pairFor } from './pair-access.ts';

export interface BookMeeting extends Manner {
  pair: string;
  /** The meeting to move; a new one when left out. */
  meeting?: string | undefined;
  /** The times chosen: the first is booked when both calendars are known, else all are proposed. */
  slots: Interval[];
  source: Source;
}

export interface Booked {
  meeting: string;
  became: 'booked' | 'proposed' | 'moved';
}

/**
 * Books where both calendars are known, proposes where one is not. One meeting at a time for a
 * pair: two people who book the same hour at once end with one meeting.
 */
export async function bookMeeting(
  deps: Deps,
  by: By,
  wish: BookMeeting,
): Promise<Booked | Refused | Repeated> {
  const now = deps.now();
  const pair = await pairFor(deps.db.read, by.person, 'meeting.propose', wish.pair, now);
  if (isRefused(pair)) return pair;
  const fault = wish.slots.map((slot) => outOfBounds(slot, pair, now)).find((why) => why !== null);
  if (fault) return refuse(fault);
  const diaries = await readDiaries(
    deps,
    deps.db.read,
    pair,
    by.person,
    span(wish.slots),
    wish.meeting,
    mannerOf(wish),
  );
  if (isRefused(diaries)) return diaries;
  const open = stillOpen(wish.slots, diaries, wish.mode);
  if ('refused' in open) {
    // What stands there may be the work of this very turn.
    if (by.turn !== undefined && (await deps.db.read.inbound.seen(by.turn))) {
      return { repeated: true };
    }
    // Their own meeting stands there by now: said as it is, whoever of the two was first.
    const theirs = await isTaken(deps.db.read, pair.id, wish.slots, wish.meeting);
    return theirs ? refuse('pair-has-meeting-then') : open;
  }

  return decide(deps, by, async (t) => {
    await t.pairs.lock(pair.id);
    if (await t.stops.isClosed(pair.id)) return refuse('too-late');
    if (await isTaken(t, pair.id, open.slots, wish.meeting)) return refuse('pair-has-meeting-then');
    const meeting = await write(deps, t, pair, by, { ...wish, slots: open.slots }, diaries);
    if (isRefused(meeting)) return meeting;
    await follow(deps, t, pair, meeting, by);
    return { meeting: meeting.id, became: becameOf(meeting, wish) };
  });
}

const becameOf = (meeting: Meeting, wish: BookMeeting): Booked['became'] => {
  if (meeting.proposals.length > 0) return 'proposed';
  return wish.meeting === undefined ? 'booked' : 'moved';
};

/** What no honest card can send: another length, the past, a day outside the programme. */
function outOfBounds(slot: Interval, pair: Pair, now: Instant): Refusal | null {
  const { launch, closing, zone } = pair.cohort;
  if (slot.end <= slot.start) return 'end-before-start';
  if (slot.start <= now) return 'in-the-past';
  const known: readonly number[] = lengths;
  if (!known.includes((slot.end - slot.start) / minute)) return 'wrong-values';
  const year = { start: instantOf(launch, '00:00', zone), end: instantOf(closing, '23:59', zone) };
  return slot.start < year.start || slot.end > year.end ? 'outside-programme' : null;
}

const span = (slots: Interval[]): Interval => ({
  start: Math.min(...slots.map((slot) => slot.start)),
  end: Math.max(...slots.map((slot) => slot.end)),
});

/** The chosen times that still fit both; why none does otherwise. */
function stillOpen(
  slots: Interval[],
  { both }: Diaries,
  mode: Mode,
): { slots: Interval[] } | Refused {
  const verdicts = slots.map((slot) => ({
    slot,
    found: both.map((diary) => fits(slot, diary, mode)),
  }));
  const open = verdicts.filter(({ found }) => found.every((f) => f === 'fits'));
  if (open.length > 0) return { slots: open.map(({ slot }) => slot) };
  const outside = verdicts.some(({ found }) => found.includes('outside-hours'));
  return refuse(outside ? 'outside-hours' : 'slot-gone');
}

/** Whether the pair already has a meeting then, booked or proposed, other than the one being moved. */
async function isTaken(t: Tables, pair: string, slots: Interval[], moving: string | undefined) {
  const meetings = await t.meetings.ofPair(pair);
  return meetings
    .filter((m) => m.id !== moving && (m.state === 'booked' || m.state === 'proposed'))
    .flatMap((m) => [...(m.time ? [m.time] : []), ...m.proposals])
    .some((taken) => slots.some((slot) => overlaps(slot, taken)));
}

async function write(
  deps: Deps,
  t: Tables,
  pair: Pair,
  by: By,
  wish: BookMeeting,
  { unread }: Diaries,
): Promise<Meeting | Refused> {
  const manner = mannerOf(wish);
  const [first] = wish.slots;
  if (!first) return refuse('slot-gone');
  const books = unread.length === 0;
  if (wish.meeting === undefined) {
    const fresh = aNewMeeting(deps.newId(), pair.id, by.person, wish.source, manner);
    const meeting: Meeting = books
      ? { ...fresh, state: 'booked', time: first }
      : { ...fresh, proposals: wish.slots };
    await t.meetings.insert(meeting, deps.now());
    return meeting;
  }
  const standing = await t.meetings.get(wish.meeting);
  if (!standing || standing.pair !== pair.id) return refuse('not-found');
  const why = whyNot('move', standing, deps.now());
  if (why) return refuse(why);
  const meeting = books
    ? movedTo(standing, by.person, first, manner)
    : proposedAnew(standing, by.person, wish.slots, manner);
  await t.meetings.save(meeting);
  return meeting;
}

/** A place only when people meet in person. */
export const mannerOf = ({ mode, place }: Manner): Manner => ({
  mode,
  place: mode === 'in-person' ? place : null,
});

export const aNewMeeting = (
  id: string,
  pair: string,
  proposedBy: string,
  source: Source,
  manner: Manner,
): Meeting => ({
  id,
  pair,
  state: 'proposed',
  source,
  version: 1,
  plan: null,
  proposedBy,
  ...manner,
  time: null,
  agreement: 'asked',
  answeredBy: null,
  heldOn: null,
  previous: null,
  askedAt: null,
  proposals: [],
});
