import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Interval } from '../../src/domain/time.ts';
import {
  askPane,
  copyOf,
  moment,
  register,
  type Scribbles,
  send,
  writtenIn,
} from './appointment-steps.ts';
import { awa, cardsWith, livedOn, marc, onlyItem, programme } from './steps.ts';
import { type LivingWorld, startWorld } from './world.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 300_000 });

let world: LivingWorld;
beforeAll(async () => {
  world = await startWorld({ alone: true });
});
beforeEach(() => world.reset());
afterAll(() => world?.close());

const paris = (day: string, time: string) => Date.parse(`${day}T${time}:00+02:00`);
const hour = (day: string, time: string): Interval => {
  const start = paris(day, time);
  return { start, end: start + 3_600_000 };
};
/** Wednesday of the week after the launch. */
const wednesday = hour('2026-04-22', '10:00');
const friday = hour('2026-04-24', '14:00');

const scribbles: Scribbles = {
  ...{ subject: 'Ma mutation', body: 'Je n’en peux plus' },
  ...{ place: 'Au café', file: 'Lettre' },
};
const theirs = /mutation|plus|café|Lettre/;

/** Marc registers Wednesday at ten, and sends it with words of his own. */
async function sent() {
  const { body } = await register(world, marc, wednesday);
  const event = await send(world, marc, awa, wednesday, writtenIn(scribbles));
  await world.settle();
  return { event, meeting: body.pane.appointment?.meeting ?? '', pair: body.pane.pair };
}

const read = async (who: string, time: Interval) =>
  (await askPane(world, who, 'read', { time })).body;

describe.runIf(livedOn('pglite'))('an appointment made in Outlook by the pane', () => {
  test('is registered, sent, joined, held, and has its row in the list', async () => {
    const { meeting, pair } = await sent();

    expect((await read(marc, wednesday)).pane.appointment).toMatchObject({
      ...{ meeting, state: 'booked', organiser: 'reader', invitation: 'arrived', time: wednesday },
    });
    expect((await read(awa, wednesday)).pane.appointment).toMatchObject({
      ...{ meeting, organiser: 'partner', invitation: 'arrived' },
    });
    expect(await cardsWith(world, awa, 'meeting.accept')).toHaveLength(1);
    await world.moveTo(new Date(wednesday.end + 60_000).toISOString());
    expect(await cardsWith(world, awa, 'meeting.held')).toHaveLength(1);

    const act = { act: 'held', meeting, themes: ['skills'] };
    const held = await askPane(world, marc, 'act', { pair, id: randomUUID(), act });
    await world.settle();

    expect(held).toMatchObject({
      status: 200,
      body: { said: 'held', pane: { held: { iSaid: true } } },
    });
    expect((await onlyItem(world))?.fields).toMatchObject({ Title: 'P01' });
  });

  test('loses its words in the programme mailbox, and there alone; none were asked for', async () => {
    const { event } = await sent();

    const copy = await copyOf(world, event);
    expect(copy).toMatchObject({ subject: '', bodyPreview: '', sensitivity: 'private' });
    expect(JSON.stringify(copy)).not.toMatch(theirs);
    expect(copy?.hasAttachments).toBe(false);
    const own = (await world.calendar(awa)).find((one) => one.iCalUId === event.iCalUId);
    expect(own).toMatchObject({ subject: scribbles.subject, hasAttachments: true });
  });

  test('registered twice, told of twice, is one meeting, one copy blanked, one card', async () => {
    await world.arm('POST', '/api/notifications/calendar', 'notify-double', 100);
    const id = randomUUID();
    const first = await register(world, marc, wednesday, { id });
    const again = await register(world, marc, wednesday, { id });
    const anew = await register(world, marc, wednesday);
    await send(world, marc, awa, wednesday, writtenIn(scribbles));
    await world.settle();
    await world.advance('PT20M');

    expect([first, again, anew].map(({ body }) => body.said)).toEqual([
      ...['registered', 'already', 'registered'],
    ]);
    const meetings = [first, again, anew].map(({ body }) => body.pane.appointment?.meeting);
    expect(new Set(meetings).size).toBe(1);
    expect(await cardsWith(world, awa, 'meeting.accept')).toHaveLength(1);
    const requests = (await world.state()).requests;
    const patches = requests.filter(
      ({ method, path }) => method === 'PATCH' && path.includes('/events/'),
    );
    expect(patches.reduce((sum, { count }) => sum + count, 0)).toBe(1);
  });

  test('with every notification lost, is joined by the next sweep', async () => {
    await world.arm('POST', '/api/notifications/calendar', 'notify-drop', 1_000);
    const { event } = await sent();
    expect((await read(marc, wednesday)).pane.appointment?.invitation).toBe('awaited');

    await world.advance('PT16M');

    expect((await read(marc, wednesday)).pane.appointment?.invitation).toBe('arrived');
    expect(JSON.stringify(await copyOf(world, event))).not.toMatch(theirs);
  });

  test('is followed where its organiser moves it, and what they write then goes too', async () => {
    const { event, meeting } = await sent();

    await world.call('PATCH', `/_emulator/calendar/${marc}/${event.id}`, {
      ...{ start: moment(friday.start), end: moment(friday.end) },
      ...writtenIn({ ...scribbles, subject: 'Ma mutation, suite' }),
    });
    await world.settle();

    expect((await read(awa, friday)).pane.appointment).toMatchObject({ meeting, time: friday });
    expect(JSON.stringify(await copyOf(world, event))).not.toMatch(theirs);
  });

  test('called off, as far as we can see, is asked about and not concluded', async () => {
    const { event, meeting } = await sent();

    await world.call('DELETE', `/_emulator/calendar/${marc}/${event.id}`, {});
    await world.settle();

    for (const who of [awa, marc]) {
      expect((await read(who, wednesday)).pane.appointment).toMatchObject({
        ...{ meeting, state: 'booked', invitation: 'gone', may: { cancel: true } },
      });
      expect(JSON.stringify(await world.chat(who))).toContain('Tient-elle toujours ?');
    }
  });
});

test.runIf(livedOn('pglite'))(
  'an invitation that nobody registered is left alone, words and all',
  async () => {
    const event = await send(world, marc, awa, wednesday, writtenIn(scribbles));
    await world.settle();
    await world.advance('PT20M');

    expect((await copyOf(world, event))?.subject).toBe(scribbles.subject);
    expect((await read(marc, wednesday)).pane.appointment).toBeNull();
  },
);

test.runIf(livedOn('pglite'))(
  'the pane finds times, and says what an hour cannot be taken for',
  async () => {
    const { pane } = await read(marc, wednesday);
    const wish = { pair: pane.pair, mode: 'video', minutes: 60 };
    const { status, body } = await askPane(world, marc, 'slots', wish);

    expect(status).toBe(200);
    expect(body.slots?.slots.length).toBeGreaterThan(0);
    expect(pane).toMatchObject({ why: null, mailbox: { mail: programme }, partner: { mail: awa } });
    const past = hour('2026-04-10', '10:00');
    expect((await read(marc, past)).pane.why).toBe('in-the-past');
  },
);
