import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { sharedChromium } from '../support/browser.ts';
import { BuiltOnce } from '../support/built-once.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Opened {
  page: Page;
  /** What the browser complained of: scripts that broke, policies that were crossed. */
  complaints: string[];
}

/** The pages as they are built, and a browser to open them. */
export class BuiltPages {
  readonly #pages = BuiltOnce.of('vite.pages.config.ts');
  readonly folder = this.#pages.folder;
  #browser: Browser | undefined;
  #common: Page | undefined;

  async open(): Promise<void> {
    await this.#pages.build();
    this.#browser = await sharedChromium();
  }

  async close(): Promise<void> {
    await this.#common?.context().close();
  }

  /**
   * Opens an address and runs the rest. The page under test keeps nothing in a browser, so that all
   * but those with wishes of their own take turns in one tab: a new one costs more than most tests.
   */
  async on(
    url: string,
    run: (opened: Opened) => Promise<void>,
    options: BrowserContextOptions = {},
  ): Promise<void> {
    const own = Object.keys(options).length > 0;
    const page = own ? await this.#sitDown(options) : await this.#shared();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (line) => {
      const ours = line.type() === 'error' || line.type() === 'warning';
      if (ours && !line.text().startsWith('Failed to load resource')) complaints.push(line.text());
    });
    try {
      await page.goto(url);
      await page.locator('h1').waitFor();
      await run({ page, complaints });
    } finally {
      await (own ? page.context().close() : leaveAsFound(page));
    }
  }

  async #shared(): Promise<Page> {
    this.#common ??= await this.#sitDown({});
    return this.#common;
  }

  async #sitDown(options: BrowserContextOptions): Promise<Page> {
    if (!this.#browser) throw new Error('open() comes first');
    const context = await this.#browser.newContext({
      ...{ viewport: usualSize, locale: 'fr-FR', timezoneId: 'Europe/London' },
      ...options,
    });
    return context.newPage();
  }
}

const usualSize = { width: 1280, height: 800 };

/** Whoever comes next finds an empty tab: without it, the same address would not be read anew. */
async function leaveAsFound(page: Page): Promise<void> {
  page.removeAllListeners();
  await page.context().setOffline(false);
  await page.setViewportSize(usualSize);
  await page.emulateMedia({ colorScheme: null, forcedColors: null, reducedMotion: null });
  await page.goto('about:blank');
}

/** What axe finds wrong, as `rule: element`; run outside the page's own policy, as a tool would. */
export async function faultsOf(page: Page): Promise<string[]> {
  if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(axe);
  return page.evaluate(
    `axe.run().then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`,
  );
}

/** Goes to a button and presses it without a mouse. */
export async function pressByKey(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  // While an answer is on its way, every button of the page is held.
  await button.and(page.locator(':not([aria-disabled])')).focus();
  await page.keyboard.press('Enter');
}

/** The words of what has the focus. */
export const focused = (page: Page): Promise<string | null> => page.locator(':focus').textContent();
