import { timingSafeEqual } from 'node:crypto';
import express, { type Express, type RequestHandler } from 'express';
import { z } from 'zod';
import type { KnownSubscription } from '../db/subscriptions.ts';
import type { Line, Log } from '../log.ts';
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
  const known = inTwoLanes(() => given.db.read.subscriptions.all());
  const deps = { ...given, known, log: sparing(given.log) };
  for (const [path, take] of [
    [notificationPaths.calendar, takeNotifications],
    [notificationPaths.lifecycle, takeLifecycle],
  ] as const) {
    app.all(path, bare, onlyPost, handshake, onlyJson, parse, taken(deps, take));
  }
}

/** Between two questions for the sake of those that are hardly Graph's. */
const restMs = 100;

/**
 * Everybody is judged by subscriptions read after they came; what is remembered of them tells only
 * who must not wait. A flood of forged ones thus costs the store ten questions a second, while a
 * genuine one has its own at once, except the first of a subscription that was just made.
 */
function inTwoLanes(ask: () => Promise<KnownSubscription[]>): NotificationDeps['known'] {
  let remembered: KnownSubscription[] = [];
  const soon = together(async () => {
    remembered = await ask();
    return remembered;
  }, 0);
  const later = together(soon, restMs);
  const isOurs = (said: Uint8Array) =>
    remembered.filter(({ clientState }) => timingSafeEqual(clientState, said)).length > 0;
  return (said) => (said.some(isOurs) ? soon() : later());
}

/**
 * Whoever asks while a question is under way, or its rest, is answered by the next one, together
 * with all others that wait.
 */
function together<T>(ask: () => Promise<T>, rest: number): () => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  // Whether it failed is for those who asked; the next question only waits for its end.
  const over = () => (rest > 0 ? new Promise((end) => setTimeout(end, rest)) : undefined);
  return () => {
    next ??= underWay.then(() => {
      next = undefined;
      const answer = ask();
      underWay = answer.then(over, over);
      return answer;
    });
    return next;
  };
}

/** So many lines are written as they come, and one more for each second without any. */
const mostLines = 20;
const lineEveryMs = 1_000;

/** In a flood one line a second tells for each reason how many there were. */
function sparing(log: Log): Log {
  let left = mostLines;
  const held = new Map<string, Line>();
  const tick = () => {
    if (held.size === 0) left += 1;
    for (const line of held.values()) log.warn(line);
    held.clear();
    if (left < mostLines) setTimeout(tick, lineEveryMs).unref();
  };
  const warn = (line: Line) => {
    if (left === mostLines) setTimeout(tick, lineEveryMs).unref();
    if (left > 0) {
      left -= 1;
      log.warn(line);
      return;
    }
    const what = `${line.event} ${line.reason}`;
    held.set(what, { ...line, count: countOf(line) + countOf(held.get(what)) });
  };
  return { ...log, warn };
}

const countOf = (line: Line | undefined): number =>
  typeof line?.count === 'number' ? line.count : 0;

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
