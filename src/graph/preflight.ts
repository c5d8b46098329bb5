import { z } from 'zod';
import { OutsideFault } from '../domain/outside.ts';
import type { Tokens } from '../entra/token.ts';
import type { GraphCall } from './call.ts';
import type { GraphDoor } from './client.ts';
import { readAnswer, unreadable } from './fault.ts';
import { column, columnFaults, columnFields } from './list-columns.ts';

/** What the product could ask with its own rights, and how each question was answered. */
export interface Preflight {
  /** Application roles in the app's own token. */
  roles: string[];
  mailbox: MailboxAnswers;
  /** Another mailbox of the tenant: every answer but 403 is worth a word. */
  probe: MailboxAnswers;
  /** Whether a subscription on the mailbox's events lives; only a running product makes one. */
  subscribed: boolean;
  site: number;
  /** Asked of the site's first list that is there; undefined when none is. */
  write: number | undefined;
  /** Who may do what on the site: told to a grant wider than ours. */
  permissions: number | undefined;
  otherSite: number;
  lists: { name: string; status: number; faults: string[] }[];
}

/** The status of each answer. */
interface MailboxAnswers {
  calendar: number;
  schedule: number;
  send: number;
}

export interface PreflightQuestion {
  mailbox: string;
  probeMailbox: string;
  site: { hostname: string; path: string };
  lists: readonly string[];
  now: number;
}

const day = 86_400_000;

/**
 * Asks, and leaves nothing behind: no event, no mail, no row. Throws `OutsideFault` when no answer
 * came at all, or no token.
 */
export async function preflight(
  door: GraphDoor,
  tokens: Tokens,
  asked: PreflightQuestion,
): Promise<Preflight> {
  const roles = rolesIn(await tokens.get());
  const mailbox = await askMailbox(door, asked.mailbox, asked.now);
  const probe = await askMailbox(door, asked.probeMailbox, asked.now);
  return {
    ...{ roles, mailbox, probe },
    subscribed: await isSubscribed(door, asked.mailbox),
    ...(await askSite(door, asked)),
    otherSite: await statusOf(door, {
      method: 'GET',
      path: '/sites/root',
      query: { $select: 'id' },
    }),
  };
}

const claims = z.object({ roles: z.array(z.string()).default([]) });

/** Read, not checked: it is our own token, and Graph alone decides what it opens. */
function rolesIn(token: string): string[] {
  const [, payload = ''] = token.split('.');
  try {
    return readAnswer(claims, JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))).roles;
  } catch (error) {
    if (error instanceof SyntaxError) throw unreadable();
    throw error;
  }
}

/** The status of an answer. What is no answer about this question is thrown on. */
async function statusOf(door: GraphDoor, asked: GraphCall): Promise<number> {
  try {
    await door.call(asked);
    return 200;
  } catch (error) {
    if (!(error instanceof OutsideFault) || error.status === undefined) throw error;
    // No token, so no question: told as a status of its own by `entra/`.
    if (error.code.startsWith('token-')) throw error;
    return error.status;
  }
}

async function askMailbox(door: GraphDoor, mailbox: string, now: number): Promise<MailboxAnswers> {
  const path = `/users/${encodeURIComponent(mailbox)}`;
  const [start, end] = [now, now + day].map((at) => new Date(at).toISOString());
  const view = { startDateTime: start ?? '', endDateTime: end ?? '', $select: 'id', $top: '1' };
  return {
    calendar: await statusOf(door, { method: 'GET', path: `${path}/calendarView`, query: view }),
    schedule: await statusOf(door, {
      method: 'POST',
      path: `${path}/calendar/getSchedule`,
      body: {
        schedules: [mailbox],
        startTime: { dateTime: (start ?? '').slice(0, 19), timeZone: 'UTC' },
        endTime: { dateTime: (end ?? '').slice(0, 19), timeZone: 'UTC' },
        availabilityViewInterval: 60,
      },
    }),
    // To nobody: Exchange refuses it for that (400), or before, for want of the right (403).
    send: await statusOf(door, {
      method: 'POST',
      path: `${path}/sendMail`,
      body: {
        message: {
          subject: '-',
          body: { contentType: 'Text', content: '-' },
          toRecipients: [],
        },
        saveToSentItems: false,
      },
    }),
  };
}

const subscription = z.object({ resource: z.string() });

async function isSubscribed(door: GraphDoor, mailbox: string): Promise<boolean> {
  try {
    const all = await door.pages({ method: 'GET', path: '/subscriptions' });
    const wanted = `users/${mailbox}/events`.toLowerCase();
    return all.some((one) => readAnswer(subscription, one).resource.toLowerCase() === wanted);
  } catch (error) {
    if (error instanceof OutsideFault && error.status === 403) return false;
    throw error;
  }
}

const withId = z.object({ id: z.string() });

async function found(door: GraphDoor, path: string): Promise<{ status: number; id?: string }> {
  try {
    const answer = await door.call({ method: 'GET', path, query: { $select: 'id' } });
    return { status: 200, id: readAnswer(withId, answer).id };
  } catch (error) {
    if (!(error instanceof OutsideFault) || error.status === undefined) throw error;
    return { status: error.status };
  }
}

type SiteAnswers = Pick<Preflight, 'site' | 'write' | 'permissions' | 'lists'>;

async function askSite(door: GraphDoor, asked: PreflightQuestion): Promise<SiteAnswers> {
  const path = asked.site.path.split('/').map(encodeURIComponent).join('/');
  const site = await found(door, `/sites/${asked.site.hostname}:${path}`);
  if (site.id === undefined) {
    return { site: site.status, write: undefined, permissions: undefined, lists: [] };
  }
  const root = `/sites/${site.id}`;
  const lists: Preflight['lists'] = [];
  let write: number | undefined;
  for (const name of asked.lists) {
    const list = await found(door, `${root}/lists/${encodeURIComponent(name)}`);
    const at = `${root}/lists/${list.id}`;
    const faults = list.id === undefined ? [] : await faultsOf(door, at);
    lists.push({ name, status: list.status, faults });
    if (list.id !== undefined) write ??= await tryToWrite(door, at);
  }
  const permissions = await statusOf(door, { method: 'GET', path: `${root}/permissions` });
  return { site: site.status, write, permissions, lists };
}

async function faultsOf(door: GraphDoor, list: string): Promise<string[]> {
  const query = { $select: columnFields };
  const columns = await door.pages({ method: 'GET', path: `${list}/columns`, query });
  return columnFaults(columns.map((one) => readAnswer(column, one)));
}

/**
 * A row with a column that no list has: refused for that (400) where we may write, for want of the
 * right (403) where we may not. Should SharePoint take it all the same, it is removed at once.
 */
async function tryToWrite(door: GraphDoor, list: string): Promise<number> {
  const path = `${list}/items`;
  try {
    const body = { fields: { TelemaquePreflightWritesNothing: '-' } };
    const made = readAnswer(withId, await door.call({ method: 'POST', path, body }));
    await door.call({ method: 'DELETE', path: `${path}/${encodeURIComponent(made.id)}` });
    return 200;
  } catch (error) {
    if (!(error instanceof OutsideFault) || error.status === undefined) throw error;
    return error.status;
  }
}
