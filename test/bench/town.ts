import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localApp } from '../../src/config/local-app.ts';
import { localAppSecret, startEmulator } from '../../src/emulator/start.ts';
import type { Activity } from '../../src/emulator/teams/activities.ts';
import { executeInvoke, serviceUrl, textMessage } from '../../src/emulator/teams/activities.ts';
import { connectorClaims } from '../../src/emulator/teams/bot-link.ts';
import { findAction } from '../../src/emulator/teams/card-actions.ts';
import { installedBot, knownPerson } from '../../src/emulator/teams/installs.ts';
import { messages, seenCard, standingMessage } from '../../src/emulator/teams/messages.ts';
import type { Seed, World } from '../../src/emulator/world.ts';
import { openControl } from '../journeys/control.ts';
import { freePort, freshFolder, startProgram } from './processes.ts';

/** The one app of the local mode, see src/local.ts. */
const { id: appId } = localApp;
const minute = 60_000;
/** Where scripts/bench.mjs builds echo.ts. */
export const echoProgram = 'dist/bench/echo.js';

/** A request that the emulated Microsoft 365 has just answered. */
type Heard = (method: string, path: string, status: number) => void;

export interface Town {
  world: World;
  control: ReturnType<typeof openControl>;
  product: string;
  /** The product's process. */
  pid: number;
  echo: string;
  /** Called for every request of a bot, once it is answered. */
  listen(heard: Heard | undefined): void;
  close(): Promise<void>;
}

export const readSeed = (): Seed => JSON.parse(readFileSync('sample/world.json', 'utf8')) as Seed;

/**
 * Microsoft 365 in this process, and two bots in one process each, both checking its tokens: the
 * product, as `npm start` runs it, and the bare echo.
 */
export async function openTown(more: Record<string, string> = {}): Promise<Town> {
  const dir = freshFolder();
  const [port, echoPort] = [await freePort(), await freePort()];
  const seed = readSeed();
  const product = `http://localhost:${port}`;
  const echo = `http://localhost:${echoPort}`;
  const emulator = await startEmulator({
    port: 0,
    dataDir: join(dir, 'emulator'),
    productUrl: product,
    appId,
    seed,
  });
  const { world } = emulator;
  const programs = await Promise.all([
    startProgram(
      ['dist/local.js', 'product'],
      {
        PORT: `${port}`,
        EMULATOR_PORT: new URL(emulator.url).port,
        DATA_DIR: dir,
        LOG_LEVEL: 'silent',
        ...more,
      },
      [`${product}/healthz`],
    ),
    startProgram([echoProgram], echoEnv(emulator.url, echoPort), [`${echo}/healthz`]),
  ]);
  const control = openControl(emulator.url);
  await control.settle();
  let heard: Heard | undefined;
  const add = world.requests.add.bind(world.requests);
  world.requests.add = (method, path, status) => {
    add(method, path, status);
    heard?.(method, path, status);
  };
  return {
    world,
    control,
    product,
    pid: programs[0].pid,
    echo,
    listen(next) {
      heard = next;
    },
    async close() {
      for (const program of programs) await program.stop();
      await emulator.close();
    },
  };
}

export function echoEnv(microsoft: string, port: number): Record<string, string> {
  const { tenant } = readSeed().home;
  return {
    PORT: `${port}`,
    MICROSOFT: microsoft,
    TENANT: tenant,
    APP_ID: appId,
    SECRET: localAppSecret,
  };
}

/** Teams lets a bot send 7 messages a second: virtual time passes between two turns. */
export const letTimePass = ({ world }: Town): void =>
  world.clock.moveTo(new Date(world.clock.now().getTime() + minute));

export function textFrom({ world }: Town, mail: string, text: string): Activity {
  const person = knownPerson(world, mail);
  const install = installedBot(world, person);
  const activity = textMessage(world, person, install, text);
  const { id } = activity;
  const { conversationId } = install;
  const at = world.clock.now().toISOString();
  // The SDK answers words under their id, which must stand in the chat.
  messages(world).put(id, { id, conversationId, from: 'person', text, at, seq: Number(id) });
  return activity;
}

/** A press of the action of that verb on a card that stands in the chat. */
export function pressFrom(
  { world }: Town,
  mail: string,
  messageId: string,
  verb: string,
  inputs: object = {},
): Activity {
  const person = knownPerson(world, mail);
  const install = installedBot(world, person);
  const message = standingMessage(world, install.conversationId, messageId);
  const action = message && findAction(seenCard(message), verb, 0);
  if (!action) throw new Error(`no ${verb} on that card`);
  const data = typeof action.data === 'object' && action.data !== null ? action.data : {};
  return executeInvoke(world, person, install, { messageId, verb, data: { ...data, ...inputs } });
}

/** Signs an activity as the Bot Connector does; the bot is not asked yet. */
export async function signed({ world }: Town, activity: Activity): Promise<RequestInit> {
  const token = await world.sign(connectorClaims(world));
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ ...activity, serviceUrl: serviceUrl(world) }),
  };
}

/** Posts a signed activity; throws unless the bot takes it. The bot's answer to a press, or nothing. */
export async function post(bot: string, request: RequestInit): Promise<unknown> {
  const reply = await fetch(`${bot}/api/messages`, request);
  const text = await reply.text();
  if (reply.status !== 200) throw new Error(`${bot} answered ${reply.status} ${text}`);
  return text === '' ? undefined : JSON.parse(text);
}

const sending = /^\/connector\/v3\/conversations\/\*\/activities(\/\*)?$/;

/** Milliseconds from the POST of a person's words until the bot's card stands in the chat. */
export async function turnMs(town: Town, bot: string, activity: Activity): Promise<number> {
  letTimePass(town);
  const request = await signed(town, activity);
  let cameAt: ((at: number) => void) | undefined;
  const arrived = new Promise<number>((resolve) => {
    cameAt = resolve;
  });
  town.listen((method, path, status) => {
    if (method === 'POST' && status === 201 && sending.test(path)) cameAt?.(performance.now());
  });
  const start = performance.now();
  await post(bot, request);
  const end = await arrived;
  town.listen(undefined);
  return end - start;
}

/** Milliseconds from the POST of a press until the bot's answer to it. */
export async function pressMs(town: Town, bot: string, activity: Activity): Promise<number> {
  letTimePass(town);
  const request = await signed(town, activity);
  const start = performance.now();
  await post(bot, request);
  return performance.now() - start;
}
