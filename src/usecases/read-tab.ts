import type { LinkPage, LinkView } from '../domain/link-model.ts';
import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import type { TabPage } from '../domain/tab-model.ts';
import { dayOf } from '../domain/time.ts';
import { yearLine } from '../domain/year-line.ts';
import type { Deps } from './deps.ts';
import { showLink } from './open-link.ts';
import type { OpenTab } from './open-tab.ts';

/** What a view of the tab's pair shows its reader now, the year beside it. Changes nothing. */
export async function readTab(
  deps: Deps,
  tab: OpenTab,
  view?: LinkView,
): Promise<TabPage | Refused> {
  const page = await showLink(deps, tab, view);
  return isRefused(page) ? page : aroundPage(deps, tab, page);
}

/** The tab around a page that was just drawn: the pair's year, and what is recorded of it. */
export async function aroundPage(
  { db: { read: t } }: Deps,
  { pairs }: Pick<OpenTab, 'pairs'>,
  page: LinkPage,
): Promise<TabPage | Refused> {
  const { pair: id, now } = page;
  const pair = await t.pairs.get(id, dayOf(now, 'UTC'));
  if (!pair) return refuse('not-found');
  const [meetings, pauses, rows, coaches, looks] = await Promise.all([
    t.meetings.ofPair(id),
    t.pauses.ofPair(id),
    t.listRows.ofPair(id),
    t.people.coachesOf(pair.cohort.id),
    t.audit.looks(id, pair.cohort.id),
  ]);
  const year = yearLine({ pair, meetings, pauses }, now);
  const { recording } = pair.cohort.settings;
  return { ...page, pairs, year, recorded: { rows, coaches, recording, looks } };
}
