import { element } from './element.ts';
import { resetWorld } from './fault-api.ts';
import { openModal } from './modal.ts';
import { sending } from './sending.ts';

/** Everything back to launch day, after a second thought. */
export function resetPanel(): HTMLElement {
  return element(
    'section',
    { class: 'panel' },
    element('h2', {}, 'Tout recommencer'),
    element(
      'p',
      {},
      'Efface tout ce qui s’est passé ici, chez Télémaque aussi, et revient au jour du lancement avec les mêmes personnes.',
    ),
    element('button', { type: 'button', class: 'danger', onclick: confirm }, 'Tout recommencer…'),
  );
}

const confirm = (): void =>
  openModal('Effacer ce monde ?', () => {
    const status = element('div', { class: 'status', role: 'status' });
    const erase = () =>
      sending(status, 'On range et on remet en place… cela peut prendre une minute.', async () => {
        await resetWorld();
        location.reload();
      });
    return [
      element(
        'p',
        {},
        'Rencontres, courriers, cartes et lignes de liste seront effacés. Rien ne les ramènera.',
      ),
      element(
        'div',
        { class: 'buttons' },
        element(
          'button',
          { type: 'button', class: 'danger', onclick: () => void erase() },
          'Tout effacer et recommencer',
        ),
      ),
      status,
    ];
  });
