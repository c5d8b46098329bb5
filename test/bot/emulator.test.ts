import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { BotTurn, TurnAnswer } from '../../src/bot/activity.ts';
import { botEndpoint } from '../../src/bot/adapter.ts';
import type { BotConfig } from '../../src/bot/bot-config.ts';
import { openSender } from '../../src/bot/send.ts';
import { OutsideFault } from '../../src/domain/outside.ts';
import { localAppSecret, type RunningEmulator, startEmulator } from '../../src/emulator/start.ts';
import type { Sender } from '../../src/tell/ports.ts';
import { appId, awa, close, hospitalTenant, listen } from './bot-world.ts';

const homeTenant = '11111111-0000-4000-8000-000000000001';
const mail = 'awa.diallo@hopital.example';
const card = {
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: 'mardi 5 mai, 14 h' }],
  actions: [{ type: 'Action.Execute', title: 'Réserver', verb: 'meeting.book', data: { slot: 1 } }],
};
const noted = { ...card, body: [{ type: 'TextBlock', text: 'C’est noté.' }], actions: [] };

const turns: BotTurn[] = [];
const lines: unknown[] = [];
let answer: TurnAnswer;
let product: Server;
let emulator: RunningEmulator;
let sender: Sender;
const dataDir = mkdtempSync(join(tmpdir(), 'bot-'));

beforeAll(async () => {
  const app = express();
  product = createServer(app);
  const productUrl = await listen(product);
  emulator = await startEmulator({ port: 0, dataDir, productUrl, appId, seed });
  const config = localConfig(emulator.url);
  sender = openSender(config);
  const log = {
    warn: (line: object) => lines.push(line),
    error: (line: object) => lines.push(line),
  };
  const onTurn = async (turn: BotTurn) => {
    turns.push(turn);
    return answer;
  };
  app.post('/_local/settle', (_req, res) => {
    res.json({ idle: true, nextDue: null, pending: 0 });
  });
  app.post('/api/messages', botEndpoint(config, onTurn, log));
  await inChat('say', { text: 'réserver' });
});
afterAll(async () => {
  await emulator.close();
  await close(product);
  rmSync(dataDir, { recursive: true });
});

/** The local Microsoft 365's addresses, as local mode gives them to the product. */
const localConfig = (url: string): BotConfig => ({
  appId,
  tenant: homeTenant,
  credential: { secret: localAppSecret },
  allowedTenants: [homeTenant, hospitalTenant],
  serviceHosts: [{ protocol: 'http:', host: new URL(url).host }],
  local: { login: url, openId: `${url}/v1/.well-known/openidconfiguration` },
  timeoutMs: 5_000,
});

const seed = {
  start: '2026-04-14T07:00:00.000Z',
  home: {
    tenant: homeTenant,
    programmeMailbox: { mail: 'programme@comite.example', name: 'Programme' },
  },
  tenants: [
    { id: homeTenant, name: 'Comité', domain: 'comite.example', sharesFreeBusy: true },
    { id: hospitalTenant, name: 'Hôpital', domain: 'hopital.example', sharesFreeBusy: false },
  ],
  people: [
    {
      id: awa.aadObjectId,
      name: awa.name,
      mail,
      tenant: hospitalTenant,
      roles: ['mentee'],
      reach: 'bot' as const,
      mailbox: 'elsewhere' as const,
      locale: 'fr' as const,
      timeZone: 'Europe/Paris',
    },
  ],
  sites: [],
};

const chat = z.looseObject({
  status: z.number().optional(),
  messages: z.array(
    z.looseObject({ id: z.string(), from: z.string(), card: z.unknown().optional() }),
  ),
});

async function inChat(act: 'say' | 'press' | 'uninstall' | 'install', body: object) {
  const response = await fetch(`${emulator.url}/_emulator/chats/${mail}/${act}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return chat.parse(await response.json());
}

/** Where Awa's chat is, as she let us know. */
function toAwa() {
  const [turn] = turns;
  if (!turn) throw new Error('nothing was heard of Awa');
  const { conversationId, serviceUrl, tid, userId } = turn;
  return { conversationId, serviceUrl, tid, userId };
}

describe('with the Microsoft 365 of this machine', () => {
  test('the installation and the words of a person of another tenant reach the house', async () => {
    expect(turns.map(({ kind }) => kind)).toEqual(['install', 'other', 'message']);
    expect(turns.at(-1)).toMatchObject({
      tid: hospitalTenant,
      oid: awa.aadObjectId,
      text: 'réserver',
      locale: 'fr',
    });
    expect(lines).toEqual([]);
  });

  test('a card is sent, pressed, answered by another and updated', async () => {
    const to = toAwa();
    const { activityId } = await sender.send(to, card, 'Télémaque : une question');
    answer = { card: noted };
    const pressed = await inChat('press', {
      messageId: activityId,
      action: 'meeting.book',
      inputs: { place: 'video' },
    });
    expect(pressed.status).toBe(200);
    expect(pressed.messages.at(-1)).toMatchObject({ id: activityId, card: noted });
    expect(turns.at(-1)).toMatchObject({
      kind: 'press',
      verb: 'meeting.book',
      data: { slot: 1, place: 'video' },
      replyToId: activityId,
    });
    await sender.update(to, activityId, card);
    const said = await inChat('say', { text: 'aide' });
    expect(said.messages.find(({ id }) => id === activityId)?.card).toEqual(card);
  });

  test('a refused press comes back with its status', async () => {
    answer = { refused: 403, text: 'Cette rencontre n’est pas la vôtre.' };
    const { activityId } = await sender.send(toAwa(), card, 'Télémaque : une question');
    const pressed = await inChat('press', { messageId: activityId, action: 'Réserver' });
    expect(pressed).toMatchObject({ status: 403 });
  });

  test('the chat is found again by its person, and names them in its roster', async () => {
    const to = toAwa();
    expect(await sender.create(to)).toEqual({ conversationId: to.conversationId });
    expect(await sender.member(to)).toEqual({ mail, oid: awa.aadObjectId });
  });

  test('a message is taken back, and once more', async () => {
    const { activityId } = await sender.send(toAwa(), card, 'Télémaque : une question');
    await sender.remove(toAwa(), activityId);
    await sender.remove(toAwa(), activityId);
    const { messages } = await inChat('say', { text: 'aide' });
    expect(messages.map(({ id }) => id)).not.toContain(activityId);
  });

  test('who removed the bot is told by Teams’ own code', async () => {
    await inChat('uninstall', {});
    const fault = await sender.send(toAwa(), card, 'Télémaque').catch((error) => error);
    expect(fault).toBeInstanceOf(OutsideFault);
    expect(fault).toMatchObject({ status: 403, code: 'BotNotInConversationRoster' });
  });
});
