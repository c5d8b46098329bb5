import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Locale } from '../../src/words/words.ts';
import { chanceOf } from '../support/chance.ts';
import { Tabs, tabFaults } from './tab-browser.ts';
import { type State, states } from './tab-states.ts';

const tabs = new Tabs();
beforeAll(() => tabs.open());
afterAll(() => tabs.close());
beforeEach(() => tabs.reset());

const looks = (['default', 'dark', 'contrast'] as const).flatMap((theme) =>
  [400, 1280].map((width) => ({ theme, width })),
);
type Look = (typeof looks)[number];

/** Every state in each language, and the looks it is judged in. */
interface Opening {
  state: State;
  locale: Locale;
  looks: Look[];
}

const everything: Opening[] = states.flatMap((state) =>
  (['fr', 'en'] as const).map((locale) => ({ state, locale, looks })),
);

/** One in fifty of all, always the same ones; `npm run soak` judges the whole. */
function aFew(): Opening[] {
  const chance = chanceOf(20_261_122);
  const kept = everything.map(({ looks: all, ...opening }) => ({
    ...opening,
    looks: all.filter(() => chance.below(50) === 0),
  }));
  return kept.filter((opening) => opening.looks.length > 0);
}

const opened = process.env.SOAK === '1' ? everything : aFew();

test('what is judged each time has every theme, both widths and both languages', () => {
  const cells = aFew().flatMap(({ locale, looks: all }) =>
    all.map((look) => ({ locale, ...look })),
  );
  const seen = (part: (cell: (typeof cells)[number]) => string | number) =>
    [...new Set(cells.map(part))].sort();

  expect(seen(({ theme }) => theme)).toEqual(['contrast', 'dark', 'default']);
  expect(seen(({ width }) => width)).toEqual([1280, 400]);
  expect(seen(({ locale }) => locale)).toEqual(['en', 'fr']);
  const share = cells.length / (everything.length * looks.length);
  expect(share).toBeGreaterThan(0.015);
  expect(share).toBeLessThan(0.03);
});

test.each(opened.map((one) => ({ ...one, title: `${one.state.name}, ${one.locale}` })))(
  'nothing is in anybody’s way: $title',
  { timeout: 300_000 },
  async ({ state, locale, looks: chosen }) => {
    state.lay(tabs, locale);
    await tabs.on(
      async ({ page, tab }) => {
        // Colours on their way from one look to another are no colours to judge.
        await page.emulateMedia({ reducedMotion: 'reduce' });
        await state.reach?.(tab, tabs);
        expect(await tab.locator('html').getAttribute('lang')).toBe(locale);
        for (const { theme, width } of chosen) {
          await page.setViewportSize({ width, height: 800 });
          await page.evaluate(`wear('${theme}')`);
          await expect.poll(() => tab.locator('html').getAttribute('data-theme')).toBe(theme);

          expect(await tabFaults(tab), `${theme} at ${width}`).toEqual([]);
          const wide = await tab.evaluate('document.documentElement.scrollWidth');
          expect(wide, `${theme} at ${width}`).toBeLessThanOrEqual(width);
        }
      },
      { locale: locale === 'en' ? 'en-gb' : 'fr-fr' },
    );
  },
);
