import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Tabs, tabFaults } from './tab-browser.ts';

const tabs = new Tabs();
beforeAll(async () => {
  await tabs.open();
  tabs.host.tab = `${tabs.server.url}/tab/settings`;
});
afterAll(() => tabs.close());

/** The page that Teams opens for whoever adds the tab to a chat. */
const adding = (run: (page: Page, settings: Frame) => Promise<void>, wish = '') =>
  tabs.built.on(`${tabs.host.url}/?around=settings${wish}`, async ({ page }) => {
    const settings = page.frame({ url: tabs.host.tab });
    if (!settings) throw new Error('the host framed nothing');
    await settings.locator('h1').waitFor();
    await run(page, settings);
  });

const heard = (page: Page) => page.evaluate('heard');

test('whoever adds the tab to a chat reads what it shows, and to whom', () =>
  adding(async (page, settings) => {
    expect(await settings.locator('h1').textContent()).toBe(
      'Ajouter l’onglet «\u00a0Binôme\u00a0» à cette conversation',
    );
    await settings.getByText('Les autres n’y voient rien du vôtre.').waitFor();
    await expect.poll(() => heard(page)).toEqual([['settings.setValidityState', true]]);
    expect(tabs.host.tokens).toBe(0);
    for (const theme of ['default', 'dark', 'contrast']) {
      await page.evaluate(`wear('${theme}')`);
      await expect.poll(() => settings.locator('html').getAttribute('data-theme')).toBe(theme);
      expect(await tabFaults(settings), theme).toEqual([]);
    }
  }));

test('saved, the chat has the pair’s tab, where everyone sees their own pair', () =>
  adding(async (page) => {
    await expect.poll(() => heard(page)).toHaveLength(1);
    await page.evaluate('save()');
    const url = `${tabs.server.url}/tab/pair`;
    const config = { entityId: 'pair', suggestedDisplayName: 'Binôme' };
    await expect
      .poll(() => heard(page))
      .toEqual([
        ['settings.setValidityState', true],
        ['settings.setSettings', { ...config, contentUrl: url, websiteUrl: url }],
        ['settings.save.success'],
      ]);
  }));

test('when Teams does not take it, whoever adds it is told in their own language', () =>
  adding(async (page) => {
    await expect.poll(() => heard(page)).toHaveLength(1);
    await page.evaluate('save()');
    const said = ['settings.save.failure', 'The tab could not be added. Try again.'];
    await expect.poll(async () => (await heard(page)) as unknown[]).toContainEqual(said);
  }, '&locale=en-gb&refuses'));

test('in a browser on its own, says where it opens', () =>
  tabs.built.on(tabs.host.tab, async ({ page }) => {
    expect(await page.locator('h1').textContent()).toBe('Cette page s’ouvre dans Teams');
  }));
