import type { Server } from 'node:http';
import express from 'express';
import type { CohortHead, PairList } from '../../src/domain/coach-model.ts';
import type { WavesPage } from '../../src/domain/waves-model.ts';
import { headers } from '../../src/web/headers.ts';
import {
  type WavePressBody,
  type WavePressed,
  waveDocument,
  wavePress,
  wavesRead,
} from '../../src/web/wave-contract.ts';
import { servePages } from '../../src/web/web.ts';
import type { BuiltPages } from './link-browser.ts';
import { full } from './report-samples.ts';
import { listening, TabHost } from './tab-host.ts';
import { heads } from './waves-samples.ts';

interface Canned {
  status: number;
  body: unknown;
}

export const told = (page: WavesPage): Canned => ({ status: 200, body: { page } });
export const pressedAs = (done: WavePressed): Canned => ({ status: 200, body: done });

/** The built coaches' tab in its host, on the questionnaires, with replies written by the test. */
export class WavesServer {
  readonly reads: unknown[] = [];
  readonly presses: WavePressBody[] = [];
  readonly documents: string[] = [];
  readonly host = new TabHost();
  head: CohortHead = heads.coach;
  /** The next answers, the last one for good. */
  onRead: Canned[] = [];
  onPress: Canned[] = [];
  /** A document's bytes, or no document at all. */
  onDocument: string | Canned = 'PK';
  #server: Server | undefined;

  async listen(built: BuiltPages): Promise<void> {
    await this.host.listen();
    const app = express();
    app.use(headers, express.json());
    app.post('/api/coach/pairs', (_req, res) => {
      const { head } = this;
      if (head.roles.includes('coach')) res.json({ page: listOf(head) });
      else res.status(404).json({ refused: 'not-found' });
    });
    app.post('/api/report/read', (_req, res) => res.json({ page: { ...full, head: this.head } }));
    app.post('/api/waves/read', (req, res) => {
      this.reads.push(wavesRead.parse(req.body));
      const { status, body } = next(this.onRead);
      res.status(status).json(body);
    });
    app.post('/api/waves/press', (req, res) => {
      this.presses.push(wavePress.parse(req.body));
      const { status, body } = next(this.onPress);
      res.status(status).json(body);
    });
    app.post('/api/waves/document', (req, res) => {
      this.documents.push(waveDocument.parse(req.body).wave);
      if (typeof this.onDocument !== 'string') {
        res.status(this.onDocument.status).json(this.onDocument.body);
        return;
      }
      res.set('Content-Disposition', 'attachment; filename="telemaque-synthese.docx"');
      res.send(this.onDocument);
    });
    servePages(app, built.folder, this.host.url);
    const [server, url] = await listening(app);
    this.#server = server;
    this.host.tab = `${url}/tab/coach?view=waves`;
  }

  close(): void {
    this.host.close();
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  reset(): void {
    this.host.reset();
    for (const list of [this.reads, this.presses, this.documents]) list.length = 0;
    this.head = heads.coach;
    this.onRead = [];
    this.onPress = [];
    this.onDocument = 'PK';
  }
}

const next = (answers: Canned[]): Canned =>
  (answers.length > 1 ? answers.shift() : answers[0]) ?? {
    ...{ status: 404, body: { refused: 'not-found' } },
  };

function listOf(head: CohortHead): PairList {
  const counts = { stop: 0, call: 0, unreachable: 0, late: 0, due: 0, paused: 0 };
  return {
    ...{ head, shown: 'mine', pairs: [], next: null, lookAgain: null },
    counts: { ...counts, 'on-track': 0, closed: 0 },
  };
}
