import type { Choice } from './choice-list.ts';
import { element } from './element.ts';

interface Field {
  view: HTMLElement;
  /** What is in it; null when that will not do, which it then says. */
  read: () => string | null;
}

/** One choice of a closed list, folded until it is opened. */
export function selectField(
  id: string,
  label: string,
  choices: readonly Choice[],
  chosen: string,
): { view: HTMLElement; chosen: () => string } {
  const options = choices.map(({ label: text, value }) => element('option', { value }, text));
  const select = element('select', { id }, ...options);
  select.value = chosen;
  const view = element('div', { class: 'field' }, element('label', { for: id }, label), select);
  return { view, chosen: () => select.value };
}

/** A day between two others, both included. */
export function dateField(
  id: string,
  told: { label: string; error: string },
  range: { min: string; max: string; value: string },
): Field {
  const error = element('p', { id: `${id}-error`, class: 'error', tabindex: '-1' });
  error.hidden = true;
  const input = element('input', { type: 'date', id, required: '', ...range });
  const complain = (wrong: boolean) => {
    error.textContent = wrong ? told.error : '';
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
  const label = element('label', { for: id }, told.label);
  return { view: element('div', { class: 'field' }, label, error, input), read };
}
