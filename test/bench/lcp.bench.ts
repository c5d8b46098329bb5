import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Express } from 'express';
import express from 'express';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import pages from '../../vite.pages.config.ts';
import { bridge } from '../pages/phone-host.ts';
import { homes } from '../pages/tab-samples.ts';
import { TabServer, told } from '../pages/tab-server.ts';
import { launchChromium } from '../support/browser.ts';
import { inTurns, openSheet, times } from './measure.ts';
import { freshFolder } from './processes.ts';

const visits = 15;
/** How much slower the processor is made than this machine's. */
const slowdown = 4;
const target = 1;

const sheet = openSheet('lcp', `The largest contentful paint, at a ${slowdown}th of the processor`);
const minimal = await builtMinimal();
const server = new TabServer();
await server.listen('dist/pages', 'https://teams.microsoft.com', (app) => serveMinimal(app));
server.onRead = told(homes.home);
const browser = await launchChromium();

/** Each address, and what it shows when it is done. */
const sides = [
  ['the pair’s tab', '/phone/tab', '.needed button'],
  ['React + Fluent', '/minimal/bare', 'button'],
  ['Teams, one question, React + Fluent', '/minimal/asking', 'button'],
] as const;
const ways: Visit[] = [];
const found = sides.map(([name, path, last]) => ({ name, path, last, values: [] as number[] }));
await inTurns(
  visits,
  found.map(({ path, last, values }) => async () => {
    const visit = await paintOf(browser, `${server.url}${path}`, last);
    values.push(visit.largest);
    if (path === '/phone/tab') ways.push(visit);
  }),
);
const [ours, bare, asking] = found.map(({ name, values }) => sheet.line(name, values, 'ms'));
if (!ours || !bare || !asking) throw new Error('a side was not measured');
const parts = [
  ['until the page is parsed', ({ parsed }: Visit) => parsed],
  ['until the question is asked', ({ asked }: Visit) => asked],
  ['until it is answered', ({ answered }: Visit) => answered],
  ['until the year is painted', ({ largest }: Visit) => largest],
] as const;
for (const [name, part] of parts) sheet.line(`  ${name}`, ways.map(part), 'ms');
sheet.line(
  'moved by a later paint',
  ways.map(({ shift }) => shift),
  '',
);
for (const page of ['tab', 'coach']) sayScripts(page);
sheet.say(`beside React + Fluent: ${times(ours, bare)}`);
const verdict = ours.median / asking.median <= target ? 'kept' : 'MISSED';
sheet.say(`beside a tab that asks as much: ${times(ours, asking)} of ${target}: ${verdict}`);
sheet.ledger('years asked for', server.reads.length, 2 * visits);
await browser.close();
server.close();
sheet.close();

/** The minimal pages, by the product's own settings of the same bundler. */
async function builtMinimal(): Promise<string> {
  const root = resolve('test/bench/minimal-page');
  const outDir = freshFolder();
  const input = ['bare', 'asking'].map((name) => resolve(root, `${name}.html`));
  // How the product's own pages are cut into files is theirs: these are left to the bundler.
  const rolldownOptions = { ...pages.build?.rolldownOptions, input, output: {} };
  const own = { ...pages.build, outDir, rolldownOptions };
  await build({ ...pages, configFile: false, root, base: '/minimal/', plugins: [], build: own });
  return outDir;
}

/** Under no policy of content: Fluent's own way of laying its styles needs that. */
function serveMinimal(app: Express): void {
  app.use('/minimal', (_req, res, next) => {
    res.removeHeader('Content-Security-Policy');
    next();
  });
  for (const name of ['bare', 'asking'])
    app.get(`/minimal/${name}`, (_req, res) => res.sendFile(join(minimal, `${name}.html`)));
  app.use('/minimal', express.static(minimal, { index: false }));
}

/** Milliseconds since the address was opened. */
interface Visit {
  parsed: number;
  asked: number;
  answered: number;
  /** The last of the larger and larger paints. */
  largest: number;
  /** How far what was painted has moved since: https://web.dev/articles/cls */
  shift: number;
}

/** One visit, with nothing kept before. */
async function paintOf(chromium: Browser, url: string, last: string): Promise<Visit> {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(bridge);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(url);
  // Whoever looks for an element lays the page out: not before it has been painted by itself.
  await page.waitForLoadState('networkidle');
  await page.locator(last).first().waitFor();
  const visit = await page.evaluate<Visit>(`(async () => {
    const told = (type) => new Promise((found) => {
      new PerformanceObserver((list) => found(list.getEntries())).observe({ type, buffered: true });
      setTimeout(() => found([]), 200);
    });
    const [page] = performance.getEntriesByType('navigation');
    const read = performance.getEntriesByName(location.origin + '/api/tab/read')[0];
    const shifts = await told('layout-shift');
    const paints = await told('largest-contentful-paint');
    return { parsed: page.domInteractive, asked: read?.startTime, answered: read?.responseEnd,
      largest: paints.at(-1).startTime, shift: shifts.reduce((sum, { value }) => sum + value, 0) };
  })()`);
  await context.close();
  return visit;
}

/** What a page reads before its first view, and what it reads late: bytes as they travel. */
function sayScripts(page: string): void {
  const folder = 'dist/pages/assets';
  const html = readFileSync(`dist/pages/${page}.html`, 'utf8');
  const first = new Set([...html.matchAll(/\/assets\/([\w-]+\.js)/g)].map(([, name = '']) => name));
  const sizes = readdirSync(folder)
    .filter((name) => first.has(name))
    .map((name) => {
      const size = brotliCompressSync(readFileSync(`${folder}/${name}`)).length;
      return { part: name.replace(/-[\w-]{8}\.js$/, ''), size };
    });
  const all = sizes.reduce((sum, { size }) => sum + size, 0);
  const each = sizes.map(({ part, size }) => `${part} ${size}`).join(', ');
  sheet.say(`script of the first view, ${page}: ${all} bytes of brotli (${each})`);
}
