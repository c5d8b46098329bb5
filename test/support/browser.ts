import { existsSync } from 'node:fs';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type Locator,
  type Page,
} from 'playwright-core';

/** The machine may be busy: what a person waits for may take this long, in milliseconds. */
const patience = 60_000;

const chromiumArgs = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--in-process-gpu',
  '--disable-software-rasterizer',
  '--disable-gpu-compositing',
];

/** Debian's smaller Chromium, which draws no window of its own, before the whole one. */
const shell = '/usr/bin/chromium-headless-shell';
const executablePath = existsSync(shell) ? shell : '/usr/bin/chromium';

/** `args`: what one test wishes beyond the usual. */
export const launchChromium = (args: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath, args: [...chromiumArgs, ...args] });

let shared: Promise<Browser> | undefined;

/**
 * One Chromium for all the files that one process runs: each closes the contexts it opened. It ends
 * with the process, which Playwright sees to once the process is told to exit and not just killed.
 */
export function sharedChromium(): Promise<Browser> {
  if (!shared) process.once('SIGTERM', () => process.exit());
  shared ??= launchChromium();
  return shared;
}

/** A real Chromium in which each person sits at a computer of their own. */
export class People {
  readonly #browser: Browser;
  readonly #contexts: BrowserContext[] = [];

  private constructor(browser: Browser) {
    this.#browser = browser;
  }

  static async arrive(): Promise<People> {
    return new People(await sharedChromium());
  }

  /** Opens a page of the simulated Microsoft 365 as somebody. */
  openAs(microsoft: string, path: string, mail: string): Promise<Page> {
    return this.open(`${microsoft}${path}?as=${encodeURIComponent(mail)}`);
  }

  /** Opens an address in a context that shares nothing with the others. */
  async open(url: string): Promise<Page> {
    const page = await (await this.#sitDown()).newPage();
    await page.goto(url);
    await page.locator('main h1').first().waitFor();
    return page;
  }

  async #sitDown(): Promise<BrowserContext> {
    const viewport = { width: 1280, height: 900 };
    const context = await this.#browser.newContext({ viewport, locale: 'fr-FR' });
    context.setDefaultTimeout(patience);
    this.#contexts.push(context);
    return context;
  }

  async leave(): Promise<void> {
    for (const context of this.#contexts.splice(0)) await context.close();
  }
}

/** What one reads in each of these places, every blank as a plain space. */
export const read = async (places: Locator): Promise<string[]> =>
  (await places.allTextContents()).map((text) => text.replaceAll(/\s+/g, ' ').trim());

/** The newest card of the chat that says this. */
export const cardSaying = (page: Page, words: string): Locator =>
  page.locator('.message .card').filter({ hasText: words }).last();

export const press = (place: Page | Locator, name: string): Promise<void> =>
  place.getByRole('button', { name, exact: true }).click();

/** The page behind the personal link of the mail that is open. */
export async function followLink(mail: Page): Promise<Page> {
  // A page that lies behind another one is not drawn, and a click on it waits for ever.
  await mail.bringToFront();
  const link = mail.frameLocator('.mail-body').getByRole('link').first();
  const [page] = await Promise.all([mail.context().waitForEvent('page'), link.click()]);
  await page.locator('h1').waitFor();
  return page;
}
