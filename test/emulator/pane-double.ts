import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const msal = readFileSync('node_modules/@azure/msal-browser/lib/msal-browser.min.js', 'utf8');

/** Calls Office.js by the name of a method, and keeps what it is told of events. */
const script = `
  window.told = [];
  window.at = (path) => path.split('.').reduce((one, name) => one[name], Office.context.mailbox);
  window.ask = (path, ...args) => new Promise((done) => {
    const parts = path.split('.');
    const method = parts.pop();
    const owner = parts.reduce((one, name) => one[name], Office.context.mailbox);
    owner[method](...args.map(revive), ({ status, value, error, asyncContext }) =>
      done({ status, value: shown(value), error: error && error.name, asyncContext }));
  });
  window.listen = (path, event) => new Promise((done) => {
    const owner = path.split('.').reduce((one, name) => one[name], { mailbox: Office.context.mailbox });
    owner.addHandlerAsync(Office.EventType[event], (args) => told.push(shown(args)), ({ status, error }) =>
      done(error ? error.name : status));
  });
  window.signIn = async (how, clientId, scope) => {
    window.client ??= await msal.createNestablePublicClientApplication({
      auth: { clientId, authority: 'https://login.microsoftonline.com/organizations' },
      cache: { cacheLocation: 'memoryStorage' },
    });
    try {
      const { accessToken, account } = await client[how]({ scopes: [scope] });
      return { accessToken, username: account.username };
    } catch (error) {
      return { kind: error.name, code: error.errorCode, message: error.message };
    }
  };
  const revive = (value) => value && value.date ? new Date(value.date) : value;
  const shown = (value) => JSON.parse(JSON.stringify(value ?? null));
  Office.onReady().then((info) => {
    window.info = info;
    document.title = 'Volet';
  });
`;

/** The product's pane as a page that says what it is told to say, under the policy of the real one. */
export async function startPaneDouble(): Promise<{
  url: string;
  /** Where the page gets its Office.js, once that is known. */
  serveOfficeFrom: (url: string) => void;
  close: () => void;
}> {
  let office = '';
  const server: Server = createServer((req, res) => {
    const { pathname } = new URL(req.url ?? '/', 'http://localhost');
    const scripts: Record<string, string> = { '/msal.js': msal, '/double.js': script };
    if (scripts[pathname]) {
      res.setHeader('Content-Type', 'text/javascript').end(scripts[pathname]);
      return;
    }
    if (pathname !== '/outlook') {
      res.writeHead(404).end();
      return;
    }
    res.setHeader(
      'Content-Security-Policy',
      `default-src 'none'; script-src 'self' ${office}; connect-src 'self'; require-trusted-types-for 'script'`,
    );
    res.setHeader('Content-Type', 'text/html').end(`<!doctype html><html lang="fr">
      <title>…</title><h1>Volet</h1>
      <script defer src="${office}/office/office.js"></script>
      <script defer src="/msal.js"></script><script defer src="/double.js"></script></html>`);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    serveOfficeFrom: (url) => {
      office = url;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
