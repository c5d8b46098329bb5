import { z } from 'zod';
import { neverConnected, OutsideFault } from '../domain/outside.ts';

/** Low-level codes under which one and the same thing happens to a request. */
const meaning: ReadonlyMap<string, string> = new Map([
  ...neverConnected.map((code) => [code, code] as const),
  ['ENETUNREACH', 'EHOSTUNREACH'],
  ['UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH'],
  ['AbortError', 'timeout'],
  ['TimeoutError', 'timeout'],
  ['ETIMEDOUT', 'timeout'],
  ['ECONNRESET', 'dropped'],
  ['ECONNABORTED', 'dropped'],
  ['EPIPE', 'dropped'],
  ['UND_ERR_SOCKET', 'dropped'],
  ['PARSE_ERROR', 'unreadable'],
]);

/** A code is a name: whatever is longer or has spaces might quote what people wrote. */
const code = z.string().regex(/^[\w.@-]{1,80}$/);
const coded = z.object({ code });

/** What became of a request without an answer; undefined when `error` is not of the network. */
export function networkCode(error: unknown): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const told = coded.safeParse(cause).data?.code;
    const known = meaning.get(told ?? '') ?? meaning.get(cause.name);
    if (known) return known;
  }
  return undefined;
}

interface Headers {
  get(name: string): string | null | undefined;
}

/**
 * `Retry-After` in ms: whole seconds or an HTTP date (RFC 9110, 10.2.3), which is counted from the
 * answer's own date, since the other side's clock wrote both.
 */
export function retryAfterOf(headers: Headers): number | undefined {
  const header = headers.get('retry-after');
  if (!header) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const wait = Date.parse(header) - Date.parse(headers.get('date') ?? '');
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}

const answered = z.object({
  status: z.int(),
  headers: z.custom<Headers>((value) => typeof value === 'object' && value !== null),
  bodyAsText: z.string().nullish(),
});
const restError = z.object({ code: z.string().optional(), response: answered.optional() });

/** What the connector's client threw, in the outbox's terms; errors of our own pass through. */
export function connectorFault(error: unknown): unknown {
  if (error instanceof OutsideFault || !(error instanceof Error)) return error;
  const { response, code: told } = restError.safeParse(error).data ?? {};
  if (response) return answerFault(response);
  const network = networkCode(error) ?? (code.safeParse(told).success ? told : undefined);
  return network ? new OutsideFault({ code: network }) : error;
}

function answerFault({ status, headers, bodyAsText }: z.infer<typeof answered>): OutsideFault {
  // A yes that cannot be read: what was asked may well have been done.
  if (status < 300) return new OutsideFault({ code: 'unreadable' });
  const told = bodyAsText ? codeIn(bodyAsText) : undefined;
  return new OutsideFault({
    status,
    code: told ?? `http-${status}`,
    retryAfter: retryAfterOf(headers),
  });
}

// Bodies vary: the finer `subCode` stands beside the code, or in a message that is JSON itself.
const subCoded = z.object({ subCode: code });
const errorBody = z.object({ error: z.unknown().optional(), message: z.unknown().optional() });

function codeIn(text: string): string | undefined {
  const body = parsed(text);
  const { error, message } = errorBody.safeParse(body).data ?? {};
  const nested = errorBody.safeParse(error).data?.message;
  const told = [body, error, parsed(message), parsed(nested)];
  const fine = told.map((part) => subCoded.safeParse(part).data?.subCode);
  const plain = [error, body].map((part) => coded.safeParse(part).data?.code);
  return [...fine, ...plain].find((found) => found !== undefined);
}

function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // An ordinary sentence, or a gateway's page.
    return undefined;
  }
}
