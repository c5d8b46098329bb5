import type { Words } from '../../words/words.ts';
import type { Failed, LinkAct, LinkView, Outcome } from './ask.ts';
import { element } from './element.ts';

interface Look {
  title: string;
  primary?: boolean;
  /** What is heard instead of the title, where several buttons have the same one. */
  label?: string;
}

/** A button that does something. */
export interface ActButton extends Look {
  /** What pressing means with what is chosen now; null when the page has asked for more. */
  act: () => LinkAct | null;
}

/** A button that leads to another view, and does nothing else. */
export interface GoButton extends Look {
  go: LinkView;
}

export type Button = ActButton | GoButton;

/** Has a blinded token signed, in the name of whoever reads; both in base64url. */
export type SignBlinded = (
  wave: string,
  blinded: string,
) => Promise<{ signature: string } | Failed>;

/** Work of the page's own, in which the product is asked as well. */
export interface Task {
  /** Told at once: the work may leave the page no moment to say it later. */
  doing: string;
  /** `done`: the view has said itself what came of it, where the focus is; null: it asked for more. */
  begin: (sign: SignBlinded) => (() => Promise<Outcome | { kind: 'done' }>) | null;
}

/** Carries out such work. */
export type Run = (task: Task, place: HTMLElement) => void;

/** What whoever shows a view does in its own way, and says in words of its own. */
export interface Own {
  run: Run;
  survey?: Partial<Words['survey']>;
}

/** Carries out what a button means; `place` is where « Envoi en cours… » may be written. */
export type Send = (button: Button, place: HTMLElement) => void;

/** Where a wait is told, next to what was pressed. */
export const waitingPlace = (): HTMLElement => element('p', { class: 'sending', role: 'status' });

/** The acts that are open, the likeliest first. */
export function actRow(buttons: readonly Button[], send: Send, look = 'acts'): HTMLElement {
  const place = waitingPlace();
  const made = buttons.map((button) => {
    const drawn = pressable(button.title, button.primary ? 'primary' : 'plain', () =>
      send(button, place),
    );
    if (button.label !== undefined) drawn.setAttribute('aria-label', button.label);
    return drawn;
  });
  return element('div', { class: look }, ...made, place);
}

/** Only a person presses: scanners of mail that run a page's script and click by it do nothing. */
export function pressable(title: string, look: string, press: () => void): HTMLButtonElement {
  const button = element('button', { type: 'button', class: look }, title);
  button.addEventListener('click', (event) => {
    if (event.isTrusted && button.getAttribute('aria-disabled') !== 'true') press();
  });
  return button;
}
