import type { Server } from 'node:http';
import express, { type Express } from 'express';

/** What Teams answers when the tab asks who is reading. */
export type Given = { token: string } | { error: string };

/**
 * A page that frames the tab as Teams does, by the messages of teams-js: only what the tab asks. The
 * look is in its address (`theme`, `locale`) and changed by `wear(theme)`. Around a page of settings
 * (`around=settings`) Teams has a button to save: `save()`; what that page says of it is `heard`.
 */
const host = (tab: string): string => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Teams</title><style>
html, body { height: 100%; margin: 0 } h1 { position: absolute; font-size: 1px; margin: 0 }
iframe { border: 0; width: 100%; height: 100% }</style></head>
<body><h1>.</h1><iframe title="Binôme" src="${tab}"></iframe><script>
const asked = new URLSearchParams(location.search);
const frame = document.querySelector('iframe');
const runtime = JSON.stringify({ apiVersion: 4, isLegacyTeams: false, hostVersionsInfo: {},
  supports: { pages: { config: {} }, teamsCore: {}, logs: {} } });
const around = asked.get('around') ?? 'content';
window.heard = [];
const context = { entityId: 'pair', theme: asked.get('theme') ?? 'default',
  locale: asked.get('locale') ?? 'fr-fr', hostClientType: 'web', hostName: 'Teams',
  frameContext: around, subEntityId: asked.get('place') ?? '', sessionId: '1', appSessionId: '1' };
const answers = {
  initialize: () => [around, 'web', runtime, '2.58.0'],
  'settings.setSettings': () => asked.has('refuses') ? [false, 'no'] : [true],
  getContext: () => [context],
  'authentication.getAuthToken': async () => {
    const given = await (await fetch('/token')).json();
    return 'token' in given ? [true, given.token] : [false, given.error];
  },
};
addEventListener('message', async ({ data, source, origin }) => {
  if (data?.func?.startsWith('settings.')) heard.push([data.func, ...(data.args ?? [])]);
  const answer = answers[data?.func];
  if (!answer || origin !== new URL(frame.src).origin) return;
  source.postMessage({ id: data.id, uuid: data.uuid, args: await answer() }, origin);
});
const save = () => frame.contentWindow.postMessage({ func: 'settings.save', args: [{}] }, '*');
const wear = (theme) => frame.contentWindow.postMessage({ func: 'themeChange', args: [theme] }, '*');
</script></body></html>`;

/** Teams around the tab, at an address of its own. */
export class TabHost {
  /** The next answers, the last one for good. */
  given: Given[] = [{ token: 'first' }];
  /** How often the tab asked for a token. */
  tokens = 0;
  url = '';
  /** What is framed; set before anybody looks. */
  tab = '';
  #server: Server | undefined;

  async listen(): Promise<void> {
    const app = express();
    app.get('/', (_req, res) => res.type('html').send(host(this.tab)));
    app.get('/token', (_req, res) => {
      this.tokens += 1;
      res.json(this.given.length > 1 ? this.given.shift() : this.given[0]);
    });
    [this.#server, this.url] = await listening(app);
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  reset(): void {
    this.given = [{ token: 'first' }];
    this.tokens = 0;
  }
}

/** A server on a port of its own, and its address. */
export async function listening(app: Express): Promise<[Server, string]> {
  const server = app.listen(0, '127.0.0.1');
  await new Promise<void>((done) => server.once('listening', () => done()));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');
  return [server, `http://127.0.0.1:${address.port}`];
}
