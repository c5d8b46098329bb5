import { type Child, element } from './element.ts';
import { dayAfter, fieldValue, instantOf, localDay } from './french-dates.ts';
import { Problem } from './problem.ts';

export const field = (word: string, input: Child): HTMLElement =>
  element('label', { class: 'field' }, element('span', {}, word), input);

interface SpanFields {
  fields: HTMLElement[];
  /** Two instants; throws what is wrong with what was written. */
  read: () => [start: string, end: string];
}

/** Beginning and end in that zone's time. */
export function timeFields(start: string, end: string, zone: string): SpanFields {
  const from = input('datetime-local', fieldValue(start, zone));
  const to = input('datetime-local', fieldValue(end, zone));
  const read = (): [string, string] => {
    if (from.value === '' || to.value === '')
      throw new Problem('Il manque une heure.', 'Indiquez un début et une fin.');
    if (to.value <= from.value)
      throw new Problem('La fin vient avant le début.', 'Choisissez une fin plus tardive.');
    return [instantOf(from.value, zone), instantOf(to.value, zone)];
  };
  return { fields: [field('Début', from), field('Fin', to)], read };
}

/** First and last whole day; read as the midnights that open and close them in that zone. */
export function dayFields(start: string, end: string, zone: string): SpanFields {
  const firstDay = localDay(start, zone);
  const lastDay = dayAfter(localDay(end, zone), -1);
  const from = input('date', firstDay);
  const to = input('date', lastDay < firstDay ? firstDay : lastDay);
  const read = (): [string, string] => {
    if (from.value === '' || to.value === '')
      throw new Problem('Il manque un jour.', 'Indiquez un premier et un dernier jour.');
    if (to.value < from.value)
      throw new Problem('La fin vient avant le début.', 'Choisissez une fin plus tardive.');
    return [instantOf(`${from.value}T00:00`, zone), instantOf(`${dayAfter(to.value)}T00:00`, zone)];
  };
  return { fields: [field('Premier jour', from), field('Dernier jour', to)], read };
}

const input = (type: string, value: string): HTMLInputElement =>
  element('input', { type, required: true, value });
