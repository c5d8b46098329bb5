import { element, icon } from './element.ts';
import type { Tab } from './tab-api.ts';
import { type Theme, themeSwitch, withParts } from './theme-switch.ts';

const conversation = 'M4 5h16v11H10l-4 4v-4H4z';
const twoPeople =
  'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zm8 0a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 19c0-3 3-5 6-5s6 2 6 5m0-4.5c3-1 8 .5 8 4.5';
const drawings: Record<string, string> = {
  pair: twoPeople,
  coach: 'M4 6h3v3H4zm7 1h9M4 11h3v3H4zm7 1h9M4 16h3v3H4zm7 1h9',
};

/** What Teams shows of the app beside it: the conversation, its tabs, the theme. */
export function rail(
  shown: string,
  tabs: readonly Tab[],
  changed: (theme: Theme) => void,
): HTMLElement {
  const places = tabs.map(({ entityId, name }) => ({
    tab: entityId,
    word: name,
    drawing: drawings[entityId] ?? twoPeople,
  }));
  const links = [{ tab: '', word: 'Conversation', drawing: conversation }, ...places].map(
    ({ tab, word, drawing }) => ({
      tab,
      link: element(
        'a',
        { class: 'rail-item', 'aria-current': tab === shown ? 'page' : undefined },
        icon(drawing),
        word,
      ),
    }),
  );
  const theme = themeSwitch((now) => {
    // The theme stays when one goes from one to the other.
    for (const { tab, link } of links) link.href = withParts({ tab, sub: '' });
    changed(now);
  });
  const list = links.map(({ link }) => element('li', {}, link));
  return element(
    'div',
    { class: 'rail' },
    element('nav', { 'aria-label': 'Télémaque' }, element('ul', {}, ...list)),
    theme,
  );
}
