import { z } from 'zod';
import type { DayEvent } from '../db/day-events.ts';
import type { Effect } from '../db/effects.ts';
import type { MeetingEvent } from '../db/events.ts';
import { dayShows } from '../domain/collective-day.ts';
import { dayEventId, eventId } from '../domain/meeting-ids.ts';
import { OutsideFault } from '../domain/outside.ts';
import type { Cohort } from '../domain/people.ts';
import { shownTime } from '../domain/shown.ts';
import { day, dayOf, type Interval, instantOf } from '../domain/time.ts';
import type { Outcome } from '../effects/run.ts';
import type { TrackingList } from '../graph/ports.ts';
import type { Sender } from '../tell/ports.ts';
import { noChat } from './deliver-card.ts';
import type { Deps } from './deps.ts';

/*
 * What a purge or an erasure takes away outside, while the store still knows where it is. Each may
 * run any number of times. An event goes by `permanentDelete`, which tells nobody: those ahead were
 * called off before, with notice, and of one that is past nobody needs a notice a year later
 * (docs/decisions/055-retention.md).
 */

const dayPart = z.object({
  cohort: z.uuid(),
  day: z.enum(['launch', 'midterm', 'closing']),
  part: z.int().min(1),
  incarnation: z.int().min(1).optional(),
});

/** Takes one incarnation of a meeting's event out of the programme mailbox, silently and for good. */
export async function eraseEvent(deps: Deps, { ids }: Effect): Promise<Outcome> {
  const t = deps.db.read;
  const meeting = await t.meetings.get(String(ids.meeting));
  const pair = meeting && (await t.pairs.get(meeting.pair, dayOf(deps.now(), 'UTC')));
  const events = pair ? await t.events.ofMeeting(meeting.id) : [];
  const event = events.find((one) => one.incarnation === Number(ids.incarnation));
  if (!pair || !event) return { dropped: 'no such event' };
  // Not followed from now on: that it is gone is no news.
  const gone: MeetingEvent = { ...event, state: 'gone' };
  if (event.state !== 'gone') await deps.db.tx((tx) => tx.events.save(gone));
  const wanted = eventId(event.meeting, event.incarnation);
  const isLost = event.graphId === null && event.state === 'wanted';
  const graphId = isLost ? await lostEvent(deps, wanted, spanOf(pair.cohort)) : event.graphId;
  if (!graphId) return { dropped: 'never there' };
  await deps.calendar.erase(graphId);
  return { done: true };
}

/** The same of one part of a collective day. */
export async function eraseDay(deps: Deps, { ids }: Effect): Promise<Outcome> {
  const { cohort, day: kind, part, incarnation } = dayPart.parse(ids);
  const events = await deps.db.read.dayEvents.all(cohort, kind);
  const event = events.find((one) => one.part === part && one.incarnation === incarnation);
  if (!event) return { dropped: 'no such event' };
  const gone: DayEvent = { ...event, state: 'gone' };
  if (event.state !== 'gone') await deps.db.tx((t) => t.dayEvents.save(gone));
  const shown = shownTime(event.shows);
  const span = shown && { start: shown.start - day, end: shown.end + day };
  const wanted = dayEventId(cohort, kind, part, event.incarnation);
  const graphId = event.graphId ?? (span ? await lostEvent(deps, wanted, span) : undefined);
  if (graphId === undefined) return { dropped: 'never there' };
  await deps.calendar.erase(graphId);
  return { done: true };
}

/**
 * Takes the invitation of whoever has no seat any more out of a collective day, also of a past one:
 * Exchange writes to them alone.
 */
export async function leaveDay(deps: Deps, { ids }: Effect): Promise<Outcome> {
  const { cohort, day: kind, part } = dayPart.parse(ids);
  const t = deps.db.read;
  const event = (await t.dayEvents.latest(cohort, kind)).find((one) => one.part === part);
  if (event?.state !== 'there' || event.graphId === null) return { dropped: 'nothing stands' };
  const invitees = await t.dayEvents.invitees(cohort, kind, part);
  if (invitees.length === 0) {
    await deps.calendar.erase(event.graphId);
    return { done: true, save: (tx) => tx.dayEvents.save({ ...event, state: 'gone' }) };
  }
  const attendees = invitees.map(({ mail, name }) => ({ mail, name }));
  const left = await deps.calendar.move(event.graphId, { location: null, attendees });
  if (left === 'gone') return { dropped: 'nothing stands' };
  const shown = shownTime(event.shows);
  const mails = attendees.map(({ mail }) => mail);
  const shows = shown ? dayShows(shown, mails) : event.shows;
  const state = { ...event, changeKey: left.changeKey, shows };
  return { done: true, save: (tx) => tx.dayEvents.save(state) };
}

/** Takes a meeting's row out of the committee's list. */
export async function eraseRow(
  deps: Deps & { list: TrackingList },
  { ids }: Effect,
): Promise<Outcome> {
  const t = deps.db.read;
  const meeting = await t.meetings.get(String(ids.meeting));
  const pair = meeting && (await t.pairs.get(meeting.pair, dayOf(deps.now(), 'UTC')));
  const known = meeting && (await t.listRows.get(meeting.id));
  if (!pair || !known) return { dropped: 'no such row' };
  await deps.list.remove(pair.cohort.settings.list, known.key);
  const empty = { itemId: null, etag: null, hash: null, written: null };
  return { done: true, save: (tx) => tx.listRows.save({ ...known, ...empty }) };
}

/** Takes a message of the bot out of a chat. */
export async function eraseCard(
  deps: Deps & { sender: Sender },
  { ids }: Effect,
): Promise<Outcome> {
  const t = deps.db.read;
  const card = await t.cards.get(String(ids.card));
  if (!card) return { dropped: 'no such card' };
  if (card.activity === null || card.conversation === null) return { dropped: 'not in the chat' };
  const chat = await t.people.chatOf(card.person, card.conversation);
  // Only who was once in this chat can be addressed there.
  if (!chat) throw new OutsideFault({ status: 403, code: noChat });
  const { serviceUrl, tid, userId } = chat;
  const address = { conversationId: card.conversation, serviceUrl, tid, userId };
  await deps.sender.remove(address, card.activity);
  return { done: true };
}

const lostEvent = async (deps: Deps, id: string, span: Interval): Promise<string | undefined> =>
  (await deps.calendar.findByTransaction(id, span))?.graphId;

const spanOf = ({ launch, closing, zone }: Cohort): Interval => ({
  start: instantOf(launch, '00:00', zone) - day,
  end: instantOf(closing, '23:59', zone) + day,
});
