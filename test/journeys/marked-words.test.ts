import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { themes } from '../../src/words/fr/themes.ts';
import { fillCalendars, knockOnDoors, talk, writeOnEvent } from '../support/doors.ts';
import { openMarks, tracesIn } from '../support/marked-words.ts';
import { type Content, dumpStore, filesBelow, serverLogSince } from '../support/store-contents.ts';
import { startWatchedWorld, type WatchedWorld } from '../support/watched-world.ts';
import { liveInOutlook } from './appointment-words.ts';
import { choices } from './control.ts';
import {
  afterwards,
  awa,
  byLink,
  mailedToken,
  marc,
  meetingsIn,
  programme,
  twoThemes,
} from './steps.ts';

/** Soraya has the bot; Nadège has nothing but mail. */
const soraya = 'soraya.hamadi@andah.example';
const nadege = 'nadege.bourgoin@clos-mirabelle.example';
const patience = 400_000;

const marks = openMarks();
const began = Date.now();
let world: WatchedWorld;
let tokens: string[] = [];
let doorStatuses: number[] = [];
let tables: Content[] = [];
let files: Content[] = [];
/** The programme mailbox's copy of the appointment. */
let copy = '';

beforeAll(async () => {
  world = await startWatchedWorld(['P01', 'P07']);
  await fillCalendars(world, marks);
  await talk(world, marks);
  await liveWithMarc();
  await liveWithNadege();
  copy = await liveInOutlook(world, marks);
  await world.stopProduct();
  const { store } = world;
  files = 'folder' in store ? filesBelow(store.folder) : await serverLogSince(began);
  tables = await dumpStore(store);
}, patience);
afterAll(() => world?.close(), patience);

/** A press with a word in every field the form knows, and in one that it does not. */
const scribble = (door: string, ...fields: string[]) =>
  Object.fromEntries(['note', 'title', ...fields].map((field) => [field, marks.at(door)]));

/** Awa and Marc book, agree, move, wish another time, undo, cancel, meet, correct and ask for help. */
async function liveWithMarc(): Promise<void> {
  await world.say(awa, 'réserver');
  for (const field of ['mode', 'minutes', 'place', 'meeting', 'pair']) {
    await world.pressLatest(awa, 'meeting.find', scribble(`finding: ${field}`, field));
  }
  const wish = { mode: 'in-person', minutes: '45', place: 'mentor', ...scribble('finding') };
  const found = await world.pressLatest(awa, 'meeting.find', wish);
  const [first = '', second = ''] = found.card ? choices(found.card, 'slot') : [];
  for (const field of ['slot', 'mode', 'place', 'meeting', 'pair']) {
    await world.pressLatest(awa, 'meeting.book', scribble(`booking: ${field}`, field));
  }
  await world.pressLatest(awa, 'meeting.book', { slot: first, ...scribble('booking') });
  await world.pressLatest(marc, 'meeting.accept', scribble('accepting: slot', 'slot', 'meeting'));
  await world.pressLatest(marc, 'meeting.accept', scribble('accepting'));
  await writeOnEvent(world, marks);

  await world.pressLatest(awa, 'meeting.move', scribble('moving'));
  await world.pressLatest(awa, 'meeting.find', wish);
  await world.pressLatest(awa, 'meeting.book', { slot: second, ...scribble('booking anew') });
  const copy = (await meetingsIn(world, marc)).find((e) => !e.isOrganizer);
  await world.call('PATCH', `/_emulator/calendar/${marc}/${copy?.id}`, { response: 'declined' });
  await writeOnEvent(world, marks);
  await world.advance('PT20M');
  await world.pressLatest(awa, 'meeting.undo', scribble('undoing'));
  await world.pressLatest(awa, 'meeting.cancel', scribble('cancelling'));
  await world.pressLatest(awa, 'meeting.undo', scribble('undoing'));

  await world.moveTo(afterwards(first));
  await world.pressLatest(marc, 'meeting.held', scribble('meeting: themes', 'themes'));
  await world.pressLatest(marc, 'meeting.held', { themes: twoThemes, ...scribble('meeting') });
  await world.pressLatest(awa, 'meeting.held', scribble('confirming', 'themes'));
  for (const field of ['date', 'themes', 'meeting']) {
    const fields = {
      date: '2026-04-15',
      themes: 'other',
      ...scribble(`correcting: ${field}`, field),
    };
    await world.pressLatest(awa, 'meeting.correct', fields);
  }
  await world.pressLatest(awa, 'meeting.correct', {
    date: '2026-04-15',
    themes: 'other',
    ...scribble('correcting'),
  });
  await world.say(marc, 'noter');
  for (const field of ['date', 'themes', 'pair']) {
    const fields = { date: '2026-04-14', themes: 'skills', ...scribble(`noting: ${field}`, field) };
    await world.pressLatest(marc, 'meeting.record', fields);
  }
  const noted = { date: '2026-04-14', themes: 'skills', ...scribble('noting') };
  await world.pressLatest(marc, 'meeting.record', noted);
  await world.say(marc, 'langue');
  await world.pressLatest(marc, 'language.set', scribble('language: locale', 'locale'));
  await world.pressLatest(marc, 'language.set', scribble('language'));
  await world.say(awa, 'mon référent');
  await world.pressLatest(awa, 'referent.call', scribble('asking for a call'));
  await world.say(awa, 'mes rencontres');
}

