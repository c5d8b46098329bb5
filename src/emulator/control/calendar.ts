import { z } from 'zod';
import { notServed } from '../api-error.ts';
import { outlineOf } from '../outlook/attachments.ts';
import { eventsOf, findEvent, removeEvent, type StoredEvent } from '../outlook/event.ts';
import { ownChange, readEventBody, readOwnEvent, servedByHand } from '../outlook/event-input.ts';
import { instantOf, momentAt, utcMs } from '../outlook/moment.ts';
import { findOccurrence, standingIn } from '../outlook/occurrences.ts';
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
const proposal = z
  .object({ start: moment, end: moment })
  .refine(({ start, end }) => utcMs(end) > utcMs(start), 'must end after it starts');
const sent = {
  notify: z.boolean().default(true),
  comment: z.string().max(4_000).optional(),
};
/** Graph's accept knows no new time: https://learn.microsoft.com/graph/api/event-accept */
const answer = z.discriminatedUnion('response', [
  z.strictObject({ ...sent, response: z.literal('accepted') }),
  z.strictObject({
    ...sent,
    response: z.enum(['tentativelyAccepted', 'declined']),
    proposedNewTime: proposal.optional(),
  }),
]);

const dayMs = 86_400_000;
/** Of a series, the year that is shown: a month back, so that the week before is there too. */
const seriesDays = { back: 31, ahead: 334 };

/** Every event of one's own time, and a year of each series. */
function list(call: Call, world: World): Answer {
  const stored = eventsOf(world, knownMail(call, world));
  const now = world.clock.now().getTime();
  const [from, to] = [now - seriesDays.back * dayMs, now + seriesDays.ahead * dayMs];
  const series = stored.filter(({ event }) => event.recurrence !== null);
  const single = stored.filter(({ event }) => event.recurrence === null);
  const events = [...single, ...standingIn(series, from, to)]
    .sort((a, b) => utcMs(a.event.start) - utcMs(b.event.start))
    .map(shown);
  return { status: 200, body: events };
}

/** The event, with what is attached to it in this calendar. */
const shown = ({ event, attachments = [] }: StoredEvent) =>
  attachments.length === 0 ? event : { ...event, attachments: attachments.map(outlineOf) };

function create(call: Call, world: World): Answer {
  const asked = readOwnEvent(call.body);
  return { status: 201, body: shown(organise(world, knownMail(call, world), asked)) };
}

/** Organisers change their event; attendees answer, or change what is their own in their copy. */
function change(call: Call, world: World): Answer {
  const stored = existing(call, world);
  if (isAnswer(call.body)) {
    if (stored.event.isOrganizer) deny(400, 'bad-request', 'The organiser has nothing to answer.');
    if (stored.event.isCancelled) deny(409, 'cancelled', 'This meeting is cancelled.');
    return { status: 200, body: respond(world, stored, readBody(answer, call)).event };
  }
  const wanted = readEventBody(ownChange, call.body, servedByHand.slice(1));
  const changeIt = stored.event.isOrganizer ? reorganise : changeOwnCopy;
  return { status: 200, body: shown(changeIt(world, stored, wanted)) };
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
  const id = call.params.event ?? '';
  if (findOccurrence(world, mail, id)) notServed('a change of one occurrence');
  const stored = findEvent(world, mail, id);
  return stored ?? deny(404, 'not-found', `${mail} has no such event.`);
}
