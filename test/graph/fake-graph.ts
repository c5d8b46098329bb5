import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { type Graph, type GraphConfig, openGraph } from '../../src/graph/graph.ts';

export interface Asked {
  method: string;
  /** With its query, decoded. */
  path: string;
  headers: IncomingMessage['headers'];
  body: unknown;
  /** How many calls came together with it, when it came in a batch. */
  inBatch?: number;
}

export interface Told {
  status: number;
  headers?: Record<string, string>;
  body?: unknown;
  /** Instead of a body in JSON. */
  text?: string;
}

/** What the other side does with a request: answers, hangs up, or says nothing for ever. */
export type Script = (asked: Asked) => Told | 'drop' | 'silence';

export interface FakeGraph {
  graph: Graph;
  /** Requests to Graph, then to the token endpoint, in order of arrival. */
  asked: Asked[];
  tokens: Asked[];
  url: string;
  close(): Promise<void>;
}

export const mailbox = 'programme@mentorat.example';
export const tenant = 'aaaaaaaa-0000-4000-8000-000000000001';
/** Tuesday 21 April 2026, 09:00 in Paris. */
export const now = Date.UTC(2026, 3, 21, 7);

const token: Script = () => ({
  status: 200,
  body: { token_type: 'Bearer', expires_in: 3_600, access_token: 'a-token' },
});

/** Microsoft Graph played by a table of answers, and a real client of it over HTTP. */
export async function fakeGraph(
  script: Script,
  options: { token?: Script; config?: Partial<GraphConfig> } = {},
): Promise<FakeGraph> {
  const asked: Asked[] = [];
  const tokens: Asked[] = [];
  const server = createServer((request, response) => {
    void heard(request).then((one) => {
      const steps = stepsOf(one);
      if (steps) {
        asked.push(...steps);
        tell(response, together(steps.map(script)));
        return;
      }
      const isToken = one.path.startsWith(`/${tenant}/oauth2`);
      (isToken ? tokens : asked).push(one);
      tell(response, isToken ? (options.token ?? token)(one) : script(one));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const url = `http://127.0.0.1:${address.port}`;
  const graph = openGraph({
    tenant,
    appId: 'bbbbbbbb-0000-4000-8000-000000000002',
    credential: { secret: 'a-secret' },
    mailbox,
    local: { login: url, graph: url },
    timeoutMs: 5_000,
    now: () => now,
    ...options.config,
  });
  const close = async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
  };
  return { graph, asked, tokens, url, close };
}

/** The calls inside a `$batch`; each is answered by the script as if it came alone. */
function stepsOf({ path, headers, body }: Asked): Asked[] | undefined {
  if (path !== '/v1.0/$batch') return undefined;
  const { requests } = batch.parse(body);
  return requests.map((step) => ({
    method: step.method,
    path: decodeURIComponent(`/v1.0${step.url}`),
    headers: { ...headers, ...step.headers },
    body: step.body,
    inBatch: requests.length,
  }));
}

const batch = z.object({
  requests: z.array(
    z.object({
      method: z.string(),
      url: z.string().startsWith('/'),
      headers: z.record(z.string(), z.string()),
      body: z.unknown().optional(),
    }),
  ),
});

/** A batch answers in any order; a step that is dropped drops the whole. */
function together(answers: (Told | 'drop' | 'silence')[]): Told | 'drop' {
  const responses = [];
  for (const [at, answer] of answers.entries()) {
    if (typeof answer === 'string') return 'drop';
    const { status, headers, body } = answer;
    responses.unshift({ id: String(at), status, headers, body });
  }
  return { status: 200, body: { responses } };
}

async function heard(request: IncomingMessage): Promise<Asked> {
  let text = '';
  for await (const piece of request) text += piece;
  const isJson = request.headers['content-type']?.includes('json') === true;
  return {
    method: request.method ?? '',
    path: decodeURIComponent(request.url ?? ''),
    headers: request.headers,
    body: isJson && text !== '' ? JSON.parse(text) : text,
  };
}

function tell(response: ServerResponse, told: Told | 'drop' | 'silence'): void {
  if (told === 'silence') return;
  if (told === 'drop') {
    response.destroy();
    return;
  }
  const text = told.text ?? (told.body === undefined ? '' : JSON.stringify(told.body));
  response.writeHead(told.status, { 'Content-Type': 'application/json', ...told.headers });
  response.end(text);
}

/** The fault a call ended with; a call that ended well is the test's failure. */
export async function faultOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('the call ended well');
}
