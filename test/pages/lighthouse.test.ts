import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { Judge } from '../support/judged-page.ts';
import { lists, sheets } from './coach-samples.ts';
import { CoachServer, listed, read } from './coach-server.ts';
import { BuiltPages } from './link-browser.ts';
import { aHeld, aKept, anOutlook, aPane, lastFriday } from './pane-samples.ts';
import { PaneServer } from './pane-server.ts';
import { homes } from './tab-samples.ts';
import { denied, TabServer, told } from './tab-server.ts';

// It opens a page several times over, and measures the machine first.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** What Lighthouse 12 asks of a page that everybody can use. */
const least = 95;

const teams = 'https://teams.microsoft.com';

/** Each takes some ten seconds. */
const inSoak = process.env.SOAK === '1';

const built = new BuiltPages();
const server = new TabServer();
const coaches = new CoachServer();
const outlook = new PaneServer();
let judge: Judge;

beforeAll(async () => {
  await built.open();
  await server.listen(built.folder, teams);
  judge = await Judge.arrive();
});
afterAll(async () => {
  await judge.leave();
  for (const one of [server, coaches, outlook]) one.close();
  await built.close();
});
beforeEach(() => server.reset());

async function accessibilityOf(path: string, { url } = { url: server.url }): Promise<void> {
  const { score, faults } = await judge.judge(url + path, 'accessibility');
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

describe.runIf(inSoak)('the coaches’ tab', () => {
  beforeAll(() => coaches.listen(built.folder, teams));
  beforeEach(() => {
    coaches.reset();
    coaches.onList = [listed(lists.mine)];
  });

  test('with its pairs', async () => {
    await accessibilityOf('/phone/coach', coaches);
    expect(coaches.lists.length).toBeGreaterThan(0);
  });

  test('with the sheet of one of them, in the dark', async () => {
    coaches.onPair = [read(sheets.late)];
    await accessibilityOf('/phone/coach?theme=dark&pair=pair-1', coaches);
    expect(coaches.pairs[0]).toBe('pair-1');
  });
});

describe.runIf(inSoak)('the Outlook pane', () => {
  beforeAll(() => outlook.listen(built.folder));
  beforeEach(() => outlook.reset());

  test('beside an appointment that may become a meeting', async () => {
    await accessibilityOf('/outlook', outlook);
    expect(outlook.bodies('slots').length).toBeGreaterThan(0);
  });

  test('beside one that has passed', async () => {
    outlook.outlook = anOutlook({ item: aKept(lastFriday) });
    outlook.pane = aPane({ held: aHeld() });
    await accessibilityOf('/outlook', outlook);
  });
});
