import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { aFew, everyOpening, inTeams, judge, looks, openingsOf } from './looks.ts';
import { Tabs } from './tab-browser.ts';
import { states } from './tab-states.ts';

const tabs = new Tabs();
beforeAll(() => tabs.open());
afterAll(() => tabs.close());
beforeEach(() => tabs.reset());

const seed = 20_261_122;

test('what is judged each time has every theme, both widths and both languages', () => {
  const cells = aFew(states, seed).flatMap(({ locale, looks: all }) =>
    all.map((look) => ({ locale, ...look })),
  );
  const seen = (part: (cell: (typeof cells)[number]) => string | number) =>
    [...new Set(cells.map(part))].sort();

  expect(seen(({ theme }) => theme)).toEqual(['contrast', 'dark', 'default']);
  expect(seen(({ width }) => width)).toEqual([1280, 400]);
  expect(seen(({ locale }) => locale)).toEqual(['en', 'fr']);
  const share = cells.length / (everyOpening(states).length * looks.length);
  expect(share).toBeGreaterThan(0.015);
  expect(share).toBeLessThan(0.03);
});

test.each(openingsOf(states, seed))(
  'nothing is in anybody’s way: $title',
  { timeout: 300_000 },
  async (opening) => {
    const { state, locale } = opening;
    state.lay(tabs, locale);
    await tabs.on(
      async ({ page, tab }) => {
        await page.emulateMedia({ reducedMotion: 'reduce' });
        await state.reach?.(tab, tabs);
        await judge({ page, tab }, opening);
      },
      { locale: inTeams(locale), ...state.wish },
    );
  },
);
