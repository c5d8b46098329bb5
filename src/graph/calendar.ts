import { z } from 'zod';
import { OutsideFault } from '../domain/outside.ts';
import { day, type Interval } from '../domain/time.ts';
import { busyTimes } from './busy.ts';
import type { GraphDoor } from './client.ts';
import {
  attendeesOf,
  blankEvent,
  lacksLink,
  newEvent,
  placeOf,
  readEvent,
  readFields,
} from './event.ts';
import { isStatus, readAnswer } from './fault.ts';
import { graphTime } from './graph-time.ts';
import type { Calendar, EventDraft, EventState } from './ports.ts';

/** Opens the programme mailbox's calendar. */
export function openCalendar(graph: GraphDoor, mailbox: string): Calendar {
  const root = `/users/${encodeURIComponent(mailbox)}`;
  return {
    busy: (mails, window) => busyTimes(graph, root, mails, window),
    create: (draft) => create(graph, root, draft),
    findByTransaction: (transactionId, window) => find(graph, root, transactionId, window),
    move: (graphId, to) => move(graph, root, graphId, to),
    blank: (graphId) => blank(graph, root, graphId),
    erase: (graphId) => erase(graph, root, graphId),
    cancel: (graphId) => cancel(graph, root, graphId),
    view: (window) => view(graph, root, window),
    read: (graphIds) => readAll(graph, root, graphIds),
  };
}

// https://learn.microsoft.com/graph/api/user-list-calendarview: 1 to 1000.
const mostInPage = '500';

const eventPath = (root: string, graphId: string) =>
  `${root}/events/${encodeURIComponent(graphId)}`;

async function create(graph: GraphDoor, root: string, draft: EventDraft): Promise<EventState> {
  try {
    const body = newEvent(draft);
    const answer = await graph.call({ method: 'POST', path: `${root}/events`, body });
    return await withLink(graph, root, answer, draft.video);
  } catch (error) {
    // A repeated POST is not always answered 201: docs/decisions/030-a-repeated-event.md.
    const repeated = isStatus(error, 400, 409) && error.code === 'ErrorDuplicateTransactionId';
    if (!repeated) throw error;
    const around = { start: draft.startsAt - day, end: draft.endsAt + day };
    const ours = await find(graph, root, draft.transactionId, around);
    if (!ours) throw error;
    return ours;
  }
}

/**
 * The state an answer tells. A video link can come a moment after its event, so one that is wanted
 * and missing is looked for once more; null then means that Exchange made none.
 */
async function withLink(
  graph: GraphDoor,
  root: string,
  answer: unknown,
  wanted: boolean,
): Promise<EventState> {
  const state = readEvent(answer);
  if (!wanted || state.joinUrl !== null) return state;
  try {
    return await read(graph, eventPath(root, state.graphId));
  } catch (error) {
    if (!(error instanceof OutsideFault)) throw error;
    // The event stands, and asking for it again is harmless: the whole may be tried later.
    const { retryAfter } = error;
    throw new OutsideFault({ status: 503, code: 'join-link-unread', retryAfter });
  }
}

async function find(
  graph: GraphDoor,
  root: string,
  transactionId: string,
  window: Interval,
): Promise<EventState | null> {
  const events = await view(graph, root, window);
  return events.find((event) => event.transactionId === transactionId) ?? null;
}

async function move(
  graph: GraphDoor,
  root: string,
  graphId: string,
  to: Parameters<Calendar['move']>[1],
): Promise<EventState | 'gone'> {
  const when = to.time && { start: graphTime(to.time.start), end: graphTime(to.time.end) };
  const invited = to.attendees && { attendees: attendeesOf(to.attendees) };
  const body = { ...when, ...placeOf(to.location), ...invited };
  try {
    const answer = await graph.call({ method: 'PATCH', path: eventPath(root, graphId), body });
    const state = await withLink(graph, root, answer, lacksLink(answer));
    return state.cancelled ? 'gone' : state;
  } catch (error) {
    if (isStatus(error, 404)) return 'gone';
    throw error;
  }
}

const attachment = z.object({ id: z.string() });

/**
 * A PATCH empties the words; attachments can only be deleted one by one, and of them nothing but the
 * ids is asked for. https://learn.microsoft.com/graph/api/event-list-attachments
 */
async function blank(
  graph: GraphDoor,
  root: string,
  graphId: string,
): Promise<EventState | 'gone'> {
  const path = eventPath(root, graphId);
  try {
    await graph.call({ method: 'PATCH', path, body: blankEvent });
    const files = `${path}/attachments`;
    const attached = await graph.pages({ method: 'GET', path: files, query: { $select: 'id' } });
    for (const one of attached) {
      await removed(graph, `${files}/${encodeURIComponent(readAnswer(attachment, one).id)}`);
    }
    // Each of these has made a version of its own: what stands now is read as ever.
    return await read(graph, path);
  } catch (error) {
    if (isStatus(error, 404)) return 'gone';
    throw error;
  }
}

/** Deleted; an earlier try whose answer was lost may have done it. */
async function removed(graph: GraphDoor, path: string): Promise<void> {
  try {
    await graph.call({ method: 'DELETE', path });
  } catch (error) {
    if (!isStatus(error, 404)) throw error;
  }
}

async function cancel(graph: GraphDoor, root: string, graphId: string): Promise<void> {
  const path = eventPath(root, graphId);
  try {
    await graph.call({ method: 'POST', path: `${path}/cancel`, body: {} });
  } catch (error) {
    if (isStatus(error, 404)) return;
    // An immutable id still leads to the deleted items, where Exchange refuses a second cancel.
    if (isStatus(error, 400, 409) && (await isGone(graph, path))) return;
    throw error;
  }
}

/** https://learn.microsoft.com/graph/api/event-permanentdelete: into the purges, where nobody looks. */
async function erase(graph: GraphDoor, root: string, graphId: string): Promise<void> {
  try {
    const path = `${eventPath(root, graphId)}/permanentDelete`;
    await graph.call({ method: 'POST', path });
  } catch (error) {
    if (!isStatus(error, 404)) throw error;
  }
}

async function isGone(graph: GraphDoor, path: string): Promise<boolean> {
  try {
    return (await read(graph, path)).cancelled;
  } catch (error) {
    if (isStatus(error, 404)) return true;
    throw error;
  }
}

async function read(graph: GraphDoor, path: string): Promise<EventState> {
  return readEvent(await graph.call({ method: 'GET', path, query: { $select: readFields } }));
}

/** Each event by its id, twenty in one request. */
async function readAll(
  graph: GraphDoor,
  root: string,
  graphIds: string[],
): Promise<Map<string, EventState | 'gone'>> {
  const query = { $select: readFields };
  const asked = graphIds.map((id) => ({
    method: 'GET' as const,
    path: eventPath(root, id),
    query,
  }));
  const answers = await graph.together(asked);
  const found = new Map<string, EventState | 'gone'>();
  for (const [at, id] of graphIds.entries()) {
    const answer = answers[at];
    if (answer instanceof OutsideFault && answer.status !== 404) throw answer;
    found.set(id, answer instanceof OutsideFault ? 'gone' : readEvent(answer));
  }
  return found;
}

async function view(graph: GraphDoor, root: string, window: Interval): Promise<EventState[]> {
  const events = await graph.pages({
    method: 'GET',
    path: `${root}/calendarView`,
    query: {
      startDateTime: new Date(window.start).toISOString(),
      endDateTime: new Date(window.end).toISOString(),
      $select: readFields,
      $top: mostInPage,
    },
  });
  return events.map(readEvent);
}
