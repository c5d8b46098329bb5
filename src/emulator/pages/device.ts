import * as z from 'zod/mini';
import { statusLine } from './act-button.ts';
import { call, readPeople } from './control-api.ts';
import { byId, element } from './element.ts';
import { problemNotice } from './problem.ts';
import { sending } from './sending.ts';
import { field } from './time-fields.ts';

const account = z.object({ mail: z.string(), name: z.string() });
const ended = z.object({ state: z.string() });

/** What is said once the other window can go on, by how the sign-in ended. */
const said: Record<string, string> = {
  approved: 'Vous êtes connecté·e. Revenez à la fenêtre qui a montré ce code.',
  declined: 'La connexion est refusée. La fenêtre qui a montré ce code va le dire.',
};

/** Where Entra has one type the code that a command line has shown, and sign in. */
async function openDevicePage(): Promise<void> {
  const main = byId('main');
  try {
    const [administrator, people] = await Promise.all([
      call('GET', '/_emulator/administrator', account),
      readPeople(),
    ]);
    main.replaceChildren(
      element('h1', {}, 'Se connecter depuis un autre appareil'),
      element('p', { class: 'lead' }, 'Saisissez le code affiché par la ligne de commande.'),
      panel([administrator, ...people]),
    );
  } catch (thrown) {
    main.replaceChildren(problemNotice(thrown));
  }
}

/** The administrator comes first, as it is for them that command lines ask. */
function panel(accounts: z.infer<typeof account>[]): HTMLElement {
  const code = element('input', { required: true, autocomplete: 'off', spellcheck: 'false' });
  const options = accounts.map(({ mail, name }, at) =>
    element('option', { value: mail }, at === 0 ? `${name} (administration)` : name),
  );
  const who = element('select', {}, ...options);
  const status = statusLine();
  const end = (decline: boolean) =>
    sending(status, 'Un instant…', async () => {
      const body = { userCode: code.value, mail: who.value, decline };
      const { state } = await call('POST', '/_emulator/device', ended, body);
      status.replaceChildren();
      done.textContent = said[state] ?? '';
    });
  const done = element('p', { role: 'status' });
  const submit = (event: Event) => {
    event.preventDefault();
    done.textContent = '';
    void end(false);
  };
  return element(
    'form',
    { class: 'panel', onsubmit: submit },
    field('Code', code),
    field('Compte', who),
    element(
      'div',
      { class: 'line' },
      element('button', { type: 'submit', class: 'primary' }, 'Se connecter'),
      element('button', { type: 'button', onclick: () => void end(true) }, 'Refuser'),
    ),
    status,
    done,
  );
}

void openDevicePage();
