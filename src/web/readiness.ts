import type { RequestHandler } from 'express';
import { z } from 'zod';
import { type Route, route } from './routes.ts';

/** Longer than a store needs that people could work with. */
const patienceMs = 2000;

/**
 * Whether this instance is to be given work: its store answers, no migration is missing there, and it
 * has not been asked to stop. `/healthz` says no more than that the process lives: to end it because
 * the store is away would help nobody.
 */
export const readyRoute = (isStopping: () => boolean): Route =>
  route('GET', '/readyz', z.unknown(), async ({ db, log }) => {
    const no = (why: string) => ({ status: 503, body: { ready: false, why } });
    if (isStopping()) return no('stopping');
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('late')), patienceMs);
    });
    try {
      const missing = await Promise.race([db.behind(), late]);
      return missing === 0 ? { status: 200, body: { ready: true } } : no('migrations');
    } catch (error) {
      log.warn({ event: 'ready.store-away', error });
      return no('store');
    } finally {
      clearTimeout(timer);
    }
  });

/** Whoever keeps a connection to an instance that stops finds another one at the next request. */
export const lettingGo =
  (isStopping: () => boolean): RequestHandler =>
  (_req, res, next) => {
    if (isStopping()) res.set('Connection', 'close');
    next();
  };
