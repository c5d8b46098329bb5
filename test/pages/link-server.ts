import { createServer, type Server } from 'node:http';
import express from 'express';
import type { Refusal } from '../../src/domain/refusal.ts';
import { type LinkReply, linkAct, linkRead, linkRenew } from '../../src/web/contract.ts';
import { headers } from '../../src/web/headers.ts';
import { servePages } from '../../src/web/web.ts';

export type LinkPage = Extract<LinkReply, { page: unknown }>['page'];

interface Canned {
  status: number;
  body: unknown;
}

type Said = Extract<LinkReply, { page: unknown }>['said'];

export const told = (page: LinkPage, refused?: Refusal): Canned => ({
  status: 200,
  body: (refused === undefined ? { page } : { page, refused }) satisfies LinkReply,
});

/** An act carried out, and what is told of it. */
export const done = (page: LinkPage, said: NonNullable<Said>): Canned => ({
  status: 200,
  body: { page, said } satisfies LinkReply,
});

export const denied = (status: number, refused: Refusal): Canned => ({
  status,
  body: { refused } satisfies LinkReply,
});

/** The built pages behind the product's own headers, with replies written by the test. */
export class LinkServer {
  /** What the page asked, in order: path and body, checked as the product would. */
  readonly asked: { path: string; body: unknown }[] = [];
  /** Every address that was fetched, as a log would have it. */
  readonly fetched: string[] = [];
  url = '';
  onRead: Canned = denied(404, 'not-found');
  onAct: Canned = denied(404, 'not-found');
  onRenew: Canned = { status: 202, body: { ok: true } };
  /** Acts wait here until the test lets them through. */
  gate: Promise<void> = Promise.resolve();
  readonly #server: Server;

  constructor(folder: string) {
    const app = express();
    app.use(headers, express.json());
    app.use((req, _res, next) => {
      this.fetched.push(`${req.method} ${req.originalUrl} ${req.get('referer') ?? ''}`);
      next();
    });
    app.post('/api/link/read', (req, res) => {
      this.#note(req.path, linkRead.parse(req.body));
      res.status(this.onRead.status).json(this.onRead.body);
    });
    app.post('/api/link/act', async (req, res) => {
      this.#note(req.path, linkAct.parse(req.body));
      await this.gate;
      res.status(this.onAct.status).json(this.onAct.body);
    });
    app.post('/api/link/renew', (req, res) => {
      this.#note(req.path, linkRenew.parse(req.body));
      res.status(this.onRenew.status).json(this.onRenew.body);
    });
    servePages(app, folder);
    this.#server = createServer(app);
  }

  /** The acts sent, without their tokens. */
  get acts(): unknown[] {
    return this.asked.flatMap(({ body }) =>
      typeof body === 'object' && body !== null && 'act' in body ? [body.act] : [],
    );
  }

  /** The ids of the acts sent. */
  get ids(): unknown[] {
    return this.asked.flatMap(({ body }) =>
      typeof body === 'object' && body !== null && 'id' in body ? [body.id] : [],
    );
  }

  /** What was shown when each act was sent. */
  get shown(): unknown[] {
    return this.asked.flatMap(({ path, body }) =>
      path === '/api/link/act' && typeof body === 'object' && body !== null && 'view' in body
        ? [body.view]
        : [],
    );
  }

  /** The views that were asked for. */
  get views(): unknown[] {
    return this.asked.flatMap(({ path, body }) =>
      path === '/api/link/read' && typeof body === 'object' && body !== null && 'view' in body
        ? [body.view]
        : [],
    );
  }

  async listen(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('no port was given');
    this.url = `http://127.0.0.1:${address.port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  reset(): void {
    this.asked.length = 0;
    this.fetched.length = 0;
    this.gate = Promise.resolve();
    this.onRenew = { status: 202, body: { ok: true } };
  }

  #note(path: string, body: unknown): void {
    this.asked.push({ path, body });
  }
}
