import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContextOptions, Frame, Page } from 'playwright-core';
import { BuiltPages } from './link-browser.ts';
import { TabHost } from './tab-host.ts';
import { TabServer } from './tab-server.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface OpenedTab {
  page: Page;
  /** The tab itself, inside its host. */
  tab: Frame;
  /** What the browser complained of: scripts that broke, policies that were crossed. */
  complaints: () => string[];
}

export interface TabWish extends BrowserContextOptions {
  theme?: 'default' | 'dark' | 'contrast';
  /** As Teams writes it. */
  locale?: string;
  /** Another page of the same tab, and what Teams opens it for. */
  path?: '/tab/settings';
  around?: 'settings';
  /** What tells that it stands there. */
  heading?: string;
}

/** The built tab inside a host, in a browser. */
export class Tabs {
  readonly host = new TabHost();
  readonly server = new TabServer();
  readonly built = new BuiltPages();

  async open(): Promise<void> {
    await this.built.open();
    await this.host.listen();
    await this.server.listen(this.built.folder, this.host.url);
    this.host.tab = `${this.server.url}/tab/pair`;
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
  on(run: (opened: OpenedTab) => Promise<void>, wish: TabWish = {}): Promise<void> {
    const { theme = 'default', locale = 'fr-fr', heading = 'h1', ...more } = wish;
    const { path = '/tab/pair', around = 'content', ...options } = more;
    this.host.tab = this.server.url + path;
    const url = `${this.host.url}/?${new URLSearchParams({ theme, locale, around })}`;
    return this.built.on(
      url,
      async ({ page, complaints }) => {
        const tab = page.frame({ url: this.host.tab });
        if (!tab) throw new Error('the host framed nothing');
        await tab.locator(heading).waitFor();
        await run({ page, tab, complaints: () => complaints.filter(isOurs) });
      },
      options,
    );
  }
}

/** teams-js asks a list of hosts of its maker's, which the page's policy does not let it. */
const isOurs = (complaint: string): boolean => !complaint.includes('validDomains.json');

/** What axe finds wrong at levels A and AA, as `rule: element`. */
export async function tabFaults(tab: Frame): Promise<string[]> {
  if (await tab.evaluate("typeof axe === 'undefined'")) await tab.evaluate(axe);
  return tab.evaluate(
    `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then(
      ({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html)))`,
  );
}

/** Goes to a button of the tab and presses it without a mouse. */
export async function pressIn(tab: Frame, name: string | RegExp): Promise<void> {
  const exact = typeof name === 'string';
  const button = tab.getByRole('button', { name, exact }).first();
  await button.focus();
  await tab.page().keyboard.press('Enter');
}

/** The words of what has the focus inside the tab. */
export const focusIn = (tab: Frame): Promise<string | null> => tab.locator(':focus').textContent();
