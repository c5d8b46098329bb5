import express, { type ErrorRequestHandler, type Express } from 'express';
import { errorAnswer } from './api-error.ts';
import { dispatch } from './dispatch.ts';
import { ConnectionDropped } from './faults.ts';
import { callFrom, sendAnswer } from './http.ts';
import { routes } from './routes.ts';
import type { World } from './world.ts';

/** The Express application: health, pages, then every route of the one list. */
export function emulatorApp(world: World, pagesDir: string): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.get('/healthz', (_req, res) => void res.json({ status: 'ok' }));
  app.use(express.static(pagesDir, { extensions: ['html'], redirect: false }));
  app.use(express.json({ limit: '4mb', strict: false }));
  app.use(express.urlencoded({ extended: false }));
  app.use(express.raw({ type: 'application/zip', limit: '4mb' }));
  app.use(express.text({ type: 'text/plain', limit: '1mb' }));
  app.use(async (req, res) => {
    try {
      sendAnswer(res, await dispatch(routes, callFrom(req), world));
    } catch (error) {
      if (!(error instanceof ConnectionDropped)) throw error;
      req.socket.destroy();
    }
  });
  app.use(onError);
  return app;
}

/** Unreadable bodies and addresses are the caller's fault; anything else is ours and is printed. */
const onError: ErrorRequestHandler = (error, req, res, _next) => {
  const status = statusOf(error);
  if (status >= 500) console.error(error);
  const message = status >= 500 ? 'The emulator failed.' : 'The request cannot be read.';
  const code = status >= 500 ? 'internalServerError' : 'BadRequest';
  sendAnswer(res, errorAnswer(req.path, status, code, message));
};

function statusOf(error: unknown): number {
  if (error instanceof URIError) return 400;
  const known = error instanceof Error && 'status' in error ? error.status : undefined;
  return typeof known === 'number' ? known : 500;
}
