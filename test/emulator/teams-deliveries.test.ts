import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { installBot, installEveryone, uninstallBot } from '../../src/emulator/teams/installs.ts';
import type { TestBot } from './teams-world.ts';
import { aBot, appId, ask, aWorld, awa, homeTenant, hospitalTenant, marc } from './teams-world.ts';

const bots: TestBot[] = [];
afterEach(async () => {
  for (const bot of bots.splice(0)) await bot.close();
});

async function aListeningBot(port = 0): Promise<TestBot> {
  const bot = await aBot(port);
  bots.push(bot);
  return bot;
}

const sayAs = (world: Parameters<typeof ask>[0], person: { mail: string }, text: string) =>
  ask(world, 'POST', `/_emulator/chats/${person.mail}/say`, { text });

describe('what the bot is told', () => {
  test('on an empty world, everyone of reach bot gets it, whatever their tenant', async () => {
    const bot = await aListeningBot();
    const world = await aWorld({ productUrl: bot.url });

    installEveryone(world);
    expect(world.agenda.pending()).toBe(4);
    await world.agenda.runDue();

    const told = bot.received.map(({ type, from }) => `${type} ${from.name}`);
    expect(told.toSorted()).toEqual([
      'conversationUpdate Awa Diallo',
      'conversationUpdate Marc Petit',
      'installationUpdate Awa Diallo',
      'installationUpdate Marc Petit',
    ]);
    expect([world.agenda.pending(), world.agenda.nextDue()]).toEqual([0, undefined]);
  });

  test('an installation reads as Teams writes it', async () => {
    const bot = await aListeningBot();
    const world = await aWorld({ productUrl: bot.url });

    installBot(world, marc);
    await world.agenda.runDue();

    const [installed, added] = bot.received;
    expect(installed).toMatchObject({
      type: 'installationUpdate',
      action: 'add',
      channelId: 'msteams',
      serviceUrl: 'http://localhost:3979/connector/',
      timestamp: '2026-04-14T07:00:00.000Z',
      localTimestamp: '2026-04-14T11:00:00.000+04:00',
      locale: 'en-US',
      from: { id: expect.stringMatching(/^29:1/), aadObjectId: marc.id },
      recipient: { id: `28:${appId}` },
      conversation: {
        id: expect.stringMatching(/^a:1/),
        conversationType: 'personal',
        tenantId: hospitalTenant,
      },
      channelData: { tenant: { id: hospitalTenant } },
    });
    expect(added).toMatchObject({ membersAdded: [{ id: `28:${appId}` }] });
  });

  test('a removal is told too, and installing twice tells nothing more', async () => {
    const bot = await aListeningBot();
    const world = await aWorld({ productUrl: bot.url });

    installBot(world, awa);
    installBot(world, awa);
    uninstallBot(world, awa);
    await world.agenda.runDue();

    expect(bot.received.map((one) => one.action ?? Object.keys(one).at(-2))).toEqual([
      'add',
      'membersAdded',
      'remove',
      'membersRemoved',
    ]);
  });

  test('every activity carries a token for this bot, signed with the published key', async () => {
    const bot = await aListeningBot();
    const world = await aWorld({ productUrl: bot.url });
    const tokens: string[] = [];
    const sign = world.sign;
    world.sign = async (claims) => {
      const token = await sign(claims);
      tokens.push(token);
      return token;
    };

    installBot(world, awa);
    await world.agenda.runDue();

    const [token = ''] = tokens;
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'RS256', kid: world.publicKey.kid });
    expect(decodeJwt(token)).toMatchObject({
      iss: 'https://api.botframework.com',
      aud: appId,
      serviceurl: 'http://localhost:3979/connector/',
    });
  });
});

describe('a bot that cannot be reached', () => {
  test('is told everything once it is there, in order and once, even after a restart', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'teams-'));
    const down = await aWorld({ dir });
    installBot(down, awa);
    const said = await sayAs(down, awa, 'Bonjour');
    down.store.close();
    const bot = await aListeningBot();

    const world = await aWorld({ dir, productUrl: bot.url });
    await world.agenda.runDue();
    await world.agenda.runDue();

    expect(said).toMatchObject({
      status: 503,
      body: { error: { code: 'BotUnreachable' }, messages: [{ text: 'Bonjour', queued: true }] },
    });
    expect(bot.received.map(({ type }) => type)).toEqual([
      'installationUpdate',
      'conversationUpdate',
      'message',
    ]);
    expect(bot.received[2]?.id).toBe(said.body.messages?.[0]?.id);
  });

  test('is tried again after a while, less and less often', async () => {
    const world = await aWorld();
    installBot(world, awa);
    const waits: number[] = [];

    for (let n = 0; n < 40; n += 1) {
      await world.agenda.runDue();
      const next = world.agenda.nextDue() ?? world.clock.now();
      waits.push(next.getTime() - world.clock.now().getTime());
      world.clock.moveTo(next);
    }

    expect(waits[0]).toBe(2_000);
    expect(waits.at(-1)).toBeGreaterThan(10_000);
    expect(world.agenda.pending()).toBe(2);
  });

  test('is tried at once in a world that was reset, whatever the clock showed before', async () => {
    const world = await aWorld();
    const launch = world.clock.now();
    installBot(world, awa);
    world.pass(86_400);
    await world.agenda.runDue();

    world.store.clear(['key']);
    world.clock.moveTo(launch);
    installBot(world, awa);

    expect(world.agenda.nextDue()).toEqual(launch);
  });

  test('a new message opens the line for what waited', async () => {
    const world = await aWorld();
    installEveryone(world);
    await world.agenda.runDue();
    const bot = await aListeningBot();
    world.product.url = bot.url;

    const said = await sayAs(world, awa, 'Bonjour');

    expect(said).toMatchObject({ status: 200, body: { pending: 0 } });
    expect(bot.received.filter(({ from }) => from.name === awa.name)).toHaveLength(3);
    expect(bot.received.filter(({ from }) => from.name === marc.name)).toHaveLength(2);
  });
});

