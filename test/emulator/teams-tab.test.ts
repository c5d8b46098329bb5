import type { Frame, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { as } from './pages-browser.ts';
import { stubbedPages } from './stubbed-pages.ts';

const awa = 'awa@ch-ormeval.example';
const helene = 'helene@ehpad-tilleuls.example';
const claire = 'claire.coach@comite.example';

const { stub, on } = stubbedPages();

/** Awa's tab in her Teams, once it can speak. */
const inTheTab = (run: (page: Page, tab: Frame) => Promise<void>) =>
  on(`${as('/', awa)}&tab=pair`, async (page) => run(page, await tabOf(page, stub.tabOrigin)));

async function tabOf(page: Page, origin: string, path = '/tab/pair'): Promise<Frame> {
  const at = () => page.frames().find((frame) => frame.url() === origin + path);
  await expect.poll(() => at()?.title()).toBe('Onglet');
  const tab = at();
  if (!tab) throw new Error('the tab went away');
  return tab;
}

const ask = (tab: Frame, func: string, ...args: unknown[]): Promise<unknown> =>
  tab.evaluate(`ask(...${JSON.stringify([func, ...args])})`);
const told = (tab: Frame): Promise<unknown> => tab.evaluate('told');
/** Says something that Teams answers with nothing, and waits until it was heard. */
const say = async (tab: Frame, func: string, ...args: unknown[]): Promise<void> => {
  await tab.evaluate(`void ask(...${JSON.stringify([func, ...args])})`);
  await ask(tab, 'getContext');
};
const rail = (page: Page) => page.getByRole('navigation', { name: 'Télémaque' });

describe('beside the conversation', () => {
  test('Awa chooses her pair’s tab, and finds it again on the same address', () =>
    on(as('/', awa), async (page) => {
      expect(await page.locator('iframe').count()).toBe(0);
      await rail(page).getByRole('link', { name: 'Binôme' }).click();
      await page.waitForURL(/tab=pair/);
      await page.reload();
      await tabOf(page, stub.tabOrigin);

      const shown = rail(page).locator('[aria-current=page]');
      expect(await shown.allTextContents()).toEqual(['Binôme']);
      await rail(page).getByRole('link', { name: 'Conversation' }).click();
      await page.getByLabel('Écrire un message').waitFor();
    }));

  test('Hélène, who has only mail, has no tab, asked for or not', () =>
    on(`${as('/', helene)}&tab=pair`, async (page) => {
      expect(await rail(page).getByRole('link').allTextContents()).toEqual(['Conversation']);
      expect(await page.locator('iframe').count()).toBe(0);
    }));

  test('Claire, who coaches, opens the cohort’s tab beside the pair’s', () =>
    on(as('/', claire), async (page) => {
      const names = ['Conversation', 'Binôme', 'Promotion'];
      expect(await rail(page).getByRole('link').allTextContents()).toEqual(names);

      await rail(page).getByRole('link', { name: 'Promotion' }).click();
      const tab = await tabOf(page, stub.tabOrigin, '/tab/coach');

      expect(await ask(tab, 'getContext')).toMatchObject([
        { userObjectId: claire, entityId: 'coach' },
      ]);
      expect(await page.locator('iframe[title=Promotion]').count()).toBe(1);
    }));

  test('a deep link leads to its place in the tab, which another tab is not told', () =>
    on(`${as('/', claire)}&tab=coach&sub=pair%2FP01`, async (page) => {
      const coach = await tabOf(page, stub.tabOrigin, '/tab/coach');
      expect(await ask(coach, 'getContext')).toMatchObject([{ subEntityId: 'pair/P01' }]);

      await rail(page).getByRole('link', { name: 'Binôme' }).click();
      const [context] = Array(await ask(await tabOf(page, stub.tabOrigin), 'getContext')).flat();
      expect(context).not.toHaveProperty('subEntityId');
    }));
});

test('the tab is answered: where it stands, for whom, and with a token', () =>
  inTheTab(async (_page, tab) => {
    expect(await ask(tab, 'initialize', '2.58.0')).toMatchObject(['content', 'web', {}, '2.58.0']);
    expect(await ask(tab, 'getContext')).toMatchObject([{ userObjectId: awa, theme: 'default' }]);
    expect(await ask(tab, 'authentication.getAuthToken')).toEqual([true, `token of ${awa}`]);
  }));

test('a token refused for want of consent is refused in the word Teams uses', () =>
  inTheTab(async (_page, tab) => {
    stub.tokenRefusal = 'resourceRequiresConsent';

    const reply = await ask(tab, 'authentication.getAuthToken');

    expect(reply).toEqual([false, 'resourceRequiresConsent']);
  }));

describe('the theme', () => {
  test('is told at once to a tab that listens, and the page wears it', () =>
    inTheTab(async (page, tab) => {
      const paper = () =>
        page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
      await page.getByLabel('Thème').selectOption('Sombre');
      expect(await told(tab)).toEqual([]);

      await say(tab, 'registerHandler', 'themeChange');
      await page.getByLabel('Thème').selectOption('Contraste');
      await expect.poll(() => told(tab)).toEqual([['themeChange', 'contrast', stub.url]]);
      expect(await ask(tab, 'getContext')).toMatchObject([{ theme: 'contrast' }]);
      expect(await paper()).toBe('rgb(0, 0, 0)');

      await page.getByLabel('Thème').selectOption('Clair');
      expect(await paper()).toBe('rgb(244, 243, 239)');
    }));

  test('is the machine’s until one is chosen, then stays from place to place', () =>
    on(as('/', awa), async (page) => {
      await page.emulateMedia({ colorScheme: 'dark' });
      await expect.poll(() => page.getByLabel('Thème').inputValue()).toBe('dark');

      await page.getByLabel('Thème').selectOption('Contraste');
      await rail(page).getByRole('link', { name: 'Binôme' }).click();
      const tab = await tabOf(page, stub.tabOrigin);
      expect(await ask(tab, 'getContext')).toMatchObject([{ theme: 'contrast' }]);
    }));
});

describe('nobody else is heard', () => {
  const token = { id: 1, func: 'authentication.getAuthToken', args: [] };

  test('not a frame inside the tab, though it is of the same origin', () =>
    inTheTab(async (page, tab) => {
      const inner = `<script>top.postMessage(${JSON.stringify(token)}, '*')</script>`;
      await tab.evaluate(`new Promise((loaded) => {
        const frame = Object.assign(document.createElement('iframe'), { onload: loaded });
        frame.srcdoc = ${JSON.stringify(inner).replaceAll('/', '\\/')};
        document.body.append(frame);
      })`);
      await ask(tab, 'getContext');

      expect(page.frames()).toHaveLength(3);
      expect(stub.tokensAsked).toBe(0);
    }));

  test('not the tab’s own frame once it shows another place', () =>
    inTheTab(async (page, tab) => {
      const go = (from: Frame, origin: string) =>
        from.evaluate(`void (location.href = '${origin}/tab/pair')`);
      await go(tab, stub.url);
      const elsewhere = await tabOf(page, stub.url);
      await elsewhere.evaluate(`parent.postMessage(${JSON.stringify(token)}, '*')`);
      await go(elsewhere, stub.tabOrigin);
      await ask(await tabOf(page, stub.tabOrigin), 'getContext');

      expect(stub.tokensAsked).toBe(0);
    }));
});

describe('said above the tab', () => {
  test('what it asks that no Teams here knows; it gets an error, not silence', () =>
    inTheTab(async (page, tab) => {
      const reply = await ask(tab, 'calendar.composeMeeting', {});

      expect(reply).toEqual([false, 'This Teams does not know calendar.composeMeeting.']);
      await page.getByRole('alert').filter({ hasText: 'calendar.composeMeeting' }).waitFor();
    }));

  test('that it could not open, until it could', () =>
    inTheTab(async (page, tab) => {
      await say(tab, 'appInitialization.failure', 'AuthFailed', 'Pas de jeton.');
      await page.getByRole('alert').filter({ hasText: 'Pas de jeton.' }).waitFor();

      await say(tab, 'appInitialization.success');
      expect(await page.getByRole('alert').count()).toBe(0);
    }));

  test('the address it would open outside this machine, which stays closed', () =>
    inTheTab(async (page, tab) => {
      const url = 'https://teams.microsoft.com/l/chat/0/0?users=marc%40ch-vallonne.example';

      expect(await ask(tab, 'executeDeepLink', url)).toEqual([true]);
      await page.getByRole('link', { name: url }).waitFor();
      expect(page.context().pages()).toHaveLength(1);
    }));
});
