import express, { type Express, type RequestHandler } from 'express';
import { z } from 'zod';
import {
  type NotificationDeps,
  takeLifecycle,
  takeNotifications,
} from '../usecases/take-notifications.ts';

/** Below the public address; Graph is given both when it is asked for a subscription. */
export const notificationPaths = {
  calendar: '/api/notifications/calendar',
  lifecycle: '/api/notifications/lifecycle',
} as const;

const longestToken = 4 * 1024;
/** Graph's token is plain words and an id; marks that mean something to a browser never stand in it. */
const plainToken = /^[\x20-\x7e]+$/;
const markup = /[<>"'&]/;

const longestBody = 1024 * 1024;
/** Graph sends some hundred at most; more is not Graph. */
const mostItems = 1_000;

/** The checks of no other charset: what is parsed is what was sent. */
const jsonType = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

const body = z.object({ value: z.array(z.unknown()) });

/** The two addresses at which Graph tells of changes. They answer once what they took in is kept. */
export function mountNotifications(app: Express, given: Omit<NotificationDeps, 'known'>): void {
  const deps = { ...given, known: together(() => given.db.read.subscriptions.all()) };
  for (const [path, take] of [
    [notificationPaths.calendar, takeNotifications],
    [notificationPaths.lifecycle, takeLifecycle],
  ] as const) {
    app.all(path, bare, onlyPost, handshake, onlyJson, parse, taken(deps, take));
  }
}

/**
 * Whoever asks while a question is under way is answered by the next one, together with all others
 * that wait: a flood of forged notifications costs the store one question at a time.
 */
function together<T>(ask: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  return () => {
    next ??= underWay.then(() => {
      next = undefined;
      const answer = ask();
      // Whether it failed is for those who asked; the next question only waits for its end.
      underWay = answer.catch(() => undefined);
      return answer;
    });
    return next;
  };
}

/** Nothing here is a page: a browser that is shown an answer has nothing to run, load or frame. */
const bare: RequestHandler = (_req, res, next) => {
  res.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox");
  next();
};

const refused = { refused: 'wrong-values' };

const onlyPost: RequestHandler = (req, res, next) => {
  if (req.method === 'POST') next();
  else res.status(405).set('Allow', 'POST').json(refused);
};

/**
 * Before it makes a subscription Graph asks for its token to be repeated.
 * https://learn.microsoft.com/graph/change-notifications-delivery-webhooks#notificationurl-validation
 */
const handshake: RequestHandler = (req, res, next) => {
  const { validationToken: token } = req.query;
  if (token === undefined) return next();
  if (typeof token !== 'string' || !isPlain(token)) {
    res.status(400).json(refused);
    return;
  }
  // Written without `send`, which would derive a header from it.
  res.status(200).set('Content-Type', 'text/plain; charset=utf-8').end(token);
};

const isPlain = (token: string): boolean =>
  token.length <= longestToken && plainToken.test(token) && !markup.test(token);

const onlyJson: RequestHandler = (req, res, next) => {
  if (jsonType.test(req.headers['content-type'] ?? '')) next();
  else res.status(415).json(refused);
};

const parse = express.json({ limit: longestBody, type: () => true, inflate: false });

const taken =
  (deps: NotificationDeps, take: typeof takeNotifications): RequestHandler =>
  async (req, res) => {
    const read = body.safeParse(req.body);
    if (!read.success) {
      res.status(400).json(refused);
      return;
    }
    const items = read.data.value;
    if (items.length > mostItems) {
      res.status(413).json(refused);
      return;
    }
    await take(deps, items);
    res.status(202).end();
  };
