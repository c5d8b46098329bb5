import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** One request that came in, in milliseconds of the monotonic clock. */
export interface Arrival {
  at: number;
  key: string;
  taken: boolean;
  /** Milliseconds until it would have been taken; 0 when it was. */
  early: number;
}

/** Answers take this long, as Teams' do; a refusal is quick. */
const fastestMs = 100;
const slowestMs = 600;
const refusalMs = 20;
const windowMs = 1000;

/**
 * A connector that takes `limit` messages in any second, strictly, and refuses the rest with a 429.
 * It decides as a request arrives and answers later: a sender that dies meanwhile never hears.
 */
export async function startConnector(limit: number) {
  const arrivals: Arrival[] = [];
  const recent: number[] = [];
  let most = limit;
  let seed = 1;

  /** Fixed seed: each run has the same delays. */
  const chance = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const take = (key: string): boolean => {
    const at = performance.now();
    while (recent[0] !== undefined && recent[0] <= at - windowMs) recent.shift();
    const taken = recent.length < most;
    if (taken) recent.push(at);
    const early = taken ? 0 : (recent.at(-most) ?? at) + windowMs - at;
    arrivals.push({ at, key, taken, early });
    return taken;
  };
  const answer = (request: IncomingMessage, reply: ServerResponse) => {
    request.resume();
    const taken = take(request.headers['x-key'] as string);
    const wait = taken ? fastestMs + chance() * (slowestMs - fastestMs) : refusalMs;
    setTimeout(() => {
      if (taken) reply.writeHead(201).end('{"id":"1"}');
      else reply.writeHead(429, { 'retry-after': '1' }).end();
    }, wait);
  };
  const server = createServer(answer);
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    arrivals,
    setLimit(next: number) {
      most = next;
    },
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

export type Connector = Awaited<ReturnType<typeof startConnector>>;
