import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { build } from 'vite';
import { launchChromium } from '../support/browser.ts';

/** The pages as they are served, built into a folder of their own, and a browser to open them. */
export class PagesUnderTest {
  readonly dir = mkdtempSync(join(tmpdir(), 'emulator-pages-'));
  #browser: Browser | undefined;

  async open(): Promise<void> {
    await build({ configFile: 'vite.emulator.config.ts', build: { outDir: this.dir } });
    this.#browser = await launchChromium();
  }

  async close(): Promise<void> {
    await this.#browser?.close();
    rmSync(this.dir, { recursive: true });
  }

  /** Opens an address in a fresh browser context, runs the rest, and closes it. */
  async on(
    url: string,
    run: (page: Page) => Promise<void>,
    options: BrowserContextOptions = {},
  ): Promise<void> {
    if (!this.#browser) throw new Error('open() comes first');
    const viewport = { width: 1280, height: 800 };
    const context = await this.#browser.newContext({ viewport, locale: 'fr-FR', ...options });
    try {
      const page = await context.newPage();
      await page.goto(url);
      await page.locator('main h1').first().waitFor();
      await run(page);
    } finally {
      await context.close();
    }
  }
}

/** A page's address for one person. */
export const as = (path: string, mail: string): string => `${path}?as=${encodeURIComponent(mail)}`;
