import type { RequestHandler } from 'express';
import type { Telemetry } from './ports.ts';

/** Measures each request at our doors, by the route that answered it: an address may hold a token. */
export function measureRequests(telemetry: Telemetry): RequestHandler {
  return (req, res, next) => {
    const answered = new Promise<void>((resolve) => {
      res.once('close', resolve);
    });
    void telemetry.measure(
      'http.server.request',
      { 'http.request.method': methods.has(req.method) ? req.method : '_OTHER' },
      async (mark) => {
        next();
        await answered;
        const route: unknown = req.route?.path;
        mark({
          'http.route': typeof route === 'string' ? route : 'other',
          'http.response.status_code': res.statusCode,
        });
      },
    );
  };
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);
