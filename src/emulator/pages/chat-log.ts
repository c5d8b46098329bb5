import type { ActionName } from './card-actions.ts';
import { renderCard } from './card-view.ts';
import type { Message, Person } from './control-api.ts';
import { type Child, element } from './element.ts';
import { dayOfWeek, hour, localDay } from './french-dates.ts';
import { avatar } from './shell.ts';

/** What a press on a card of that message should do; `stage` is where its fate is told. */
export type OnMessagePress = (
  message: Message,
  pressed: ActionName,
  inputs: Record<string, string>,
  stage: HTMLElement,
) => void;

interface Shown {
  row: HTMLElement;
  drawn: string;
}

/** The messages of a chat; drawing again touches only those that changed, so typing is never lost. */
export class ChatLog {
  readonly root: HTMLElement;
  readonly #me: Person;
  readonly #zone: string;
  readonly #onPress: OnMessagePress;
  readonly #shown = new Map<string, Shown>();

  constructor(me: Person, zone: string, onPress: OnMessagePress) {
    this.#me = me;
    this.#zone = zone;
    this.#onPress = onPress;
    this.root = element('div', {
      class: 'log',
      role: 'log',
      'aria-label': 'Conversation avec Télémaque',
      tabindex: 0,
    });
  }

  show(messages: Message[]): void {
    const first = this.#shown.size === 0;
    const wasAtEnd = this.#isAtEnd();
    this.#dropAllBut(new Set(messages.map(({ id }) => id)));
    let grew = false;
    for (const [index, message] of messages.entries()) {
      grew = !this.#shown.has(message.id) || grew;
      this.#showOne(message, messages[index - 1]);
    }
    this.root.classList.toggle('empty', messages.length === 0);
    if ((grew && wasAtEnd) || first) this.root.scrollTop = this.root.scrollHeight;
  }

  /** Puts the focus on a message, for someone whose pressed button has just gone. */
  focus(id: string): void {
    this.#shown.get(id)?.row.focus();
  }

  #dropAllBut(ids: Set<string>): void {
    for (const [id, { row }] of this.#shown) {
      if (ids.has(id)) continue;
      row.remove();
      this.#shown.delete(id);
    }
  }

  #showOne(message: Message, before: Message | undefined): void {
    const drawn = JSON.stringify([message.text, message.card]);
    const old = this.#shown.get(message.id);
    if (old?.drawn === drawn) return;
    const row = this.#row(message, before);
    const hadFocus = old?.row.contains(document.activeElement);
    if (old) old.row.replaceWith(row);
    else this.root.append(row);
    this.#shown.set(message.id, { row, drawn });
    if (hadFocus) row.focus();
  }

  #row(message: Message, before: Message | undefined): HTMLElement {
    const mine = message.from === 'person';
    const who = mine ? this.#me.name : 'Télémaque';
    const newDay = !before || localDay(before.at, this.#zone) !== localDay(message.at, this.#zone);
    const day = newDay
      ? element('p', { class: 'day' }, dayOfWeek(message.at, this.#zone))
      : undefined;
    const time = element('time', { datetime: message.at }, hour(message.at, this.#zone));
    return element(
      'article',
      { class: mine ? 'message mine' : 'message', tabindex: -1, 'aria-label': `Message de ${who}` },
      day,
      mine ? undefined : avatar('Télémaque'),
      element(
        'div',
        { class: 'words' },
        element('p', { class: 'from' }, element('strong', {}, who), ' ', time),
        ...this.#content(message),
      ),
    );
  }

  #content(message: Message): Child[] {
    const text = message.text ? element('p', { class: 'bubble' }, message.text) : undefined;
    if (!message.card) return [text];
    const stage = element('div', { class: 'card' });
    stage.append(
      renderCard(message.card, (pressed, inputs) => this.#onPress(message, pressed, inputs, stage)),
    );
    return [text, stage];
  }

  #isAtEnd(): boolean {
    const { scrollTop, scrollHeight, clientHeight } = this.root;
    return scrollHeight - scrollTop - clientHeight < 60;
  }
}
