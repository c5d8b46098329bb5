import { type CalendarEvent, instantAt, moveEvent, rangeOf, readCalendar } from './calendar-api.ts';
import type { Person } from './control-api.ts';
import { Desk } from './desk.ts';
import type { Hands } from './drag.ts';
import { element } from './element.ts';
import { openDetails } from './event-details.ts';
import { refusalToMove } from './event-rules.ts';
import {
  instantOf,
  localDay,
  mondayOf,
  movedBy,
  span,
  weekTitle,
  zoneWords,
} from './french-dates.ts';
import { openNewEvent } from './new-event.ts';
import { mailboxRole, ofName } from './person-words.ts';
import { problemNotice } from './problem.ts';
import { repeatWhileVisible } from './repeat.ts';
import { sending } from './sending.ts';
import { askWho, openPage, type Place } from './shell.ts';
import { weekGrid } from './week-grid.ts';

const pollMs = 3000;

openPage('/outlook', (place) => {
  const { me } = place;
  if (!me) {
    askWho(
      place,
      '/outlook',
      'L’agenda de qui ?',
      'Chaque personne a le sien, comme dans Outlook.',
    );
    return;
  }
  document.title = `Outlook simulé : ${titleOf(me).toLowerCase()}`;
  new CalendarPage(place, me).open();
});

const titleOf = (me: Person): string =>
  me.roles.includes(mailboxRole) ? 'Agenda du programme' : `Agenda ${ofName(me.name)}`;

/** One person's calendar, a week at a time, kept up to date. */
class CalendarPage {
  readonly #place: Place;
  readonly #me: Person;
  readonly #title = element('h2', { class: 'week-title', 'aria-live': 'polite' });
  readonly #week = element('div', { class: 'week-holder' });
  readonly #calendar = element('div', { class: 'calendar' });
  readonly #desk: Desk;
  #monday: string;
  #events: CalendarEvent[] = [];
  #drawn = '';
  readonly #said = element('p', { class: 'said quiet', role: 'status' });
  readonly #problem = element('div', { class: 'status' });
  /** Set while something is dragged: its box must stay the same one. */
  #held = false;
  #moving = Promise.resolve();
  #refresh = async () => {};

  constructor(place: Place, me: Person) {
    this.#place = place;
    this.#me = me;
    this.#monday = mondayOf(this.#today());
    const { people, zone } = place;
    this.#desk = new Desk(me, people, zone, this.#calendar, () => this.#refresh());
  }

  open(): void {
    this.#calendar.append(
      element(
        'p',
        { class: 'quiet' },
        this.#me.mailbox === 'here'
          ? `Heures affichées : ${zoneWords(this.#place.zone)}.`
          : `Cet agenda est dans une autre organisation : Télémaque ne peut pas le lire. Heures affichées : ${zoneWords(this.#place.zone)}.`,
      ),
      this.#tools(),
      element(
        'p',
        { class: 'quiet by-hand' },
        'Pour déplacer un événement que vous organisez : glissez-le, ou Alt et les flèches une fois dessus.',
      ),
      this.#said,
      this.#problem,
      this.#week,
    );
    this.#place.main.append(element('h1', {}, titleOf(this.#me)), this.#desk.root);
    this.#refresh = repeatWhileVisible(pollMs, () => this.#read());
  }

  #today(): string {
    return localDay(this.#place.now, this.#place.zone);
  }

  #tools(): HTMLElement {
    const go = (weeks: number) => () => {
      this.#monday = weeks === 0 ? mondayOf(this.#today()) : mondayOf(this.#monday, weeks);
      this.#draw();
    };
    const button = (word: string, onclick: () => void, kind = '') =>
      element('button', { type: 'button', onclick, class: kind }, word);
    const add = () =>
      openNewEvent(this.#me, this.#place.zone, this.#firstFree(), () => this.#refresh());
    return element(
      'div',
      { class: 'tools' },
      button('Semaine précédente', go(-1)),
      button('Cette semaine', go(0)),
      button('Semaine suivante', go(1)),
      this.#title,
      button('Nouvel événement', add, 'primary'),
      this.#me.roles.includes(mailboxRole)
        ? undefined
        : button('Nouveau rendez-vous', () => this.#desk.compose(this.#firstFree())),
    );
  }

  /** Ten o'clock today, or on the Monday of the week one looks at. */
  #firstFree(): string {
    const today = this.#today();
    const day = mondayOf(today) === this.#monday ? today : this.#monday;
    return instantOf(`${day}T10:00`, this.#place.zone);
  }

  async #read(): Promise<void> {
    try {
      this.#events = await readCalendar(this.#me.mail);
      this.#draw();
    } catch (thrown) {
      this.#drawn = '';
      this.#week.replaceChildren(problemNotice(thrown));
    }
  }

  #draw(): void {
    const { zone } = this.#place;
    const drawn = JSON.stringify([this.#monday, this.#today(), this.#events]);
    if (drawn === this.#drawn || this.#held) return;
    const focused = document.activeElement?.getAttribute('data-event');
    this.#drawn = drawn;
    this.#title.textContent = weekTitle(this.#monday);
    const open = (event: CalendarEvent) =>
      openDetails(event, this.#me, zone, {
        changed: () => this.#refresh(),
        opened: this.#mayOpen(event) ? () => this.#desk.open(event) : undefined,
      });
    this.#week.replaceChildren(
      ...weekGrid({
        monday: this.#monday,
        today: this.#today(),
        zone,
        events: this.#events,
        open,
        hands: this.#hands(),
      }),
    );
    for (const button of this.#week.querySelectorAll<HTMLElement>('[data-event]'))
      if (button.dataset.event === focused) button.focus();
  }

  /** A window of its own is for single appointments of people. */
  #mayOpen(event: CalendarEvent): boolean {
    const isSingle = !event.isAllDay && !event.seriesMasterId && !event.isCancelled;
    return isSingle && !this.#me.roles.includes(mailboxRole);
  }

  #hands(): Hands {
    return {
      refusal: (event) => refusalToMove(event, this.#me),
      say: (words) => this.#said.replaceChildren(words),
      hold: (held) => {
        this.#held = held;
        this.#draw();
      },
      moveTo: (event, start) => this.#move(event, start),
      moveBy: (event, step) => {
        // Keys can come faster than answers: each step starts where the one before it ended.
        this.#moving = this.#moving.then(async () => {
          const now = this.#events.find(({ id }) => id === event.id) ?? event;
          await this.#move(now, movedBy(instantAt(now.start), this.#place.zone, step));
        });
      },
    };
  }

  async #move(event: CalendarEvent, start: string): Promise<void> {
    const lasting = Date.parse(instantAt(event.end)) - Date.parse(instantAt(event.start));
    const end = new Date(Date.parse(start) + lasting).toISOString();
    const { zone } = this.#place;
    this.#said.replaceChildren();
    const isDone = await sending(this.#problem, 'Un instant…', async () => {
      await moveEvent(this.#me.mail, event.id, rangeOf(start, end));
    });
    this.#held = false;
    if (isDone) {
      this.#said.replaceChildren(`Déplacé : ${span(start, end, zone)}.`);
      this.#monday = mondayOf(localDay(start, zone));
    }
    await this.#refresh();
  }
}
