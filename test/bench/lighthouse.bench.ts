import { forty } from '../pages/coach-samples.ts';
import { CoachServer, listed } from '../pages/coach-server.ts';
import { PaneServer } from '../pages/pane-server.ts';
import { homes } from '../pages/tab-samples.ts';
import { TabServer, told } from '../pages/tab-server.ts';
import { Judge } from '../support/judged-page.ts';
import { openSheet } from './measure.ts';

const visits = 5;
const target = 95;

const sheet = openSheet('lighthouse', 'Lighthouse 12, desktop: the first visit of tabs and pane');
const folder = 'dist/pages';
const teams = 'https://teams.microsoft.com';
const pairs = new TabServer();
await pairs.listen(folder, teams);
pairs.onRead = told(homes.home);
const coaches = new CoachServer();
await coaches.listen(folder, teams);
coaches.onList = [listed(forty())];
const outlook = new PaneServer();
await outlook.listen(folder);
outlook.reset();
const judge = await Judge.arrive();

/** Tabs as they are opened on a phone: Lighthouse judges no frame inside another page. */
const pages = [
  ['the pair’s tab', `${pairs.url}/phone/tab`, pairs.reads],
  ['the coaches’ tab with forty pairs', `${coaches.url}/phone/coach`, coaches.lists],
  ['the Outlook pane', `${outlook.url}/outlook`, outlook.asked],
] as const;
for (const [name, url, asked] of pages) {
  const scores: number[] = [];
  let shown = 0;
  let lowered: string[] = [];
  for (let visit = 0; visit < visits; visit += 1) {
    asked.length = 0;
    const { score, faults } = await judge.judge(url, 'performance');
    scores.push(score);
    lowered = faults;
    // It comes back to the page once more, to see how that goes.
    if (asked.length > 0) shown += 1;
  }
  const { median } = sheet.line(`${name}, performance`, scores, 'of 100');
  for (const fault of lowered) sheet.say(`  ${fault}`);
  sheet.say(`${name}: ${median} of ${target}: ${median >= target ? 'kept' : 'MISSED'}`);
  sheet.ledger(`visits in which ${name} asked for what it shows`, shown, visits);
}
await judge.leave();
for (const server of [pairs, coaches, outlook]) server.close();
sheet.close();
