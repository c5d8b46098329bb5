import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { nestedTokens, tabToken } from '../../src/emulator/entra/token-claims.ts';
import { envelope, serviceUrl } from '../../src/emulator/teams/activities.ts';
import { connectorClaims } from '../../src/emulator/teams/bot-link.ts';
import { installedBot, knownPerson } from '../../src/emulator/teams/installs.ts';
import { themes } from '../../src/words/fr/themes.ts';
import { awa } from '../journeys/steps.ts';
import { openMarks } from '../support/marked-words.ts';
import { signedToken } from '../support/signed-token.ts';
import type { WatchedWorld } from '../support/watched-world.ts';

/** A request as it leaves: no library makes it better than it is. */
export interface Sent {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** For floods: connections are used again, as no machine has enough of them. */
export const flooding = new Agent({ keepAlive: true, maxSockets: 50 });

/** How a forged token differs from the one that Teams brings. */
export interface Forged {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  key?: KeyObject | { secret: string } | null;
}

const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

/** Whoever stands in the street before the product, with every key they can get at. */
export function openAttacker(world: WatchedWorld) {
  const marks = openMarks();
  const microsoft = world.emulator.world;
  const tokens: string[] = [];
  const kept = (token: string) => {
    tokens.push(token);
    return token;
  };
  const publicPem = createPublicKey({ key: microsoft.publicKey as never, format: 'jwk' })
    .export({ type: 'spki', format: 'pem' })
    .toString();
  const kid = String(microsoft.publicKey.kid);

  /** A marked word, and what must never stand in a log, in one text. */
  const burden = (door: string) =>
    `${marks.at(door)} Awa Lemoine ${awa} ${Object.values(themes).join(' ')}`;

  /** Microsoft's own signature where only claims differ; what else is forged a stranger signs. */
  async function forged(good: Record<string, unknown>, parts: Forged): Promise<string> {
    const claims = { ...good, ...parts.claims };
    if (parts.header === undefined && parts.key === undefined)
      return kept(await microsoft.sign(claims));
    const header = { alg: 'RS256', typ: 'JWT', kid, ...parts.header };
    return kept(
      signedToken(header, claims, parts.key === undefined ? stranger.privateKey : parts.key),
    );
  }

  const asTeams = (parts: Forged = {}) => forged(connectorClaims(microsoft), parts);

  /** What Teams sends when Awa writes, or what differs from it. */
  const message = (changes: Record<string, unknown> = {}) => {
    const person = knownPerson(microsoft, awa);
    const typed = envelope(microsoft, person, installedBot(microsoft, person), 'f:attack');
    return {
      type: 'message',
      text: 'aide',
      ...typed,
      serviceUrl: serviceUrl(microsoft),
      ...changes,
    };
  };

  async function ofTab(mail: string, parts: Forged = {}): Promise<string> {
    const good = await tabToken(microsoft, knownPerson(microsoft, mail));
    const claims = JSON.parse(
      Buffer.from(good.split('.')[1] ?? '', 'base64url').toString(),
    ) as Record<string, unknown>;
    return forged(claims, parts);
  }

  /** Sends it, a marked word in every header whose value is free. */
  function ask(
    door: string,
    { method = 'POST', path, headers, body }: Sent,
    agent: Agent | false = false,
  ): Promise<Answer> {
    const word = marks.at(door);
    const free = {
      ...{ 'user-agent': word, referer: `https://${word}.example/`, cookie: `a=${word}` },
      ...{ 'x-forwarded-for': word, 'accept-language': word, 'x-note': `${word} ${awa}` },
    };
    return new Promise((resolve, reject) => {
      const { hostname, port } = new URL(world.productUrl);
      const asked = request(
        { hostname, port, method, path, agent, headers: { ...free, ...headers } },
        async (answer) => {
          let text = '';
          for await (const piece of answer) text += String(piece);
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
        },
      );
      asked.on('error', reject);
      asked.end(body);
    });
  }

  /** Lines of the product's log at `warn` and above since so many characters; floods are told apart. */
  const warned = (since: number): { event: string; reason?: string }[] =>
    world
      .logs()
      .slice(since)
      .split('\n')
      .filter((line) => line.startsWith('{') && /"level":[456]0/.test(line))
      .map((line) => JSON.parse(line) as { event: string; reason?: string; count?: number })
      .filter(({ count = 1 }) => count === 1);

  return {
    ...{ world, marks, tokens, publicPem, burden, asTeams, message, ofTab, ask, warned },
    nested: async (mail: string) => nestedTokens(microsoft, knownPerson(microsoft, mail)),
    stranger: stranger.publicKey,
    sign: async (claims: Record<string, unknown>) => kept(await microsoft.sign(claims)),
  };
}

export type Attacker = ReturnType<typeof openAttacker>;

/** One attack: its number and what it is, what is sent, and what must come back. */
export interface Attack {
  what: string;
  send: (attacker: Attacker, door: string) => Sent | Promise<Sent>;
  status: number | readonly number[];
  /** Why, as the one line in the log says it; none where a client's mistake is nobody's business. */
  reason?: string;
  also?: (answer: Answer) => void;
}
