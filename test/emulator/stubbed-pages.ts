import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { PagesUnderTest } from './pages-browser.ts';
import { ControlStub } from './pages-stub.ts';

/** The emulator's pages in a browser, with one small world behind them that begins anew for each test. */
export function stubbedPages() {
  const pages = new PagesUnderTest();
  const stub = new ControlStub(pages.dir);
  beforeAll(async () => {
    await pages.open();
    await stub.listen();
  });
  afterAll(async () => {
    await pages.close();
    stub.close();
  });
  beforeEach(() => stub.reset());
  const on = (path: string, run: (page: Page, asked: string[]) => Promise<void>) =>
    pages.on(stub.url + path, run);
  return { pages, stub, on };
}
