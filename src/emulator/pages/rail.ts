import { element, icon } from './element.ts';
import { type Theme, themeSwitch, withParts } from './theme-switch.ts';

const places = [
  ['', 'Conversation', 'M4 5h16v11H10l-4 4v-4H4z'],
  [
    'pair',
    'Binôme',
    'M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zm8 0a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 19c0-3 3-5 6-5s6 2 6 5m0-4.5c3-1 8 .5 8 4.5',
  ],
] as const;

/** What Teams shows of the app beside it: the conversation, the tab for whom has one, the theme. */
export function rail(
  shown: '' | 'pair',
  hasTab: boolean,
  changed: (theme: Theme) => void,
): HTMLElement {
  const links = places
    .filter(([tab]) => tab === '' || hasTab)
    .map(([tab, word, drawing]) => ({
      tab,
      link: element(
        'a',
        { class: 'rail-item', 'aria-current': tab === shown ? 'page' : undefined },
        icon(drawing),
        word,
      ),
    }));
  const theme = themeSwitch((now) => {
    // The theme stays when one goes from one to the other.
    for (const { tab, link } of links) link.href = withParts({ tab });
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
