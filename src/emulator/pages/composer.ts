import { element } from './element.ts';
import { sending } from './sending.ts';

const hints = ['réserver', 'planifier', 'mes rencontres', 'noter', 'mon référent', 'aide'];

/** Sends words; calls `taken` once they stand in the chat, even when nobody has answered yet. */
export type Send = (text: string, taken: () => void) => Promise<void>;

/** Where one writes to the bot. Enter sends; what was not taken stays in the box. */
export function composer(send: Send): HTMLElement {
  const status = element('div', { class: 'status', role: 'status' });
  const input = element('input', {
    id: 'composer',
    type: 'text',
    autocomplete: 'off',
    'aria-describedby': 'composer-hints',
  });
  const button = element('button', { type: 'submit', class: 'primary' }, 'Envoyer');
  const submit = async (typed: string) => {
    const text = typed.trim();
    if (text === '' || button.disabled) return;
    button.disabled = true;
    const taken = () => {
      if (input.value === typed) input.value = '';
    };
    await sending(status, 'Envoi…', () => send(text, taken));
    button.disabled = false;
    input.focus();
  };
  const form = element(
    'form',
    {
      class: 'composer',
      onsubmit: (event) => {
        event.preventDefault();
        void submit(input.value);
      },
    },
    status,
    element('label', { for: 'composer' }, 'Écrire un message'),
    element('div', { class: 'line' }, input, button),
    wordsToTry((word) => void submit(word)),
  );
  return form;
}

function wordsToTry(say: (word: string) => void): HTMLElement {
  const buttons = hints.map((word) =>
    element('button', { type: 'button', class: 'hint', onclick: () => say(word) }, word),
  );
  return element(
    'p',
    { class: 'hints', id: 'composer-hints' },
    element('span', {}, 'Mots à essayer : '),
    ...buttons,
  );
}