/** Soraya proposes from the chat; Nadège picks and answers on her personal page. */
async function liveWithNadege(): Promise<void> {
  await world.say(soraya, 'réserver');
  const wish = { mode: 'video', minutes: '60' };
  const found = await world.pressLatest(soraya, 'meeting.find', wish);
  const [slot = ''] = found.card ? choices(found.card, 'slot') : [];
  await world.pressLatest(soraya, 'meeting.book', { slot });
  const token = await mailedToken(world, nadege);
  doorStatuses = await knockOnDoors(world, marks, token);
  await byLink(world, token, { act: 'accept', slot });
  await world.moveTo(afterwards(slot));
  const asked = await mailedToken(world, nadege);
  await knockOnDoors(world, marks, asked);
  await byLink(world, asked, { act: 'held', themes: ['skills'] });
  await world.pressLatest(soraya, 'meeting.held', scribble('confirming'));
  await world.settle();
  tokens = [token, asked];
}

/** All that Microsoft 365 holds of one kind. */
const rowsOf = <T>(table: string): T[] => world.emulator.world.store.table<T>(table).values();

interface Mail {
  message: { from: { emailAddress: { address: string } } };
}

/** Every place where words could come to rest, or be passed on to. */
const sinks: [name: string, knownToBeThere: string, contents: () => Content[]][] = [
  ['the tables', awa, () => tables],
  ['the files of the store, its write-ahead log among them', awa, () => files],
  ['the logs', 'product.ready', () => [{ where: 'output', content: world.logs() }]],
  [
    'what was asked of Microsoft 365',
    'Rendez-vous Télémaque',
    () => world.outward.map(({ url, asked }) => ({ where: url, content: asked })),
  ],
  [
    'what the product answered',
    'AdaptiveCard',
    () => world.inward.map(({ url, answered }) => ({ where: url, content: answered })),
  ],
  ['the list', 'P01', () => [{ where: 'items', content: JSON.stringify(rowsOf('items')) }]],
  ['the programme’s copy of an appointment', programme, () => [{ where: 'copy', content: copy }]],
  [
    'the cards in every chat',
    'AdaptiveCard',
    () =>
      rowsOf<{ from: string }>('messages')
        .filter(({ from }) => from === 'bot')
        .map((message) => ({ where: 'chat', content: JSON.stringify(message) })),
  ],
  [
    'the mails of the programme',
    '/l#',
    () =>
      rowsOf<Mail>('mails')
        .filter(({ message }) => message.from.emailAddress.address === programme)
        .map((mail) => ({ where: 'mail', content: JSON.stringify(mail) })),
  ],
];

