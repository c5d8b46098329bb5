import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Answer, Call } from './world.ts';

/** Reads an Express request as a call; the token is checked later, by `dispatch`. */
export function callFrom(req: Request): Call {
  const { pathname, searchParams } = new URL(req.url, 'http://localhost');
  return {
    method: req.method,
    path: pathname,
    params: {},
    query: Object.fromEntries(searchParams),
    headers: singleHeaders(req.headers),
    from: req.socket.remoteAddress,
    body: z.unknown().parse(req.body),
    claims: {},
  };
}

export function sendAnswer(res: Response, answer: Answer): void {
  res.status(answer.status);
  for (const [name, value] of Object.entries(answer.headers ?? {})) res.setHeader(name, value);
  if (answer.body === undefined) res.end();
  else res.json(answer.body);
}

function singleHeaders(headers: Request['headers']): Record<string, string> {
  const single: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) single[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return single;
}
