import type { Interval } from '../../src/domain/time.ts';
import type { EventState } from '../../src/graph/ports.ts';
import type { World } from './world.ts';

export const programme = 'programme@mentorat.example';
/** What an organiser writes: nobody of the programme may ever hold it. */
export const theirWords = 'what the two say to each other';

let sent = 0;

/** Somebody invites the programme mailbox, after others, to an appointment in their own calendar. */
export function invite(
  { calendar }: World,
  organiser: string,
  others: readonly string[],
  { start, end }: Interval,
  known: Partial<EventState> = {},
): string {
  sent += 1;
  const attendees = [...others, programme].map((mail) => ({ mail, name: mail }));
  const state: EventState = {
    ...{ graphId: `invitation-${sent}`, iCalUId: `ical-sent-${sent}`, changeKey: `sent-${sent}` },
    ...{ startsAt: start, endsAt: end, cancelled: false, joinUrl: null, transactionId: null },
    organiser,
    answers: attendees.map(({ mail }) => ({ mail, response: 'none', proposed: null })),
    ...known,
  };
  const times = { startsAt: start, endsAt: end, location: null, video: false };
  const draft = { ...times, transactionId: state.graphId, subject: '', attendees };
  calendar.events.push({ state, draft, words: theirWords });
  return state.graphId;
}

/** Its organiser writes to it again: moves it, calls it off, sends it anew. */
export function rewrite({ calendar }: World, graphId: string, to: Partial<EventState> = {}): void {
  sent += 1;
  const event = calendar.events.find(({ state }) => state.graphId === graphId);
  if (!event) return;
  event.words = theirWords;
  event.state = { ...event.state, changeKey: `sent-${sent}`, ...to };
}
