import type { SaidKey } from '../../words/fr/said.ts';
import type { LinkAct } from './ask.ts';
import { element } from './element.ts';

export interface ActButton {
  title: string;
  /** Told once it is done. */
  said: SaidKey;
  primary?: boolean;
  /** What pressing means with what is chosen now; null when the page has asked for more. */
  act: () => LinkAct | null;
}

/** Carries out what a button means; `place` is where « Envoi en cours… » may be written. */
export type Send = (button: ActButton, place: HTMLElement) => void;

/** Where a wait is told, next to what was pressed. */
export const waitingPlace = (): HTMLElement => element('p', { class: 'sending', role: 'status' });

/** The acts that are open, the likeliest first. */
export function actRow(buttons: readonly ActButton[], send: Send): HTMLElement {
  const place = waitingPlace();
  const made = buttons.map((button) =>
    pressable(button.title, button.primary ? 'primary' : 'plain', () => send(button, place)),
  );
  return element('div', { class: 'acts' }, ...made, place);
}

/** Only a person presses: scanners of mail that run a page's script and click by it do nothing. */
export function pressable(title: string, look: string, press: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: look }, title);
  button.addEventListener('click', (event) => {
    if (event.isTrusted && button.getAttribute('aria-disabled') !== 'true') press();
  });
  return button;
}
