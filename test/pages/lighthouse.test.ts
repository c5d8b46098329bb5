import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { Judge } from '../support/judged-page.ts';
import { BuiltPages } from './link-browser.ts';
import { homes } from './tab-samples.ts';
import { denied, TabServer, told } from './tab-server.ts';

// It opens a page several times over, and measures the machine first.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** What Lighthouse 12 asks of a page that everybody can use. */
const least = 95;

/** Each takes some ten seconds. */
const inSoak = process.env.SOAK === '1';

const built = new BuiltPages();
const server = new TabServer();
let judge: Judge;

beforeAll(async () => {
  await built.open();
  await server.listen(built.folder, 'https://teams.microsoft.com');
  judge = await Judge.arrive();
});
afterAll(async () => {
  await judge.leave();
  server.close();
  await built.close();
});
beforeEach(() => server.reset());

async function accessibilityOf(path: string): Promise<void> {
  const { score, faults } = await judge.judge(`${server.url}${path}`, 'accessibility');
  expect(faults).toEqual([]);
  expect(score).toBeGreaterThanOrEqual(least);
}

test('the pair’s tab with its year, as Lighthouse sees it', async () => {
  server.onRead = told(homes.home);
  await accessibilityOf('/phone/tab');
  expect(server.reads).toEqual([{}]);
});

test.runIf(inSoak)('in the dark, in English', async () => {
  server.onRead = told(homes.english);
  await accessibilityOf('/phone/tab?theme=dark&locale=en-gb');
});

test.runIf(inSoak)('when there is nothing to show', async () => {
  server.onRead = denied(403, 'unknown-person');
  await accessibilityOf('/phone/tab');
});
