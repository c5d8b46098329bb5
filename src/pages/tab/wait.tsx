import { words } from '../../words/words.ts';
import { untold, unusual, useSlow } from '../shared/slow.ts';
import type { TabState } from './session.ts';

/** That an answer is on its way: not for a moment's wait, and in other words for a long one; what is said of its own, at once. */
export function Wait({ state: { working, doing, locale } }: { state: TabState }) {
  const { link, tab } = words(locale);
  const told = useSlow(working, untold);
  const slow = useSlow(working, unusual);
  if (doing !== null) return <p className="quiet">{doing}</p>;
  return told && <p className="quiet">{slow ? tab.slow : link.sending}</p>;
}
