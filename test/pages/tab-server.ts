import type { Server } from 'node:http';
import express, { type Express, type Request } from 'express';
import type { Refusal } from '../../src/domain/refusal.ts';
import type { TabPage } from '../../src/domain/tab-model.ts';
import { type TabActBody, type TabReply, tabAct, tabRead } from '../../src/web/contract.ts';
import { headers } from '../../src/web/headers.ts';
import { servePages } from '../../src/web/web.ts';
import { serveOnPhone } from './phone-host.ts';
import { listening } from './tab-host.ts';

interface Canned {
  status: number;
  body: unknown;
}

type Said = NonNullable<Extract<TabReply, { page: unknown }>['said']>;

export const told = (page: TabPage, refused?: Refusal): Canned => ({
  status: 200,
  body: (refused === undefined ? { page } : { page, refused }) satisfies TabReply,
});

/** An act carried out, and what is told of it. */
export const done = (page: TabPage, said: Said): Canned => ({
  status: 200,
  body: { page, said } satisfies TabReply,
});

export const denied = (status: number, refused: Refusal): Canned => ({
  status,
  body: { refused } satisfies TabReply,
});

/** The built tab behind the product's own headers, with replies written by the test. */
export class TabServer {
  /** The bodies of what was asked, checked as the product would. */
  readonly reads: unknown[] = [];
  readonly sent: TabActBody[] = [];
  /** The tokens each question came with. */
  readonly tokens: string[] = [];
  url = '';
  onRead: Canned = denied(404, 'not-found');
  /** What a view is answered with, by its kind; `onRead` for the others. */
  onView: Partial<Record<string, Canned>> = {};
  /** The next answers to acts, the last one for good. */
  onAct: Canned[] = [];
  /** Tokens that are no longer good. */
  old: string[] = [];
  /** What every question waits for, as on a slow network. */
  network: Promise<void> = Promise.resolve();
  #server: Server | undefined;

  /** Served for a host at this address, which alone may frame it; `more` is served beside it. */
  async listen(folder: string, host: string, more = (_app: Express) => {}): Promise<void> {
    const app = express();
    app.use(headers, express.json());
    app.use('/api', async (_req, _res, next) => {
      await this.network;
      next();
    });
    more(app);
    app.post('/api/tab/read', (req, res) => {
      const body = tabRead.parse(req.body);
      const canned = this.#seen(req) ?? this.onView[body.view?.kind ?? ''] ?? this.onRead;
      this.reads.push(body);
      res.status(canned.status).json(canned.body);
    });
    app.post('/api/tab/act', (req, res) => {
      // Its schema gives what its type says.
      this.sent.push(tabAct.parse(req.body) as TabActBody);
      const next = this.onAct.length > 1 ? this.onAct.shift() : this.onAct[0];
      const canned = this.#seen(req) ?? next ?? denied(404, 'not-found');
      res.status(canned.status).json(canned.body);
    });
    serveOnPhone(app, folder);
    servePages(app, folder, host);
    [this.#server, this.url] = await listening(app);
  }

  get acts(): unknown[] {
    return this.sent.map(({ act }) => act);
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  /** From now on nothing is answered until the network is `back`. */
  stall(): { back: () => void } {
    let back = () => {};
    this.network = new Promise((done) => {
      back = done;
    });
    return { back };
  }

  reset(): void {
    this.network = Promise.resolve();
    for (const list of [this.reads, this.sent, this.tokens]) list.length = 0;
    this.onRead = denied(404, 'not-found');
    this.onView = {};
    this.onAct = [];
    this.old = [];
  }

  #seen(req: Request): Canned | null {
    const token = (req.get('authorization') ?? '').replace('Bearer ', '');
    this.tokens.push(token);
    return this.old.includes(token) ? denied(401, 'sign-in') : null;
  }
}
