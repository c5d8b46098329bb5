import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { ConnectorClient } from 'botframework-connector';
import { z } from 'zod';
import type { Tokens } from '../entra/token.ts';
import type { Telemetry } from '../telemetry/ports.ts';
import { templateOf } from '../telemetry/template.ts';

/**
 * A connection idle for longer is closed by us: one that the other side, or a router between, has
 * closed unseen would lose the next message and leave its fate unknown.
 */
const idleMs = 4_000;
const http = new HttpAgent({ keepAlive: true, timeout: idleMs });
const https = new HttpsAgent({ keepAlive: true, timeout: idleMs });

/** What the client does behind our back: the outbox alone retries, and nothing leads elsewhere. */
const unwanted = ['defaultRetryPolicy', 'redirectPolicy'];

/** The Bot Connector's client for one service address: one call is one request. */
export function openConnector(
  serviceUrl: string,
  tokens: Tokens,
  telemetry: Telemetry,
): ConnectorClient {
  const credentials: ConstructorParameters<typeof ConnectorClient>[0] = {
    async signRequest(request) {
      request.headers.set('authorization', `Bearer ${await tokens.get()}`);
      return request;
    },
  };
  const connector = new ConnectorClient(credentials, { baseUri: serviceUrl });
  const pipeline = pipelineOf(connector);
  for (const name of unwanted) {
    // An SDK that renames its policy must not begin to resend unseen.
    const [removed] = pipeline.removePolicy({ name });
    if (!removed) throw new Error(`botframework-connector has no ${name} any more`);
  }
  pipeline.addPolicy({
    name: 'shortIdle',
    sendRequest(request, next) {
      request.agent ??= request.url.startsWith('https:') ? https : http;
      const { method, url } = request;
      const marks = { to: 'bot', 'http.request.method': method, 'url.template': templateOf(url) };
      return telemetry.measure('http.client.request', marks, async (mark) => {
        const answer = await next(request);
        mark({ 'http.response.status_code': answer.status });
        return answer;
      });
    },
  });
  return connector;
}

/** The part of the client's pipeline that we change; the client keeps it private. */
interface Pipeline {
  removePolicy(which: { name: string }): unknown[];
  addPolicy(policy: {
    name: string;
    sendRequest<T extends { status: number }>(
      request: Sending,
      next: (request: Sending) => Promise<T>,
    ): Promise<T>;
  }): void;
}
interface Sending {
  method: string;
  url: string;
  agent?: HttpAgent | HttpsAgent;
}

const opened = z.object({
  client: z.object({
    pipeline: z.custom<Pipeline>(
      (it) => it instanceof Object && 'removePolicy' in it && 'addPolicy' in it,
    ),
  }),
});

const pipelineOf = (connector: ConnectorClient): Pipeline =>
  opened.parse(connector).client.pipeline;
