import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { errorAnswer } from './api-error.ts';
import type { Answer, Call, Route, World } from './world.ts';

const statusFaults = ['429', '500', '502', '503', '412', '403', '404'] as const;

export const faultRequest = z.strictObject({
  match: z.strictObject({ method: z.string().toUpperCase(), path: z.string().startsWith('/') }),
  // A status may be written as a number, as people do.
  fault: z.preprocess(
    (value) => (typeof value === 'number' ? String(value) : value),
    z.enum([
      ...statusFaults,
      '504-before-write',
      '504-after-write',
      'drop-before-write',
      'drop-after-write',
      'slow',
      'schedule-denied',
      'no-join-link',
      'notify-drop',
      'notify-double',
      'notify-late',
      'consent-required',
      'consent-withheld',
    ]),
  ),
  times: z.int().min(1).max(1_000_000).default(1),
  /** Seconds, or an HTTP date, as the header is to say; no header when absent. */
  retryAfter: z.union([z.number(), z.string()]).optional(),
});

export type Fault = z.infer<typeof faultRequest> & { id: string };

/** The connection ends without an answer; whoever holds the socket destroys it. */
export class ConnectionDropped extends Error {}

/** Faults that have a meaning on one address only, by the end of its path. */
const boundTo: Partial<Record<Fault['fault'], { method: string; ending: string }>> = {
  'schedule-denied': { method: 'POST', ending: '/calendar/getSchedule' },
  'no-join-link': { method: 'POST', ending: '/users/:user/events' },
};

/** Faults played by the sender of change notifications, never by an answer. */
const notificationFaults = ['notify-drop', 'notify-double', 'notify-late'] as const;

export type NotificationFault = (typeof notificationFaults)[number];

/** Faults of the token that Teams gives to a tab: the control API plays no others. */
const tokenFaults = ['consent-required', 'consent-withheld'] as const;

export type TokenFault = (typeof tokenFaults)[number];

const playedElsewhere = [...notificationFaults, ...tokenFaults];

const messages: Record<(typeof statusFaults)[number], [code: string, message: string]> = {
  '429': ['TooManyRequests', 'Too many requests'],
  '500': ['InternalServerError', 'An unexpected error occurred.'],
  '502': ['BadGateway', 'Bad gateway'],
  '503': ['ServiceUnavailable', 'The service is temporarily unavailable.'],
  '412': ['PreconditionFailed', 'Precondition failed'],
  '403': ['Forbidden', 'Access denied'],
  '404': ['NotFound', 'Not found'],
};

export function armFault(world: World, asked: z.infer<typeof faultRequest>): Fault {
  const fault = { id: randomUUID(), ...asked };
  world.store.table<Fault>('faults').put(fault.id, fault);
  return fault;
}

/** Takes the oldest fault armed for this call, if any, and counts it down on disk. */
export function claimFault(call: Call, route: Route, world: World): Fault | undefined {
  return claim(world, (fault) => isFor(fault, call, route));
}

/** Takes the oldest notification fault armed for one notification to `path`, in the same way. */
export const claimNotificationFault = (world: World, path: string): NotificationFault | undefined =>
  claimOneOf(notificationFaults, world, 'POST', path);

/** Takes the oldest fault armed for a tab's token, asked for at `path`, in the same way. */
export const claimTokenFault = (world: World, path: string): TokenFault | undefined =>
  claimOneOf(tokenFaults, world, 'GET', path);

function claimOneOf<Kind extends Fault['fault']>(
  kinds: readonly Kind[],
  world: World,
  method: string,
  path: string,
): Kind | undefined {
  const kindOf = ({ fault }: Fault) => kinds.find((kind) => kind === fault);
  const found = claim(world, (one) => kindOf(one) !== undefined && fits(one.match, method, path));
  return found && kindOf(found);
}

function claim(world: World, wanted: (fault: Fault) => boolean): Fault | undefined {
  const faults = world.store.table<Fault>('faults');
  const found = faults.values().find(wanted);
  if (!found) return undefined;
  if (found.times > 1) faults.put(found.id, { ...found, times: found.times - 1 });
  else faults.remove(found.id);
  return found;
}

/** Runs `answer` the way the fault says: not at all, to its end but unheard, or late. */
export async function actOut(
  fault: Fault | undefined,
  call: Call,
  world: World,
  answer: (call: Call) => Promise<Answer>,
): Promise<Answer> {
  if (!fault) return answer(call);
  const kind = fault.fault;
  if (kind === 'slow') {
    const late = await answer(call);
    await new Promise((resolve) => setTimeout(resolve, world.slowMs));
    return late;
  }
  if (kind === 'drop-before-write') throw new ConnectionDropped();
  if (kind === '504-before-write') return gatewayTimeout(call);
  if (kind === 'drop-after-write' || kind === '504-after-write') {
    await answer(call);
    if (kind === 'drop-after-write') throw new ConnectionDropped();
    return gatewayTimeout(call);
  }
  if (kind === 'schedule-denied') {
    return errorAnswer(call.path, 403, 'ErrorAccessDenied', 'Access is denied.');
  }
  const status = statusFaults.find((known) => known === kind);
  return status ? refusedWith(fault, status, call) : answer({ ...call, fault: kind });
}

function refusedWith(fault: Fault, status: (typeof statusFaults)[number], call: Call): Answer {
  const answer = errorAnswer(call.path, Number(status), ...messages[status]);
  if (fault.retryAfter === undefined) return answer;
  return { ...answer, headers: { 'Retry-After': String(fault.retryAfter) } };
}

function gatewayTimeout(call: Call): Answer {
  return errorAnswer(call.path, 504, 'GatewayTimeout', 'The gateway timed out.');
}

function isFor(fault: Fault, call: Call, route: Route): boolean {
  if (playedElsewhere.some((kind) => kind === fault.fault)) return false;
  const bound = boundTo[fault.fault];
  if (bound && !(route.method === bound.method && route.path.endsWith(bound.ending))) return false;
  return fits(fault.match, call.method, call.path);
}

function fits(match: Fault['match'], method: string, path: string): boolean {
  if (match.method !== '*' && match.method !== method) return false;
  const wanted = match.path.split('/');
  const asked = path.split('/').map(decodeURIComponent);
  return (
    wanted.length === asked.length &&
    wanted.every((part, i) => part === '*' || part.toLowerCase() === asked[i]?.toLowerCase())
  );
}
