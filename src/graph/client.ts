import {
  AuthenticationHandler,
  Client,
  type Context,
  GraphClientError,
  type Middleware,
  ResponseType,
  TelemetryHandler,
} from '@microsoft/microsoft-graph-client';
import { z } from 'zod';
import { OutsideFault } from '../domain/outside.ts';
import type { Tokens } from '../entra/token.ts';
import { type Telemetry, unwatched } from '../telemetry/ports.ts';
import { templateOf } from '../telemetry/template.ts';
import { atMost } from './at-most.ts';
import { batched } from './batch.ts';
import { everyRequest, type GraphCall, queryOf } from './call.ts';
import { answerFault, networkFault, readAnswer, unreadable } from './fault.ts';

export const graphHost = 'https://graph.microsoft.com';
// https://learn.microsoft.com/graph/throttling-limits#outlook-service-limits
const outlookAtOnce = 4;
/** No window we ask for comes near this; more is a `nextLink` that leads in a circle. */
const mostPages = 500;

interface ClientConfig {
  tokens: Tokens;
  /** Local mode only: address of the emulator, which takes the place of graph.microsoft.com. */
  graph?: string | undefined;
  timeoutMs: number;
  now(): number;
  /** Told of each request; nobody is when left out. */
  telemetry?: Telemetry | undefined;
}

/** Graph, one request a call: nothing here tries twice. Every method throws `OutsideFault`. */
export interface GraphDoor {
  /** The answer's JSON; undefined when it has no body. */
  call(asked: GraphCall): Promise<unknown>;
  /**
   * Independent calls that Graph answers in one request, `$batch`; each answer in its place, an
   * `OutsideFault` where one was refused. Throws when the whole was.
   */
  together(asked: GraphCall[]): Promise<unknown[]>;
  /** The `value` of every page, in order. */
  pages(asked: GraphCall): Promise<unknown[]>;
}

/** Opens Graph: the official client on a chain of ours, without RetryHandler or RedirectHandler. */
export function openDoor(config: ClientConfig): GraphDoor {
  const client = Client.initWithMiddleware({ middleware: chain(config) });
  const outlook = atMost(outlookAtOnce);

  async function once(asked: GraphCall): Promise<unknown> {
    const response = await sent(client, asked);
    const body = await bodyOf(response);
    if (response.status === 401) config.tokens.forget();
    if (!response.ok) throw answerFault(response, body.json, config.now());
    if (body.text !== '' && body.json === undefined) throw unreadable();
    return body.json;
  }

  const call = (asked: GraphCall) =>
    asked.path.startsWith('/users/') ? outlook(() => once(asked)) : once(asked);
  return {
    call,
    together: (asked) => batched(call, asked, config.now),
    pages: (asked) => everyPage(call, asked),
  };
}

const page = z.object({
  value: z.array(z.unknown()),
  '@odata.nextLink': z.string().startsWith(`${graphHost}/v1.0/`).optional(),
});

async function everyPage(call: GraphDoor['call'], asked: GraphCall): Promise<unknown[]> {
  const values: unknown[] = [];
  let next: GraphCall = asked;
  for (let count = 0; count < mostPages; count += 1) {
    const read = readAnswer(page, await call(next));
    values.push(...read.value);
    const link = read['@odata.nextLink'];
    if (link === undefined) return values;
    // The link has the whole query in it, but not the headers.
    const { query: _query, ...rest } = asked;
    next = { ...rest, path: link.slice(`${graphHost}/v1.0`.length) };
  }
  throw unreadable();
}

async function sent(client: Client, asked: GraphCall): Promise<Response> {
  const request = client
    .api(asked.path + queryOf(asked.query))
    .headers({ ...everyRequest, ...asked.headers })
    // Raw: answers and refusals alike come back whole, and are read in one place.
    .responseType(ResponseType.RAW);
  try {
    if (asked.method === 'GET') return await request.get();
    if (asked.method === 'DELETE') return await request.delete();
    const body = asked.body ?? {};
    return await (asked.method === 'POST' ? request.post(body) : request.patch(body));
  } catch (error) {
    throw error instanceof GraphClientError && error.customError ? error.customError : error;
  }
}

async function bodyOf(response: Response): Promise<{ text: string; json: unknown }> {
  try {
    const text = await response.text();
    return { text, json: text === '' ? undefined : JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { text: 'not JSON', json: undefined };
    throw networkFault(error) ?? error;
  }
}

function chain(config: ClientConfig): Middleware {
  const keeper = new FaultKeeper();
  const auth = new AuthenticationHandler({ getAccessToken: () => config.tokens.get() });
  const telemetry = new TelemetryHandler();
  keeper.setNext(auth);
  auth.setNext(telemetry);
  telemetry.setNext(new FetchHandler(config));
  return keeper;
}

/**
 * The client flattens whatever its middleware throws, all but its own error class: so our faults
 * travel inside one.
 */
class FaultKeeper implements Middleware {
  #next: Middleware | undefined;

  setNext(next: Middleware): void {
    this.#next = next;
  }

  readonly execute = async (context: Context): Promise<void> => {
    try {
      await this.#next?.execute(context);
    } catch (error) {
      const carrier = new GraphClientError('carries a fault');
      carrier.customError = networkFault(error) ?? error;
      throw carrier;
    }
  };
}

/** The last of the chain: one fetch. Local mode differs from a real tenant here and nowhere else. */
class FetchHandler implements Middleware {
  readonly #base: string;
  readonly #timeoutMs: number;
  readonly #telemetry: Telemetry;

  constructor(config: ClientConfig) {
    this.#base = config.graph ?? graphHost;
    this.#timeoutMs = config.timeoutMs;
    this.#telemetry = config.telemetry ?? unwatched;
  }

  readonly execute = async (context: Context): Promise<void> => {
    const url = typeof context.request === 'string' ? context.request : context.request.url;
    if (!url.startsWith(`${graphHost}/`)) throw new OutsideFault({ code: 'foreign-address' });
    const method = context.options?.method ?? 'GET';
    const marks = { to: 'graph', 'http.request.method': method, 'url.template': templateOf(url) };
    await this.#telemetry.measure('http.client.request', marks, async (mark) => {
      context.response = await fetch(this.#base + url.slice(graphHost.length), {
        method,
        headers: context.options?.headers ?? {},
        body: context.options?.body ?? null,
        redirect: 'manual',
        signal: AbortSignal.timeout(this.#timeoutMs),
      });
      mark({ 'http.response.status_code': context.response.status });
    });
  };
}
