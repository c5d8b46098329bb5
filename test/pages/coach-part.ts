import type { Frame, Page } from 'playwright-core';
import type { BuiltPages } from './link-browser.ts';

/** A part of the coaches' tab as it stands in its host. */
export interface OpenedPart {
  page: Page;
  tab: Frame;
  complaints: () => string[];
}

/** Opens the part that a server's host frames, and runs the rest once `first` stands there. */
export const openingPart =
  (built: BuiltPages, server: { host: { url: string } }, first: string) =>
  (run: (opened: OpenedPart) => Promise<void>): Promise<void> =>
    built.on(`${server.host.url}/?locale=fr-fr`, async (opened) => {
      const { page, complaints } = opened;
      // Colours on their way from one look to another are no colours to judge.
      await page.emulateMedia({ reducedMotion: 'reduce' });
      const tab = page.frames().find((frame) => frame.url().includes('/tab/coach'));
      if (!tab) throw new Error('the host framed nothing');
      await tab.locator(first).first().waitFor();
      const ours = () => complaints.filter((complaint) => !complaint.includes('validDomains.json'));
      await run({ page, tab, complaints: ours });
    });
