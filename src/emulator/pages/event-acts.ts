import {
  type Answer,
  addEvent,
  answerEvent,
  type CalendarEvent,
  deleteEvent,
  instantAt,
  moveEvent,
  type Reply,
  rangeOf,
} from './calendar-api.ts';
import type { Person } from './control-api.ts';
import { type Child, element } from './element.ts';
import { fieldValue, instantOf } from './french-dates.ts';
import { openModal } from './modal.ts';
import { Problem } from './problem.ts';
import { sending } from './sending.ts';

type Done = () => Promise<void>;
type Act = () => Promise<unknown>;

const statusLine = (): HTMLElement => element('div', { class: 'status', role: 'status' });

function actButton(
  word: string,
  status: HTMLElement,
  done: Done,
  act: Act,
  kind = '',
): HTMLElement {
  const run = () =>
    sending(status, 'Un instant…', async () => {
      await act();
      await done();
    });
  return element('button', { type: 'button', class: kind, onclick: () => void run() }, word);
}

/** Accept, perhaps, decline, another time, and taking one's own copy away. */
export function attendeeActs(
  event: CalendarEvent,
  me: Person,
  zone: string,
  done: Done,
): HTMLElement {
  const status = statusLine();
  const notify = element('input', { type: 'checkbox', checked: true });
  const remove = () => deleteEvent(me.mail, event.id, notify.checked);
  const removal = (word: string) => actButton(word, status, done, remove, 'danger');
  if (event.isCancelled)
    return element('div', { class: 'acts flow' }, removal('Retirer de mon agenda'), status);
  const answer = (response: Answer, extra: Partial<Reply> = {}) =>
    answerEvent(me.mail, event.id, { response, notify: notify.checked, ...extra });
  const button = (word: string, response: Answer, kind = '') =>
    actButton(word, status, done, () => answer(response), kind);
  return element(
    'div',
    { class: 'acts flow' },
    element('label', { class: 'check' }, notify, 'Prévenir l’organisateur'),
    element(
      'div',
      { class: 'buttons' },
      button('Accepter', 'accepted', 'primary'),
      button('Peut-être', 'tentativelyAccepted'),
      button('Refuser', 'declined'),
      removal('Supprimer ma copie'),
    ),
    event.allowNewTimeProposals === false
      ? undefined
      : otherTime(event, zone, done, (response, start, end) =>
          answer(response, { notify: true, proposedNewTime: rangeOf(start, end) }),
        ),
    status,
  );
}

function otherTime(
  event: CalendarEvent,
  zone: string,
  done: Done,
  propose: (response: Answer, start: string, end: string) => Promise<unknown>,
): HTMLElement {
  const status = statusLine();
  const times = timeFields(instantAt(event.start), instantAt(event.end), zone);
  const button = (word: string, response: Answer) =>
    actButton(word, status, done, () => propose(response, ...times.read()));
  return element(
    'details',
    { class: 'flow' },
    element('summary', {}, 'Proposer un autre horaire'),
    ...times.fields,
    element(
      'p',
      { class: 'quiet' },
      'Une proposition part toujours chez l’organisateur, avec votre réponse.',
    ),
    element(
      'div',
      { class: 'buttons' },
      button('Peut-être, et proposer', 'tentativelyAccepted'),
      button('Refuser et proposer', 'declined'),
    ),
    status,
  );
}

/** An event of one's own: move it, delete it. */
export function organiserActs(
  event: CalendarEvent,
  me: Person,
  zone: string,
  done: Done,
): HTMLElement {
  const status = statusLine();
  const times = timeFields(instantAt(event.start), instantAt(event.end), zone);
  const move = () => moveEvent(me.mail, event.id, rangeOf(...times.read()));
  const remove = () => deleteEvent(me.mail, event.id, true);
  return element(
    'div',
    { class: 'acts flow' },
    element('h3', {}, 'Déplacer'),
    ...times.fields,
    element(
      'div',
      { class: 'buttons' },
      actButton('Déplacer', status, done, move, 'primary'),
      actButton('Supprimer', status, done, remove, 'danger'),
    ),
    status,
  );
}

/** Puts a busy moment of one's own, which the product will see when it looks for free times. */
export function openNewEvent(me: Person, zone: string, start: string, changed: Done): void {
  openModal('Nouvel événement', (close) => {
    const status = statusLine();
    const subject = element('input', { type: 'text', value: 'Occupé·e', required: true });
    const end = new Date(Date.parse(start) + 3_600_000).toISOString();
    const times = timeFields(start, end, zone);
    const done = async () => {
      close();
      await changed();
    };
    const add = () =>
      addEvent(me.mail, subject.value.trim() || 'Occupé·e', rangeOf(...times.read()));
    return [
      field('Objet', subject),
      ...times.fields,
      element('div', { class: 'buttons' }, actButton('Ajouter', status, done, add, 'primary')),
      status,
    ];
  });
}

const field = (word: string, input: Child): HTMLElement =>
  element('label', { class: 'field' }, element('span', {}, word), input);

/** Two fields in that zone's time; `read` answers instants, or throws what is wrong with them. */
function timeFields(start: string, end: string, zone: string) {
  const make = (at: string) =>
    element('input', { type: 'datetime-local', required: true, value: fieldValue(at, zone) });
  const from = make(start);
  const to = make(end);
  const read = (): [string, string] => {
    if (from.value === '' || to.value === '')
      throw new Problem('Il manque une heure.', 'Indiquez un début et une fin.');
    if (to.value <= from.value)
      throw new Problem('La fin vient avant le début.', 'Choisissez une fin plus tardive.');
    return [instantOf(from.value, zone), instantOf(to.value, zone)];
  };
  return { fields: [field('Début', from), field('Fin', to)], read };
}
