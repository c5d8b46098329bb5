import { pressable, waitingPlace } from '../link/act-row.ts';
import { element } from '../link/element.ts';

/** What a press leads to; `place` is where a wait is told. */
export type Run = (place: HTMLElement) => void;

export interface PaneButton {
  title: string;
  primary?: boolean;
  /** What is heard instead of the title, where several buttons have the same one. */
  label?: string;
  run: Run;
}

/** The acts that are open, the likeliest first, with a place to tell a wait. */
export function buttonRow(...buttons: readonly PaneButton[]): HTMLElement {
  const place = waitingPlace();
  return element('div', { class: 'acts' }, ...buttons.map((one) => paneButton(one, place)), place);
}

export function paneButton(button: PaneButton, place: HTMLElement): HTMLButtonElement {
  const { title, primary, label, run } = button;
  const made = pressable(title, primary ? 'primary' : 'plain', () => run(place));
  if (label !== undefined) made.setAttribute('aria-label', label);
  return made;
}
