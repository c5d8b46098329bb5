import * as z from 'zod/mini';
import { mailboxRole } from './person-words.ts';
import { Problem } from './problem.ts';

const optionalText = z.optional(z.nullable(z.string()));

export const person = z.object({
  id: z.string(),
  name: z.string(),
  mail: z.string(),
  roles: z.array(z.string()),
  reach: z.string(),
  mailbox: z.string(),
  pair: optionalText,
  organisation: optionalText,
  timeZone: optionalText,
});
export type Person = z.infer<typeof person>;

const card = z.looseObject({ type: z.string() });
export type Card = z.infer<typeof card>;

const message = z.object({
  id: z.string(),
  from: z.enum(['bot', 'person']),
  text: optionalText,
  card: z.optional(z.nullable(card)),
  at: z.string(),
});
export type Message = z.infer<typeof message>;
const chat = z.object({ messages: z.array(message) });

const pressed = z.object({
  status: z.number(),
  /** Words the bot answered with in place of a card. */
  text: optionalText,
  error: z.optional(z.object({ message: z.string() })),
});
export type Pressed = z.infer<typeof pressed>;

const clock = z.object({ now: z.string(), nextDue: optionalText });
export type ClockReading = z.infer<typeof clock>;
const moved = z.object({ now: z.string(), settled: z.boolean(), nextDue: optionalText });
export type Moved = z.infer<typeof moved>;

/** One press on a card: `nth` counts the actions of the same name in the order of the document. */
export interface Press {
  messageId: string;
  action: string;
  nth: number;
  inputs: Record<string, string>;
}

/** Calls an address of the control API; throws `Problem` for whatever a person must be told. */
export async function call<S extends z.core.$ZodType>(
  method: string,
  path: string,
  shape: S,
  body?: unknown,
): Promise<z.infer<S>> {
  const answer = await send(method, path, body);
  const json: unknown = await answer.json().catch(() => undefined);
  if (!answer.ok) throw Problem.refused(answer.status, json);
  const read = z.safeParse(shape, json);
  if (!read.success) throw Problem.strange(path, read.error.message);
  return read.data;
}

async function send(method: string, path: string, body: unknown): Promise<Response> {
  const init: RequestInit = { method, headers: { accept: 'application/json' } };
  if (body !== undefined) {
    init.headers = { ...init.headers, 'content-type': 'application/json' };
    init.body = JSON.stringify(body);
  }
  try {
    return await fetch(path, init);
  } catch {
    throw Problem.unreachable();
  }
}

const part = encodeURIComponent;

export const readPeople = (): Promise<Person[]> =>
  call('GET', '/_emulator/people', z.array(person));

const mailbox = z.object({ name: z.string(), mail: z.string() });

/** The mailbox that organises the programme's meetings, as somebody with a calendar. */
export async function readProgrammeMailbox(): Promise<Person> {
  const { mail } = await call('GET', '/_emulator/programme-mailbox', mailbox);
  return {
    id: mail,
    name: 'Boîte du programme',
    mail,
    roles: [mailboxRole],
    reach: 'none',
    mailbox: 'here',
  };
}

export const readClock = (): Promise<ClockReading> => call('GET', '/_emulator/clock', clock);

/** Moves the clock; answers once everything due on the way has been done, which can take minutes. */
export const moveClock = (body: { now: string } | { advance: string }): Promise<Moved> =>
  call('POST', '/_emulator/clock', moved, body);

export const readChat = (mail: string): Promise<{ messages: Message[] }> =>
  call('GET', `/_emulator/chats/${part(mail)}`, chat);

export const say = (mail: string, text: string): Promise<unknown> =>
  call('POST', `/_emulator/chats/${part(mail)}/say`, z.unknown(), { text });

export const press = (mail: string, body: Press): Promise<Pressed> =>
  call('POST', `/_emulator/chats/${part(mail)}/press`, pressed, body);
