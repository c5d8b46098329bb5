import { z } from 'zod';
import { neverConnected } from '../domain/outside.ts';

/** Low-level codes and names under which one and the same thing happens to a request. */
const meaning: ReadonlyMap<string, string> = new Map([
  ...neverConnected.map((code) => [code, code] as const),
  ['ENETUNREACH', 'EHOSTUNREACH'],
  // No connection within the client's own limit: as good as a host that cannot be reached.
  ['UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH'],
  ['AbortError', 'timeout'],
  ['TimeoutError', 'timeout'],
  ['ETIMEDOUT', 'timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'timeout'],
  ['UND_ERR_BODY_TIMEOUT', 'timeout'],
  ['ECONNRESET', 'dropped'],
  ['ECONNABORTED', 'dropped'],
  ['EPIPE', 'dropped'],
  ['UND_ERR_SOCKET', 'dropped'],
  ['PARSE_ERROR', 'unreadable'],
]);

/** The other side's code is a name: whatever is longer or has spaces might quote what people wrote. */
export const codeShape = z.string().regex(/^[\w.@:-]{1,80}$/);
const coded = z.object({ code: codeShape });

/** What became of a request without a whole answer; undefined when `error` is not of the network. */
export function networkCode(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const known = meaning.get(codeOf(cause) ?? '') ?? meaning.get(cause.name);
    if (known) return known;
  }
  // What fetch throws when no cause above is known, for one a certificate that is refused.
  if (!(error instanceof TypeError) || error.cause === undefined) return undefined;
  return codeOf(error.cause) ?? 'dropped';
}

const codeOf = (cause: unknown): string | undefined => coded.safeParse(cause).data?.code;

export interface AnswerHeaders {
  get(name: string): string | null | undefined;
}

/**
 * `Retry-After` in ms: whole seconds or an HTTP date (RFC 9110, 10.2.3), which is counted from `now`,
 * or, for a caller without a clock, from the answer's own date: the same hand wrote both.
 */
export function retryAfterMs(
  headers: AnswerHeaders,
  now = Date.parse(headers.get('date') ?? ''),
): number | undefined {
  const header = headers.get('retry-after');
  if (!header) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1_000;
  const wait = Date.parse(header) - now;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
