import { element } from './element.ts';
import { sending } from './sending.ts';

export type Done = () => Promise<void>;

export const statusLine = (): HTMLElement => element('div', { class: 'status', role: 'status' });

/** Does the act, then what follows it; a failure is told in `status`. */
export function actButton(
  word: string,
  status: HTMLElement,
  done: Done,
  act: () => Promise<unknown>,
  kind = '',
): HTMLElement {
  const run = () =>
    sending(status, 'Un instant…', async () => {
      await act();
      await done();
    });
  return element('button', { type: 'button', class: kind, onclick: () => void run() }, word);
}
