import { z } from 'zod';
import { eventsOf, findEvent, removeEvent, type StoredEvent } from '../outlook/event.ts';
import { eventChange, newEvent, readEventBody } from '../outlook/event-input.ts';
import { instantOf, momentAt, utcMs } from '../outlook/moment.ts';
import { cancelEvent, changeOwnCopy, organise, reorganise } from '../outlook/organise.ts';
import { removeCopy, respond } from '../outlook/respond.ts';
import type { Answer, Call, Route, World } from '../world.ts';
import { deny, knownMail, readBody } from './reading.ts';

const calendar = '/_emulator/calendar/:mail';

/** What people do by hand in Outlook, everyone in their own organisation. */
export const calendarRoutes: Route[] = [
  { method: 'GET', path: calendar, token: 'none', handle: list },
  { method: 'POST', path: calendar, token: 'none', handle: create },
  { method: 'PATCH', path: `${calendar}/:event`, token: 'none', handle: change },
  { method: 'DELETE', path: `${calendar}/:event`, token: 'none', handle: remove },
];

const moment = z
  .object({ dateTime: z.string(), timeZone: z.string().default('UTC') })
  .refine((given) => instantOf(given) !== undefined, 'is no date and time with a known zone')
  .transform((given) => momentAt(instantOf(given) ?? 0));
const answer = z.strictObject({
  response: z.enum(['accepted', 'tentativelyAccepted', 'declined']),
  notify: z.boolean().default(true),
  proposedNewTime: z.object({ start: moment, end: moment }).optional(),
});

function list(call: Call, world: World): Answer {
  const events = eventsOf(world, knownMail(call, world))
    .sort((a, b) => utcMs(a.event.start) - utcMs(b.event.start))
    .map(({ event }) => event);
  return { status: 200, body: events };
}

function create(call: Call, world: World): Answer {
  const asked = readEventBody(newEvent, call.body);
  return { status: 201, body: organise(world, knownMail(call, world), asked).event };
}

/** Organisers change their event; attendees answer, or change what is their own in their copy. */
function change(call: Call, world: World): Answer {
  const stored = existing(call, world);
  if (isAnswer(call.body)) {
    if (stored.event.isOrganizer) deny(400, 'bad-request', 'The organiser has nothing to answer.');
    if (stored.event.isCancelled) deny(409, 'cancelled', 'This meeting is cancelled.');
    return { status: 200, body: respond(world, stored, readBody(answer, call)).event };
  }
  const wanted = readEventBody(eventChange, call.body);
  const changeIt = stored.event.isOrganizer ? reorganise : changeOwnCopy;
  return { status: 200, body: changeIt(world, stored, wanted).event };
}

function isAnswer(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'response' in body;
}

/** Without `notify` the event silently leaves this one calendar. */
function remove(call: Call, world: World): Answer {
  const stored = existing(call, world);
  const { notify } = readBody(z.strictObject({ notify: z.boolean().default(true) }), call);
  if (!stored.event.isOrganizer) removeCopy(world, stored, notify);
  else if (notify) cancelEvent(world, stored);
  else removeEvent(world, stored);
  return { status: 204 };
}

function existing(call: Call, world: World): StoredEvent {
  const mail = knownMail(call, world);
  const stored = findEvent(world, mail, call.params.event ?? '');
  return stored ?? deny(404, 'not-found', `${mail} has no such event.`);
}
