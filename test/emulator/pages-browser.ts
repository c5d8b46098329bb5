import type { Browser, Page } from 'playwright-core';
import { sharedChromium } from '../support/browser.ts';
import { BuiltOnce } from '../support/built-once.ts';

/** The pages as they are served, and a browser to open them. */
export class PagesUnderTest {
  readonly #pages = BuiltOnce.of('vite.emulator.config.ts');
  readonly dir = this.#pages.folder;
  #browser: Browser | undefined;
  #tab: Page | undefined;

  async open(): Promise<void> {
    await this.#pages.build();
    this.#browser = await sharedChromium();
  }

  async close(): Promise<void> {
    await this.#tab?.context().close();
  }

  /**
   * Opens an address in the one tab that all share, as these pages keep nothing in a browser, and
   * runs the rest with the addresses that were asked for since.
   */
  async on(url: string, run: (page: Page, asked: string[]) => Promise<void>): Promise<void> {
    this.#tab ??= await this.#sitDown();
    const page = this.#tab;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    try {
      await page.goto(url);
      await page.locator('main h1').first().waitFor();
      await run(page, asked);
    } finally {
      page.removeAllListeners();
      for (const other of page.context().pages()) if (other !== page) await other.close();
      await page.setViewportSize(usualSize);
      await page.emulateMedia({ colorScheme: null });
      await page.goto('about:blank');
    }
  }

  async #sitDown(): Promise<Page> {
    if (!this.#browser) throw new Error('open() comes first');
    const context = await this.#browser.newContext({ viewport: usualSize, locale: 'fr-FR' });
    return context.newPage();
  }
}

const usualSize = { width: 1280, height: 800 };

/** A page's address for one person. */
export const as = (path: string, mail: string): string => `${path}?as=${encodeURIComponent(mail)}`;
