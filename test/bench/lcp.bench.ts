import { join, resolve } from 'node:path';
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
const found = sides.map(([name, path, last]) => ({ name, path, last, values: [] as number[] }));
await inTurns(
  visits,
  found.map(({ path, last, values }) => async () => {
    values.push(await paintOf(browser, `${server.url}${path}`, last));
  }),
);
const [ours, bare, asking] = found.map(({ name, values }) => sheet.line(name, values, 'ms'));
if (!ours || !bare || !asking) throw new Error('a side was not measured');
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
  const own = {
    ...pages.build,
    outDir,
    rolldownOptions: { ...pages.build?.rolldownOptions, input },
  };
  await build({ ...pages, configFile: false, root, base: '/minimal/', build: own });
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

/** Milliseconds from the address to the last of the larger and larger paints, nothing kept before. */
async function paintOf(chromium: Browser, url: string, last: string): Promise<number> {
  const context = await chromium.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.addInitScript(bridge);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.goto(url);
  await page.locator(last).first().waitFor();
  await page.waitForLoadState('networkidle');
  const largest = await page.evaluate<number>(`new Promise((found) =>
    new PerformanceObserver((list) => found(list.getEntries().at(-1).startTime))
      .observe({ type: 'largest-contentful-paint', buffered: true }))`);
  await context.close();
  return largest;
}
