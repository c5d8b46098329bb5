import { createServer } from 'node:net';
import lighthouse, { desktopConfig } from 'lighthouse';
import type { Browser } from 'playwright-core';
import { launchChromium } from './browser.ts';

export type Category = 'accessibility' | 'performance';

export interface Judgement {
  /** From 0 to 100, as Lighthouse prints it. */
  score: number;
  /** What lowered it, as `audit: title`. */
  faults: string[];
}

/** Lighthouse beside a Chromium of its own, which it speaks to by a port. */
export class Judge {
  readonly #browser: Browser;
  readonly #port: number;

  private constructor(browser: Browser, port: number) {
    this.#browser = browser;
    this.#port = port;
  }

  static async arrive(): Promise<Judge> {
    const port = await freePort();
    return new Judge(await launchChromium([`--remote-debugging-port=${port}`]), port);
  }

  /** One visit on a desktop, with Lighthouse's own idea of its network and processor. */
  async judge(url: string, category: Category): Promise<Judgement> {
    const flags = { port: this.#port, onlyCategories: [category], logLevel: 'error' as const };
    const found = (await lighthouse(url, flags, desktopConfig))?.lhr;
    const judged = found?.categories[category];
    if (!found || !judged || judged.score === null)
      throw new Error(`Lighthouse did not judge ${url}: ${found?.runtimeError?.message}`);
    const faults = judged.auditRefs.flatMap(({ id, weight }) => {
      const audit = found.audits[id];
      const lowers = weight > 0 && audit && audit.score !== null && audit.score < 1;
      return lowers ? [`${id}: ${audit.displayValue ?? audit.title}`] : [];
    });
    return { score: Math.round(judged.score * 100), faults };
  }

  leave(): Promise<void> {
    return this.#browser.close();
  }
}

const freePort = (): Promise<number> =>
  new Promise((found, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => found(port));
    });
  });
