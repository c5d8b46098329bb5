import { choosePerson } from './choose-person.ts';
import { type Person, readClock, readPeople, readProgrammeMailbox } from './control-api.ts';
import { byId, element } from './element.ts';
import { homeZone, longDay, longMoment } from './french-dates.ts';
import { initialsOf, mailboxRole, roleOf } from './person-words.ts';
import { asProblem, problemNotice } from './problem.ts';
import { repeatWhileVisible } from './repeat.ts';

/** What every page knows once its header stands. */
export interface Place {
  people: Person[];
  /** Who one is, from `?as=`; undefined when nobody is chosen. */
  me: Person | undefined;
  /** The zone dates are written in: that person's. */
  zone: string;
  /** Virtual time as last heard. */
  now: string;
  main: HTMLElement;
}

const addresses = [
  ['/', 'Teams'],
  ['/outlook', 'Outlook'],
  ['/sharepoint', 'SharePoint'],
  ['/mail', 'Courrier'],
  ['/control', 'Horloge'],
] as const;
export type Address = (typeof addresses)[number][0];

const headerClockMs = 5000;

/** Draws the header common to all pages, then the page itself; whatever fails is told in its place. */
export async function openPage(
  address: Address,
  draw: (place: Place) => void | Promise<void>,
): Promise<void> {
  const main = byId('main');
  try {
    const [people, clock] = await Promise.all([whoIsAt(address), readClock()]);
    const as = new URLSearchParams(location.search).get('as')?.toLowerCase();
    const me = people.find((someone) => someone.mail.toLowerCase() === as);
    const place: Place = { people, me, zone: me?.timeZone ?? homeZone, now: clock.now, main };
    byId('header').replaceChildren(...header(address, place));
    keepClock(place);
    main.replaceChildren();
    if (as && !me)
      main.append(element('p', { class: 'notice' }, `Personne n’a l’adresse ${as} ici.`));
    await draw(place);
  } catch (thrown) {
    main.replaceChildren(problemNotice(thrown));
  }
}

/** Those one can be on that page: the programme's mailbox has a calendar and nothing else to see. */
async function whoIsAt(address: Address): Promise<Person[]> {
  if (address !== '/outlook') return readPeople();
  const [people, mailbox] = await Promise.all([readPeople(), readProgrammeMailbox()]);
  return [...people, mailbox];
}

/** The page of somebody else, or of the same person elsewhere, where they have something to see. */
export const addressOf = (address: string, someone: Person | undefined): string => {
  const isThere = address === '/outlook' || !someone?.roles.includes(mailboxRole);
  return someone && isThere ? `${address}?as=${encodeURIComponent(someone.mail)}` : address;
};

function header(address: Address, place: Place): HTMLElement[] {
  const links = addresses.map(([to, word]) =>
    element(
      'li',
      {},
      element(
        'a',
        { href: addressOf(to, place.me), 'aria-current': to === address ? 'page' : undefined },
        word,
      ),
    ),
  );
  const nav = element('nav', { 'aria-label': 'Applications' }, element('ul', {}, ...links));
  const clock = element('p', { class: 'clock', id: 'clock' });
  return [nav, clock, ...whoIAm(address, place)];
}

function whoIAm(address: Address, { me, people }: Place): HTMLElement[] {
  if (!me) return [];
  const dialog = element('dialog', {
    class: 'chooser-dialog',
    'aria-label': 'Changer de personne',
  });
  const open = () => {
    const close = element('button', { type: 'button', onclick: () => dialog.close() }, 'Fermer');
    const chooser = choosePerson(people, (someone) => addressOf(address, someone));
    dialog.replaceChildren(element('div', { class: 'dialog-top' }, close), chooser);
    dialog.showModal();
  };
  const button = element(
    'button',
    { type: 'button', onclick: open },
    'Changer',
    element('span', { class: 'wide-only' }, ' de personne'),
  );
  return [
    element(
      'div',
      { class: 'me' },
      avatar(me.name),
      element('p', {}, element('strong', {}, me.name), element('span', {}, roleOf(me))),
      button,
      dialog,
    ),
  ];
}

export const avatar = (name: string): HTMLElement =>
  element('span', { class: 'avatar', 'aria-hidden': 'true' }, initialsOf(name));

function keepClock(place: Place): void {
  const shown = byId('clock');
  const write = () => {
    shown.textContent = longMoment(place.now, place.zone);
    shown.title = `Date virtuelle, ${place.zone}`;
  };
  write();
  repeatWhileVisible(headerClockMs, async () => {
    try {
      place.now = (await readClock()).now;
      write();
    } catch (thrown) {
      shown.textContent = asProblem(thrown).what;
    }
  });
}

/** What stands on a page that needs someone, as long as nobody is chosen. */
export function askWho(place: Place, address: Address, title: string, lead: string): void {
  place.main.append(
    element('h1', {}, title),
    element('p', { class: 'lead' }, lead),
    element(
      'p',
      { class: 'quiet' },
      `Nous sommes le ${longDay(place.now, place.zone)} dans ce monde. `,
      element('a', { href: '/control' }, 'Avancer l’horloge'),
    ),
    choosePerson(place.people, (someone) => addressOf(address, someone)),
  );
}
