import { type Child, element } from './element.ts';

/** Opens a modal window; it leaves the page when closed, and the focus goes back where it was. */
export function openModal(title: string, fill: (close: () => void) => Child[]): void {
  const dialog = element('dialog', { class: 'modal flow', 'aria-labelledby': 'modal-title' });
  const close = () => dialog.close();
  dialog.addEventListener('close', () => dialog.remove());
  dialog.append(
    element(
      'div',
      { class: 'dialog-top' },
      element('h2', { id: 'modal-title' }, title),
      element('button', { type: 'button', onclick: close }, 'Fermer'),
    ),
    ...fill(close).filter((child) => child !== undefined),
  );
  document.body.append(dialog);
  dialog.showModal();
}
