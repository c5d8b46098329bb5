import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import express from 'express';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { keptOutside } from '../../src/domain/retention.ts';
import { headers } from '../../src/web/headers.ts';
import { accessPage, dataPage, mountPlainPages } from '../../src/web/plain-pages.ts';
import { data as en } from '../../src/words/en/data.ts';
import { data as fr } from '../../src/words/fr/data.ts';
import { sharedChromium } from '../support/browser.ts';

const house = { bodyName: 'Agence <des> directeurs', replyTo: 'coachs@body.example' };
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let server: Server;
let url = '';

beforeAll(async () => {
  const app = express();
  app.use(headers);
  mountPlainPages(app, async () => house);
  server = createServer(app);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterAll(() => void server.close());

describe('what everybody may read', () => {
  test('is made from the tables: each reason and each place, in both languages', () => {
    const page = dataPage(house).replaceAll('&amp;', '&');
    for (const { outside, why } of [fr, en]) {
      for (const { where } of keptOutside) expect(page).toContain(outside[where].where);
      for (const [name, { what }] of Object.entries(why))
        expect(page.includes(what), name).toBe(name !== 'run');
    }
  });

  test('names the body and whom to write to, as text', () => {
    expect(dataPage(house)).toContain('Agence &lt;des&gt; directeurs');
    expect(accessPage(house)).toContain(house.replyTo);
    expect(dataPage(undefined)).not.toContain('Responsable');
  });

  test('declares no conformity that nobody has found', () => {
    expect(accessPage(house)).toContain('non conforme');
  });
});

/** What axe finds, and whether anything sticks out of the window. */
const faultsOf = async (page: Page): Promise<string[]> => {
  const found = await page.evaluate<string[]>(`
    axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`);
  const wide = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  return wide > 0 ? [...found, `${wide} px too wide`] : found;
};

const looks = [
  { width: 320, colorScheme: 'light', forcedColors: 'none' },
  { width: 400, colorScheme: 'dark', forcedColors: 'none' },
  { width: 1280, colorScheme: 'light', forcedColors: 'none' },
  { width: 1280, colorScheme: 'dark', forcedColors: 'active' },
] as const;

test.each(['/donnees', '/accessibilite'])('%s has no fault in any look', async (path) => {
  const browser = await sharedChromium();
  const context = await browser.newContext({ bypassCSP: true });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => void complaints.push(message.text()));
    await page.goto(url + path);
    await page.evaluate(axe);
    for (const { width, ...media } of looks) {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia(media);
      expect(await faultsOf(page), `${width} ${JSON.stringify(media)}`).toEqual([]);
    }
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
});
