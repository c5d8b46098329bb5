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
  mailbox(place, place.me);
});

function mailbox({ main, zone }: Place, me: Person): void {
  const list = element('div', { class: 'mails' });
  const pane = element('section', { class: 'mail-pane', 'aria-label': 'Courrier ouvert' });
  let openId: string | undefined;
  let drawn = '';
  const open = (mail: Mail, byHand: boolean) => {
    openId = mail.id;
    pane.replaceChildren(...mailPane(mail, zone));
    for (const button of list.querySelectorAll('button'))
      button.setAttribute('aria-current', String(button.dataset.mail === openId));
    if (byHand) pane.querySelector('h2')?.focus();
  };
  const show = (mails: Mail[]) => {
    if (JSON.stringify(mails) === drawn) return;
    drawn = JSON.stringify(mails);
    const newest = [...mails].sort((left, right) =>
      arrivalOf(right).localeCompare(arrivalOf(left)),
    );
    const focused = document.activeElement?.getAttribute('data-mail');
    list.replaceChildren(mailList(newest, zone, (mail) => open(mail, true)));
    for (const button of list.querySelectorAll('button'))
      if (button.dataset.mail === focused) button.focus();
    const still = newest.find(({ id }) => id === openId);
    if (still)
      for (const button of list.querySelectorAll('button'))
        button.setAttribute('aria-current', String(button.dataset.mail === openId));
    else if (newest[0]) open(newest[0], false);
    else pane.replaceChildren(element('p', { class: 'quiet' }, 'Rien à lire pour l’instant.'));
  };
  main.append(
    element('h1', {}, `Courrier ${ofName(me.name)}`),
    element('div', { class: 'mailbox' }, list, pane),
  );
  repeatWhileVisible(pollMs, async () => {
    try {
      show(await readMails(me.mail));
    } catch (thrown) {
      drawn = '';
      list.replaceChildren(problemNotice(thrown));
    }
  });
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
