import type { BrowserContextOptions, Frame, Page } from 'playwright-core';
import { CoachServer } from './coach-server.ts';
import { BuiltPages } from './link-browser.ts';
import { TabHost } from './tab-host.ts';

export interface OpenedCoachTab {
  page: Page;
  /** The tab itself, inside its host. */
  tab: Frame;
  /** What the browser complained of: scripts that broke, policies that were crossed. */
  complaints: () => string[];
}

/** Milliseconds; what did not come by then is told by its name, not by the end of the test. */
const patience = 12_000;

interface Wish extends BrowserContextOptions {
  theme?: 'default' | 'dark' | 'contrast';
  /** As Teams writes it. */
  locale?: string;
  /** The query of the tab's own address. */
  query?: string;
  /** Where a link into Teams leads within the tab. */
  place?: string;
}

/** The built coaches' tab inside a host, in a browser. */
export class CoachTabs {
  readonly host = new TabHost();
  readonly server = new CoachServer();
  readonly built = new BuiltPages();

  async open(): Promise<void> {
    await this.built.open();
    await this.host.listen();
    await this.server.listen(this.built.folder, this.host.url);
  }

  async close(): Promise<void> {
    this.host.close();
    this.server.close();
    await this.built.close();
  }

  reset(): void {
    this.host.reset();
    this.server.reset();
  }

  /** Opens the tab in its host and runs the rest. */
  on(run: (opened: OpenedCoachTab) => Promise<void>, wish: Wish = {}): Promise<void> {
    const { theme = 'default', locale = 'fr-fr', query = '', place = '', ...options } = wish;
    this.host.tab = `${this.server.url}/tab/coach${query}`;
    const asked = new URLSearchParams({ theme, locale, place });
    return this.built.on(
      `${this.host.url}/?${asked}`,
      async ({ page, complaints }) => {
        page.setDefaultTimeout(patience);
        const tab = page.frames().find((frame) => frame.url().startsWith(this.server.url));
        if (!tab) throw new Error('the host framed nothing');
        await tab.locator('h1').waitFor();
        await run({ page, tab, complaints: () => complaints.filter(isOurs) });
      },
      options,
    );
  }
}

/** teams-js asks a list of hosts of its maker's, which the page's policy does not let it. */
const isOurs = (complaint: string): boolean => !complaint.includes('validDomains.json');
