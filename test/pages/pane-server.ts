import type { Server } from 'node:http';
import express, { type Request, type Response } from 'express';
import type { AppointmentModel, PaneModel } from '../../src/domain/appointment-model.ts';
import type { Refusal } from '../../src/domain/refusal.ts';
import type { Interval } from '../../src/domain/time.ts';
import { headers } from '../../src/web/headers.ts';
import {
  type PaneReply,
  type PaneSlotsReply,
  paneAct,
  paneRead,
  paneRegister,
  paneSlots,
} from '../../src/web/pane-contract.ts';
import { servePages } from '../../src/web/web.ts';
import { type OfficeState, officeScript } from './pane-office.ts';
import { anAppointment, anOutlook, aPane, thursday, tuesday } from './pane-samples.ts';
import { listening } from './tab-host.ts';

type Canned = { status: number; refused: Refusal } | 'lost';

/** The built pane behind the product's own headers; Office.js comes from another origin. */
export class PaneServer {
  /** What Outlook is, for whoever opens the pane next. */
  outlook: OfficeState = anOutlook();
  noOffice = false;
  /** What is true of every appointment; `registered` and what was acted are put into it. */
  pane: PaneModel = aPane();
  registered: AppointmentModel | null = null;
  slots: PaneSlotsReply = { refused: 'no-slot' };
  /** The next questions of a kind go wrong like this. */
  wrong: Partial<Record<'read' | 'slots' | 'register' | 'act', Canned[]>> = {};
  /** What each act leaves of `pane`. */
  after: Partial<PaneModel> = {};
  /** What was asked, as the product would have read it: `kind` and body. */
  readonly asked: { kind: string; body: unknown; token: string }[] = [];
  /** Tokens that are no longer good. */
  old: string[] = [];
  url = '';
  #server: Server | undefined;
  #office: Server | undefined;

  async listen(folder: string): Promise<void> {
    const office = express();
    office.get('/office.js', (_req, res) => {
      if (this.noOffice) res.sendStatus(503);
      else res.type('js').send(officeScript(this.outlook));
    });
    const [vendor, address] = await listening(office);
    this.#office = vendor;
    const app = express();
    app.use(headers, express.json());
    app.post('/api/pane/read', (req, res) => {
      const { time } = paneRead.parse(req.body);
      this.#answer('read', req, res, () => this.#paneAt(time ?? null));
    });
    app.post('/api/pane/slots', (req, res) => {
      paneSlots.parse(req.body);
      this.#answer('slots', req, res, () => this.slots);
    });
    app.post('/api/pane/register', (req, res) => {
      const { time } = paneRegister.parse(req.body);
      this.#answer('register', req, res, () => {
        this.registered = anAppointment({ time });
        return { ...this.#paneAt(time), said: 'registered' };
      });
    });
    app.post('/api/pane/act', (req, res) => {
      const { act } = paneAct.parse(req.body).act;
      this.#answer('act', req, res, () => {
        if (act === 'cancel') this.registered = null;
        this.pane = { ...this.pane, ...this.after };
        return { ...this.#paneAt(null), said: act === 'cancel' ? 'cancelled' : 'held' };
      });
    });
    const settings = { clientId: 'client', authority: `${address}/organizations` };
    const pane = { ...settings, office: `${address}/office.js`, scope: 'api://us/access_as_user' };
    servePages(app, folder, undefined, pane);
    [this.#server, this.url] = await listening(app);
  }

  close(): void {
    for (const server of [this.#server, this.#office]) {
      server?.closeAllConnections();
      server?.close();
    }
  }

  reset(): void {
    this.asked.length = 0;
    this.outlook = anOutlook();
    this.noOffice = false;
    this.pane = aPane();
    this.registered = null;
    this.slots = {
      slots: {
        ...{ pair: this.pane.pair, meeting: null, partner: 'Marc Delcourt', minutes: 60 },
        ...{ slots: [thursday], unread: 'nobody', since: null, mode: 'video', place: null },
      },
    };
    this.wrong = {};
    this.after = {};
    this.old = [];
  }

  bodies(kind: string): unknown[] {
    return this.asked.filter((one) => one.kind === kind).map(({ body }) => body);
  }

  #paneAt(time: Interval | null): Extract<PaneReply, { pane: unknown }> {
    const known = this.registered && (time === null || time.start >= tuesday.start);
    return { pane: { ...this.pane, ...(known && { appointment: this.registered }) } };
  }

  #answer(
    kind: 'read' | 'slots' | 'register' | 'act',
    req: Request,
    res: Response,
    run: () => PaneReply | PaneSlotsReply,
  ): void {
    const token = (req.get('authorization') ?? '').replace('Bearer ', '');
    this.asked.push({ kind, body: req.body, token });
    const wrong = this.old.includes(token)
      ? { status: 401, refused: 'sign-in' }
      : this.wrong[kind]?.shift();
    if (wrong === 'lost') {
      // Cut short: of an answer that never began, the browser asks again by itself.
      const answer = JSON.stringify(run());
      res.set('Content-Length', String(answer.length)).write(answer.slice(0, 1));
      setTimeout(() => req.socket.destroy(), 50);
    } else if (wrong) res.status(wrong.status).json({ refused: wrong.refused });
    else res.json(run());
  }
}
