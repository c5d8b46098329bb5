import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { textOf } from './control.ts';
import {
  awa,
  bookFirst,
  cardsWith,
  findTimes,
  lettersTo,
  mailedToken,
  marc,
  requestCount,
} from './steps.ts';
import { type LivingWorld, startWorld } from './world.ts';

// Somebody without the bot, and the referent of the first pair.
const nadege = 'nadege.bourgoin@clos-mirabelle.example';
const referent = 'berangere.lacombe-hardy@andah.example';

vi.setConfig({ testTimeout: 120_000 });
const patience = 120_000;

const messages = '/connector/v3/conversations/*/activities';
const chats = '/connector/v3/conversations';
const mails = '/v1.0/users/*/sendMail';

let world: LivingWorld;
beforeAll(async () => {
  world = await startWorld({ pairs: ['P01', 'P07'] });
}, patience);
afterEach(async () => {
  await world.call('DELETE', '/_emulator/faults');
  await world.reset();
}, patience);
afterAll(() => world.close());

const act = (who: string, what: 'install' | 'uninstall') =>
  world.call('POST', `/_emulator/chats/${who}/${what}`);
const asked = async (who: string) => (await cardsWith(world, who, 'meeting.accept')).length;
const letters = async (who: string) => (await lettersTo(world, who)).length;
const reachOf = async (mail: string) => (await world.product.db.read.people.byMail(mail))?.reach;
const alerts = async () => {
  const rows = await world.product.db.opened.sql.selectFrom('alert').selectAll().execute();
  return rows.map(({ cause, outcome }) => [cause, outcome]);
};

/** Awa asks Marc for a time, while what is armed strikes the way to him. */
async function askMarc(...faults: [path: string, fault: string, times: number][]) {
  const [slot = ''] = await findTimes(world, awa);
  for (const [path, fault, times] of faults) await world.arm('POST', path, fault, times);
  await world.pressLatest(awa, 'meeting.book', { slot });
  await world.settle();
}

test('somebody who removed the bot gets mails, and cards again once it is back', async () => {
  await act(marc, 'uninstall');
  await bookFirst(world, awa);
  await world.settle();
  expect([await asked(marc), await letters(marc)]).toEqual([0, 1]);
  expect(await requestCount(world, 'POST', messages)).toBeLessThanOrEqual(2);

  await act(marc, 'install');
  await world.pressLatest(awa, 'meeting.cancel');
  await world.settle();
  expect(await reachOf(marc)).toBe('bot');
  expect(await letters(marc)).toBe(1);
});

test('somebody who blocked the bot gets the same message by mail, once, and is not tried again', async () => {
  await askMarc([messages, '403', 1]);
  expect([await asked(marc), await letters(marc), await reachOf(marc)]).toEqual([0, 1, 'email']);
  const sent = await requestCount(world, 'POST', messages);

  await world.pressLatest(awa, 'meeting.cancel');
  await world.settle();
  expect(await letters(marc)).toBe(2);
  expect(await requestCount(world, 'POST', messages)).toBe(sent);

  await world.say(marc, 'aide');
  expect(await reachOf(marc)).toBe('bot');
});

test('a conversation that is gone is made anew once, and the message comes there', async () => {
  const before = await requestCount(world, 'POST', chats);
  await askMarc([messages, '404', 1]);

  expect([await asked(marc), await letters(marc), await reachOf(marc)]).toEqual([1, 0, 'bot']);
  expect((await requestCount(world, 'POST', chats)) - before).toBe(1);
});

test('a conversation that is gone for good gives way to mail', async () => {
  await askMarc([messages, '404', 2]);

  expect([await asked(marc), await letters(marc), await reachOf(marc)]).toEqual([0, 1, 'email']);
});

test('a chat that could not be made anew for now is tried again, not given up', async () => {
  await askMarc([messages, '404', 1], [chats, '504-after-write', 1]);
  await world.advance('PT1M');

  expect([await asked(marc), await letters(marc)]).toEqual([1, 0]);
});

test('an account that is no more is an alert to the referent, until they are back', async () => {
  await askMarc([messages, '404', 1], [chats, '404', 1], [mails, '404', 1]);
  expect(await alerts()).toEqual([['unreachable', null]]);
  const told = (await world.chat(referent)).findLast(({ card }) => card !== undefined);
  expect(textOf(told?.card ?? { body: [] })).toContain('Marc Delcourt');

  await world.say(marc, 'aide');
  await world.settle();
  expect(await alerts()).toEqual([['unreachable', 'reached']]);
});

test('the referent reads who cannot be reached and why; nobody else does', async () => {
  await askMarc([messages, '403', 1], [mails, '404', 1]);

  await world.say(referent, 'joignabilité');
  await world.settle();
  const read = async (who: string) => {
    const last = (await world.chat(who)).findLast(({ card }) => card !== undefined);
    return textOf(last?.card ?? { body: [] });
  };
  expect(await read(referent)).toMatch(/Marc Delcourt \(P01\)\ninjoignable/);

  await world.say(awa, 'joignabilité');
  await world.settle();
  expect(await read(awa)).not.toContain('Marc Delcourt');
});

test('whoever has nothing but mail is welcomed there, with the way to their page', async () => {
  expect(await letters(nadege)).toBe(1);
  expect(await mailedToken(world, nadege)).toHaveLength(43);
  expect([await letters(awa), await letters(marc)]).toEqual([0, 0]);
});
