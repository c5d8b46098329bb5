import { randomUUID } from 'node:crypto';
import { deliverMail } from '../../src/emulator/outlook/mail.ts';
import { awa, marc, programme } from '../journeys/steps.ts';
import type { Marks } from './marked-words.ts';
import type { WatchedWorld } from './watched-world.ts';

/** Everything somebody types in the chat, or their Teams sends along with it. */
export async function talk(world: WatchedWorld, marks: Marks): Promise<void> {
  const plain = marks.at('a message');
  const typed = [
    plain,
    `réserver ${marks.at('a command with more words')}`,
    `<b>${marks.at('a message with tags')}</b><script>alert(1)</script>`,
    `${marks.at('a long message')} `.repeat(3000),
    `Noter : ${marks.at('a message of several lines')}\n\nÀ bientôt`,
  ];
  for (const text of typed) await world.say(awa, text);
  for (const [door, activity] of [...oddMessages, ...oddEvents, ...oddPresses]) {
    await sendRaw(world, marc, activity(marks.at(door)));
  }
}

type Odd = [door: string, activity: (word: string) => object];

const press = (verb: string, data: unknown) => ({
  type: 'invoke',
  name: 'adaptiveCard/action',
  replyToId: '1776150000000',
  value: { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' },
});

/** Messages, with what Teams sends along. */
const oddMessages: Odd[] = [
  [
    'an HTML attachment',
    (word) => ({
      text: 'bonjour',
      attachments: [{ contentType: 'text/html', content: `<p>${word}</p>`, name: word }],
    }),
  ],
  [
    'what Teams tells of a device',
    (word) => ({
      text: 'aide',
      locale: word,
      localTimezone: word,
      entities: [{ type: 'mention', text: word, mentioned: { name: word } }],
      channelData: { eventType: word, team: { name: word } },
    }),
  ],
  [
    'a name shown in Teams',
    (word) => ({
      text: 'aide',
      recipient: { id: '28:x', name: word },
      importance: word,
      summary: word,
    }),
  ],
  ['a form of another kind', (word) => ({ text: undefined, value: { note: word } })],
];

/** Things that happen in or around a chat. */
const oddEvents: Odd[] = [
  ['an edited message', (word) => ({ type: 'messageUpdate', text: word })],
  [
    'a reaction',
    (word) => ({
      type: 'messageReaction',
      reactionsAdded: [{ type: word }],
    }),
  ],
  ['a kind of activity nobody knows', (word) => ({ type: word, text: word })],
  [
    'a member’s name',
    (word) => ({
      type: 'conversationUpdate',
      topicName: word,
      membersAdded: [{ id: '29:x', name: word }],
    }),
  ],
  [
    'the circumstances of an installation',
    (word) => ({
      type: 'installationUpdate',
      action: 'add',
      channelData: { settings: { selectedChannel: { id: word } }, source: { name: word } },
    }),
  ],
];

/** What a changed client could send from a card, or from elsewhere in Teams. */
const oddPresses: Odd[] = [
  [
    'a search',
    (word) => ({
      type: 'invoke',
      name: 'composeExtension/query',
      value: { parameters: [{ name: 'q', value: word }] },
    }),
  ],
  ['an invoke nobody knows', (word) => ({ type: 'invoke', name: word, value: word })],
  ['a verb', (word) => press(word, { note: word })],
  ['the data of an unknown card', (word) => press('meeting.held', { card: word })],
  ['data that is no object', (word) => press('meeting.held', word)],
];

let sent = 0;

function sendRaw(world: Pick<WatchedWorld, 'call'>, mail: string, activity: object) {
  sent += 1;
  return world.call<{ status: number; body?: unknown }>('POST', '/_emulator/bot/raw', {
    mail,
    activity: { id: `f:raw-${sent}`, ...activity },
  });
}

const hours = (day: string, from: string, to: string) => ({
  start: { dateTime: `${day}T${from}`, timeZone: 'Europe/Paris' },
  end: { dateTime: `${day}T${to}`, timeZone: 'Europe/Paris' },
});

/** What people have in their own calendars, and whom they invite without us. */
export async function fillCalendars(world: WatchedWorld, marks: Marks): Promise<void> {
  const put = (who: string, event: object) =>
    world.call('POST', `/_emulator/calendar/${who}`, event);
  const word = marks.at('an event of one’s own');
  await put(awa, {
    ...hours('2026-04-15', '09:00', '12:00'),
    subject: word,
    body: { contentType: 'text', content: word },
    location: { displayName: word },
    categories: [word],
  });
  await put(marc, {
    ...hours('2026-04-15', '14:00', '18:00'),
    subject: marks.at('a private event'),
    sensitivity: 'private',
  });
  const invitation = marks.at('an invitation to the programme mailbox');
  await put(marc, {
    ...hours('2026-04-20', '09:30', '10:30'),
    subject: invitation,
    body: { contentType: 'html', content: `<p>${invitation}</p>` },
    location: { displayName: invitation },
    attendees: [
      { emailAddress: { address: programme, name: marks.at('an attendee’s name') } },
      { emailAddress: { address: awa, name: marks.at('an attendee’s name') } },
    ],
  });
}

/** What can be written on a meeting of ours once it stands in a calendar, and said in answer to it. */
export async function writeOnEvent(world: WatchedWorld, marks: Marks): Promise<void> {
  const event = (await world.calendar(programme)).find((one) => one.isOrganizer === true);
  const there = marks.at('the event in the programme mailbox');
  await world.call('PATCH', `/_emulator/calendar/${programme}/${event?.id}`, {
    body: { contentType: 'text', content: there },
    categories: [there],
    attendees: [awa, marc].map((address) => ({
      emailAddress: { address, name: marks.at('a name in the address book') },
    })),
  });
  // The organiser's change was copied over: what is written on the copy comes after it.
  const copy = (await world.calendar(marc)).find((one) => !one.isOrganizer);
  const word = marks.at('the attendee’s own copy');
  await world.call('PATCH', `/_emulator/calendar/${marc}/${copy?.id}`, {
    subject: word,
    body: { contentType: 'text', content: word },
    location: { displayName: word },
    categories: [word],
  });
  const comment = marks.at('a comment on a decline');
  const draft = {
    from: marc,
    subject: `Refusé : ${comment}`,
    body: { contentType: 'text', content: comment },
    to: [{ emailAddress: { address: programme } }],
  };
  deliverMail(world.emulator.world, draft, [programme]);
}

const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const headers = (word: string) => ({
  'user-agent': word,
  referer: `https://${word}.example/`,
  cookie: `a=${word}`,
  'x-forwarded-for': word,
  'accept-language': word,
  authorization: `Bearer ${word}.${word}.${word}`,
});
const draft = { mode: 'video', place: null, minutes: 60, unread: [] };
const slotsDraft = { kind: 'slots', ...draft };
const planDraft = { kind: 'plan', ...draft, dates: [], broken: [], around: [] };

/** Whatever a browser or a scanner can send to the product's addresses. */
export async function knockOnDoors(
  world: WatchedWorld,
  marks: Marks,
  token: string,
): Promise<number[]> {
  const statuses: number[] = [];
  const ask = async (door: string, path: string, init: (word: string) => RequestInit) => {
    const word = marks.at(door);
    const reply = await fetch(`${world.publicUrl}${path.replace('WORD', word)}`, init(word));
    await reply.text();
    statuses.push(reply.status);
  };
  await ask('headers of the page', '/l', (word) => ({ headers: headers(word) }));
  await ask('headers of a message', '/api/messages', (word) => json({ word }, headers(word)));
  await ask('headers of an act', '/api/link/read', (word) => json({ token }, headers(word)));
  await ask('a query', '/l?note=WORD', () => ({}));
  await ask('a query beside an act', '/api/link/read?note=WORD', () => json({ token }));
  await ask('an address', '/WORD/..%2f.env', () => ({}));
  await ask('a method', '/api/link/read', (body) => ({ method: 'PUT', body }));
  await ask('a broken body', '/api/link/act', (word) => json(`{"token": "${word}`));
  await ask('a broken message', '/api/messages', (word) => json(`{"text": "${word}`));
  await ask('a body of another kind', '/api/link/act', (word) => ({ method: 'POST', body: word }));
  await ask('a token', '/api/link/read', (word) => json({ token: word.padEnd(43, 'x') }));
  const { page } = (await (
    await fetch(`${world.publicUrl}/api/link/read`, json({ token }))
  ).json()) as { page: { pair: string; model: { meeting: string } } };
  const { pair } = page;
  const { meeting } = page.model;
  const acts: [door: string, act: (word: string) => object][] = [
    ['a note beside an act', (note) => ({ act: 'held', meeting, themes: ['skills'], note })],
    ['an act', (act) => ({ act })],
    ['a theme by link', (word) => ({ act: 'held', meeting, themes: [word] })],
    ['a slot by link', (slot) => ({ act: 'accept', meeting, slot })],
    ['a date by link', (date) => ({ act: 'correct', meeting, date, themes: ['skills'] })],
    ['a date recorded by link', (date) => ({ act: 'record', date, themes: ['skills'] })],
    ['the end of a pause by link', (until) => ({ act: 'pause', until })],
    ['a reason to stop', (reason) => ({ act: 'stop', reason })],
    ['a slot booked by link', (word) => ({ act: 'book', slots: [word] })],
  ];
  for (const [door, act] of acts) {
    await ask(door, '/api/link/act', (word) => json({ token, id: randomUUID(), act: act(word) }));
  }
  const { token: ofTab } = await world.call<{ token: string }>('GET', `/_emulator/tokens/${awa}`);
  const signed = { authorization: `Bearer ${ofTab}` };
  await ask('a token of the tab', '/api/tab/read', (word) =>
    json({}, { authorization: `Bearer ${word}.${word}.${word}` }),
  );
  await ask('a note beside the tab', '/api/tab/read', (note) => json({ note }, signed));
  await ask('a view of the tab', '/api/tab/read', (kind) => json({ view: { kind } }, signed));
  const tab = await fetch(`${world.publicUrl}/api/tab/read`, json({}, signed));
  const { page: own } = (await tab.json()) as { page: { pair: string } };
  for (const [door, act] of acts) {
    await ask(`${door}, in the tab`, '/api/tab/act', (word) =>
      json({ pair: own.pair, id: randomUUID(), act: act(word) }, signed),
    );
  }
  const drafts: [door: string, view: (word: string) => object][] = [
    ['the slots of a draft', (word) => ({ ...slotsDraft, pair, slots: [word] })],
    ['the dates of a draft', (word) => ({ ...planDraft, pair, dates: [{ slot: word }] })],
    ['a note beside a draft', (note) => ({ ...planDraft, pair, note })],
  ];
  for (const [door, view] of drafts) {
    await ask(door, '/api/link/act', (word) =>
      json({ token, id: randomUUID(), view: view(word), act: { act: 'confirm' } }),
    );
  }
  await ask('a view', '/api/link/read', (kind) => json({ token, view: { kind, pair } }));
  await ask('a token renewed', '/api/link/renew', (word) => json({ token: word.padEnd(43, 'x') }));
  return statuses;
}
