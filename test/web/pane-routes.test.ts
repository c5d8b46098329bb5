import type { Server } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openSignIn } from '../../src/web/sign-in.ts';
import { openWeb } from '../../src/web/web.ts';
import { programme } from '../support/invitations.ts';
import {
  awa,
  friday,
  ines,
  marc,
  nowhere,
  p01,
  p02,
  rose,
  slot,
  thursday,
} from '../support/people.ts';
import { dumpTables } from '../support/store-contents.ts';
import { aWorld, booked, hash, meetingsOf } from '../support/world.ts';
import { aKeyPlace, appId, bearer, homeTenant, type KeyPlace } from './sign-in-world.ts';

const world = aWorld();

const oidOf = ({ id }: { id: string }) => id.replace(/^0{7}1/, 'aaaaaaaa');
/** As Outlook hands it to the pane: asked for by the app itself. */
const as = (person: { id: string }, azp = appId) => bearer({ claims: { oid: oidOf(person), azp } });

let keys: KeyPlace;
let server: Server;
let url: string;

beforeAll(async () => {
  keys = await aKeyPlace();
});
afterAll(() => keys.close());
beforeEach(async () => {
  await world.db.tx(async (t) => {
    for (const each of [awa, marc, ines, rose]) {
      await t.people.link(homeTenant, oidOf(each), each.id, 'import');
    }
  });
  const signIn = openSignIn(keys.config);
  const nested = openSignIn({ ...keys.config, nested: true });
  const mailbox = { name: 'Télémaque', mail: programme };
  const paneDoor = { signIn: nested, mailbox, subject: 'Rendez-vous' };
  const app = openWeb(
    { ...world.deps, hash },
    { pages: '/no/such/folder', bot: [(_req, res) => void res.sendStatus(200)], signIn, paneDoor },
  );
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  url = `http://127.0.0.1:${address.port}`;
});
afterEach(() => void server.close());

async function ask(path: string, authorization: string | undefined, body: unknown = {}) {
  const answer = await fetch(`${url}/api/${path}`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      ...(authorization !== undefined && { Authorization: authorization }),
    },
    body: JSON.stringify(body),
  });
  return { status: answer.status, body: await answer.json() };
}

let ids = 0;
const newId = () => `00000000-0000-4000-9000-${String(++ids).padStart(12, '0')}`;
const registering = (more: object = {}) => ({
  ...{ pair: p01.id, id: newId(), time: thursday, mode: 'video' },
  ...more,
});
const dump = () => dumpTables(world.db.opened.sql);

describe('the pane', () => {
  test('registers an appointment, once for one press, and one meeting for all of them', async () => {
    const press = registering();
    const first = await ask('pane/register', as(marc), press);
    const again = await ask('pane/register', as(marc), press);
    const anew = await ask('pane/register', as(marc), registering());

    const [meeting] = await meetingsOf(world);
    const appointment = { meeting: meeting?.id, time: thursday, invitation: 'awaited' };
    expect(first).toMatchObject({
      status: 200,
      body: { said: 'registered', pane: { appointment } },
    });
    expect(again).toMatchObject({ status: 200, body: { said: 'already', pane: { appointment } } });
    expect(anew).toMatchObject({
      status: 200,
      body: { said: 'registered', pane: { appointment } },
    });
    expect(await meetingsOf(world)).toHaveLength(1);
  });

  test('tells why it cannot be, with what is true now', async () => {
    await booked(world);

    expect(await ask('pane/register', as(marc), registering())).toMatchObject({
      ...{ status: 200, body: { refused: 'pair-has-meeting-then', pane: { pair: p01.id } } },
    });
  });

  test('finds times of both', async () => {
    const wish = { pair: p01.id, mode: 'video', minutes: 60 };
    const { status, body } = await ask('pane/slots', as(marc), wish);

    expect(status).toBe(200);
    expect(body).toMatchObject({ slots: { minutes: 60, unread: 'nobody', partner: awa.name } });
  });

  test('says afterwards what became of it', async () => {
    const { body } = await ask('pane/register', as(marc), registering());
    const { meeting } = (body as { pane: { appointment: { meeting: string } } }).pane.appointment;
    const act = (sent: object) => ({ pair: p01.id, id: newId(), act: { ...sent, meeting } });
    const held = act({ act: 'held', themes: ['skills'] });
    expect(await ask('pane/act', as(awa), held)).toMatchObject({
      ...{ status: 200, body: { refused: 'not-started' } },
    });

    world.clock.now = thursday.end;
    expect(await ask('pane/act', as(awa), act({ act: 'held', themes: ['skills'] }))).toMatchObject({
      body: { said: 'held', pane: { held: { state: 'held', recorded: ['skills'] } } },
    });
    const correct = act({ act: 'correct', date: '2026-04-22', themes: ['networks'] });
    expect(await ask('pane/act', as(marc), correct)).toMatchObject({
      body: { said: 'corrected', pane: { held: { heldOn: '2026-04-22' } } },
    });
    expect(await ask('pane/act', as(marc), act({ act: 'not-held' }))).toMatchObject({
      body: { said: 'not-held', pane: { held: { state: 'not-held' } } },
    });
  });

  test('notes one that was never registered, and calls off one that was', async () => {
    const record = { act: 'record', date: '2026-04-20', themes: ['skills'] };
    const noted = { pair: p01.id, id: newId(), act: record };
    expect(await ask('pane/act', as(awa), noted)).toMatchObject({ body: { said: 'recorded' } });

    const { body } = await ask('pane/register', as(marc), registering());
    const { meeting } = (body as { pane: { appointment: { meeting: string } } }).pane.appointment;
    const off = { pair: p01.id, id: newId(), act: { act: 'cancel', meeting } };
    expect(await ask('pane/act', as(marc), off)).toMatchObject({
      body: { said: 'cancelled', pane: { appointment: { state: 'cancelled' } } },
    });
  });
});

