import type { Person } from './control-api.ts';
import { element } from './element.ts';
import {
  groupOf,
  groups,
  initialsOf,
  mailboxRole,
  reachOf,
  roleOf,
  searchable,
  searchTextOf,
} from './person-words.ts';

interface Entry {
  row: HTMLElement;
  text: string;
}

/** Pair 1 stands apart, then everyone by role; typing keeps those whose words all match. */
export function choosePerson(people: Person[], to: (someone: Person) => string): HTMLElement {
  const first = people[0]?.pair;
  const pair = people.filter((someone) => first && someone.pair === first && isOfPair(someone));
  const others = people.filter((someone) => !pair.includes(someone));
  const entries: Entry[] = [];
  const section = (title: string, some: Person[], kind = '') => {
    const rows = some.map((someone) => entry(someone, to(someone), entries));
    return element(
      'section',
      { class: `people ${kind}` },
      element('h2', {}, title),
      element('ul', {}, ...rows),
    );
  };
  const sections = [
    section('Pour commencer', pair, 'first'),
    ...groups.map((group) =>
      section(
        group,
        others.filter((one) => groupOf(one) === group),
      ),
    ),
  ];
  const count = element('p', { class: 'quiet', role: 'status' });
  const keep = (typed: string) => {
    const words = searchable(typed).split(/\s+/).filter(Boolean);
    for (const { row, text } of entries) row.hidden = !words.every((word) => text.includes(word));
    for (const one of sections) one.hidden = !one.querySelector('li:not([hidden])');
    const left = entries.filter(({ row }) => !row.hidden).length;
    count.textContent = words.length === 0 ? '' : found(left);
  };
  keep('');
  return element('div', { class: 'chooser' }, searchField(keep), count, ...sections);
}

const isOfPair = (someone: Person): boolean =>
  someone.roles.some((role) => role === 'mentee' || role === 'mentor');

const found = (count: number): string => {
  if (count === 0) return 'Personne ne correspond. Essayez un nom, une ville ou un rôle.';
  return count === 1 ? 'Une personne' : `${count} personnes`;
};

function searchField(keep: (typed: string) => void): HTMLElement {
  const input = element('input', {
    type: 'search',
    autocomplete: 'off',
    oninput: () => keep(input.value),
  });
  return element(
    'label',
    { class: 'field search' },
    element('span', {}, 'Chercher quelqu’un'),
    input,
  );
}

function entry(someone: Person, href: string, entries: Entry[]): HTMLElement {
  const isMailbox = someone.roles.includes(mailboxRole);
  const row = element(
    'li',
    {},
    element(
      'a',
      { href, class: 'person' },
      element('span', { class: 'avatar', 'aria-hidden': 'true' }, initialsOf(someone.name)),
      element(
        'span',
        { class: 'person-words' },
        element('strong', {}, isMailbox ? `${someone.name} (${roleOf(someone)})` : someone.name),
        isMailbox ? undefined : element('span', {}, roleOf(someone)),
        someone.organisation
          ? element('span', { class: 'quiet' }, someone.organisation)
          : undefined,
        element('span', { class: 'quiet' }, reachOf(someone)),
      ),
    ),
  );
  entries.push({ row, text: searchTextOf(someone) });
  return row;
}
