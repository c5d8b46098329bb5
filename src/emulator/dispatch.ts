import { errorAnswer } from './api-error.ts';
import { actOut, ConnectionDropped, claimFault } from './faults.ts';
import { type Match, matchRoute, starred } from './match.ts';
import { type Answer, type Call, Refusal, type Route, type World } from './world.ts';

/** The token audiences each API accepts; the first is the one issued. */
export const audiences = {
  graph: ['https://graph.microsoft.com', '00000003-0000-0000-c000-000000000000'],
  connector: ['https://api.botframework.com'],
  vault: ['https://vault.azure.net'],
};

/**
 * The one way in: a call finds its route, passes faults, limits and the token check, and is
 * counted. Rejects with `ConnectionDropped` when no answer is to be given.
 */
export async function dispatch(routes: Route[], call: Call, world: World): Promise<Answer> {
  const found = matchRoute(routes, call.method, call.path);
  if (!found) return counted(call.path, call, world, async () => unknownAddress(call));
  if (found.route.path.startsWith('/_emulator')) return handled(found, call, world);
  return counted(starred(found.route.path), call, world, () => throughGate(found, call, world));
}

async function counted(
  path: string,
  call: Call,
  world: World,
  answer: () => Promise<Answer>,
): Promise<Answer> {
  try {
    const given = await answer();
    world.requests.add(call.method, path, given.status);
    return given;
  } catch (error) {
    world.requests.add(call.method, path, error instanceof ConnectionDropped ? 0 : 500);
    throw error;
  }
}

/** Holds one of the mailbox's places for as long as its call lasts, a slow one included. */
async function throughGate(found: Match, call: Call, world: World): Promise<Answer> {
  const mailbox = found.route.path.startsWith('/v1.0/users/') ? found.params.user : undefined;
  const answer = () =>
    actOut(claimFault(call, found.route, world), call, world, (asked) =>
      checked(found, asked, world),
    );
  if (mailbox === undefined) return answer();
  const key = `mailbox ${mailbox.toLowerCase()}`;
  if (!world.gate.enter(key, world.limits.outlookAtOnce)) {
    const message = 'Application is over its MailboxConcurrency limit.';
    const refusal = errorAnswer(call.path, 429, 'ApplicationThrottled', message);
    return { ...refusal, headers: { 'Retry-After': '1' } };
  }
  try {
    return await answer();
  } finally {
    world.gate.leave(key);
  }
}

async function checked(found: Match, call: Call, world: World): Promise<Answer> {
  const { token, query } = found.route;
  if (token === 'none') return handled(found, call, world);
  const claims = await bearerClaims(call, world, audiences[token]);
  if (typeof claims === 'string') return unauthorised(call, claims);
  const unknown = Object.keys(call.query).find((option) => !query?.includes(option));
  if (token === 'graph' && unknown !== undefined) {
    const what = `the query option ${unknown} on ${call.method} ${starred(found.route.path)}`;
    return notServedAnswer(call, what);
  }
  return handled(found, { ...call, claims }, world);
}

async function handled(found: Match, call: Call, world: World): Promise<Answer> {
  try {
    return await found.route.handle({ ...call, params: found.params }, world);
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

/** The claims, or why there are none. */
async function bearerClaims(
  call: Call,
  world: World,
  audience: string[],
): Promise<Record<string, unknown> | string> {
  const [scheme, token] = (call.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) return 'Access token is empty.';
  try {
    return await world.verify(token, audience);
  } catch {
    return 'Access token validation failure.';
  }
}

function unauthorised(call: Call, message: string): Answer {
  const code = call.path.startsWith('/v1.0') ? 'InvalidAuthenticationToken' : 'Unauthorized';
  const refusal = errorAnswer(call.path, 401, code, message);
  return { ...refusal, headers: { 'WWW-Authenticate': 'Bearer' } };
}

function unknownAddress(call: Call): Answer {
  const real = ['/v1.0', '/connector', '/vault'].some((start) => call.path.startsWith(start));
  if (real) return notServedAnswer(call, `${call.method} ${call.path}`);
  const message = `Nothing is served at ${call.method} ${call.path}.`;
  return errorAnswer(call.path, 404, 'not-found', message);
}

function notServedAnswer(call: Call, what: string): Answer {
  const message = `The local Microsoft 365 does not serve ${what}.`;
  return errorAnswer(call.path, 501, 'notImplemented', message);
}
