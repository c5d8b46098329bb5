import type { Tables } from '../db/db.ts';
import type { MeetingEvent } from '../db/events.ts';
import { isDoubted } from '../domain/appointment.ts';
import type { CardModel, HeldModel, MeetingModel, SlotsModel } from '../domain/card-model.ts';
import { type Meeting, type Place, standsInCalendars, undone, whyNot } from '../domain/meeting.ts';
import { type Pair, type Person, partnerOf } from '../domain/people.ts';
import { readSlot } from '../domain/slot-text.ts';
import { themesOf } from '../domain/theme-choice.ts';
import { dayOf, daysBetween, type Instant } from '../domain/time.ts';
import type { SlotsView } from '../domain/view.ts';

/** A meeting as one of the pair sees it, with what they may do about it now. */
export async function meetingModel(
  t: Tables,
  pair: Pair,
  meeting: Meeting,
  reader: string,
  now: Instant,
): Promise<MeetingModel> {
  const event = await t.events.latest(meeting.id);
  const lane = await t.effects.lane(`event:${meeting.id}`);
  const stands = standsInCalendars(meeting);
  const { answeredBy } = meeting;
  const wisher = answeredBy !== null && answeredBy !== reader ? partnerOf(pair, reader) : null;
  const joinUrl = stands && event?.state === 'there' ? event.joinUrl : null;
  return {
    kind: 'meeting',
    meeting: meeting.id,
    pair: pair.id,
    state: meeting.state,
    agreement: meeting.agreement,
    mine: meeting.proposedBy === reader,
    fromOutlook: isFromOutlook(meeting),
    mode: meeting.mode,
    place: meeting.place,
    partner: partnerOf(pair, reader).name,
    wishedBy: wisher?.name ?? null,
    time: meeting.time,
    proposals: meeting.proposals,
    placeLabel: placeLabel(meeting.place, pair),
    joinUrl,
    linkMissing: lacksLink(meeting, stands ? event : undefined),
    calendars: calendarsOf(stands, lane),
    ...(isDoubted(meeting) && { doubted: true }),
    ...(isLeft(meeting, event) && { leftInOutlook: true }),
    undoes: pair.state === 'closed' ? null : undoesOf(meeting, reader, now),
    may: pair.state === 'closed' ? nothing : mayOf(meeting, reader, now),
  };
}

/** The pair is closed: its cards tell, and ask nothing. */
const nothing: MeetingModel['may'] = {
  ...{ accept: false, decline: false },
  ...{ move: false, cancel: false, undo: false },
};

/** Set, or called off, in the programme mailbox's own calendar. */
const isFromOutlook = ({ state, proposedBy, previous }: Meeting): boolean =>
  state === 'cancelled' ? previous?.by === null : proposedBy === null;

const isLeft = ({ source, state }: Meeting, event: MeetingEvent | undefined): boolean =>
  source === 'outlook' && state === 'cancelled' && event?.state === 'there';

/** Whoever made it in their own Outlook chose how to meet. */
const lacksLink = ({ mode, source }: Meeting, event: MeetingEvent | undefined): boolean =>
  mode === 'video' && source !== 'outlook' && event?.state === 'there' && !event.joinUrl;

function undoesOf(meeting: Meeting, reader: string, now: Instant): MeetingModel['undoes'] {
  if (typeof undone(meeting, reader, now) === 'string') return null;
  return meeting.previous ? meeting.previous.act : 'booking';
}

function calendarsOf(stands: boolean, lane: 'idle' | 'waiting' | 'failed') {
  if (lane === 'failed') return 'failed';
  if (!stands) return 'none';
  return lane === 'waiting' ? 'waiting' : 'written';
}

function mayOf(meeting: Meeting, reader: string, now: Instant): MeetingModel['may'] {
  const asked = meeting.agreement === 'asked' && meeting.proposedBy !== reader;
  const undo = undone(meeting, reader, now);
  const open = (act: 'accept' | 'decline' | 'move' | 'cancel') =>
    whyNot(act, meeting, now) === null;
  return {
    accept: asked && open('accept'),
    decline: asked && open('decline'),
    move: open('move'),
    cancel: open('cancel'),
    undo: typeof undo !== 'string',
  };
}

/** Did it take place, and what was recorded: for whoever is asked, and for whoever reads it later. */
export async function heldModel(
  t: Tables,
  pair: Pair,
  meeting: Meeting,
  reader: string,
  now: Instant,
): Promise<HeldModel> {
  const words = await t.meetings.words(meeting.id);
  const other = words.find((word) => word.person !== reader);
  return {
    kind: 'held',
    meeting: meeting.id,
    partner: partnerOf(pair, reader).name,
    state: meeting.state,
    time: meeting.time,
    heldOn: meeting.heldOn,
    recorded: await t.meetings.themes(meeting.id),
    themes: [...themesOf(pair.cohort.themeVersion)],
    iSaid: words.some((word) => word.person === reader),
    saidBy: other ? partnerOf(pair, reader).name : null,
    recording: pair.cohort.settings.recording,
    earliest: pair.cohort.launch,
    today: dayOf(now, pair.cohort.zone),
  };
}

/** The times found for a wish, and whose calendar could not be read. */
export function slotsModel(
  view: SlotsView,
  pair: Pair,
  reader: string,
  partner: string,
): SlotsModel {
  const mine = view.unread.includes(reader);
  const theirs = view.unread.some((id) => id !== reader);
  return {
    kind: 'slots',
    pair: pair.id,
    meeting: view.meeting ?? null,
    partner,
    mode: view.mode,
    place: view.place,
    minutes: view.minutes,
    slots: view.slots.flatMap((text) => {
      const read = readSlot(text, 'UTC', view.minutes);
      return 'slot' in read ? [read.slot] : [];
    }),
    unread: unreadOf(mine, theirs),
    since: sinceOf(view, pair),
  };
}

/** How long after the last meeting, or the launch, the first time comes; null on an older card. */
function sinceOf({ since, slots: [first], minutes }: SlotsView, { cohort }: Pair) {
  const read = first === undefined ? undefined : readSlot(first, 'UTC', minutes);
  if (!since || !read || 'refused' in read) return null;
  const on = dayOf(read.slot.start, cohort.zone);
  return { anchor: since.anchor, days: daysBetween(since.day, on) };
}

export function unreadOf(mine: boolean, theirs: boolean): SlotsModel['unread'] {
  if (mine && theirs) return 'both';
  if (theirs) return 'theirs';
  return mine ? 'mine' : 'nobody';
}

const placeOf = ({ institution, city }: Person): string | null =>
  [institution, city].filter((part) => part !== null && part !== '').join(', ') || null;

/** Where people meet, as written in the event's location; null for a place agreed between them. */
export function placeLabel(place: Place | null, pair: Pair): string | null {
  if (place === 'mentee') return placeOf(pair.mentee);
  return place === 'mentor' ? placeOf(pair.mentor) : null;
}

/** The closed list of places, with what they are for this pair. */
export const placesOf = (pair: Pair): Extract<CardModel, { kind: 'find' }>['places'] =>
  (['mentee', 'mentor', 'neutral'] as const).map((place) => ({
    place,
    label: placeLabel(place, pair),
  }));
