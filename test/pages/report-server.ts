import type { Server } from 'node:http';
import express from 'express';
import type { ReportPage } from '../../src/domain/report-model.ts';
import { headers } from '../../src/web/headers.ts';
import {
  type ReportExportBody,
  type ReportReply,
  reportExport,
  reportRead,
} from '../../src/web/report-contract.ts';
import { servePages } from '../../src/web/web.ts';
import type { BuiltPages } from './link-browser.ts';
import { listening, TabHost } from './tab-host.ts';

export interface Canned {
  status: number;
  body: unknown;
}

export const told = (page: ReportPage): Canned => ({
  status: 200,
  body: { page } satisfies ReportReply,
});

/** The built coaches' tab in its host, for somebody who reads the figures alone. */
export class ReportServer {
  /** Bodies of what was asked, checked as the product would. */
  readonly reads: unknown[] = [];
  readonly exports: ReportExportBody[] = [];
  readonly host = new TabHost();
  /** The next answers, the last one for good. */
  onRead: Canned[] = [];
  /** What is taken away: a file's text, or no file at all. */
  onExport: string | Canned = 'Binômes actifs;35\r\n';
  #server: Server | undefined;

  async listen(built: BuiltPages): Promise<void> {
    await this.host.listen();
    const app = express();
    app.use(headers, express.json());
    app.post('/api/coach/pairs', (_req, res) => {
      res.status(404).json({ refused: 'not-found' });
    });
    app.post('/api/report/read', (req, res) => {
      this.reads.push(reportRead.parse(req.body));
      const next = this.onRead.length > 1 ? this.onRead.shift() : this.onRead[0];
      res.status(next?.status ?? 404).json(next?.body ?? { refused: 'not-found' });
    });
    app.post('/api/report/export', (req, res) => {
      // Its schema gives what its type says.
      const wish = reportExport.parse(req.body) as ReportExportBody;
      this.exports.push(wish);
      if (typeof this.onExport !== 'string') {
        res.status(this.onExport.status).json(this.onExport.body);
        return;
      }
      const name = `telemaque-${wish.what}.${wish.format}`;
      res.set('Content-Disposition', `attachment; filename="${name}"`).send(this.onExport);
    });
    servePages(app, built.folder, this.host.url);
    const [server, url] = await listening(app);
    this.#server = server;
    this.host.tab = `${url}/tab/coach?view=report`;
  }

  close(): void {
    this.host.close();
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  reset(): void {
    this.host.reset();
    this.reads.length = 0;
    this.exports.length = 0;
    this.onRead = [];
    this.onExport = 'Binômes actifs;35\r\n';
  }
}
