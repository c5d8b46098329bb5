import { element } from './element.ts';

export interface Choice {
  label: string;
  value: string;
}

interface Asked {
  legend: string;
  /** Of the inputs; also makes the ids on the page. */
  name: string;
  kind: 'radio' | 'checkbox';
  choices: readonly Choice[];
  chosen: readonly string[];
}

export interface ChoiceList {
  view: HTMLElement;
  chosen: () => string[];
  /** Says what is missing, and goes there. */
  complain: (text: string) => void;
}

/** A question with its answers one under the other, each as large as a finger. */
export function choiceList({ legend, name, kind, choices, chosen }: Asked): ChoiceList {
  const error = element('p', { id: `${name}-error`, class: 'error', tabindex: '-1' });
  error.hidden = true;
  const inputs = choices.map(({ value }) => {
    const input = element('input', { type: kind, name, value });
    input.checked = chosen.includes(value);
    return input;
  });
  const rows = inputs.map((input, at) =>
    element('label', {}, input, element('span', {}, choices[at]?.label)),
  );
  const view = element(
    'fieldset',
    { class: `${kind} ${name}` },
    element('legend', {}, legend),
    error,
    element('div', { class: 'choices' }, ...rows),
  );
  const hush = () => {
    error.hidden = true;
    view.removeAttribute('aria-describedby');
  };
  view.addEventListener('change', hush);
  return {
    view,
    chosen: () => inputs.filter((input) => input.checked).map((input) => input.value),
    complain: (text) => {
      error.textContent = text;
      error.hidden = false;
      view.setAttribute('aria-describedby', error.id);
      error.focus();
    },
  };
}
