import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { localAppSecret, type RunningEmulator } from '../../src/emulator/start.ts';
import { type Graph, openGraph } from '../../src/graph/graph.ts';
import {
  appId,
  ask,
  awa,
  home,
  lucie,
  marc,
  paul,
  programme,
  seed,
  startAnew,
} from '../emulator/graph-world.ts';
import { faultOf } from './fake-graph.ts';

const place = {
  hostname: 'comite.sharepoint.example',
  path: '/sites/mentorat',
  name: 'Suivi 2026',
};
const list = {
  id: 'list-9',
  name: 'Suivi 2026',
  readers: [],
  columns: [
    { name: 'Title', displayName: 'Binôme', required: true, text: {} },
    { name: 'DateRencontre', required: true, dateTime: { format: 'dateOnly' } },
    { name: 'Thematiques', choice: { choices: ['Prise de poste'], displayAs: 'checkBoxes' } },
    { name: 'CleRencontre', hidden: true, enforceUniqueValues: true, indexed: true, text: {} },
  ],
};

let emulator: RunningEmulator;

beforeAll(async () => {
  const sites = seed.sites.map((site) =>
    site.path === place.path ? { ...site, lists: [list] } : site,
  );
  emulator = await startAnew({ seed: { ...seed, sites }, slowMs: 2_000 });
});
afterAll(() => emulator.close());
afterEach(() => emulator.reset());

/** A graph that has asked for nothing yet, on the emulator. */
function anew(timeoutMs = 5_000): Graph {
  return openGraph({
    tenant: home,
    appId,
    credential: { secret: localAppSecret },
    mailbox: programme,
    local: { login: emulator.url, graph: emulator.url },
    timeoutMs,
    now: () => emulator.world.clock.now().getTime(),
  });
}

/** Tuesday 5 May 2026, 14:00 to 15:00 in Paris. */
const two = Date.UTC(2026, 4, 5, 12);
const three = two + 3_600_000;
const day = 86_400_000;
const window = { start: two - day, end: two + day };
const draft = {
  transactionId: '5a0f0000-0000-5000-8000-000000000001',
  subject: 'Rencontre de mentorat',
  startsAt: two,
  endsAt: three,
  location: null,
  video: true,
  attendees: [awa, marc].map(({ mail, name }) => ({ mail, name })),
};
const row = { key: 'meeting-1', pairCode: 'B1', day: '2026-05-05', themes: ['Prise de poste'] };
const letter = {
  to: { mail: lucie.mail, name: lucie.name },
  replyTo: { mail: 'coachs@comite.example', name: 'Les coachs' },
  subject: 'Télémaque : une question sur votre agenda',
  html: '<p>Bonjour</p>',
};

const state = z.object({
  requests: z.array(
    z.object({ method: z.string(), path: z.string(), status: z.number(), count: z.number() }),
  ),
});
async function requestsTo(ending: string): Promise<number> {
  const { requests } = state.parse((await ask(emulator, 'GET', '/_emulator/state')).body);
  return requests
    .filter(({ method, path }) => method === 'POST' && path.endsWith(ending))
    .reduce((sum, { count }) => sum + count, 0);
}
async function arm(fault: string, path: string, retryAfter?: number): Promise<void> {
  const body = { match: { method: 'POST', path }, fault, ...(retryAfter && { retryAfter }) };
  const told = await ask(emulator, 'POST', '/_emulator/faults', body);
  expect(told.status).toBeLessThan(300);
}
async function bodyOf(path: string) {
  return (await ask(emulator, 'GET', path)).body;
}

describe('a meeting', () => {
  test('stands in both calendars under one iCalUId, neutral and private, with a link', async () => {
    const made = await anew().calendar.create(draft);

    const [mine] = await bodyOf(`/_emulator/calendar/${awa.mail}`);
    const [theirs] = await bodyOf(`/_emulator/calendar/${marc.mail}`);
    expect(mine).toMatchObject({ iCalUId: made.iCalUId, sensitivity: 'private' });
    expect(theirs.iCalUId).toBe(made.iCalUId);
    expect(made.joinUrl).toMatch(/^https:/);
    expect(made).toMatchObject({ startsAt: two, endsAt: three, cancelled: false });
    expect(made.answers.map(({ mail }) => mail).sort()).toEqual([awa.mail, marc.mail].sort());
  });

  test('is moved, seen again by the sweep, cancelled once and once more', async () => {
    const { calendar } = anew();
    const made = await calendar.create(draft);

    const moved = await calendar.move(made.graphId, {
      time: { start: three, end: three + 3_600_000 },
      location: null,
    });
    const swept = await calendar.view(window);
    const found = await calendar.findByTransaction(draft.transactionId, window);
    await calendar.cancel(made.graphId);
    await calendar.cancel(made.graphId);

    expect(moved).toMatchObject({ graphId: made.graphId, startsAt: three });
    expect(swept).toEqual([moved]);
    expect(found).toEqual(moved);
    expect(await calendar.view(window)).toEqual([]);
    const to = { time: { start: two, end: three }, location: null };
    expect(await calendar.move(made.graphId, to)).toBe('gone');
  });

  test('whose link never comes is told so', async () => {
    const calendar = anew().calendar;
    await arm('no-join-link', '/v1.0/users/*/events');

    expect((await calendar.create(draft)).joinUrl).toBeNull();
  });

  test('is read to the last page', async () => {
    const { calendar } = anew();
    const meetings = Array.from({ length: 103 }, (_, i) => i);
    for (const i of meetings) {
      await calendar.create({ ...draft, attendees: [], video: false, transactionId: `t${i}` });
    }

    expect(await calendar.view(window)).toHaveLength(103);
  });
});

