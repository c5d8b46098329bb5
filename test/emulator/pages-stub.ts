import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import {
  calendarOf,
  faultsOf,
  listOf,
  mailbox,
  mailsOf,
  people,
  slotsCard,
  thanksCard,
} from './pages-world.ts';
import { tabDouble } from './tab-double.ts';

export interface Asked {
  method: string;
  path: string;
  body: unknown;
}

/** The control API answered with one small world, and a record of what the pages asked of it. */
export class ControlStub {
  readonly asked: Asked[] = [];
  /** Set to answer presses and words as if the product were stopped. */
  productDown = false;
  /** Set to refuse every change of an event. */
  calendarRefuses = false;
  /** What a tab's token is refused with. */
  tokenRefusal: string | undefined;
  /** Tokens that were asked for, given or not. */
  tokensAsked = 0;
  now = '2026-04-14T07:00:00.000Z';
  url = '';
  /** The same server under another name: for a browser, another origin. */
  tabOrigin = '';
  #messages: Record<string, unknown>[] = [];
  readonly #server: Server;

  constructor(pagesDir: string) {
    const app = express();
    app.use(express.static(pagesDir, { extensions: ['html'], redirect: false }));
    app.use(express.json());
    app.use((req, _res, next) => {
      if (req.method !== 'GET')
        this.asked.push({ method: req.method, path: req.path, body: req.body });
      next();
    });
    this.#chats(app);
    this.#clock(app);
    this.#places(app);
    this.#tab(app);
    this.#server = createServer(app);
    this.reset();
  }

  async listen(): Promise<void> {
    await new Promise<void>((done) => this.#server.listen(0, '127.0.0.1', done));
    const { port } = this.#server.address() as AddressInfo;
    this.url = `http://localhost:${port}`;
    this.tabOrigin = `http://127.0.0.1:${port}`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }

  reset(): void {
    this.asked.length = 0;
    this.productDown = false;
    this.calendarRefuses = false;
    this.tokenRefusal = undefined;
    this.tokensAsked = 0;
    this.now = '2026-04-14T07:00:00.000Z';
    this.#messages = [
      {
        id: '1',
        from: 'bot',
        text: 'Bonjour Awa, bienvenue dans le programme.',
        at: '2026-04-13T08:00:00Z',
      },
      { id: '2', from: 'person', text: 'réserver', at: '2026-04-14T06:58:00Z' },
      { id: '3', from: 'bot', card: slotsCard, at: '2026-04-14T06:58:02Z' },
    ];
  }

  botSays(text: string): void {
    this.#messages.push({ id: String(this.#messages.length + 1), from: 'bot', text, at: this.now });
  }

  #chats(app: express.Express): void {
    app.get('/_emulator/people', (_req, res) => void res.json(people));
    app.get('/_emulator/programme-mailbox', (_req, res) => void res.json(mailbox));
    app.get('/_emulator/chats/:mail', (_req, res) => void res.json({ messages: this.#messages }));
    app.post('/_emulator/chats/:mail/say', (req, res) => {
      if (this.productDown) return void res.status(502).json({ error: { message: 'down' } });
      const id = String(this.#messages.length + 1);
      this.#messages.push({ id, from: 'person', text: req.body.text, at: this.now });
      res.json({ messages: this.#messages, pending: 0, nextDue: null });
    });
    app.post('/_emulator/chats/:mail/press', (req, res) => {
      if (this.productDown)
        return void res.json({ status: 502, messages: [], pending: 0, nextDue: null });
      this.#messages = this.#messages.map((one) =>
        one.id === req.body.messageId ? { ...one, card: thanksCard } : one,
      );
      res.json({
        status: 200,
        messages: this.#messages,
        card: thanksCard,
        pending: 0,
        nextDue: null,
      });
    });
  }

  #clock(app: express.Express): void {
    const nextDue = '2026-04-15T06:30:00.000Z';
    app.get(
      '/_emulator/clock',
      (_req, res) => void res.json({ now: this.now, nextDue, pending: 1 }),
    );
    app.post('/_emulator/clock', (req, res) => {
      this.now = req.body.now ?? '2026-04-15T07:00:00.000Z';
      res.json({ now: this.now, settled: true, nextDue: '2026-05-05T06:30:00.000Z', pending: 0 });
    });
    const requests = [
      { method: 'POST', path: '/v1.0/users/*/events', status: 201, count: 3 },
      { method: 'POST', path: '/connector/v3/conversations/*/activities', status: 201, count: 41 },
    ];
    const counts = { people: people.length, events: 6, mails: 12 };
    app.get('/_emulator/state', (_req, res) => void res.json({ now: this.now, counts, requests }));
    app.get('/_emulator/faults', (_req, res) => void res.json(faultsOf()));
    app.post('/_emulator/faults', (_req, res) => void res.status(201).json({}));
    app.delete('/_emulator/faults', (_req, res) => void res.status(204).end());
    app.post('/_emulator/reset', (_req, res) => void res.json({}));
  }

  #places(app: express.Express): void {
    app.get('/_emulator/calendar/:mail', (req, res) => void res.json(calendarOf(req.params.mail)));
    app.post('/_emulator/calendar/:mail', (req, res) => void res.status(201).json(req.body));
    app.patch('/_emulator/calendar/:mail/:id', (req, res) => {
      const message = 'The specified object was not found in the store.';
      if (this.calendarRefuses) return void res.status(404).json({ error: { message } });
      res.json(req.body);
    });
    app.delete('/_emulator/calendar/:mail/:id', (_req, res) => void res.status(204).end());
    app.get('/_emulator/lists', (_req, res) => void res.json([listOf()]));
    app.get('/_emulator/sharepoint/:list', (req, res) => {
      if (req.query.as === 'claire.coach@comite.example') return void res.json(listOf());
      res
        .status(403)
        .json({ error: { code: 'accessDenied', message: 'Seul·es les coachs la lisent.' } });
    });
    app.get('/_emulator/mail/:mail', (req, res) => void res.json(mailsOf(req.params.mail)));
  }

  #tab(app: express.Express): void {
    app.get('/tab/:tab', (_req, res) => void res.type('html').send(tabDouble));
    app.get('/_emulator/tabs/:mail', (req, res) => {
      const someone = people.find(({ mail }) => mail === req.params.mail);
      const tabs = [
        { entityId: 'pair', name: 'Binôme', url: `${this.tabOrigin}/tab/pair` },
        { entityId: 'coach', name: 'Promotion', url: `${this.tabOrigin}/tab/coach` },
      ];
      res.json({
        tabs: someone?.reach === 'bot' ? tabs : [],
        context: { userObjectId: req.params.mail, locale: 'fr-fr' },
      });
    });
    app.get('/_emulator/tokens/:mail', (req, res) => {
      this.tokensAsked += 1;
      const error = { code: this.tokenRefusal, message: 'no token' };
      if (this.tokenRefusal) return void res.status(403).json({ error });
      res.json({ token: `token of ${req.params.mail}` });
    });
  }
}
