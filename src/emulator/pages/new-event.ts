import { actButton, type Done, statusLine } from './act-button.ts';
import { addEvent, type NewEvent, rangeOf, wallRange } from './calendar-api.ts';
import type { Person } from './control-api.ts';
import { element } from './element.ts';
import { fieldValue, graphDay } from './french-dates.ts';
import { openModal } from './modal.ts';
import { dayFields, field, timeFields } from './time-fields.ts';

const kinds: [showAs: string, word: string][] = [
  ['busy', 'Occupé·e'],
  ['oof', 'Absent·e'],
  ['tentative', 'Provisoire'],
  ['workingElsewhere', 'Travaille ailleurs'],
];

/** Puts a moment of one's own, which the product will see when it looks for free times. */
export function openNewEvent(me: Person, zone: string, start: string, changed: Done): void {
  openModal('Nouvel événement', (close) => {
    const status = statusLine();
    const subject = element('input', { type: 'text', value: 'Occupé·e', required: true });
    const showAs = element(
      'select',
      {},
      ...kinds.map(([value, word]) => element('option', { value }, word)),
    );
    const isWeekly = element('input', { type: 'checkbox' });
    const times = spanChoice(start, zone);
    const done = async () => {
      close();
      await changed();
    };
    const add = () => {
      const named = { subject: subject.value.trim() || 'Occupé·e', showAs: showAs.value };
      return addEvent(me.mail, { ...named, ...whenOf(times, isWeekly.checked, zone) });
    };
    return [
      field('Objet', subject),
      times.allDay,
      times.holder,
      element('label', { class: 'check' }, isWeekly, 'Chaque semaine'),
      field('Statut', showAs),
      element('div', { class: 'buttons' }, actButton('Ajouter', status, done, add, 'primary')),
      status,
    ];
  });
}

interface SpanChoice {
  allDay: HTMLElement;
  holder: HTMLElement;
  isAllDay: () => boolean;
  read: () => [start: string, end: string];
}

/** Hours, or whole days once « Toute la journée » is ticked. */
function spanChoice(start: string, zone: string): SpanChoice {
  const end = new Date(Date.parse(start) + 3_600_000).toISOString();
  const [hours, days] = [timeFields(start, end, zone), dayFields(start, end, zone)];
  const holder = element('div', { class: 'flow' }, ...hours.fields);
  const tick = element('input', {
    type: 'checkbox',
    onchange: () => holder.replaceChildren(...(tick.checked ? days : hours).fields),
  });
  return {
    allDay: element('label', { class: 'check' }, tick, 'Toute la journée'),
    holder,
    isAllDay: () => tick.checked,
    read: () => (tick.checked ? days : hours).read(),
  };
}

function whenOf(
  times: SpanChoice,
  isWeekly: boolean,
  zone: string,
): Omit<NewEvent, 'subject' | 'showAs'> {
  const [start, end] = times.read();
  if (!isWeekly && !times.isAllDay()) return rangeOf(start, end);
  const walls = wallRange(fieldValue(start, zone), fieldValue(end, zone), zone);
  const startDate = walls.start.dateTime.slice(0, 10);
  const pattern = { type: 'weekly', interval: 1, daysOfWeek: [graphDay(startDate)] };
  return {
    ...walls,
    ...(times.isAllDay() ? { isAllDay: true } : {}),
    ...(isWeekly ? { recurrence: { pattern, range: { type: 'noEnd', startDate } } } : {}),
  };
}
