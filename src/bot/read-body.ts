import { isUtf8 } from 'node:buffer';
import express, { type Request, type Response } from 'express';
import { z } from 'zod';
import { Denied } from './denied.ts';
import { jsonFlaw } from './json-flaw.ts';

/** Teams messages stay under 100 kB; this is more than twice that, in bytes. */
const longest = 256 * 1024;

/** No other charset: the checks below and the parser must read the same text. */
const jsonType = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

const parse = express.json({
  limit: longest,
  // The type was checked already.
  type: () => true,
  inflate: false,
  strict: true,
  verify: (_req, _res, bytes) => checkBytes(bytes),
});

/** Faults of express.json and of our own check, by their type. */
const denials: Record<string, [status: number, reason: string]> = {
  'entity.too.large': [413, 'body-too-large'],
  'encoding.unsupported': [415, 'body-encoded'],
  'charset.unsupported': [415, 'body-not-json'],
  'entity.parse.failed': [400, 'body-malformed'],
};

/** The JSON object that a request carries; throws `Denied` 400, 413 or 415. */
export async function readBody(req: Request, res: Response): Promise<Record<string, unknown>> {
  if (!jsonType.test(req.headers['content-type'] ?? '')) throw new Denied(415, 'body-not-json');
  await new Promise<void>((done, failed) => {
    parse(req, res, (error?: unknown) => (error ? failed(denialOf(error)) : done()));
  });
  const read = z.record(z.string(), z.unknown()).safeParse(req.body);
  if (!read.success) throw new Denied(400, 'body-not-object');
  return read.data;
}

/** Runs before the parser; what it throws ends the request. */
function checkBytes(bytes: Buffer): void {
  // The parser takes no bytes for an empty object.
  if (bytes.length === 0) throw new Flawed('body-malformed');
  const flaw = isUtf8(bytes) ? jsonFlaw(bytes.toString('utf8')) : 'not-utf8';
  if (flaw) throw new Flawed(`body-${flaw}`);
}

/** Carries the reason in `type`, which express.json passes on. */
class Flawed extends Error {
  readonly type: string;
  constructor(type: string) {
    super(type);
    this.type = type;
  }
}

const typed = z.object({ type: z.string() });

function denialOf(error: unknown): Denied {
  if (error instanceof Flawed) return new Denied(400, error.type);
  const read = typed.safeParse(error);
  const [status, reason] = denials[read.data?.type ?? ''] ?? [400, 'body-unreadable'];
  return new Denied(status, reason);
}
