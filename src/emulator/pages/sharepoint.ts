import type { Person } from './control-api.ts';
import { element } from './element.ts';
import { listTable } from './list-table.ts';
import { asProblem, problemNotice } from './problem.ts';
import { repeatWhileVisible } from './repeat.ts';
import { type ListName, readList, readListNames } from './sharepoint-api.ts';
import { askWho, openPage } from './shell.ts';

const pollMs = 4000;

openPage('/sharepoint', async (place) => {
  const { main, me } = place;
  if (!me) {
    askWho(
      place,
      '/sharepoint',
      'Qui ouvre le site ?',
      'Le tableau de suivi n’est lu que par son comité de mentorat.',
    );
    return;
  }
  document.title = `SharePoint simulé : ${me.name}`;
  const names = await readListNames();
  const sites = [...new Set(names.map(({ site }) => site))];
  if (names.length === 0)
    main.append(
      element('h1', {}, 'SharePoint'),
      element('p', { class: 'notice' }, 'Ce site n’a aucune liste.'),
    );
  for (const site of sites) {
    main.append(element('h1', {}, site));
    for (const name of names.filter((one) => one.site === site)) main.append(listSection(name, me));
  }
});

function listSection(list: ListName, me: Person): HTMLElement {
  const holder = element('div', {}, element('p', { class: 'quiet' }, 'Lecture de la liste…'));
  let drawn = '';
  repeatWhileVisible(pollMs, async () => {
    const { key, draw } = await readAs(list, me);
    if (key === drawn) return;
    drawn = key;
    holder.replaceChildren(draw());
  });
  return element('section', { class: 'list' }, element('h2', {}, list.name), holder);
}

/** What that person gets of a list, and a key that changes when it does. */
async function readAs(
  list: ListName,
  me: Person,
): Promise<{ key: string; draw: () => HTMLElement }> {
  try {
    const content = await readList(list.id, me.mail);
    return { key: JSON.stringify(content), draw: () => listTable(content, list.name) };
  } catch (thrown) {
    const problem = asProblem(thrown);
    const draw = () =>
      problem.status === 403 ? closedDoor(me, problem.what) : problemNotice(problem);
    return { key: problem.what, draw };
  }
}

const closedDoor = (me: Person, said: string): HTMLElement =>
  element(
    'div',
    { class: 'calm door' },
    element('h3', {}, `Cette liste n’est pas ouverte à ${me.name}`),
    element('p', {}, said),
    element(
      'p',
      { class: 'quiet' },
      'C’est voulu : le suivi des rencontres reste entre chaque binôme et son comité de mentorat.',
    ),
  );
