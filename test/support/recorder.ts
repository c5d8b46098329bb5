import { createServer, type IncomingMessage, request } from 'node:http';

/** One call that went through, both ways, as text. */
export interface Exchange {
  method: string;
  /** Path and query. */
  url: string;
  /** Method, address, headers and body, as they were sent. */
  asked: string;
  status: number;
  /** Headers and body of the answer. */
  answered: string;
}

export type Recorder = Awaited<ReturnType<typeof startRecorder>>;

/** Stands between two parties on this machine, passes everything on, and remembers all of it. */
export async function startRecorder(target: () => string) {
  const exchanges: Exchange[] = [];
  const server = createServer(async (req, res) => {
    const body = await bytesOf(req);
    const { method = 'GET', url = '/' } = req;
    // A connection each: one kept alive may be closed under the next request's feet.
    const passed = { method, headers: req.headers, agent: false } as const;
    const on = request(`${target()}${url}`, passed, async (answer) => {
      const told = await bytesOf(answer);
      exchanges.push({
        method,
        url,
        asked: [method, url, ...req.rawHeaders, body.toString('utf8')].join('\n'),
        status: answer.statusCode ?? 0,
        answered: [...answer.rawHeaders, told.toString('utf8')].join('\n'),
      });
      res.writeHead(answer.statusCode ?? 502, answer.headers).end(told);
    });
    // Whoever is behind is down: the caller sees a broken connection, as without us.
    on.on('error', () => res.destroy());
    on.end(body);
  });
  await new Promise<void>((listening) => server.listen(0, listening));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return {
    url: `http://localhost:${address.port}`,
    port: address.port,
    exchanges,
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

async function bytesOf(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
