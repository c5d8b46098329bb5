import { element } from './element.ts';
import { type Fault, faultKinds } from './fault-api.ts';

/** Addresses worth breaking, with `*` for one segment of any value, and a fault that is theirs. */
const targets: [words: string, method: string, path: string, fault?: string][] = [
  ['Création d’un événement', 'POST', '/v1.0/users/*/events'],
  ['Modification d’un événement', 'PATCH', '/v1.0/users/*/events/*'],
  ['Lecture des disponibilités', 'POST', '/v1.0/users/*/calendar/getSchedule'],
  ['Envoi d’un courrier', 'POST', '/v1.0/users/*/sendMail'],
  ['Inscription dans la liste', 'POST', '/v1.0/sites/*/lists/*/items'],
  ['Message du bot', 'POST', '/connector/v3/conversations/*/activities'],
  ['Mise à jour d’une carte', 'PUT', '/connector/v3/conversations/*/activities/*'],
  ['Jeton de l’onglet', 'GET', '/_emulator/tokens/*', 'consent-required'],
];

const field = (word: string, input: HTMLElement): HTMLElement =>
  element('label', { class: 'field' }, element('span', {}, word), input);

const methods = ['POST', 'PATCH', 'PUT', 'GET', 'DELETE', '*'];

function choice(values: [value: string, words: string][]): HTMLSelectElement {
  const options = values.map(([value, words]) => element('option', { value }, words));
  return element('select', {}, ...options);
}

/** What to break, how, and how often; choosing a target fills in its method and address. */
export function faultForm(arm: (fault: Fault) => void): HTMLElement {
  const path = element('input', { type: 'text', required: true, spellcheck: 'false' });
  const method = choice(methods.map((one) => [one, one]));
  const target = choice(targets.map(([words], index) => [String(index), words]));
  const kind = choice(faultKinds.map(([name, words]) => [name, `${name} : ${words}`]));
  const times = element('input', { type: 'number', min: 1, max: 1000, value: 1, required: true });
  const retryAfter = element('input', { type: 'number', min: 0, max: 86400 });
  fillFrom(target, method, path, kind);
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

function fillFrom(
  target: HTMLSelectElement,
  method: HTMLSelectElement,
  path: HTMLInputElement,
  kind: HTMLSelectElement,
): void {
  const fill = () => {
    const [, wantedMethod = '', wantedPath = '', fault] = targets[Number(target.value)] ?? [];
    method.value = wantedMethod;
    path.value = wantedPath;
    if (fault !== undefined) kind.value = fault;
  };
  target.addEventListener('change', fill);
  fill();
}
