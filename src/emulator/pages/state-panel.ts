import { element } from './element.ts';
import { readState, type State } from './fault-api.ts';
import { problemNotice } from './problem.ts';

/** How much there is in this world and who asked it what, since it last started. */
export function statePanel(): { root: HTMLElement; refresh: () => Promise<void> } {
  const counts = element('div', {});
  const requests = element('div', {});
  let drawn = '';
  const refresh = async () => {
    try {
      const state = await readState();
      const key = JSON.stringify([state.counts, state.requests]);
      if (key === drawn) return;
      drawn = key;
      counts.replaceChildren(countList(state));
      requests.replaceChildren(requestTable(state));
    } catch (thrown) {
      drawn = '';
      requests.replaceChildren(problemNotice(thrown));
    }
  };
  const root = element(
    'section',
    { class: 'panel wide' },
    element('h2', {}, 'Ce que ce monde contient, et ce qu’on lui a demandé'),
    counts,
    requests,
  );
  return { root, refresh };
}

function countList({ counts }: State): HTMLElement {
  const numbers = Object.entries(counts).flatMap(([name, count]) => {
    const words = countWords[name];
    return words && typeof count === 'number' ? [[words, count] as const] : [];
  });
  return element(
    'dl',
    { class: 'counts' },
    ...numbers.map(([words, count]) =>
      element('div', {}, element('dt', {}, words), element('dd', {}, String(count))),
    ),
  );
}

/** What is not named here is of no interest to a person. */
const countWords: Record<string, string> = {
  people: 'personnes',
  events: 'événements',
  items: 'lignes de liste',
  mails: 'courriers',
  messages: 'messages',
  installs: 'installations du bot',
  conversations: 'conversations',
  deliveries: 'envois en attente',
  faults: 'pannes armées',
  subscriptions: 'abonnements',
  requests: 'demandes',
};

function requestTable({ requests }: State): HTMLElement {
  if (requests.length === 0)
    return element('p', { class: 'quiet' }, 'Aucune demande pour l’instant.');
  const rows = requests.map(({ method, path, status, count }) =>
    element(
      'tr',
      {},
      element('td', {}, method),
      element('td', { class: 'path' }, path),
      element('td', {}, status === 0 ? 'coupée' : String(status)),
      element('td', { class: 'number' }, String(count)),
    ),
  );
  const heads = ['Méthode', 'Adresse', 'Réponse', 'Fois'];
  return element(
    'div',
    { class: 'table-holder', tabindex: 0, role: 'region', 'aria-label': 'Demandes reçues' },
    element(
      'table',
      {},
      element('caption', {}, 'Demandes reçues depuis le démarrage'),
      element(
        'thead',
        {},
        element('tr', {}, ...heads.map((head) => element('th', { scope: 'col' }, head))),
      ),
      element('tbody', {}, ...rows),
    ),
  );
}
