import { homes } from '../pages/tab-samples.ts';
import { TabServer, told } from '../pages/tab-server.ts';
import { Judge } from '../support/judged-page.ts';
import { openSheet } from './measure.ts';

const visits = 5;
const target = 95;

const sheet = openSheet('lighthouse', 'Lighthouse 12, desktop: the first visit of the tabs');
const server = new TabServer();
await server.listen('dist/pages', 'https://teams.microsoft.com');
server.onRead = told(homes.home);
const judge = await Judge.arrive();

/** Pages as they are opened on a phone: Lighthouse judges no frame inside another page. */
const pages = [['the pair’s tab', '/phone/tab']] as const;
for (const [name, path] of pages) {
  const scores: number[] = [];
  let shown = 0;
  let lowered: string[] = [];
  for (let visit = 0; visit < visits; visit += 1) {
    server.reads.length = 0;
    const { score, faults } = await judge.judge(`${server.url}${path}`, 'performance');
    scores.push(score);
    lowered = faults;
    // It comes back to the page once more, to see how that goes.
    if (server.reads.length > 0) shown += 1;
  }
  const { median } = sheet.line(`${name}, performance`, scores, 'of 100');
  for (const fault of lowered) sheet.say(`  ${fault}`);
  sheet.say(`${name}: ${median} of ${target}: ${median >= target ? 'kept' : 'MISSED'}`);
  sheet.ledger(`visits in which ${name} asked for its year`, shown, visits);
}
await judge.leave();
server.close();
sheet.close();
