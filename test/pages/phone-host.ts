import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import { hostedHeaders } from '../../src/web/headers.ts';

/**
 * Teams on a phone: the page has a window of its own, and its host stands behind a bridge. Tools
 * that judge a page look no further than its own window, so that this is how they are shown a tab.
 */
export const bridge = `
const asked = new URLSearchParams(location.search);
const runtime = JSON.stringify({ apiVersion: 4, isLegacyTeams: false, hostVersionsInfo: {},
  supports: { pages: {}, teamsCore: {}, logs: {} } });
const context = { entityId: 'pair', theme: asked.get('theme') ?? 'default',
  locale: asked.get('locale') ?? 'fr-fr', hostClientType: 'android', hostName: 'Teams',
  frameContext: 'content', sessionId: '1', appSessionId: '1' };
const answers = {
  initialize: ['content', 'android', runtime, '2.58.0'],
  getContext: [context],
  'authentication.getAuthToken': [true, 'first'],
};
window.nativeInterface = {
  framelessPostMessage(text) {
    const { id, uuidAsString, func } = JSON.parse(text);
    const args = answers[func];
    if (args) queueMicrotask(() => window.onNativeMessage({ data: { id, uuidAsString, args } }));
  },
};`;

/** The built pages at `/phone/<name>`, under the product's own headers. */
export function serveOnPhone(app: Express, folder: string): void {
  app.get('/phone-host.js', (_req, res) => res.type('js').send(bridge));
  app.get('/phone/:name', hostedHeaders(), (req, res) => {
    const html = readFileSync(join(folder, `${req.params.name}.html`), 'utf8');
    res.type('html').send(html.replace('<head>', '<head><script src="/phone-host.js"></script>'));
  });
}
