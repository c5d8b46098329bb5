import type { Server } from 'node:http';
import express, { type Request, type Response } from 'express';
import type { PairList, PairSheet } from '../../src/domain/coach-model.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import {
  type CoachActBody,
  type CoachActed,
  type CoachActReply,
  type CoachPairReply,
  type CoachPairsBody,
  type CoachPairsReply,
  coachAct,
  coachPair,
  coachPairs,
} from '../../src/web/coach-contract.ts';
import { headers } from '../../src/web/headers.ts';
import { servePages } from '../../src/web/web.ts';
import { serveOnPhone } from './phone-host.ts';
import { listening } from './tab-host.ts';

interface Canned {
  status: number;
  body: unknown;
}

export const listed = (page: PairList): Canned => ({
  status: 200,
  body: { page } satisfies CoachPairsReply,
});

export const read = (page: PairSheet): Canned => ({
  status: 200,
  body: { page } satisfies CoachPairReply,
});

export const acted = (done: CoachActed): Canned => ({
  status: 200,
  body: done satisfies CoachActReply,
});

export const denied = (status: number, refused: Refusal): Canned => ({ status, body: { refused } });

/** The built tab behind the product's own headers, with replies written by the test. */
export class CoachServer {
  /** What was asked, checked as the product would. */
  readonly lists: CoachPairsBody[] = [];
  readonly pairs: string[] = [];
  readonly sent: CoachActBody[] = [];
  readonly tokens: string[] = [];
  url = '';
  /** The next answers, the last one for good. */
  onList: Canned[] = [];
  onPair: Canned[] = [];
  onAct: Canned[] = [];
  /** What a pilot is answered with. */
  onReport: Canned = denied(404, 'not-found');
  /** Tokens that are no longer good. */
  old: string[] = [];
  #server: Server | undefined;

  /** Served for a host at this address, which alone may frame it. */
  async listen(folder: string, host: string): Promise<void> {
    const app = express();
    app.use(headers, express.json());
    app.post('/api/coach/pairs', (req, res) => {
      // Its schema gives what its type says.
      this.lists.push(coachPairs.parse(req.body) as CoachPairsBody);
      this.#answer(req, res, this.onList);
    });
    app.post('/api/coach/pair', (req, res) => {
      this.pairs.push(coachPair.parse(req.body).pair);
      this.#answer(req, res, this.onPair);
    });
    app.post('/api/coach/act', (req, res) => {
      this.sent.push(coachAct.parse(req.body));
      this.#answer(req, res, this.onAct);
    });
    app.post('/api/report/read', (req, res) => this.#answer(req, res, [this.onReport]));
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

  reset(): void {
    for (const list of [this.lists, this.pairs, this.sent, this.tokens]) list.length = 0;
    for (const list of [this.onList, this.onPair, this.onAct, this.old]) list.length = 0;
    this.onReport = denied(404, 'not-found');
  }

  #answer(req: Request, res: Response, answers: Canned[]): void {
    const token = (req.get('authorization') ?? '').replace('Bearer ', '');
    this.tokens.push(token);
    const next = answers.length > 1 ? answers.shift() : answers[0];
    const canned = this.old.includes(token) ? denied(401, 'sign-in') : next;
    const { status, body } = canned ?? denied(404, 'not-found');
    res.status(status).json(body);
  }
}
