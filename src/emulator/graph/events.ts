import { z } from 'zod';
import { notServed, refuse } from '../api-error.ts';
import { eventsOf, findEvent, type StoredEvent } from '../outlook/event.ts';
import { eventChange, newEvent, readEventBody } from '../outlook/event-input.ts';
import { findOccurrence } from '../outlook/occurrences.ts';
import { cancelEvent, changeOwnCopy, organise, reorganise } from '../outlook/organise.ts';
import { removeCopy } from '../outlook/respond.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { checkEventSelect, etagOf, viewEvent } from './event-view.ts';
import { allowedCalendar } from './mailbox.ts';
import { page } from './page.ts';
import { preferencesOf } from './preferences.ts';

/** https://learn.microsoft.com/graph/api/resources/event */
export const eventRoutes: Route[] = [
  { method: 'POST', path: '/v1.0/users/:user/events', token: 'graph', handle: create },
  {
    method: 'GET',
    path: '/v1.0/users/:user/events',
    token: 'graph',
    query: ['$select', '$top', '$skip', '$filter'],
    handle: list,
  },
  {
    method: 'GET',
    path: '/v1.0/users/:user/events/:event',
    token: 'graph',
    query: ['$select'],
    handle: read,
  },
  { method: 'PATCH', path: '/v1.0/users/:user/events/:event', token: 'graph', handle: change },
  { method: 'DELETE', path: '/v1.0/users/:user/events/:event', token: 'graph', handle: remove },
  {
    method: 'POST',
    path: '/v1.0/users/:user/events/:event/cancel',
    token: 'graph',
    handle: cancel,
  },
];

function create(call: Call, world: World): Answer {
  const mailbox = allowedCalendar(call, world);
  const asked = readEventBody(newEvent, call.body);
  return shown(201, call, organise(world, mailbox, asked, call.fault !== 'no-join-link'));
}

function list(call: Call, world: World): Answer {
  const mailbox = allowedCalendar(call, world);
  checkEventSelect(call);
  const prefer = preferencesOf(call);
  const found = eventsOf(world, mailbox).filter(filterOf(call));
  const { value, ...next } = page(call, found, { standard: 10, most: 1_000 });
  const body = { value: value.map((stored) => viewEvent(call, stored, prefer)), ...next };
  return { status: 200, body, headers: prefer.applied };
}

/** Only the one filter that joins a meeting's copies. */
function filterOf(call: Call): (stored: StoredEvent) => boolean {
  const { $filter } = call.query;
  if ($filter === undefined) return () => true;
  const wanted = /^iCalUId eq '([^']+)'$/.exec($filter)?.[1];
  if (wanted === undefined) return notServed(`the event filter ${$filter}`);
  return ({ event }) => event.iCalUId === wanted;
}

function read(call: Call, world: World): Answer {
  checkEventSelect(call);
  const occurrence = findOccurrence(world, allowedCalendar(call, world), call.params.event ?? '');
  return shown(200, call, occurrence ?? existing(call, world));
}

function change(call: Call, world: World): Answer {
  const stored = existing(call, world);
  const wanted = readEventBody(eventChange, call.body);
  checkVersion(call, stored);
  const saved = stored.event.isOrganizer
    ? reorganise(world, stored, wanted)
    : changeOwnCopy(world, stored, wanted);
  return shown(200, call, saved);
}

function remove(call: Call, world: World): Answer {
  const stored = existing(call, world);
  checkVersion(call, stored);
  if (stored.event.isOrganizer) cancelEvent(world, stored);
  else removeCopy(world, stored, false);
  return { status: 204 };
}

const cancellation = z.object({ Comment: z.string().optional(), comment: z.string().optional() });

function cancel(call: Call, world: World): Answer {
  const stored = existing(call, world);
  const read = cancellation.safeParse(call.body ?? {});
  if (!read.success) refuse(400, 'RequestBodyRead', z.prettifyError(read.error));
  if (!stored.event.isOrganizer) {
    const message =
      "Your request can't be completed. You need to be an organizer to cancel a meeting.";
    refuse(400, 'ErrorInvalidRequest', message);
  }
  cancelEvent(world, stored, read.data?.Comment ?? read.data?.comment);
  return { status: 202 };
}

function existing(call: Call, world: World): StoredEvent {
  const mailbox = allowedCalendar(call, world);
  const id = call.params.event ?? '';
  const stored = findEvent(world, mailbox, id);
  if (findOccurrence(world, mailbox, id)) notServed('a change of one occurrence');
  const message = 'The specified object was not found in the store.';
  return stored ?? refuse(404, 'ErrorItemNotFound', message);
}

function checkVersion(call: Call, { event }: StoredEvent): void {
  const wanted = call.headers['if-match'];
  if (wanted === undefined || wanted === '*' || wanted === etagOf(event)) return;
  const message =
    'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.';
  refuse(412, 'ErrorIrresolvableConflict', message);
}

function shown(status: number, call: Call, stored: StoredEvent): Answer {
  const prefer = preferencesOf(call);
  return { status, body: viewEvent(call, stored, prefer), headers: prefer.applied };
}
