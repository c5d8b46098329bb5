import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { cardOffering } from '../support/forged-press.ts';
import { isRefused, nothingStored, pairOf, slotsOnOffer } from '../support/refused.ts';
import { choices } from './control.ts';
import { awa, findTimes, marc, meetingsIn, programme } from './steps.ts';
import { type LivingWorld, startWorld } from './world.ts';

vi.setConfig({ testTimeout: 120_000 });
const patience = 120_000;

let world: LivingWorld;
beforeAll(async () => {
  world = await startWorld({ pairs: ['P01'] });
}, patience);
afterAll(() => world?.close(), patience);

describe('at the bot’s door', () => {
  const message = { mail: awa, activity: { type: 'message', text: 'réserver' } };
  const elsewhere = '99999999-9999-4999-8999-999999999999';
  const tenant = {
    ...message.activity,
    conversation: { id: 'a:x', conversationType: 'personal', tenantId: elsewhere },
    channelData: { tenant: { id: elsewhere } },
  };

  test.each([
    ['without a token', { ...message, token: { none: true } }, 401],
    ['with a token that is none', { ...message, token: { raw: 'abc' } }, 401],
    ['signed by a stranger', { ...message, token: { key: 'other' } }, 401],
    ['signed with a key nobody published', { ...message, token: { key: 'unknown' } }, 401],
    ['not signed', { ...message, token: { alg: 'none' } }, 401],
    ['signed with a shared secret', { ...message, token: { alg: 'HS256' } }, 401],
    ['expired six minutes ago', { ...message, token: { expSeconds: -360 } }, 401],
    ['meant for another app', { ...message, token: { claims: { aud: elsewhere } } }, 401],
    ['from a tenant that is not allowed', { ...message, activity: tenant }, 403],
  ])('a message %s has no effect, and one line in the log', async (_how, sent, status) => {
    const warned = vi.spyOn(world.product.deps.log, 'warn');
    const reply = await nothingStored(world, () =>
      world.call<{ status: number }>('POST', '/_emulator/bot/raw', sent),
    );

    expect(reply.status).toBe(status);
    expect(warned.mock.calls.flat()).toEqual([
      { event: 'activity-denied', reason: expect.any(String), status },
    ]);
    warned.mockRestore();
  });
});

describe('Awa, who asks for times', () => {
  beforeAll(() => world.say(awa, 'réserver'), patience);
  afterAll(() => world.reset(), patience);

  test.each([
    ['61 minutes', { minutes: '61' }],
    ['Arabic digits', { minutes: '٦٠' }],
    ['a list', { minutes: [60] }],
    ['a query', { minutes: { $gt: 0 } }],
    ['true', { minutes: true }],
    ['a billion', { minutes: 1e9 }],
    ['nothing', { minutes: null }],
    ['a mode there is not', { mode: 'x' }],
    ['no mode', { mode: null }],
    ['a place off the list', { mode: 'in-person', place: 'café' }],
    ['several places', { mode: 'in-person', place: ['mentee'] }],
    ['a pair by its code', { pair: 'P01' }],
    ['a meeting by its number', { meeting: '1' }],
  ])('with %s is asked to answer from the card', async (_what, inputs) => {
    await isRefused(world, awa, 'meeting.find', inputs, 'wrong-values');
  });

  test('for a pair that is not hers is told there is none', async () => {
    await isRefused(world, awa, 'meeting.find', { pair: await pairOf(world, 'P02') }, 'not-found');
  });

  test('with a place that says nothing is offered times', async () => {
    const found = await world.pressLatest(awa, 'meeting.find', { mode: 'in-person', place: null });
    expect(choices(found.card ?? { body: [] }, 'slot')).not.toEqual([]);
  });
});

