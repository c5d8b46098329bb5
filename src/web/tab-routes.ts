import { isRefused } from '../domain/refusal.ts';
import { openTab } from '../usecases/open-tab.ts';
import { aroundPage, readTab } from '../usecases/read-tab.ts';
import { type TabReply, tabAct, tabRead } from './contract.ts';
import { actByLink } from './link-acts.ts';
import { type Route, refused, signedInRoute } from './routes.ts';

/**
 * The pair's tab: what the personal page shows and does, for whoever signed in. Whether a mail
 * reaches somebody is not learned here.
 */
export const tabRoutes: Route[] = [
  signedInRoute('/api/tab/read', tabRead, async (deps, { pair, view }, { person }) => {
    const tab = await openTab(deps, person, pair);
    const page = isRefused(tab) ? tab : await readTab(deps, tab, view);
    if (isRefused(page)) return refused(page.refused);
    return { status: 200, body: { page } satisfies TabReply };
  }),
  signedInRoute('/api/tab/act', tabAct, async (deps, { pair, ...sent }, { person }) => {
    const tab = await openTab(deps, person, pair);
    if (isRefused(tab)) return refused(tab.refused);
    // What is booked inside Teams counts as the bot's.
    const done = await actByLink(deps, tab, sent, 'bot');
    if (!('page' in done)) return refused(done.refused);
    const page = await aroundPage(deps, tab, done.page);
    if (isRefused(page)) return refused(page.refused);
    return { status: 200, body: { ...done, page } satisfies TabReply };
  }),
];
