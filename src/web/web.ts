import { existsSync } from 'node:fs';
import { join } from 'node:path';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Deps } from '../usecases/deps.ts';
import type { NotificationDeps } from '../usecases/take-notifications.ts';
import { assetHeaders, headers, hostedHeaders, pageHeaders } from './headers.ts';
import { mountNotifications } from './notifications.ts';
import { limitLinks } from './rate-limit.ts';
import { type Route, routes } from './routes.ts';
import type { SignIn } from './sign-in.ts';
import { openSignedIn, type SignedInOnly } from './signed-in.ts';
import { tabRoutes } from './tab-routes.ts';

export interface WebDeps extends Deps {
  hash: (token: string) => Uint8Array;
}

export interface WebConfig {
  /** Where the built pages lie. */
  pages: string;
  /** Serves the bot, tokens checked inside. */
  bot: RequestHandler[];
  /** Takes Graph's notifications in; without it there is no address for them. */
  notifications?: Pick<NotificationDeps, 'homeTenant' | 'hinted'>;
  /** Who signs in through Teams; without it there is no address for them. */
  signIn?: SignIn;
  /** Proxies of ours in front: only so many of the addresses they report are believed. */
  proxies?: number;
  /** Local mode only: the emulator's hold on clock and store. */
  local?: Route[];
  /** Local mode only: the emulator's origin, which frames pages as Teams does. */
  emulator?: string;
}

/** The product over HTTP: bot, personal page, health; every address is in a table. */
export function openWeb(deps: WebDeps, config: WebConfig): Express {
  const app = express();
  app.disable('x-powered-by');
  // Without a proxy of ours, whoever asks could write any address they like.
  app.set('trust proxy', config.proxies ?? 0);
  app.use(headers);
  app.post('/api/messages', ...config.bot);
  if (config.notifications) mountNotifications(app, { ...deps, ...config.notifications });
  app.use('/api/link', express.json({ limit: '16kb' }), limitLinks(deps));
  for (const route of [...routes, ...(config.local ?? [])]) mount(app, route, deps);
  if (config.signIn) {
    const only = openSignedIn(deps, config.signIn);
    for (const route of tabRoutes) mount(app, route, deps, only);
  }
  servePages(app, config.pages, config.emulator);
  app.use((_req, res) => {
    res.status(404).json({ refused: 'not-found' });
  });
  app.use(onError(deps));
  return app;
}

function mount(app: Express, route: Route, deps: WebDeps, only?: SignedInOnly): void {
  const method = route.method === 'GET' ? 'get' : 'post';
  const checks = route.signedIn && only ? only.checks : [];
  app[method](route.path, ...checks, express.json({ limit: '16kb' }), async (req, res) => {
    const body = route.body.safeParse(req.body ?? {});
    if (!body.success) {
      res.status(400).json({ refused: 'wrong-values' });
      return;
    }
    const { status, body: answer } = await route.handle(deps, body.data, only?.who(req));
    res.status(status).json(answer);
  });
  app.all(route.path, (_req, res) => {
    res.status(405).set('Allow', route.method).json({ refused: 'wrong-values' });
  });
}

/** The pages, and what they load from `folder/assets`; `emulator` may frame some in local mode. */
export function servePages(app: Express, folder: string, emulator?: string): void {
  const hosted = hostedHeaders(emulator);
  app.get('/l', pageHeaders, (_req, res) => sendPage(res, folder, 'link.html'));
  app.get('/tab/pair', hosted, (_req, res) => sendPage(res, folder, 'tab.html'));
  app.get('/outlook', hosted, (_req, res) => sendPage(res, folder, 'outlook.html'));
  app.use(
    '/icons',
    express.static(join(folder, '..', '..', 'manifest', 'icons'), { index: false }),
  );
  const assets = express.static(join(folder, 'assets'), { index: false, setHeaders: assetHeaders });
  app.use('/assets', assets);
}

function sendPage(res: express.Response, root: string, file: string): void {
  if (!existsSync(join(root, file))) {
    res.status(503).type('text').send('The pages are not built: run npm run build.');
    return;
  }
  // With a root, a folder above it whose name begins with a dot hides nothing.
  res.sendFile(file, { root });
}

/** The last resort: the person learns to try again, the log where it broke. */
const onError =
  (deps: WebDeps): ErrorRequestHandler =>
  (error: unknown, _req, res, _next) => {
    const status = statusOf(error);
    if (status >= 500) deps.log.error({ event: 'web.failed', error });
    res.status(status).json({ refused: status >= 500 ? 'try-again' : 'wrong-values' });
  };

const statusOf = (error: unknown): number =>
  typeof error === 'object' &&
  error !== null &&
  'status' in error &&
  typeof error.status === 'number'
    ? error.status
    : 500;
