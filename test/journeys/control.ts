/** The control API, as a script outside would use it. */
export interface Message {
  id: string;
  from: 'bot' | 'person';
  text?: string;
  card?: CardJson;
  at: string;
}

export interface CardJson {
  body: Piece[];
  actions?: Piece[];
}

export interface Piece {
  type: string;
  id?: string;
  verb?: string;
  title?: string;
  text?: string;
  value?: string;
  choices?: { title: string; value: string }[];
  data?: Record<string, unknown>;
  card?: CardJson;
  [key: string]: unknown;
}

export interface PressReply {
  status: number;
  messages: Message[];
  card?: CardJson;
  text?: string;
  pending: number;
  nextDue: string | null;
}

export interface CalendarEvent {
  id: string;
  subject: string;
  iCalUId: string;
  sensitivity: string;
  isCancelled: boolean;
  start: { dateTime: string };
  end: { dateTime: string };
  body?: { content: string };
  [key: string]: unknown;
}

export interface ListItem {
  id: string;
  fields: Record<string, unknown>;
}

export type Control = ReturnType<typeof openControl>;

export function openControl(base: string) {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const reply = await fetch(`${base}${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await reply.text();
    if (!reply.ok && reply.status !== 404) {
      throw new Error(`${method} ${path}: ${reply.status} ${text.slice(0, 500)}`);
    }
    return (text === '' ? undefined : JSON.parse(text)) as T;
  };
  const chat = async (mail: string) =>
    (await call<{ messages: Message[] }>('GET', `/_emulator/chats/${mail}`)).messages;
  const press = (
    mail: string,
    messageId: string,
    action: string,
    inputs: object = {},
    more: object = {},
  ) =>
    call<PressReply>('POST', `/_emulator/chats/${mail}/press`, {
      messageId,
      action,
      inputs,
      ...more,
    });
  return {
    call,
    chat,
    press,
    people: () => call<Person[]>('GET', '/_emulator/people'),
    say: (mail: string, text: string) =>
      call<{ messages: Message[] }>('POST', `/_emulator/chats/${mail}/say`, { text }),
    /** Presses the newest card of somebody's chat that has the action. */
    async pressLatest(mail: string, action: string, inputs: object = {}, more: object = {}) {
      const found = (await chat(mail)).findLast((m) => m.card && hasAction(m.card, action));
      if (!found) throw new Error(`no card of ${mail} has ${action}`);
      return press(mail, found.id, action, inputs, more);
    },
    clock: () => call<{ now: string; nextDue: string | null }>('GET', '/_emulator/clock'),
    moveTo: (now: string) =>
      call<{ now: string; settled: boolean; pending: number }>('POST', '/_emulator/clock', { now }),
    advance: (advance: string) =>
      call<{ now: string; settled: boolean; pending: number }>('POST', '/_emulator/clock', {
        advance,
      }),
    settle: () =>
      call<{ now: string; settled: boolean; pending: number }>('POST', '/_emulator/clock', {
        advance: 'PT1S',
      }),
    calendar: (mail: string) => call<CalendarEvent[]>('GET', `/_emulator/calendar/${mail}`),
    lists: () => call<{ name: string; items: ListItem[] }[]>('GET', '/_emulator/lists'),
    mails: (mail: string) => call<MailMessage[]>('GET', `/_emulator/mail/${mail}`),
    arm: (method: string, path: string, fault: string, times = 1, retryAfter?: number) =>
      call<unknown>('POST', '/_emulator/faults', {
        match: { method, path },
        fault,
        times,
        ...(retryAfter === undefined ? {} : { retryAfter }),
      }),
    state: () => call<{ requests: Requests }>('GET', '/_emulator/state'),
  };
}

export type Requests = { method: string; path: string; status: number; count: number }[];

export interface Person {
  name: string;
  mail: string;
  roles: string[];
  reach: string;
  mailbox: string;
  pair?: string;
}

export interface MailMessage {
  id: string;
  subject: string;
  body: { content: string };
  replyTo?: { emailAddress: { address: string } }[];
}

/** Every piece of a card, depth first, in document order. */
export function piecesOf(card: CardJson): Piece[] {
  const found: Piece[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const one of value) walk(one);
    else if (typeof value === 'object' && value !== null) {
      if ('type' in value && typeof value.type === 'string') found.push(value as Piece);
      for (const [key, inner] of Object.entries(value)) if (key !== 'data') walk(inner);
    }
  };
  walk([card.body, card.actions ?? []]);
  return found;
}

export const hasAction = (card: CardJson, verb: string): boolean =>
  piecesOf(card).some((piece) => piece.verb === verb || piece.title === verb);

/** All that a card says, for reading. */
export const textOf = (card: CardJson): string =>
  piecesOf(card)
    .flatMap((piece) => [piece.text, piece.title, piece.label].filter((t) => typeof t === 'string'))
    .join('\n');

export const choices = (card: CardJson, input: string): string[] =>
  piecesOf(card)
    .find((piece) => piece.id === input)
    ?.choices?.map((choice) => choice.value) ?? [];
