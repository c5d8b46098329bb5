import { z } from 'zod';
import { neverConnected, OutsideFault } from '../domain/outside.ts';

/** Low-level codes under which one and the same thing happens to a call. */
const meaning: Record<string, string> = {
  TimeoutError: 'timeout',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  // No connection within undici's own limit: as good as a host that cannot be reached.
  UND_ERR_CONNECT_TIMEOUT: 'EHOSTUNREACH',
  ENETUNREACH: 'EHOSTUNREACH',
  UND_ERR_SOCKET: 'dropped',
  ECONNRESET: 'dropped',
  EPIPE: 'dropped',
};

// A code is a name. Whatever is longer or has spaces might quote what people wrote.
const codeShape = /^[\w.@:-]{1,80}$/;
const coded = z.object({ code: z.string().regex(codeShape) });
const graphError = z.object({ error: coded });

/** What became of a call that got no whole answer; undefined when `error` is not of the network. */
export function networkFault(error: unknown): OutsideFault | undefined {
  if (error instanceof OutsideFault) return error;
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const code = meaning[nameOf(cause)];
    if (code) return new OutsideFault({ code });
    if (neverConnected.includes(nameOf(cause))) return new OutsideFault({ code: nameOf(cause) });
  }
  // What fetch throws when no cause above is known, for one a certificate that is refused.
  if (!(error instanceof TypeError) || error.cause === undefined) return undefined;
  const cause = coded.safeParse(error.cause);
  return new OutsideFault({ code: cause.success ? cause.data.code : 'dropped' });
}

function nameOf(error: Error): string {
  const found = coded.safeParse(error);
  return found.success ? found.data.code : error.name;
}

/** The fault a Graph answer tells of: its status and code, never its message. */
export function answerFault(response: Response, body: unknown, now: number): OutsideFault {
  const told = graphError.safeParse(body);
  return new OutsideFault({
    status: response.status,
    code: told.success ? told.data.error.code : `http-${response.status}`,
    retryAfter: retryAfterMs(response.headers.get('Retry-After'), now),
  });
}

/** An answer that says neither yes nor no: what was asked may have been done. */
export const unreadable = (): OutsideFault => new OutsideFault({ code: 'unreadable' });

/** `Retry-After` in milliseconds from `now`: whole seconds or an HTTP date (RFC 9110, 10.2.3). */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

/** An answer in the shape we count on, stripped of everything else it carries. */
export function readAnswer<T>(shape: z.ZodType<T>, answer: unknown): T {
  const read = shape.safeParse(answer);
  if (!read.success) throw unreadable();
  return read.data;
}

/** Whether an error is an answer of one of these statuses. */
export function isStatus(error: unknown, ...statuses: number[]): error is OutsideFault {
  return error instanceof OutsideFault && statuses.includes(error.status ?? 0);
}
