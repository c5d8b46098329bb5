import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { launchChromium } from '../support/browser.ts';

const teamsRuntime = JSON.stringify({
  ...{ apiVersion: 4, isLegacyTeams: false, hostVersionsInfo: {} },
  supports: { pages: {}, teamsCore: {}, logs: {} },
});

/** A site of somebody's own, which frames `framed` and answers every message as Teams would. */
const site = (framed: readonly string[]) => `<!doctype html><title>A site</title>
${framed.map((url) => `<iframe src="${url}"></iframe>`).join('')}<script>
window.heard = 0;
addEventListener('message', ({ data, source }) => {
  heard += 1;
  const answers = { initialize: ['content', 'web', ${JSON.stringify(teamsRuntime)}, '2.58.0'],
    getContext: [{ entityId: 'pair', theme: 'default', locale: 'fr-fr', hostClientType: 'web' }],
    'authentication.getAuthToken': [true, 'a-token-of-evil'] };
  const { id, uuid, uuidAsString, func } = data ?? {};
  source.postMessage({ id, uuid, uuidAsString, args: answers[func] ?? [true] }, '*');
});</script>`;

export interface HostileSite {
  page: Page;
  /** Paths that any of its windows asked for. */
  asked: string[];
  /** What the browser says it kept from happening. */
  refused: string[];
  close(): Promise<void>;
}

/** On evil.example, a name that this browser finds on this machine. */
export async function openHostileSite(framed: readonly string[]): Promise<HostileSite> {
  const server = createServer((req, res) => {
    res
      .writeHead(200, { 'content-type': 'text/html' })
      .end(req.url === '/site' ? site(framed) : '<!doctype html><p>another page of it</p>');
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const browser = await launchChromium(['--host-resolver-rules=MAP evil.example 127.0.0.1']);
  const context = await browser.newContext();
  const asked: string[] = [];
  const refused: string[] = [];
  context.on('request', (request) => asked.push(new URL(request.url()).pathname));
  context.on('console', (message) => refused.push(message.text()));
  const page = await context.newPage();
  await page.goto(`http://evil.example:${port}/site`);
  await page.waitForLoadState('networkidle');
  const close = async () => {
    await browser.close();
    server.closeAllConnections();
    server.close();
  };
  return { page, asked, refused, close };
}
