import type { Server } from 'node:http';
import express, { type Request, type Response } from 'express';
import type { z } from 'zod';
import type { CohortHead, PairList } from '../../src/domain/coach-model.ts';
import { headers } from '../../src/web/headers.ts';
import {
  programmeCheck,
  programmeImport,
  programmePairs,
  programmeRead,
  programmeSave,
  programmeUndo,
} from '../../src/web/programme-contract.ts';
import { questionsRead, questionsSave } from '../../src/web/wave-contract.ts';
import { servePages } from '../../src/web/web.ts';
import { aHead } from './coach-samples.ts';
import type { BuiltPages } from './link-browser.ts';
import { aProgrammePage, pairList } from './programme-samples.ts';
import { listening, TabHost } from './tab-host.ts';
import { questionsPage } from './waves-samples.ts';

const shapes = {
  ...{ read: programmeRead, pairs: programmePairs, save: programmeSave },
  ...{ check: programmeCheck, import: programmeImport, undo: programmeUndo },
  ...{ questions: questionsRead, 'questions-save': questionsSave },
} satisfies Record<string, z.ZodType>;
type What = keyof typeof shapes;

interface Canned {
  status: number;
  body: object;
}

/** The built coaches' tab in its host, on the settings, with replies written by the test. */
export class ProgrammeServer {
  /** What was asked of each address, checked as the product would. */
  readonly asked: [what: What, body: Record<string, unknown>][] = [];
  readonly host = new TabHost();
  head: CohortHead = aHead();
  /** The next answers of each address, the last one for good. */
  answers: Partial<Record<What, Canned[]>> = {};
  #server: Server | undefined;

  async listen(built: BuiltPages): Promise<void> {
    await this.host.listen();
    const app = express();
    app.use(headers, express.json({ limit: '8mb' }));
    app.post('/api/coach/pairs', (_req, res) => res.json({ page: this.#list() }));
    app.post('/api/programme/:what', (req, res) => this.#answer(req, res, req.params.what));
    app.post('/api/waves/questions', (req, res) => this.#answer(req, res, 'questions'));
    app.post('/api/waves/save', (req, res) => this.#answer(req, res, 'questions-save'));
    servePages(app, built.folder, this.host.url);
    const [server, url] = await listening(app);
    this.#server = server;
    this.host.tab = `${url}/tab/coach?view=programme`;
  }

  bodies(what: What): Record<string, unknown>[] {
    return this.asked.filter(([asked]) => asked === what).map(([, body]) => body);
  }

  reset(): void {
    this.host.reset();
    this.asked.length = 0;
    this.head = aHead();
    this.answers = {
      ...{ read: [ok({ page: aProgrammePage() })], pairs: [ok({ page: pairList })] },
      questions: [ok({ page: questionsPage() })],
    };
  }

  close(): void {
    this.host.close();
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  #list(): PairList {
    const counts = { stop: 0, call: 0, unreachable: 0, late: 0, due: 0, paused: 0 };
    return {
      ...{ head: this.head, shown: 'mine', pairs: [], next: null, lookAgain: null },
      counts: { ...counts, 'on-track': 0, closed: 0 },
    };
  }

  #answer(req: Request, res: Response, asked: string | undefined): void {
    const what = Object.keys(shapes).find((each): each is What => each === asked);
    if (!what) throw new Error(`nothing is asked at ${req.path}`);
    const body: unknown = shapes[what].parse(req.body);
    this.asked.push([what, { ...(body as object) }]);
    const answers = this.answers[what] ?? [];
    const canned = (answers.length > 1 ? answers.shift() : answers[0]) ?? {
      ...{ status: 404, body: { refused: 'not-found' } },
    };
    res.status(canned.status).json(canned.body);
  }
}

export const ok = (body: object): Canned => ({ status: 200, body });