describe('its door', () => {
  const body = { pair: p01.id };

  test('wants a token, and the pane’s own opens no other door', async () => {
    expect((await ask('pane/read', undefined, body)).status).toBe(401);
    expect((await ask('pane/read', 'Bearer a.b.c', body)).status).toBe(401);
    expect((await ask('pane/read', as(awa, nowhere), body)).status).toBe(401);
    expect((await ask('pane/read', as(awa), body)).status).toBe(200);
    expect((await ask('tab/read', as(awa), body)).status).toBe(401);
  });

  test.each([
    ['another’s pair', p02.id],
    ['no pair at all', nowhere],
  ])('answers %s alike, and changes nothing', async (_what, pair) => {
    const before = await dump();
    const act = { act: 'record', date: '2026-04-20', themes: ['skills'] };
    const asked: [string, object][] = [
      ['pane/read', { pair }],
      ['pane/slots', { pair, mode: 'video', minutes: 60 }],
      ['pane/register', registering({ pair })],
      ['pane/act', { pair, id: newId(), act }],
    ];
    for (const [path, sent] of asked) {
      expect(await ask(path, as(awa), sent)).toEqual({
        ...{ status: 404, body: { refused: 'not-found' } },
      });
    }
    expect(await ask('pane/read', as(rose))).toMatchObject({ status: 404 });
    // A press is noted even where it comes to nothing.
    const withoutPress = (tables: typeof before) =>
      tables.filter(({ where }) => where !== 'public.inbound');
    expect(withoutPress(await dump())).toEqual(withoutPress(before));
  });

  test('does not act on another pair’s meeting under the name of one’s own', async () => {
    await ask('pane/register', as(ines), registering({ pair: p02.id, time: friday }));
    const [theirs] = await meetingsOf(world, p02);
    const act = { act: 'cancel', meeting: theirs?.id };

    expect(await ask('pane/act', as(awa), { pair: p01.id, id: newId(), act })).toMatchObject({
      status: 404,
    });
    expect((await meetingsOf(world, p02))[0]?.state).toBe('booked');
  });

  test.each([
    ['words of the appointment', { subject: 'words' }],
    ['who else is invited', { attendees: [awa.mail] }],
    ['no time', { time: undefined }],
    ['a time in words', { time: { start: 'tomorrow', end: 'later' } }],
    ['an address that is none', { mailbox: 'Marc Delcourt' }],
    ['a mode of one’s own', { mode: 'by post' }],
  ])('takes in nothing but what it asks for: %s', async (_what, more) => {
    expect(await ask('pane/register', as(marc), registering(more))).toEqual({
      ...{ status: 400, body: { refused: 'wrong-values' } },
    });
    expect(await meetingsOf(world)).toEqual([]);
  });

  test('an end before its start is refused in words', async () => {
    const time = { start: thursday.end, end: thursday.start };
    const half = slot('2026-04-23', '10:00', 5);

    for (const [asked, why] of [
      [time, 'end-before-start'],
      [half, 'wrong-length'],
    ] as const) {
      expect(await ask('pane/register', as(marc), registering({ time: asked }))).toMatchObject({
        ...{ status: 200, body: { refused: why } },
      });
    }
  });
});
