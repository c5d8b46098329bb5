import { existsSync } from 'node:fs';
import { join } from 'node:path';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Deps } from '../usecases/deps.ts';
import type { NotificationDeps } from '../usecases/take-notifications.ts';
import { coachRoutes } from './coach-routes.ts';
import { FileBody, sendFile } from './file-answer.ts';
import { assetHeaders, headers, hostedHeaders, pageHeaders, paneHeaders } from './headers.ts';
import { mountNotifications } from './notifications.ts';
import { noPane, type PaneSettings, sendPane } from './pane-page.ts';
import { type PaneHouse, paneRoutes } from './pane-routes.ts';
import { mountPlainPages } from './plain-pages.ts';
import { programmeRoutes } from './programme-routes.ts';
import { limitLinks, limitSignedIn } from './rate-limit.ts';
import { lettingGo, readyRoute } from './readiness.ts';
import { reportRoutes } from './report-routes.ts';
import { type Route, routes } from './routes.ts';
import type { SignIn } from './sign-in.ts';
import { openSignedIn, type SignedInOnly } from './signed-in.ts';
import { ballotRoute, surveyLinkRoutes, surveyTabRoutes } from './survey-routes.ts';
import { tabRoutes } from './tab-routes.ts';
import { waveRoutes } from './wave-routes.ts';

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
  /** Stands before all, and measures each request; none does when left out. */
  measure?: RequestHandler;
  /** Proxies of ours in front: only so many of the addresses they report are believed. */
  proxies?: number;
  /** True from the moment this instance was asked to stop. */
  isStopping?: () => boolean;
  /** Local mode only: the emulator's hold on clock and store. */
  local?: Route[];
  /** Local mode only: the emulator's origin, which frames pages as Teams does. */
  emulator?: string;
  /** Who signs in from the Outlook pane, and whom it invites; without it there is no address for them. */
  paneDoor?: PaneHouse & { signIn: SignIn };
  /** How the Outlook pane signs people in, and where its Office.js comes from. */
  pane?: PaneSettings;
}

/** The product over HTTP: bot, personal page, health; every address is in a table. */
export function openWeb(deps: WebDeps, config: WebConfig): Express {
  const app = express();
  app.disable('x-powered-by');
  // Without a proxy of ours, whoever asks could write any address they like.
  app.set('trust proxy', config.proxies ?? 0);
  if (config.measure) app.use(config.measure);
  const isStopping = config.isStopping ?? (() => false);
  app.use(headers, lettingGo(isStopping));
  app.post('/api/messages', ...config.bot);
  if (config.notifications) mountNotifications(app, { ...deps, ...config.notifications });
  app.use('/api/link', express.json({ limit: '16kb' }), limitLinks(deps));
  app.use('/api/survey', limitSignedIn(deps, 'survey').address);
  const open = [...routes, readyRoute(isStopping), ...surveyLinkRoutes, ballotRoute];
  for (const route of [...open, ...(config.local ?? [])]) mount(app, route, deps);
  if (config.signIn) {
    const only = openSignedIn(deps, config.signIn, 'tab');
    for (const route of [...tabRoutes, ...surveyTabRoutes]) mount(app, route, deps, only);
    for (const route of coachRoutes) mount(app, route, deps, only);
    for (const route of programmeRoutes) mount(app, route, deps, only);
    for (const route of [...reportRoutes, ...waveRoutes]) mount(app, route, deps, only);
  }
  if (config.paneDoor) {
    const only = openSignedIn(deps, config.paneDoor.signIn, 'pane');
    for (const route of paneRoutes(config.paneDoor)) mount(app, route, deps, only);
  }
  mountPlainPages(app, () => deps.db.read.pairs.someHouse());
  servePages(app, config.pages, config.emulator, config.pane);
  app.use((_req, res) => {
    res.status(404).json({ refused: 'not-found' });
  });
  app.use(onError(deps));
  return app;
}

function mount(app: Express, route: Route, deps: WebDeps, only?: SignedInOnly): void {
  const method = route.method === 'GET' ? 'get' : 'post';
  const checks = route.signedIn && only ? only.checks : [];
  const read = express.json({ limit: route.mostBody ?? '16kb' });
  app[method](route.path, ...checks, read, async (req, res) => {
    const body = route.body.safeParse(req.body ?? {});
    if (!body.success) {
      res.status(400).json({ refused: 'wrong-values' });
      return;
    }
    const { status, body: answer } = await route.handle(deps, body.data, only?.who(req));
    res.status(status);
    if (answer instanceof FileBody) sendFile(res, answer);
    else res.json(answer);
  });
  app.all(route.path, (_req, res) => {
    res.status(405).set('Allow', route.method).json({ refused: 'wrong-values' });
  });
}

/** The pages, and what they load from `folder/assets`; `emulator` may frame some in local mode. */
export function servePages(
  app: Express,
  folder: string,
  emulator?: string,
  settings = noPane,
): void {
  const hosted = hostedHeaders(emulator);
  const pane = paneHeaders(settings.office, emulator);
  app.get('/l', pageHeaders, (_req, res) => sendPage(res, folder, 'link.html'));
  app.get('/tab/pair', hosted, (_req, res) => sendPage(res, folder, 'tab.html'));
  app.get('/tab/settings', hosted, (_req, res) => sendPage(res, folder, 'tab-settings.html'));
  app.get('/tab/coach', hosted, (_req, res) => sendPage(res, folder, 'coach.html'));
  app.get('/outlook', pane, (_req, res) => {
    if (!sendPane(res, folder, settings)) sendPage(res, folder, 'outlook.html');
  });
  app.use(
    '/icons',
    express.static(join(folder, '..', '..', 'manifest', 'icons'), { index: false }),
  );
  const assets = express.static(join(folder, 'assets'), { index: false, setHeaders: assetHeaders });
  // Only what is the same for everyone: beside a person's own words, a length could tell something.
  app.use('/assets', compression(), assets);
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
    const status = deps.db.outOfReach(error) ? 503 : statusOf(error);
    if (status >= 500) deps.log.error({ event: 'web.failed', status, error });
    res.status(status).json({ refused: status >= 500 ? 'try-again' : 'wrong-values' });
  };

const statusOf = (error: unknown): number =>
  typeof error === 'object' &&
  error !== null &&
  'status' in error &&
  typeof error.status === 'number'
    ? error.status
    : 500;
