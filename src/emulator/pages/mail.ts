import type { Person } from './control-api.ts';
import { element } from './element.ts';
import { dayOfWeek, hour } from './french-dates.ts';
import { arrivalOf, type Mail, readMails } from './mail-api.ts';
import { mailPane } from './mail-pane.ts';
import { ofName } from './person-words.ts';
import { problemNotice } from './problem.ts';
import { repeatWhileVisible } from './repeat.ts';
import { askWho, openPage, type Place } from './shell.ts';

const pollMs = 3000;

/** Received mails beside the open one; reading again keeps the open one open. */
class Mailbox {
  readonly #place: Place;
  readonly #me: Person;
  readonly #list = element('div', { class: 'mails' });
  readonly #pane = element('section', { class: 'mail-pane', 'aria-label': 'Courrier ouvert' });
  #openId: string | undefined;
  #drawn = '';

  constructor(place: Place, me: Person) {
    this.#place = place;
    this.#me = me;
  }

  start(): void {
    this.#place.main.append(
      element('h1', {}, `Courrier ${ofName(this.#me.name)}`),
      element('div', { class: 'mailbox' }, this.#list, this.#pane),
    );
    repeatWhileVisible(pollMs, () => this.#read());
  }

  async #read(): Promise<void> {
    try {
      this.#show(await readMails(this.#me.mail));
    } catch (thrown) {
      this.#drawn = '';
      this.#list.replaceChildren(problemNotice(thrown));
    }
  }

  #show(mails: Mail[]): void {
    if (JSON.stringify(mails) === this.#drawn) return;
    this.#drawn = JSON.stringify(mails);
    const newest = [...mails].sort((left, right) =>
      arrivalOf(right).localeCompare(arrivalOf(left)),
    );
    const focused = document.activeElement?.getAttribute('data-mail');
    const openByHand = (mail: Mail) => {
      this.#open(mail);
      this.#pane.querySelector('h2')?.focus();
    };
    this.#list.replaceChildren(mailList(newest, this.#place.zone, openByHand));
    for (const button of this.#list.querySelectorAll('button'))
      if (button.dataset.mail === focused) button.focus();
    if (newest.some(({ id }) => id === this.#openId)) this.#mark();
    else if (newest[0]) this.#open(newest[0]);
    else
      this.#pane.replaceChildren(element('p', { class: 'quiet' }, 'Rien à lire pour l’instant.'));
  }

  #open(mail: Mail): void {
    this.#openId = mail.id;
    this.#pane.replaceChildren(...mailPane(mail, this.#place.zone));
    this.#mark();
  }

  /** Shows in the list which mail is open. */
  #mark(): void {
    for (const button of this.#list.querySelectorAll('button'))
      button.setAttribute('aria-current', String(button.dataset.mail === this.#openId));
  }
}

function mailList(mails: Mail[], zone: string, open: (mail: Mail) => void): HTMLElement {
  if (mails.length === 0) return element('p', { class: 'notice' }, 'Aucun courrier reçu.');
  return element(
    'ul',
    { class: 'mail-list', 'aria-label': 'Courriers reçus' },
    ...mails.map((mail) =>
      element(
        'li',
        {},
        element(
          'button',
          { type: 'button', 'data-mail': mail.id, onclick: () => open(mail) },
          element('span', { class: 'mail-from' }, senderOf(mail)),
          element('strong', {}, mail.subject || '(sans objet)'),
          element('span', { class: 'quiet' }, when(mail, zone)),
        ),
      ),
    ),
  );
}

const senderOf = ({ from }: Mail): string =>
  from?.emailAddress.name || from?.emailAddress.address || 'inconnu';

const when = (mail: Mail, zone: string): string => {
  const at = arrivalOf(mail);
  return at ? `${dayOfWeek(at, zone)}, ${hour(at, zone)}` : '';
};

openPage('/mail', (place) => {
  if (!place.me) {
    askWho(
      place,
      '/mail',
      'Le courrier de qui ?',
      'Tous les courriers envoyés dans ce monde arrivent ici.',
    );
    return;
  }
  document.title = `Courrier simulé ${ofName(place.me.name)}`;
  new Mailbox(place, place.me).start();
});
