import { element } from './element.ts';
import { armFault, clearFaults, type Fault, faultKinds, readFaults } from './fault-api.ts';
import { problemNotice } from './problem.ts';
import { sending } from './sending.ts';

/** Addresses worth breaking, with `*` for one segment of any value. */
const targets: [words: string, method: string, path: string][] = [
  ['Création d’un événement', 'POST', '/v1.0/users/*/events'],
  ['Modification d’un événement', 'PATCH', '/v1.0/users/*/events/*'],
  ['Lecture des disponibilités', 'POST', '/v1.0/users/*/calendar/getSchedule'],
  ['Envoi d’un courrier', 'POST', '/v1.0/users/*/sendMail'],
  ['Inscription dans la liste', 'POST', '/v1.0/sites/*/lists/*/items'],
  ['Message du bot', 'POST', '/connector/v3/conversations/*/activities'],
  ['Mise à jour d’une carte', 'PUT', '/connector/v3/conversations/*/activities/*'],
];

const field = (word: string, input: HTMLElement): HTMLElement =>
  element('label', { class: 'field' }, element('span', {}, word), input);

const options = (values: [value: string, words: string][]): HTMLElement[] =>
  values.map(([value, words]) => element('option', { value }, words));

/** What makes the next calls go wrong: a form to arm one, what is armed, and clearing all. */
export function faultPanel(): { root: HTMLElement; refresh: () => Promise<void> } {
  const list = element('div', {});
  const status = element('div', { class: 'status', role: 'status' });
  const refresh = async () => {
    try {
      list.replaceChildren(armed(await readFaults()));
    } catch (thrown) {
      list.replaceChildren(problemNotice(thrown));
    }
  };
  const act = (run: () => Promise<unknown>) =>
    void sending(status, 'Un instant…', async () => {
      await run();
      await refresh();
    });
  const clear = element(
    'button',
    { type: 'button', onclick: () => act(clearFaults) },
    'Tout désarmer',
  );
  const root = element(
    'section',
    { class: 'panel' },
    element('h2', {}, 'Pannes'),
    element(
      'p',
      { class: 'quiet' },
      'Une panne armée attend la prochaine demande qui lui correspond.',
    ),
    form((fault) => act(() => armFault(fault))),
    status,
    element('h3', {}, 'Pannes armées'),
    list,
    clear,
  );
  return { root, refresh };
}

function form(arm: (fault: Fault) => void): HTMLElement {
  const path = element('input', { type: 'text', required: true, spellcheck: 'false' });
  const method = element(
    'select',
    {},
    ...options(['POST', 'PATCH', 'PUT', 'GET', 'DELETE', '*'].map((one) => [one, one])),
  );
  const target = element(
    'select',
    { onchange: () => fill() },
    ...options(targets.map(([words], index) => [String(index), words])),
  );
  const kind = element(
    'select',
    {},
    ...options(faultKinds.map(([name, words]) => [name, `${name} : ${words}`])),
  );
  const times = element('input', { type: 'number', min: 1, max: 1000, value: 1, required: true });
  const retryAfter = element('input', { type: 'number', min: 0, max: 86400 });
  const fill = () => {
    const [, wantedMethod, wantedPath] = targets[Number(target.value)] ?? targets[0] ?? [];
    method.value = wantedMethod ?? 'POST';
    path.value = wantedPath ?? '';
  };
  fill();
  const onsubmit = (event: Event) => {
    event.preventDefault();
    arm({
      match: { method: method.value, path: path.value },
      fault: kind.value,
      times: times.valueAsNumber,
      ...(retryAfter.value === '' ? {} : { retryAfter: retryAfter.valueAsNumber }),
    });
  };
  return element(
    'form',
    { class: 'fault-form', onsubmit },
    field('Ce qui casse', target),
    field('Panne', kind),
    field('Nombre de fois', times),
    field('Retry-After, en secondes (facultatif)', retryAfter),
    field('Méthode', method),
    field('Adresse, « * » pour un segment', path),
    element('button', { type: 'submit', class: 'primary' }, 'Armer'),
  );
}

function armed(faults: Fault[]): HTMLElement {
  if (faults.length === 0)
    return element('p', { class: 'quiet' }, 'Aucune : tout répond normalement.');
  const items = faults.map(({ match, fault, times }) =>
    element(
      'li',
      {},
      element('strong', {}, fault),
      ` sur ${match.method ?? '*'} ${match.path}, encore ${times ?? 1} fois`,
    ),
  );
  return element('ul', { class: 'armed' }, ...items);
}
