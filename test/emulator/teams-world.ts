import { mkdtempSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import { z } from 'zod';
import { composeAgenda } from '../../src/emulator/agenda.ts';
import { dispatch } from '../../src/emulator/dispatch.ts';
import { keyRoutes } from '../../src/emulator/entra/keys.ts';
import { tokenRoutes } from '../../src/emulator/entra/token.ts';
import { appToken } from '../../src/emulator/entra/token-claims.ts';
import { callFrom, sendAnswer } from '../../src/emulator/http.ts';
import { documentedLimits, Gate } from '../../src/emulator/limits.ts';
import { playgroundRoutes } from '../../src/emulator/playground/routes.ts';
import { RequestLog } from '../../src/emulator/request-log.ts';
import { openSigning } from '../../src/emulator/signing.ts';
import { Store } from '../../src/emulator/store.ts';
import { deliveriesAgenda } from '../../src/emulator/teams/deliveries.ts';
import { teamsRoutes } from '../../src/emulator/teams/routes.ts';
import { laySample } from '../../src/emulator/tenant/state.ts';
import { laid } from '../../src/emulator/tenant/tables.ts';
import type { Answer, Seed, SeedPerson, World } from '../../src/emulator/world.ts';

export const homeTenant = '11111111-0000-4000-8000-000000000001';
export const hospitalTenant = '22222222-0000-4000-8000-000000000002';
export const appId = '33333333-0000-4000-8000-000000000003';

const common = {
  roles: ['mentee'],
  mailbox: 'here',
  locale: 'fr',
  timeZone: 'Europe/Paris',
} satisfies Partial<SeedPerson>;
export const awa: SeedPerson = {
  ...common,
  id: 'aaaaaaaa-0000-4000-8000-000000000001',
  name: 'Awa Diallo',
  mail: 'Awa.Diallo@comite.example',
  tenant: homeTenant,
  reach: 'bot',
};
export const marc: SeedPerson = {
  ...common,
  id: 'aaaaaaaa-0000-4000-8000-000000000002',
  name: 'Marc Petit',
  mail: 'marc.petit@hopital.example',
  tenant: hospitalTenant,
  reach: 'bot',
  locale: 'en',
  timeZone: 'Indian/Reunion',
};
export const lucie: SeedPerson = {
  ...common,
  id: 'aaaaaaaa-0000-4000-8000-000000000003',
  name: 'Lucie Morel',
  mail: 'lucie.morel@ville.example',
  tenant: '44444444-0000-4000-8000-000000000004',
  reach: 'email',
};

const seed: Seed = {
  start: '2026-04-14T07:00:00.000Z',
  home: { tenant: homeTenant, programmeMailbox: { mail: 'programme@comite.example', name: 'P' } },
  tenants: [],
  people: [awa, marc, lucie],
  sites: [],
};

const servedRoutes = [...teamsRoutes, ...playgroundRoutes, ...keyRoutes, ...tokenRoutes];

export interface TestWorld extends World {
  /** Moves the clock, which otherwise stands still. */
  pass(seconds: number): void;
}

interface WorldOptions {
  productUrl?: string;
  dir?: string;
  people?: SeedPerson[];
}

/** Making a key takes long, so the worlds of one file share theirs. */
let key: unknown;

async function signingOf(store: Store) {
  const keys = store.table('key');
  if (key && !keys.get('signing')) keys.put('signing', key);
  const signing = await openSigning(store);
  key = keys.get('signing');
  return signing;
}

/** A world on 14 April 2026 at 09:00 in Paris, its clock standing still; nobody has the bot yet. */
export async function aWorld(options: WorldOptions = {}): Promise<TestWorld> {
  const store = Store.open(options.dir ?? mkdtempSync(join(tmpdir(), 'teams-')));
  let now = Date.parse(seed.start);
  const world: TestWorld = {
    store,
    clock: {
      now: () => new Date(now),
      offset: () => now - Date.now(),
      moveTo: (instant) => {
        now = instant.getTime();
      },
    },
    pass: (seconds) => {
      now += seconds * 1000;
    },
    agenda: composeAgenda([]),
    // Nobody listens on port 2: the product is down unless the test names one.
    product: { url: options.productUrl ?? 'http://127.0.0.1:2', appId, secret: 'local' },
    url: 'http://localhost:3979',
    seed: { ...seed, people: options.people ?? seed.people },
    ...(await signingOf(store)),
    limits: documentedLimits,
    gate: new Gate(),
    requests: new RequestLog(),
    slowMs: 0,
    appRoles: [],
    dispatch: (call) => dispatch(servedRoutes, call, world),
  };
  world.agenda = deliveriesAgenda(world);
  if (!laid(world).get('state')) laySample(world);
  return world;
}

const shownMessage = z.looseObject({
  id: z.string(),
  from: z.string(),
  text: z.string().optional(),
  card: z.looseObject({ type: z.string() }).optional(),
});
/** What the tests read of an answer; whatever else it holds is in `raw`. */
const answerBody = z
  .looseObject({
    id: z.string(),
    status: z.number(),
    messages: z.array(shownMessage),
    error: z.looseObject({ code: z.string(), message: z.string() }),
  })
  .partial();
type AnswerBody = z.infer<typeof answerBody>;

/** Asks the emulator as the wire would, with a good token where one is needed. */
export async function ask(
  world: World,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; headers: Answer['headers']; body: AnswerBody; raw: unknown }> {
  const token = await appToken(world, homeTenant, 'https://api.botframework.com');
  const headers = { authorization: `Bearer ${token}` };
  const call = { method, path, params: {}, query: {}, headers, body, claims: {} };
  const answer = await world.dispatch(call);
  const read = answerBody.safeParse(answer.body);
  return {
    status: answer.status,
    headers: answer.headers,
    body: read.success ? read.data : {},
    raw: answer.body,
  };
}

const receivedActivity = z.looseObject({
  type: z.string(),
  id: z.string(),
  text: z.string().optional(),
  conversation: z.looseObject({ id: z.string() }),
  from: z.looseObject({ id: z.string(), name: z.string() }),
});
type ReceivedActivity = z.infer<typeof receivedActivity>;

export interface TestBot {
  url: string;
  /** Activities in the order of their arrival. */
  received: ReceivedActivity[];
  /** What to answer next; the default is an empty 200. */
  answer: (activity: ReceivedActivity) => BotAnswer | Promise<BotAnswer>;
  close(): Promise<void>;
}
type BotAnswer = { status: number; body?: unknown } | 'drop';

/** A product that only keeps what it hears. */
export async function aBot(port = 0): Promise<TestBot> {
  const bot: TestBot = {
    url: '',
    received: [],
    answer: () => ({ status: 200 }),
    close: () => Promise.resolve(),
  };
  const app = express();
  app.use(express.json());
  app.post('/_local/settle', (_req, res) => {
    res.json({ idle: true, nextDue: null, pending: 0 });
  });
  app.post('/api/messages', async (req, res) => {
    const activity = receivedActivity.parse(req.body);
    bot.received.push(activity);
    const answer = await bot.answer(activity);
    if (answer === 'drop') res.socket?.destroy();
    else reply(res, answer);
  });
  const server = await listen(createServer(app), port);
  bot.url = server.url;
  bot.close = server.close;
  return bot;
}

function reply(res: ServerResponse, { status, body }: { status: number; body?: unknown }) {
  res.statusCode = status;
  res.setHeader('content-type', 'application/json');
  res.end(body === undefined ? '' : JSON.stringify(body));
}

/** Serves a world over real HTTP. */
export async function serve(world: World): Promise<{ url: string; close(): Promise<void> }> {
  const app = express();
  app.use(express.json({ limit: '4mb' }), express.urlencoded({ extended: false }));
  app.use(async (req, res) => sendAnswer(res, await world.dispatch(callFrom(req))));
  const server = await listen(createServer(app), 0);
  world.url = server.url;
  return server;
}

export async function listen(server: Server, port: number) {
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  const { port: given } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${given}`,
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

/** A card with one button a verb. */
export const aCard = (...verbs: string[]) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text: verbs.join(' ') }],
  actions: verbs.map((verb) => ({ type: 'Action.Execute', title: `« ${verb} »`, verb })),
});

export const cardMessage = (card: object) => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }],
});
