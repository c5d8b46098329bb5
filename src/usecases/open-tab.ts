import { isRefused, type Refused, refuse } from '../domain/refusal.ts';
import type { TabPage } from '../domain/tab-model.ts';
import type { Deps } from './deps.ts';
import { type OpenLink, openPair } from './open-link.ts';

/** A pair's tab, open for one of the two, as a link to that pair would be. */
export interface OpenTab extends OpenLink {
  /** All of the reader's pairs, this one among them. */
  pairs: TabPage['pairs'];
}

/**
 * The pair that is asked for, else the one the reader most likely comes for. One question to the
 * store decides that it is not theirs, whether it is somebody else's or nobody's.
 */
export async function openTab(
  deps: Deps,
  person: string,
  wanted?: string,
): Promise<OpenTab | Refused> {
  const pairs = await deps.db.read.people.pairsOf(person, deps.now());
  const found = wanted === undefined ? pairs[0] : pairs.find(({ pair }) => pair === wanted);
  if (!found) return refuse('not-found');
  const open = await openPair(deps, person, found.pair);
  return isRefused(open) ? open : { ...open, pairs };
}
