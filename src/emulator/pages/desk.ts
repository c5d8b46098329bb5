import { type Addin, readAddin } from './addin-api.ts';
import { appointmentOf, blankAppointment, type Invitee } from './appointment.ts';
import type { CalendarEvent } from './calendar-api.ts';
import { ComposeForm } from './compose-form.ts';
import type { Person } from './control-api.ts';
import { element } from './element.ts';
import { isOrganiser } from './event-rules.ts';
import { type OpenItem, PaneFrame } from './pane-frame.ts';
import { problemNotice } from './problem.ts';
import { ReadView } from './read-view.ts';
import { type Theme, themeSwitch } from './theme-switch.ts';

/** The calendar or one appointment, and beside it the pane while it is open. */
export class Desk {
  readonly root: HTMLElement;
  readonly #me: Person;
  readonly #people: Person[];
  readonly #zone: string;
  readonly #calendar: HTMLElement;
  readonly #changed: () => Promise<void>;
  readonly #window = element('section', { class: 'window', hidden: true });
  readonly #side = element('aside', { class: 'side', 'aria-label': 'Volet', hidden: true });
  readonly #pinned = element('input', { type: 'checkbox' });
  #number = 0;
  #item: OpenItem | null = null;
  #pane: PaneFrame | undefined;

  constructor(
    me: Person,
    people: Person[],
    zone: string,
    calendar: HTMLElement,
    changed: () => Promise<void>,
  ) {
    this.#me = me;
    this.#people = people;
    this.#zone = zone;
    this.#calendar = calendar;
    this.#changed = changed;
    this.root = element('div', { class: 'desk' }, calendar, this.#window, this.#side);
  }

  /** A blank appointment at that instant. */
  compose(start: string): void {
    this.#openForm('Nouveau rendez-vous', blankAppointment(start));
  }

  /** The form of one's own event, the reading of somebody else's. */
  open(event: CalendarEvent): void {
    const title = event.subject || '(sans objet)';
    if (isOrganiser(event, this.#me)) {
      this.#openForm(title, appointmentOf(event));
      return;
    }
    this.#number += 1;
    const view = new ReadView(event, this.#number, this.#zone, () => this.#close(false));
    this.#show(title, view, view.root);
  }

  #openForm(title: string, one: ReturnType<typeof appointmentOf>): void {
    this.#number += 1;
    const people = this.#people.map(inviteeOf);
    const directory = { organiser: inviteeOf(this.#me), people };
    const form = new ComposeForm(one, this.#number, directory, this.#zone, {
      closed: (changed) => this.#close(changed),
      happened: (event, args) => this.#pane?.tell(event, args),
    });
    this.#show(title, form, form.root);
  }

  #show(title: string, item: OpenItem, content: HTMLElement): void {
    this.#item = item;
    const heading = element('h2', { tabindex: -1 }, title);
    const status = element('div', { class: 'status' });
    const open = () => void this.#openPane(status);
    const ribbon = element('button', { type: 'button', onclick: open }, 'Télémaque');
    const top = element('div', { class: 'dialog-top' }, heading, ribbon);
    this.#window.replaceChildren(top, status, content);
    this.#calendar.hidden = true;
    this.#window.hidden = false;
    heading.focus();
    this.#pane?.show(item);
  }

  /** Back to the calendar; the pane stays when it is pinned. */
  #close(changed: boolean): void {
    this.#item = null;
    this.#window.hidden = true;
    this.#window.replaceChildren();
    this.#calendar.hidden = false;
    if (this.#pinned.checked) this.#pane?.show(null);
    else this.#closePane();
    if (changed) void this.#changed();
  }

  async #openPane(status: HTMLElement): Promise<void> {
    if (this.#pane) return;
    try {
      this.#drawPane(await readAddin(this.#me.mail));
    } catch (thrown) {
      status.replaceChildren(problemNotice(thrown));
    }
  }

  #drawPane(addin: Addin): void {
    const close = () => this.#closePane();
    const pane = new PaneFrame(this.#me, addin, this.#item, close);
    this.#pane = pane;
    const theme = themeSwitch((now: Theme) => pane.wear(now));
    const head = element(
      'div',
      { class: 'side-head' },
      element('h2', {}, addin.name),
      element('label', { class: 'check' }, this.#pinned, 'Épingler'),
      theme,
      element('button', { type: 'button', onclick: close }, 'Fermer le volet'),
    );
    this.#side.replaceChildren(head, pane.root);
    this.#side.hidden = false;
  }

  #closePane(): void {
    this.#pane?.end();
    this.#pane = undefined;
    this.#side.replaceChildren();
    this.#side.hidden = true;
  }
}

const inviteeOf = ({ name, mail }: Person): Invitee => ({ name, mail });