describe('a bot that fails', () => {
  test('gets the same activity again, under the same id, when it dropped the connection', async () => {
    const bot = await aListeningBot();
    const world = await aWorld({ productUrl: bot.url });
    installBot(world, awa);
    await world.agenda.runDue();
    bot.received.length = 0;
    bot.answer = () => (bot.received.length === 1 ? 'drop' : { status: 200 });

    const said = await sayAs(world, awa, 'Bonjour');
    await world.agenda.runDue();
    const before = bot.received.length;
    world.pass(2);
    await world.agenda.runDue();

    expect(said).toMatchObject({ status: 502, body: { pending: 1, messages: [{ queued: true }] } });
    expect(before).toBe(1);
    expect(bot.received.map(({ id }) => id)).toEqual([bot.received[0]?.id, bot.received[0]?.id]);
    expect(world.agenda.pending()).toBe(0);
  });

  test('for one person does not keep the others waiting', async () => {
    const bot = await aListeningBot();
    const world = await aWorld({ productUrl: bot.url });
    bot.answer = ({ from }) => (from.name === awa.name ? 'drop' : { status: 200 });

    installEveryone(world);
    await world.agenda.runDue();

    expect(bot.received.filter(({ from }) => from.name === marc.name)).toHaveLength(2);
    expect(world.agenda.pending()).toBe(2);
  });

  test('what a person did later waits behind what had no answer', async () => {
    const bot = await aListeningBot();
    const world = await aWorld({ productUrl: bot.url });
    bot.answer = () => (bot.received.length === 1 ? 'drop' : { status: 200 });
    installBot(world, awa);

    await world.agenda.runDue();
    await world.agenda.runDue();
    const first = bot.received.map(({ type }) => type);
    const next = world.agenda.nextDue();
    world.pass(2);
    await world.agenda.runDue();

    expect(first).toEqual(['installationUpdate']);
    expect(next).toEqual(new Date('2026-04-14T07:00:02.000Z'));
    expect(bot.received.map(({ type }) => type)).toEqual([
      'installationUpdate',
      'installationUpdate',
      'conversationUpdate',
    ]);
  });

  test.each([
    [401, 1],
    [403, 1],
    [500, 4],
  ])('with %i is asked %i times in all', async (status, times) => {
    const bot = await aListeningBot();
    const world = await aWorld({ productUrl: bot.url });
    installBot(world, awa);
    await world.agenda.runDue();
    bot.received.length = 0;
    bot.answer = () => ({ status });
    const told = vi.spyOn(console, 'error').mockImplementation(() => {});

    const said = await sayAs(world, awa, 'Bonjour');
    for (let due = world.agenda.nextDue(); due; due = world.agenda.nextDue()) {
      world.clock.moveTo(due);
      await world.agenda.runDue();
    }

    expect(said.body.status).toBe(status);
    expect(bot.received).toHaveLength(times);
    expect(told.mock.calls.map(([line]) => JSON.parse(line))).toMatchObject([
      { status, tries: times },
    ]);
    told.mockRestore();
    expect(world.agenda.pending()).toBe(0);
  });
});

describe('two things at once', () => {
  test('a retry and a new message never send the same activity twice', async () => {
    const bot = await aListeningBot();
    const world = await aWorld({ productUrl: bot.url });
    installBot(world, awa);

    await Promise.all([world.agenda.runDue(), sayAs(world, awa, 'Un'), sayAs(world, awa, 'Deux')]);

    const [first, second, ...said] = bot.received.map(({ type, text }) => text ?? type);
    expect([first, second]).toEqual(['installationUpdate', 'conversationUpdate']);
    expect(said.toSorted()).toEqual(['Deux', 'Un']);
    expect(new Set(bot.received.map(({ id }) => id)).size).toBe(4);
  });

  test('what was on its way when the world was reset is not told twice nor kept', async () => {
    const bot = await aListeningBot();
    const world = await aWorld({ productUrl: bot.url });
    bot.answer = () => {
      world.store.clear(['key']);
      return 'drop';
    };
    installBot(world, awa);

    await world.agenda.runDue();

    expect(bot.received).toHaveLength(1);
    expect(world.agenda.pending()).toBe(0);
    expect(world.seed.home.tenant).toBe(homeTenant);
  });
});