describe('Awa, who books', () => {
  beforeAll(() => findTimes(world, awa), patience);
  afterAll(() => world.reset(), patience);

  const six = [15, 16, 17, 20, 21, 22]
    .map((day) => `2026-04-${day}T08:00:00Z/2026-04-${day}T09:00:00Z`)
    .join(',');

  test.each([
    ['a word', 'demain', 'slot-unreadable'],
    ['nothing', '', 'slot-unreadable'],
    ['three moments', '2026-04-21T10:00/2026-04-21T11:00/2026-04-21T12:00', 'slot-unreadable'],
    ['an hour after midnight', '2026-04-21T24:30', 'slot-unreadable'],
    ['six times', six, 'slot-unreadable'],
    ['100 kB', 'x'.repeat(100_000), 'wrong-values'],
    ['a list', ['2026-04-21T10:00'], 'wrong-values'],
    ['a number', 1_776_760_000_000, 'wrong-values'],
    ['an end before its start', '2026-04-21T10:00/2026-04-21T09:00', 'end-before-start'],
    ['an end at its start', '2026-04-21T10:00/2026-04-21T10:00', 'end-before-start'],
    ['the launch’s eve', '2026-04-13T10:00', 'in-the-past'],
    ['an hour ago', '2026-04-14T08:00', 'in-the-past'],
    ['29 February 2027', '2027-02-29T10:00', 'no-such-day'],
    ['the hour that spring loses', '2027-03-28T02:30', 'no-such-hour'],
    ['the year 9999', '9999-12-31T10:00', 'outside-programme'],
    ['the day after the closing', '2027-03-26T10:00', 'outside-programme'],
    ['a Saturday', '2026-04-18T10:00', 'outside-hours'],
    ['a public holiday', '2026-05-01T10:00', 'outside-hours'],
    ['three in the morning', '2026-04-21T03:00', 'outside-hours'],
    ['61 minutes', '2026-04-21T10:00/2026-04-21T11:01', 'wrong-values'],
    ['25 hours', '2026-04-21T10:00/2026-04-22T11:00', 'wrong-values'],
  ] as const)('%s is told why not, and sees the times again', async (_what, slot, why) => {
    await isRefused(world, awa, 'meeting.book', { slot }, why);
    await cardOffering(world, awa, 'meeting.book');
  });

  test('a time that Marc has filled meanwhile is told it is gone', async () => {
    const [slot = ''] = await slotsOnOffer(world, awa);
    const [start, end] = slot.split('/');
    await world.call('POST', `/_emulator/calendar/${marc}`, {
      start: { dateTime: start, timeZone: 'UTC' },
      end: { dateTime: end, timeZone: 'UTC' },
    });

    await isRefused(world, awa, 'meeting.book', { slot }, 'slot-gone');
    expect(await meetingsIn(world, programme)).toEqual([]);
  });
});

describe('Awa, who notes a meeting', () => {
  beforeAll(() => world.say(awa, 'noter'), patience);
  afterAll(() => world.reset(), patience);

  const on = (date: unknown, themes: unknown = 'skills') => ({ date, themes });

  test.each([
    ['tomorrow', on('2026-04-15'), 'in-the-future'],
    ['29 February 2027', on('2027-02-29'), 'no-such-day'],
    ['29 February 2028', on('2028-02-29'), 'in-the-future'],
    ['a day before the launch', on('2026-04-13'), 'outside-programme'],
    ['a day as people write it', on('14/04/2026'), 'no-such-day'],
    ['a number', on(20_260_414), 'wrong-values'],
    ['no theme', on('2026-04-14', ''), 'themes-needed'],
    ['four themes', on('2026-04-14', 'skills,networks,other,career-path'), 'too-many-themes'],
    ['a theme off the list', on('2026-04-14', 'skills,burn-out'), 'unknown-theme'],
    ['a label for a theme', on('2026-04-14', 'Prise de poste'), 'unknown-theme'],
    ['a list of lists', on('2026-04-14', [['skills']]), 'wrong-values'],
    ['a list with a theme off the list', on('2026-04-14', ['skills', 'burn-out']), 'unknown-theme'],
    ['100 kB of themes', on('2026-04-14', 'skills,'.repeat(15_000)), 'wrong-values'],
  ] as const)('with %s is told why not', async (_what, inputs, why) => {
    await isRefused(world, awa, 'meeting.record', inputs, why);
    expect((await world.lists()).flatMap((list) => list.items)).toEqual([]);
  });
});
