import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type RunningEmulator, startEmulator } from '../../src/emulator/start.ts';
import type { TestBot } from './teams-world.ts';
import { aBot, appId, aWorld, awa } from './teams-world.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function start(bot: TestBot, dataDir: string): Promise<RunningEmulator> {
  const { seed } = await aWorld();
  return startEmulator({ port: 0, dataDir, productUrl: bot.url, appId, seed });
}

const chatOf = (emulator: RunningEmulator) => `${emulator.url}/_emulator/chats/${awa.mail}`;

async function sayTo(emulator: RunningEmulator, text: string): Promise<unknown> {
  const body = JSON.stringify({ text });
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${chatOf(emulator)}/say`, { method: 'POST', headers, body })).json();
}

test('a new emulator tells the bot who has it, and a later start remembers the chats', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'teams-'));
  const bot = await aBot();
  closing.push(bot.close);
  const first = await start(bot, dataDir);
  const said = await sayTo(first, 'Bonjour');
  await first.close();
  const second = await start(bot, dataDir);
  closing.push(second.close);
  await sayTo(second, 'Me revoilà');

  const chat = await (await fetch(chatOf(second))).json();

  expect(said).toMatchObject({ pending: 0, nextDue: null });
  expect(chat).toMatchObject({ messages: [{ text: 'Bonjour' }, { text: 'Me revoilà' }] });
  expect(bot.received.filter(({ type }) => type === 'installationUpdate')).toHaveLength(2);
  expect(bot.received.at(-1)).toMatchObject({ serviceUrl: `${second.url}/connector/` });
});
