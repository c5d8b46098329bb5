import { actButton, type Done, statusLine } from './act-button.ts';
import {
  type Answer,
  answerEvent,
  type CalendarEvent,
  dayZoneOf,
  deleteEvent,
  instantAt,
  moveEvent,
  type Reply,
  rangeOf,
  wallRange,
} from './calendar-api.ts';
import type { Person } from './control-api.ts';
import { element } from './element.ts';
import { fieldValue } from './french-dates.ts';
import { dayFields, field, timeFields } from './time-fields.ts';

/** Accept, perhaps, decline, another time, and taking one's own copy away. */
export function attendeeActs(
  event: CalendarEvent,
  me: Person,
  zone: string,
  done: Done,
): HTMLElement {
  const status = statusLine();
  const notify = element('input', { type: 'checkbox', checked: true });
  const comment = element('input', { type: 'text', maxlength: 4000, autocomplete: 'off' });
  const remove = () => deleteEvent(me.mail, event.id, notify.checked);
  const removal = (word: string) => actButton(word, status, done, remove, 'danger');
  if (event.isCancelled)
    return element('div', { class: 'acts flow' }, removal('Retirer de mon agenda'), status);
  const answer = (response: Answer, extra: Partial<Reply> = {}) => {
    const said = comment.value.trim() === '' ? {} : { comment: comment.value.trim() };
    return answerEvent(me.mail, event.id, { response, notify: notify.checked, ...said, ...extra });
  };
  const button = (word: string, response: Answer, kind = '') =>
    actButton(word, status, done, () => answer(response), kind);
  return element(
    'div',
    { class: 'acts flow' },
    element('label', { class: 'check' }, notify, 'Prévenir l’organisateur'),
    field('Mot à l’organisateur (facultatif)', comment),
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
  if (event.seriesMasterId) return seriesActs(event.seriesMasterId, me, done);
  const { fields, read } = placeFields(event, zone);
  const move = () => moveEvent(me.mail, event.id, read());
  const remove = () => deleteEvent(me.mail, event.id, true);
  return element(
    'div',
    { class: 'acts flow' },
    element('h3', {}, 'Déplacer'),
    ...fields,
    element(
      'div',
      { class: 'buttons' },
      actButton('Déplacer', status, done, move, 'primary'),
      actButton('Supprimer', status, done, remove, 'danger'),
    ),
    status,
  );
}

/** Where the event stands, to be written over: hours, or days of its own zone. */
function placeFields(event: CalendarEvent, zone: string) {
  const [start, end] = [instantAt(event.start), instantAt(event.end)];
  if (!event.isAllDay) {
    const { fields, read } = timeFields(start, end, zone);
    return { fields, read: () => rangeOf(...read()) };
  }
  const own = dayZoneOf(event);
  const { fields, read } = dayFields(start, end, own);
  const days = () => {
    const [first, last] = read();
    return wallRange(fieldValue(first, own), fieldValue(last, own), own);
  };
  return { fields, read: days };
}

function seriesActs(series: string, me: Person, done: Done): HTMLElement {
  const status = statusLine();
  const remove = () => deleteEvent(me.mail, series, true);
  return element(
    'div',
    { class: 'acts flow' },
    element('p', { class: 'quiet' }, 'Cet événement se répète.'),
    actButton('Supprimer toute la série', status, done, remove, 'danger'),
    status,
  );
}