test('busy times are known here and where they are shared, and unknown elsewhere', async () => {
  const { calendar } = anew();
  await calendar.create({ ...draft, attendees: [{ mail: awa.mail, name: awa.name }] });

  const found = await calendar.busy([awa.mail, paul.mail, lucie.mail], window);

  expect(found.get(awa.mail)).toMatchObject({
    ...{ known: true, busy: [{ start: two, end: three, kind: 'tentative' }] },
    hours: { hours: { from: '08:00', to: '18:00' }, days: [1, 2, 3, 4, 5] },
  });
  expect(found.get(paul.mail)).toMatchObject({ known: true, busy: [] });
  expect(found.get(lucie.mail)).toEqual({ known: false, reason: '5009' });
});

test('busy times refused as a whole are all unknown', async () => {
  const { calendar } = anew();
  await arm('schedule-denied', '/v1.0/users/*/calendar/getSchedule');

  const found = await calendar.busy([awa.mail], window);

  expect(found.get(awa.mail)).toEqual({ known: false, reason: 'ErrorAccessDenied' });
});

describe('the list', () => {
  const items = async () => (await bodyOf('/_emulator/lists'))[0].items;

  test('as the seed makes it is found good, and a site that is not ours is not', async () => {
    const { list } = anew();

    expect(await list.check(place)).toEqual([]);
    expect(await list.check({ ...place, path: '/sites/autre' })).toHaveLength(1);
    expect(await list.check({ ...place, name: 'Ailleurs' })).toHaveLength(1);
  });

  test('keeps one row a key, corrected in place and removed by its key', async () => {
    const { list } = anew();

    const added = await list.add(place, row);
    const again = await list.add(place, { ...row, day: '2026-05-06' });
    const stale = await list.change(place, added, { ...row, themes: [] });

    expect(again.itemId).toBe(added.itemId);
    expect(await items()).toHaveLength(1);
    expect((await items())[0].fields).toMatchObject({ Title: 'B1', CleRencontre: 'meeting-1' });
    expect(stale).toMatchObject({ itemId: added.itemId });
    await list.remove(place, row.key);
    await list.remove(place, row.key);
    expect(await items()).toEqual([]);
    expect(await list.change(place, added, row)).toBe('gone');
  });

  test('shows the day of the meeting', async () => {
    await anew().list.add(place, row);

    expect((await items())[0].fields.DateRencontre).toMatch(/^2026-05-05T/);
  });
});

test('a mail arrives with the coaches to answer to', async () => {
  await anew().mail.send(letter);

  const [mail] = await bodyOf(`/_emulator/mail/${lucie.mail}`);
  expect(mail).toMatchObject({
    subject: letter.subject,
    replyTo: [{ emailAddress: { address: 'coachs@comite.example' } }],
  });
});

const faults: [fault: string, told: object][] = [
  ['429', { status: 429, retryAfter: 5_000 }],
  ['500', { status: 500 }],
  ['502', { status: 502 }],
  ['503', { status: 503, retryAfter: 5_000 }],
  ['412', { status: 412 }],
  ['403', { status: 403 }],
  ['404', { status: 404 }],
  ['504-before-write', { status: 504 }],
  ['504-after-write', { status: 504 }],
  ['drop-before-write', { status: undefined, code: 'dropped' }],
  ['drop-after-write', { status: undefined, code: 'dropped' }],
  ['slow', { status: undefined, code: 'timeout' }],
];
const writes: [what: string, path: string, write: (graph: Graph) => Promise<unknown>][] = [
  ['an event', '/v1.0/users/*/events', ({ calendar }) => calendar.create(draft)],
  ['a row', '/v1.0/sites/*/lists/*/items', (graph) => graph.list.add(place, row)],
  ['a mail', '/v1.0/users/*/sendMail', ({ mail }) => mail.send(letter)],
];

describe.each(writes)('%s', (_what, path, write) => {
  test.each(faults)('that meets %s is asked for exactly once', async (fault, told) => {
    const graph = anew(fault === 'slow' ? 1_000 : 5_000);
    await arm(fault, path, 5);

    const ended = await faultOf(write(graph));

    expect(ended).toMatchObject(told);
    // A slow request is counted when it ends.
    await expect.poll(() => requestsTo(path.split('*').at(-1) ?? ''), { timeout: 10_000 }).toBe(1);
  });
});

// A mail carries nothing by which the other side would know it again.
describe.each(writes.slice(0, 2))('%s', (what, path, write) => {
  test.each(faults)('that met %s and is tried again is one', async (fault) => {
    await arm(fault, path, 5);
    await faultOf(write(anew(fault === 'slow' ? 1_000 : 5_000)));

    await write(anew());

    const events = await bodyOf(`/_emulator/calendar/${awa.mail}`);
    const { items } = (await bodyOf('/_emulator/lists'))[0];
    expect(what === 'an event' ? events : items).toHaveLength(1);
  });
});
