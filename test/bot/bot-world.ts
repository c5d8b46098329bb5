import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import type { BotTurn, TurnAnswer } from '../../src/bot/activity.ts';
import { botEndpoint } from '../../src/bot/adapter.ts';
import type { BotConfig } from '../../src/bot/bot-config.ts';
import type { Line } from '../../src/log.ts';
import { signedToken, type TokenParts, validity } from '../support/signed-token.ts';

export const appId = '33333333-0000-4000-8000-000000000003';
export const homeTenant = '11111111-0000-4000-8000-000000000001';
export const hospitalTenant = '22222222-0000-4000-8000-000000000002';
export const awa = {
  id: '29:1awa',
  name: 'Awa Diallo',
  aadObjectId: 'aaaaaaaa-0000-4000-8000-000000000001',
};

/** Making a key takes long: all tests of a file share them. */
export const microsoft = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

export interface Request {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: unknown;
}

export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** `drop` hangs up after reading; `silent` never answers; `half` hangs up within the answer. */
export type Told = Reply | 'drop' | 'silent' | 'half';

export interface Connector {
  url: string;
  serviceUrl: string;
  config: BotConfig;
  /** Everything asked of it, by path. */
  asked: Request[];
  /** Of `asked`, those sent to the Bot Connector itself. */
  sent(): Request[];
  /** What the Bot Connector answers next; the default is an activity's id. */
  tell: (request: Request) => Told;
  /** What the OpenID document's address answers. */
  tellOpenId: () => Told;
  /** What the token endpoint answers. */
  tellToken: (request: Request) => Told;
  close(): Promise<void>;
}

/** Entra, the OpenID document and the Bot Connector, over real HTTP on one address. */
export async function aConnector(timeoutMs = 2_000): Promise<Connector> {
  const server = createServer(async (req, res) => {
    const request = await readRequest(req);
    connector.asked.push(request);
    reply(res, answerTo(request, connector));
  });
  const url = await listen(server);
  const connector: Connector = {
    url,
    serviceUrl: `${url}/connector/`,
    config: {
      appId,
      tenant: homeTenant,
      credential: { secret: 'a secret of the test' },
      allowedTenants: [homeTenant, hospitalTenant],
      serviceHosts: [{ protocol: 'http:', host: new URL(url).host }],
      local: { login: url, openId: `${url}/v1/.well-known/openidconfiguration` },
      timeoutMs,
    },
    asked: [],
    sent: () => connector.asked.filter(({ path }) => path.startsWith('/connector/')),
    tell: () => ({ status: 201, body: { id: '1776150000000' } }),
    tellOpenId: () => ({ status: 200, body: { jwks_uri: `${url}/keys` } }),
    tellToken: () => ({
      status: 200,
      body: { token_type: 'Bearer', expires_in: 3600, access_token: 'token-1' },
    }),
    close: () => close(server),
  };
  return connector;
}

async function readRequest(req: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString();
  const isJson = req.headers['content-type']?.startsWith('application/json');
  const body: unknown = isJson && text ? JSON.parse(text) : text;
  const [path = ''] = (req.url ?? '').split('?');
  return { method: req.method ?? '', path, headers: req.headers, body };
}

function answerTo(request: Request, connector: Connector): Told {
  if (request.path.endsWith('/openidconfiguration')) return connector.tellOpenId();
  if (request.path === '/keys') return { status: 200, body: { keys: publishedKeys } };
  if (request.path.endsWith('/oauth2/v2.0/token')) return connector.tellToken(request);
  return connector.tell(request);
}

const publishedKeys = [
  { ...microsoft.publicKey.export({ format: 'jwk' }), kid: 'key-1', endorsements: ['msteams'] },
  { ...microsoft.publicKey.export({ format: 'jwk' }), kid: 'key-skype', endorsements: ['skype'] },
].map((key) => ({ ...key, use: 'sig' }));

function reply(res: ServerResponse, told: Told): void {
  if (told === 'silent') return;
  if (told === 'drop') {
    res.socket?.destroy();
    return;
  }
  if (told === 'half') {
    res.writeHead(201, { 'content-type': 'application/json', 'content-length': '100' });
    res.write('{"id":"17', () => res.socket?.destroy());
    return;
  }
  res.writeHead(told.status, { 'content-type': 'application/json', ...told.headers });
  res.end(told.body === undefined ? '' : JSON.stringify(told.body));
}

export async function listen(server: Server): Promise<string> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

export const close = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.closeAllConnections();
    server.close(() => done());
  });

export interface Door {
  url: string;
  turns: BotTurn[];
  lines: Line[];
  onTurn: (turn: BotTurn) => Promise<TurnAnswer>;
  close(): Promise<void>;
}

/** The bot's door as the product mounts it, with a house behind it that only listens. */
export async function aDoor(config: BotConfig): Promise<Door> {
  const door: Door = {
    url: '',
    turns: [],
    lines: [],
    onTurn: async () => undefined,
    close: () => close(server),
  };
  const keep = (line: Line) => void door.lines.push(line);
  const heard = (turn: BotTurn) => {
    door.turns.push(turn);
    return door.onTurn(turn);
  };
  const app = express();
  app.post('/api/messages', botEndpoint(config, heard, { warn: keep, error: keep }));
  const server = createServer(app);
  door.url = `${await listen(server)}/api/messages`;
  return door;
}

/** A token of the Bot Connector, or one that differs from it in the given parts. */
export function aToken(connector: Connector, parts: TokenParts = {}): string {
  const header = { alg: 'RS256', typ: 'JWT', kid: 'key-1', ...parts.header };
  const claims = {
    iss: 'https://api.botframework.com',
    aud: appId,
    serviceurl: connector.serviceUrl,
    ...validity(parts),
    ...parts.claims,
  };
  const { key = microsoft.privateKey } = parts;
  return signedToken(header, claims, key);
}

/** What Teams sends when Awa types « réserver ». */
export const aMessage = (connector: Connector, changes: Record<string, unknown> = {}) => ({
  type: 'message',
  id: '1776150000001',
  channelId: 'msteams',
  serviceUrl: connector.serviceUrl,
  timestamp: '2026-04-14T07:00:00.000Z',
  locale: 'fr-FR',
  text: 'réserver',
  from: awa,
  recipient: { id: `28:${appId}`, name: 'Télémaque' },
  conversation: { conversationType: 'personal', tenantId: homeTenant, id: 'a:awa' },
  channelData: { tenant: { id: homeTenant } },
  ...changes,
});

/** What Teams sends when Awa presses a card. */
export const aPress = (connector: Connector, changes: Record<string, unknown> = {}) =>
  aMessage(connector, {
    type: 'invoke',
    name: 'adaptiveCard/action',
    id: 'f:1',
    text: undefined,
    replyToId: '1776150000000',
    value: {
      action: { type: 'Action.Execute', verb: 'meeting.find', data: { minutes: 60 } },
      trigger: 'manual',
    },
    ...changes,
  });

export interface Sent {
  token?: string | null;
  body?: string | Buffer;
  headers?: Record<string, string>;
}

/** Posts to the door; without changes, Awa's message with a good token. */
export async function post(door: Door, connector: Connector, sent: Sent = {}) {
  const { token = aToken(connector), body = JSON.stringify(aMessage(connector)) } = sent;
  const answer = await fetch(door.url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(token !== null && { authorization: `Bearer ${token}` }),
      ...sent.headers,
    },
    body,
  });
  const text = await answer.text();
  const told: unknown = text ? JSON.parse(text) : undefined;
  return { status: answer.status, headers: answer.headers, body: told };
}
