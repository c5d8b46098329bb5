import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const lookEveryMs = 250;
/** Whoever does not say within this that it is ready is asked nothing. */
const readyWithinMs = 1000;

const settled = z.object({
  idle: z.boolean(),
  nextDue: z.string().nullable(),
  pending: z.number(),
});

interface Asked {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

interface Told {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/**
 * What stands in front of several instances: each request goes to the next one that is ready. The
 * emulator's hold on clock and work goes to all of them, as time passes for all of them.
 */
export async function startBalancer(port: number, urls: readonly string[]) {
  const ready = new Set<string>();
  let offset: string | undefined;
  let turn = 0;
  let chosen: string | undefined;
  let stopped = false;

  async function look(url: string): Promise<void> {
    const told = await ask(url, get('/readyz'), readyWithinMs);
    const isReady = told?.status === 200;
    // One that slept through a move of the clock learns of it before it is asked anything.
    if (isReady && !ready.has(url) && offset !== undefined)
      await ask(
        url,
        { ...get('/_local/clock'), method: 'POST', body: Buffer.from(offset) },
        readyWithinMs,
      );
    if (isReady) ready.add(url);
    else ready.delete(url);
  }
  const looking = (async () => {
    while (!stopped) {
      await Promise.all(urls.map(look));
      await pause(lookEveryMs);
    }
  })();

  function next(): string | undefined {
    const all = chosen === undefined ? urls.filter((url) => ready.has(url)) : [chosen];
    turn += 1;
    return all[turn % all.length];
  }

  /** The answers of all that are ready; one that leaves while it is asked is no hindrance. */
  async function askAll(asked: Asked): Promise<Told | undefined> {
    if (asked.body.length > 0) offset = asked.body.toString();
    const all = [...ready].map(async (url) => {
      const answer = ask(url, asked, 60_000);
      return Promise.race([answer, gone(url)]);
    });
    const told = (await Promise.all(all)).flatMap((one) => one ?? []);
    const [first] = told;
    if (!first || !asked.path.startsWith('/_local/settle')) return first;
    const each = told.map(({ body }) => settled.parse(JSON.parse(body.toString())));
    const dues = each.flatMap(({ nextDue }) => nextDue ?? []).sort();
    const merged = {
      idle: each.every(({ idle }) => idle),
      nextDue: dues[0] ?? null,
      pending: Math.max(...each.map(({ pending }) => pending)),
    };
    return { ...first, body: Buffer.from(JSON.stringify(merged)) };
  }

  async function gone(url: string): Promise<undefined> {
    while (ready.has(url) && !stopped) await pause(lookEveryMs);
  }

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const asked = await read(req);
    const to = asked.path.startsWith('/_local/') ? undefined : next();
    const told = to === undefined ? await askAll(asked) : await ask(to, asked, 60_000);
    if (!told) return void res.writeHead(503).end();
    res.writeHead(told.status, told.headers).end(told.body);
  }
  const server = createServer((req, res) => {
    answer(req, res).catch((error: unknown) => res.destroy(error as Error));
  });
  await new Promise<void>((listening) => server.listen(port, listening));

  return {
    /** Asks this one alone, whatever it says of itself. */
    leadTo(url: string) {
      chosen = url;
    },
    /** Asks each that is ready in its turn, again. */
    leadToAll() {
      chosen = undefined;
    },
    async untilReady(...wanted: string[]): Promise<void> {
      while (!wanted.every((url) => ready.has(url))) await pause(20);
    },
    isReady: (url: string) => ready.has(url),
    async close() {
      stopped = true;
      await looking;
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const get = (path: string): Asked => ({
  ...{ method: 'GET', path, body: Buffer.alloc(0) },
  headers: { 'content-type': 'application/json' },
});

async function read(req: IncomingMessage): Promise<Asked> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part as Buffer);
  const headers = Object.fromEntries(
    ['authorization', 'content-type'].flatMap((name) => {
      const value = req.headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
  return { method: req.method ?? 'GET', path: req.url ?? '/', headers, body: Buffer.concat(parts) };
}

/** Nothing when nobody answered in time. */
async function ask(url: string, asked: Asked, withinMs: number): Promise<Told | undefined> {
  const { method, path, headers, body } = asked;
  const sent = method === 'GET' || body.length === 0 ? {} : { body: new Uint8Array(body) };
  const signal = AbortSignal.timeout(withinMs);
  try {
    const answer = await fetch(`${url}${path}`, { method, headers, signal, ...sent });
    const type = answer.headers.get('content-type');
    return {
      status: answer.status,
      headers: type === null ? {} : { 'content-type': type },
      body: Buffer.from(await answer.arrayBuffer()),
    };
  } catch {
    // An instance that is not there, or asleep, is one of the answers.
    return undefined;
  }
}