describe('the search', () => {
  const text = (before: string) => Buffer.from(`${before}${openMarks().at('the search')} and more`);

  const written: [how: string, content: string | Buffer][] = [
    ['as it is', text('').toString('latin1')],
    ['among bytes', Buffer.concat([Buffer.from([0, 255, 7]), text('')])],
    ['in small letters', text('').toString('latin1').toLowerCase()],
    ['in hexadecimal', text('').toString('hex')],
    ['in base64', text('').toString('base64')],
    ['in base64, a byte later', text('a').toString('base64')],
    ['in base64, two bytes later', text('ab').toString('base64')],
  ];

  test.each(written)('finds a word %s', (_how, content) => {
    expect(tracesIn(content)).toHaveLength(1);
  });

  test('finds nothing where there is nothing', () => {
    expect(tracesIn(Object.values(themes).join('\n'))).toEqual([]);
  });
});

describe('words put through every door', () => {
  test.each(sinks)('leave no trace in %s', (_name, known, contents) => {
    const traces = contents().flatMap(({ where, content }) =>
      tracesIn(content).map((trace) => `${where}: ${trace}`),
    );

    expect(contents().some(({ content }) => content.includes(known))).toBe(true);
    expect(traces).toEqual([]);
  });

  test('did come to the product, or to where Microsoft keeps them', () => {
    const heard = [
      ...world.inward.map(({ asked }) => asked),
      ...world.outward.map(({ answered }) => answered),
    ];
    const found = new Set(marks.doorsIn([...heard, world.journal()].join('\n')));

    expect(marks.doors().filter((door) => !found.has(door))).toEqual([]);
    expect(marks.doors().length).toBeGreaterThan(60);
  });

  test('left the journeys as they were', () => {
    const fields = rowsOf<{ fields: Record<string, unknown> }>('items').map((item) => item.fields);

    expect(fields.map(({ Title, Thematiques }) => `${Title}: ${Thematiques}`)).toEqual([
      `P01: ${themes.other}`,
      `P01: ${themes.skills}`,
      `P07: ${themes.skills}`,
      `P01: ${themes.skills}`,
    ]);
  });

  test('and every scribble on a page’s address was refused or passed over', () => {
    expect(doorStatuses.filter((status) => status >= 500)).toEqual([]);
    expect(doorStatuses.slice(-5, -3)).toEqual([400, 400]);
  });
});

/** Shorter ones stand in ordinary words. */
const lastNames = (name: string): string[] =>
  name.split(/[ -]/).filter((part, at) => at > 0 && part.length > 4);

describe('the logs of these journeys', () => {
  test('tell what happened', () => {
    const lines = world
      .logs()
      .split('\n')
      .filter((line) => line.startsWith('{'));
    const events = new Set(lines.map((line) => (JSON.parse(line) as { event: string }).event));

    expect([...events]).toEqual(
      expect.arrayContaining(['product.ready', 'effect.done', 'activity-denied']),
    );
    expect(events).not.toContain('effect.failed');
    expect(events).not.toContain('turn-failed');
  });

  test('name nobody, no address, no theme, no token', () => {
    const { people } = world.emulator.world.seed;
    const bearer = world.outward.flatMap(({ asked }) => asked.match(/Bearer \S+/g) ?? []);
    const secrets = [
      ...people.flatMap(({ name, mail }) => [name, ...lastNames(name), mail]),
      ...Object.values(themes),
      ...tokens,
      ...new Set(bearer.map((text) => text.slice('Bearer '.length))),
      'telemaque-local-secret',
    ];
    const logs = world.logs();

    expect(secrets.length).toBeGreaterThan(40);
    expect(secrets.filter((secret) => logs.includes(secret))).toEqual([]);
  });
});
