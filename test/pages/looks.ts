import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Locale } from '../../src/words/words.ts';
import { chanceOf } from '../support/chance.ts';
import { tabFaults } from './tab-browser.ts';

export const looks = (['default', 'dark', 'contrast'] as const).flatMap((theme) =>
  [400, 1280].map((width) => ({ theme, width })),
);
export type Look = (typeof looks)[number];

/** A state of a page in one language, and the looks it is judged in. */
export interface Opening<State> {
  state: State;
  locale: Locale;
  looks: readonly Look[];
}

/** Every state in both languages and every look. */
export const everyOpening = <State>(states: readonly State[]): Opening<State>[] =>
  states.flatMap((state) => (['fr', 'en'] as const).map((locale) => ({ state, locale, looks })));

/** One look in fifty of all, always the same ones of a seed. */
export function aFew<State>(states: readonly State[], seed: number): Opening<State>[] {
  const chance = chanceOf(seed);
  return everyOpening(states)
    .map((opening) => ({
      ...opening,
      looks: opening.looks.filter(() => chance.below(50) === 0),
    }))
    .filter((opening) => opening.looks.length > 0);
}

/** All of them for `npm run soak`, a few each time; titled for `test.each`. */
export const openingsOf = <State extends { name: string }>(
  states: readonly State[],
  seed: number,
): (Opening<State> & { title: string })[] =>
  (process.env.SOAK === '1' ? everyOpening(states) : aFew(states, seed)).map((opening) => ({
    ...opening,
    title: `${opening.state.name}, ${opening.locale}`,
  }));

/** As Teams writes it. */
export const inTeams = (locale: Locale): string => (locale === 'en' ? 'en-gb' : 'fr-fr');

/** Colours on their way from one look to another are no colours to judge. */
export const atRest = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  .then(() => Promise.allSettled(document.getAnimations()
    .filter(({ effect }) => effect.getTiming().iterations !== Infinity)
    .map(({ finished }) => finished)))
  .then(() => undefined)`;

/** A page inside its host has its language, and in each of these looks neither faults nor edges cut off. */
export async function judge(
  { page, tab }: { page: Page; tab: Frame },
  { state, locale, looks: chosen }: Opening<{ name: string; exempt?: readonly string[] }>,
): Promise<void> {
  expect(await tab.locator('html').getAttribute('lang')).toBe(locale);
  for (const { theme, width } of chosen) {
    await page.setViewportSize({ width, height: 800 });
    await page.evaluate(`wear('${theme}')`);
    await expect.poll(() => tab.locator('html').getAttribute('data-theme')).toBe(theme);
    await tab.evaluate(atRest);

    const faults = (await tabFaults(tab)).filter(
      (fault) => !state.exempt?.some((rule) => fault.startsWith(`${rule}: `)),
    );
    expect(faults, `${theme} at ${width}`).toEqual([]);
    const wide = await tab.evaluate('document.documentElement.scrollWidth');
    expect(wide, `${theme} at ${width}`).toBeLessThanOrEqual(width);
  }
}
