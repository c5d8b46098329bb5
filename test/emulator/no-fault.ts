import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const require = createRequire(import.meta.url);
const everyLook = [400, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);
/** Each theme and each width once; `npm run soak` looks at all four. */
const looks =
  process.env.SOAK === '1'
    ? everyLook
    : everyLook.filter(({ width, colorScheme }) => (width === 400) === (colorScheme === 'light'));
const axeFaults = `axe.run(document, { iframes: false }).then((found) =>
  found.violations.map((one) => one.id + ': ' + one.nodes.map((node) => node.html).join(' | ')))`;
const overflow = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';

/** Everything axe finds in both themes at both widths; the page is settled when this begins. */
export async function expectNoFault(page: Page): Promise<void> {
  await page.evaluate(await readFile(require.resolve('axe-core/axe.min.js'), 'utf8'));
  for (const { width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const seen = { faults: await page.evaluate(axeFaults), over: await page.evaluate(overflow) };
    expect({ width, colorScheme, ...seen }).toEqual({ width, colorScheme, faults: [], over: 0 });
  }
}
