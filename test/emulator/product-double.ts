import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ProductDouble {
  url: string;
  /** Instants at which the product has something to do, by its own clock. */
  due: string[];
  /** When each was done, to the minute. */
  done: string[];
  resets: number;
  /** Milliseconds for which it empties and reloads its store. */
  resetTakes: number;
  /** What happened to it, in order. */
  told: string[];
  close(): Promise<void>;
}

/** The product as the emulator sees it: a clock that it is given, and things due on it. */
export async function startProductDouble(): Promise<ProductDouble> {
  let offset = 0;
  const now = () => new Date(Date.now() + offset);
  const settle = (body: { offset?: number }) => {
    offset = body.offset ?? offset;
    const ripe = double.due.filter((due) => new Date(due) <= now());
    for (const _due of ripe) double.done.push(now().toISOString().slice(0, 16));
    double.due = double.due.filter((due) => !ripe.includes(due)).sort();
    return { idle: true, nextDue: double.due[0] ?? null, pending: double.due.length };
  };
  const answers: Record<string, (body: { offset?: number }) => unknown> = {
    '/healthz': () => ({ status: 'ok' }),
    '/_local/clock': (body) => {
      offset = body.offset ?? offset;
      return {};
    },
    '/_local/settle': settle,
    '/_local/reset': () => {
      double.due = [];
      double.resets += 1;
      return {};
    },
  };
  const server = createServer((req, res) => {
    let text = '';
    req.on('data', (chunk) => {
      text += chunk;
    });
    req.on('end', () => {
      const answer = answers[req.url ?? ''];
      double.told.push(req.url ?? '');
      const reply = () => {
        res.writeHead(answer ? 200 : 401, { 'Content-Type': 'application/json' });
        res.end(JSON.stringify(answer?.(text === '' ? {} : JSON.parse(text)) ?? {}));
      };
      if (req.url !== '/_local/reset' || double.resetTakes === 0) return reply();
      setTimeout(() => {
        double.told.push('reset is done');
        reply();
      }, double.resetTakes);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const double: ProductDouble = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    due: [],
    done: [],
    resets: 0,
    resetTakes: 0,
    told: [],
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
  return double;
}
