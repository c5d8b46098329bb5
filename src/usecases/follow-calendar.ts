import type { Tables } from '../db/db.ts';
import type { MeetingEvent } from '../db/events.ts';
import { accepted, eventShows, type Meeting, otherTimeWished } from '../domain/meeting.ts';
import { OutsideFault } from '../domain/outside.ts';
import { type Pair, partnerOf } from '../domain/people.ts';
import { dayOf } from '../domain/time.ts';
import type { EventState, Response } from '../graph/ports.ts';
import type { Deps } from './deps.ts';
import { refreshCards, retireCards } from './follow.ts';

/**
 * What people answered in Outlook. The calendar is read, never the replies' words: only who
 * accepted or declined. A decline cancels nothing; the other one is asked for another time.
 */
export async function readAnswers(deps: Deps): Promise<void> {
  const window = await deps.db.read.meetings.awaitingAnswer(deps.now());
  if (!window) return;
  try {
    const states = await deps.calendar.view(window);
    const known = await deps.db.read.events.byGraphIds(states.map((state) => state.graphId));
    for (const event of known) {
      const state = states.find((s) => s.graphId === event.graphId);
      // An unchanged key says that nothing was answered since.
      if (state && state.changeKey !== event.changeKey) await take(deps, event, state);
    }
  } catch (error) {
    // The next sweep reads the same calendar: nothing is lost by waiting for it.
    if (!(error instanceof OutsideFault)) throw error;
    deps.log.warn({ event: 'answers.unread', status: error.status });
  }
  deps.wake();
}

async function take(deps: Deps, event: MeetingEvent, state: EventState): Promise<void> {
  await deps.db.tx(async (t) => {
    await t.events.save({ ...event, changeKey: state.changeKey });
    const meeting = await t.meetings.lock(event.meeting);
    const pair = meeting && (await t.pairs.get(meeting.pair, dayOf(deps.now(), 'UTC')));
    if (!meeting || !pair || meeting.state !== 'booked') return;
    // Answers to a time that is no longer the one asked about say nothing of the new one.
    if (event.shows !== eventShows(meeting)) return;
    const said = (mail: string): Response =>
      state.answers.find((answer) => answer.mail === mail)?.response ?? 'none';
    const other = partnerOf(pair, meeting.proposedBy);
    const decliner = [pair.mentee, pair.mentor].find((p) => said(p.mail) === 'declined');
    if (decliner) return wished(deps, t, pair, meeting, decliner.id);
    if (meeting.agreement === 'asked' && said(other.mail) === 'accepted') {
      await t.meetings.save(accepted(meeting, other.id, null));
      await refreshCards(deps, t, meeting.id);
    }
  });
}

async function wished(
  deps: Deps,
  t: Tables,
  pair: Pair,
  meeting: Meeting,
  by: string,
): Promise<void> {
  if (meeting.agreement === 'other-time') return;
  const other = partnerOf(pair, by);
  const asked = otherTimeWished(meeting, by);
  await t.meetings.save(asked);
  await retireCards(t, meeting.id, other.id);
  await deps.tell(t, {
    person: other.id,
    notice: { kind: 'meeting', meeting: meeting.id },
    occurrence: `v${asked.version}`,
  });
  await refreshCards(deps, t, meeting.id);
}
