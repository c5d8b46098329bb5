import { z } from 'zod';
import { refuse } from '../api-error.ts';
import { eventsOf, type ShowAs, type StoredEvent } from '../outlook/event.ts';
import { instantOf, utcMs, windowsZone } from '../outlook/moment.ts';
import { standingIn } from '../outlook/occurrences.ts';
import { hasMailboxHere, personByMail, sharesFreeBusy } from '../people.ts';
import type { Answer, Call, Route, SeedPerson, World } from '../world.ts';
import { inZone } from './event-view.ts';
import { allowedMailbox } from './mailbox.ts';
import { preferencesOf } from './preferences.ts';

/** https://learn.microsoft.com/graph/outlook-get-free-busy-schedule#limits-and-error-conditions */
const mostSchedules = 20;
const daysBelow = 62;
const dayMs = 86_400_000;
const minuteMs = 60_000;

export const getScheduleRoutes: Route[] = [
  {
    method: 'POST',
    path: '/v1.0/users/:user/calendar/getSchedule',
    token: 'graph',
    handle: getSchedule,
  },
];

const moment = z.object({ dateTime: z.string(), timeZone: z.string() });
const scheduleRequest = z.object({
  schedules: z.array(z.string()).min(1),
  startTime: moment,
  endTime: moment,
  availabilityViewInterval: z.coerce.number().int().optional(),
});

interface Span {
  from: number;
  to: number;
  slotMs: number;
}

function getSchedule(call: Call, world: World): Answer {
  allowedMailbox(call, world, 'Calendars.Read');
  const read = scheduleRequest.safeParse(withLowerInitials(call.body));
  if (!read.success) return refuse(400, 'RequestBodyRead', z.prettifyError(read.error));
  const span = spanOf(read.data);
  const { timeZone, applied } = preferencesOf(call);
  const value = read.data.schedules.map((mail) => schedule(world, mail, span, timeZone));
  return { status: 200, body: { value }, headers: applied };
}

/** Graph reads `Schedules` like `schedules`; its own documentation writes both. */
function withLowerInitials(body: unknown): unknown {
  const given = z.record(z.string(), z.unknown()).safeParse(body);
  if (!given.success) return body;
  const entries = Object.entries(given.data);
  return Object.fromEntries(
    entries.map(([k, v]) => [`${k.charAt(0).toLowerCase()}${k.slice(1)}`, v]),
  );
}

function spanOf(asked: z.infer<typeof scheduleRequest>): Span {
  const from = instantOf(asked.startTime);
  const to = instantOf(asked.endTime);
  const interval = asked.availabilityViewInterval ?? 30;
  if (asked.schedules.length > mostSchedules) {
    const message = `At most ${mostSchedules} schedules can be looked up at once.`;
    return refuse(400, 'ErrorInvalidRequest', message);
  }
  if (from === undefined || to === undefined || to <= from) {
    return refuse(400, 'ErrorInvalidTimeInterval', 'The time window is not valid.');
  }
  if (to - from >= daysBelow * dayMs) {
    const message = `The requested time window is too long: it must be less than ${daysBelow} days.`;
    return refuse(400, 'ErrorTimeIntervalTooBig', message);
  }
  if (interval < 5 || interval > 1_440) {
    const message = 'availabilityViewInterval must lie between 5 and 1440 minutes.';
    return refuse(400, 'ErrorInvalidMergedFreeBusyInterval', message);
  }
  return { from, to, slotMs: interval * minuteMs };
}

function schedule(world: World, mail: string, span: Span, timeZone: string): unknown {
  const here = hasMailboxHere(world, mail);
  if (!here && !sharesFreeBusy(world, mail)) return unresolved(mail);
  const taken = standingIn(eventsOf(world, mail), span.from, span.to).filter(
    ({ event }) => !event.isCancelled && event.showAs !== 'free',
  );
  return {
    scheduleId: mail,
    availabilityView: availabilityView(taken, span),
    scheduleItems: taken.map((stored) => item(stored, here, timeZone)),
    workingHours: workingHours(personByMail(world, mail)),
  };
}

/** A mailbox that Exchange cannot see: the answer is 200, the schedule is not known. */
function unresolved(mail: string): unknown {
  const message = `Microsoft.Exchange.InfoWorker.Common.Availability.MailRecipientNotFoundException: Unable to resolve e-mail address ${mail} to an Active Directory object.`;
  return {
    scheduleId: mail,
    availabilityView: '',
    scheduleItems: [],
    error: { message, responseCode: '5009' },
  };
}

/** An organisation that shares its free and busy times shares no subject. */
function item({ event }: StoredEvent, here: boolean, timeZone: string): unknown {
  const isPrivate = event.sensitivity === 'private' || event.sensitivity === 'confidential';
  return {
    ...(here ? { isPrivate } : {}),
    status: event.showAs,
    ...(here && !isPrivate ? { subject: event.subject, location: event.location.displayName } : {}),
    start: inZone(event.start, timeZone),
    end: inZone(event.end, timeZone),
  };
}

/** What wins when events of several kinds touch one slot, and the digit it is written with. */
const digits: [ShowAs, string][] = [
  ['oof', '3'],
  ['busy', '2'],
  ['tentative', '1'],
  ['workingElsewhere', '4'],
];

function availabilityView(taken: StoredEvent[], { from, to, slotMs }: Span): string {
  const spans = taken.map(({ event }) => ({
    kind: event.showAs,
    from: utcMs(event.start),
    to: utcMs(event.end),
  }));
  let view = '';
  for (let start = from; start < to; start += slotMs) {
    const end = Math.min(start + slotMs, to);
    const kinds = spans.filter((span) => span.from < end && span.to > start);
    view += digits.find(([kind]) => kinds.some((span) => span.kind === kind))?.[1] ?? '0';
  }
  return view;
}

/** Outlook's own where the person has set none: 8:00 to 18:00, Monday to Friday. */
function workingHours(person: SeedPerson | undefined): unknown {
  const { daysOfWeek, startTime = '08:00', endTime = '18:00' } = person?.workingHours ?? {};
  return {
    daysOfWeek: daysOfWeek ?? ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
    startTime: `${startTime}:00.0000000`,
    endTime: `${endTime}:00.0000000`,
    timeZone: { name: windowsZone(person?.timeZone ?? 'Europe/Paris') },
  };
}
