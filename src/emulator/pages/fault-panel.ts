import { element } from './element.ts';
import { armFault, clearFaults, type Fault, readFaults } from './fault-api.ts';
import { faultForm } from './fault-form.ts';
import { problemNotice } from './problem.ts';
import { sending } from './sending.ts';

/** What makes the next calls go wrong: a form to arm one, what is armed, and clearing all. */
export function faultPanel(): { root: HTMLElement; refresh: () => Promise<void> } {
  const list = element('div', {});
  const status = element('div', { class: 'status', role: 'status' });
  const refresh = async () => {
    try {
      list.replaceChildren(armed(await readFaults()));
    } catch (thrown) {
      list.replaceChildren(problemNotice(thrown));
    }
  };
  const act = (run: () => Promise<unknown>) =>
    void sending(status, 'Un instant…', async () => {
      await run();
      await refresh();
    });
  const clear = element(
    'button',
    { type: 'button', onclick: () => act(clearFaults) },
    'Tout désarmer',
  );
  const root = element(
    'section',
    { class: 'panel' },
    element('h2', {}, 'Pannes'),
    element(
      'p',
      { class: 'quiet' },
      'Une panne armée attend la prochaine demande qui lui correspond.',
    ),
    faultForm((fault) => act(() => armFault(fault))),
    status,
    element('h3', {}, 'Pannes armées'),
    list,
    clear,
  );
  return { root, refresh };
}

function armed(faults: Fault[]): HTMLElement {
  if (faults.length === 0)
    return element('p', { class: 'quiet' }, 'Aucune : tout répond normalement.');
  const items = faults.map(({ match, fault, times }) =>
    element(
      'li',
      {},
      element('strong', {}, fault),
      ` sur ${match.method ?? '*'} ${match.path}, encore ${times ?? 1} fois`,
    ),
  );
  return element('ul', { class: 'armed' }, ...items);
}
