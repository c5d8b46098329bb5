import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

/** On every answer: nothing is guessed, framed, kept or told to the next page. */
export const headers: RequestHandler = (_req, res, next) => {
  res.set({
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': policy,
    'X-Frame-Options': 'DENY',
    'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  });
  next();
};

/** What no page of the product asks of a browser. */
const powers = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()';

/** A page in a browser of its own: no other window keeps a hold on it. */
export const pageHeaders: RequestHandler = (_req, res, next) => {
  res.set({ 'Cross-Origin-Opener-Policy': 'same-origin', 'Permissions-Policy': powers });
  next();
};

/** Files whose names change with their content, the same for everyone: nothing of a person is kept. */
export function assetHeaders(res: ServerResponse): void {
  res.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
}
