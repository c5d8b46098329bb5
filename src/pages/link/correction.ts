import type { HeldModel, Reader } from '../../domain/card-model.ts';
import { dayInZone } from '../../words/dates.ts';
import type { Words } from '../../words/words.ts';
import type { LinkAct } from './ask.ts';
import { element } from './element.ts';
import { themeList } from './theme-list.ts';

/** The day and the themes put right, starting from what is recorded. */
export function correction(
  model: HeldModel,
  reader: Reader,
  told: Words,
): { view: Node[]; read: () => LinkAct | null } {
  const { earliest, today, heldOn, time } = model;
  const planned = time ? dayInZone(time.start, reader.zone) : today;
  const date = dateField(told, { min: earliest, max: today, value: heldOn ?? planned });
  const themes = themeList(model.themes, model.recorded, told);
  const read = (): LinkAct | null => {
    const day = date.read();
    const chosen = day === null ? null : themes.read();
    return day !== null && chosen ? { act: 'correct', date: day, themes: chosen } : null;
  };
  return { view: [date.view, themes.view], read };
}

function dateField({ record }: Words, range: { min: string; max: string; value: string }) {
  const error = element('p', { id: 'date-error', class: 'error', tabindex: '-1' });
  error.hidden = true;
  const input = element('input', { type: 'date', id: 'date', required: '', ...range });
  const label = element('label', { for: 'date' }, record.date);
  const complain = (wrong: boolean) => {
    error.textContent = wrong ? record.dateError : '';
    error.hidden = !wrong;
    input.setAttribute('aria-invalid', String(wrong));
    if (wrong) input.setAttribute('aria-describedby', error.id);
    else input.removeAttribute('aria-describedby');
  };
  input.addEventListener('change', () => complain(false));
  const read = (): string | null => {
    if (input.validity.valid) return input.value;
    complain(true);
    error.focus();
    return null;
  };
  return { view: element('div', { class: 'date' }, label, error, input), read };
}
