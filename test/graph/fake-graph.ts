import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Graph, type GraphConfig, openGraph } from '../../src/graph/graph.ts';

export interface Asked {
  method: string;
  /** With its query, decoded. */
  path: string;
  headers: IncomingMessage['headers'];
  body: unknown;
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
