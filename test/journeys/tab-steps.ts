import type { FrameLocator, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** More places than any page here has; beyond it, the keyboard does not lead there. */
const farthest = 60;

/** The product's tab, where Teams shows it. */
export const tabIn = (teams: Page): FrameLocator => teams.frameLocator('iframe.tab');

/** Waits until the keyboard is there. */
export const isAt = (tab: FrameLocator, place: Locator): Promise<void> =>
  place.and(tab.locator(':focus')).waitFor();

/** Goes on with the Tab key alone until it is there, in the tab or in the Teams around it. */
export async function tabTo(
  teams: Page,
  place: FrameLocator | Page,
  wanted: Locator,
): Promise<void> {
  await wanted.waitFor();
  const here = wanted.and(place.locator(':focus'));
  for (let steps = 0; steps < farthest; steps += 1) {
    if ((await here.count()) > 0) return;
    await teams.keyboard.press('Tab');
  }
  throw new Error(`the keyboard does not lead to ${String(wanted)}`);
}

/** Goes to a button of the tab and presses it, by keys alone. */
export async function pressByKey(teams: Page, name: string): Promise<void> {
  const tab = tabIn(teams);
  await tabTo(teams, tab, tab.getByRole('button', { name, exact: true }));
  await teams.keyboard.press('Enter');
}

/** Opens what is folded away, by keys alone. */
export async function unfoldByKey(teams: Page, words: string): Promise<void> {
  const tab = tabIn(teams);
  await tabTo(teams, tab, tab.locator('summary').filter({ hasText: words }));
  await teams.keyboard.press('Enter');
}

/** How bright the tab's paper is, from 0 (black) to 255. */
export async function brightness(teams: Page): Promise<number> {
  const body = tabIn(teams).locator('body');
  const paper = String(
    await body.evaluate('getComputedStyle(document.documentElement).backgroundColor'),
  );
  const [red = 0, green = 0, blue = 0] = (paper.match(/\d+/g) ?? []).map(Number);
  expect(paper).toMatch(/^rgb\(/);
  return Math.round((red + green + blue) / 3);
}
