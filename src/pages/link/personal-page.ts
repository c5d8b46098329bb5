import type { Refusal } from '../../domain/refusal.ts';
import { type Locale, type Words, words } from '../../words/words.ts';
import { type ActButton, pressable, type Send, waitingPlace } from './act-row.ts';
import { askPage, type LinkPage, type Outcome, sendAct } from './ask.ts';
import { mailLink } from './contact.ts';
import { byId, element, heading, paragraph } from './element.ts';
import { showBareFrame, showFrame } from './frame.ts';
import { heldView } from './held-view.ts';
import { meetingView } from './meeting-view.ts';
import { whileWaiting } from './waiting.ts';
import { yearView } from './year-view.ts';

type Problem = keyof Words['link']['problem'];

/** French unless the browser asks for English: before a link is read, its person is not known. */
const guessedLocale = (): Locale => (navigator.language.startsWith('en') ? 'en' : 'fr');

function viewOf(page: LinkPage, send: Send): Node[] {
  const { model } = page;
  switch (model.kind) {
    case 'held':
      return heldView(page, model, send);
    case 'year':
      return yearView(page, model, send);
    case 'meeting':
      return meetingView(page, model, send);
  }
}

/** The page behind one personal link: what is true, and what its person answers. */
export class PersonalPage {
  readonly #content = byId('content');
  readonly #said = byId('said');
  readonly #trouble = byId('trouble');
  #token = '';
  #shown: LinkPage | null = null;
  #locale: Locale = guessedLocale();

  /** Reads what is behind a token and shows it; nothing is changed by it. */
  async open(token: string): Promise<void> {
    this.#token = token;
    this.#shown = null;
    this.#quiet();
    this.#speak(guessedLocale());
    showBareFrame();
    this.#content.replaceChildren(paragraph(this.#words.link.opening));
    if (token === '') this.#showProblem('unknown');
    else await this.#read(null);
  }

  get #words(): Words {
    return words(this.#locale);
  }

  async #read(place: HTMLElement | null): Promise<void> {
    const token = this.#token;
    const outcome = await whileWaiting(this.#words.link.opening, place, () => askPage(token));
    if (token !== this.#token) return;
    if (outcome.kind === 'page') this.#show(outcome.page);
    // A token that cannot be read is as good as one nobody was given.
    else this.#showProblem(outcome.kind === 'refused' ? 'unknown' : outcome.kind);
    if (place) this.#goToTitle();
  }

  async #press(button: ActButton, place: HTMLElement): Promise<void> {
    const act = button.act();
    if (!act) return;
    const token = this.#token;
    const outcome = await whileWaiting(this.#words.link.sending, place, () => sendAct(token, act));
    if (token !== this.#token) return;
    this.#quiet();
    if (outcome.kind === 'page') this.#answered(outcome, button);
    else if (outcome.kind === 'refused') this.#refuse(outcome.refused);
    else if (outcome.kind === 'busy' || outcome.kind === 'offline')
      this.#offerRetry(outcome.kind, button);
    else {
      this.#showProblem(outcome.kind);
      this.#goToTitle();
    }
  }

  #answered({ page, refused }: Extract<Outcome, { kind: 'page' }>, button: ActButton): void {
    // What was chosen stays as long as it can still be sent.
    const same = JSON.stringify(page.model) === JSON.stringify(this.#shown?.model);
    if (refused === null || !same) this.#show(page);
    if (refused !== null) {
      this.#refuse(refused);
      return;
    }
    this.#said.replaceChildren(this.#words.said[button.said]);
    this.#goToTitle();
  }

  #show(page: LinkPage): void {
    this.#shown = page;
    this.#speak(page.reader.locale);
    showFrame(page, this.#words);
    this.#content.replaceChildren(...viewOf(page, (button, place) => this.#press(button, place)));
  }

  #refuse(refusal: Refusal): void {
    const said: Partial<Record<Refusal, string>> = {
      ...this.#words.refusals,
      ...this.#words.link.refusals,
    };
    // A refusal younger than this page, which a person may leave open for days.
    this.#trouble.replaceChildren(paragraph(said[refusal] ?? this.#words.refusals['try-again']));
    this.#trouble.focus();
  }

  #offerRetry(kind: 'busy' | 'offline', button: ActButton): void {
    const { link } = this.#words;
    const place = waitingPlace();
    const retry = pressable(link.retry, 'plain', () => this.#press(button, place));
    this.#trouble.replaceChildren(
      paragraph(link.notSent[kind]),
      element('div', { class: 'acts' }, retry, place),
    );
    this.#trouble.focus();
  }

  /** In place of the page. */
  #showProblem(kind: Problem): void {
    const { link } = this.#words;
    const { title, text } = link.problem[kind];
    this.#content.replaceChildren(heading(title), paragraph(text));
    if (kind === 'expired' && this.#shown)
      this.#content.append(element('p', {}, `${link.team} `, mailLink(this.#shown.replyTo)));
    if (kind === 'unknown' || kind === 'expired') return;
    const place = waitingPlace();
    const retry = pressable(link.retry, 'primary', () => this.#read(place));
    this.#content.append(element('div', { class: 'acts' }, retry, place));
  }

  #speak(locale: Locale): void {
    this.#locale = locale;
    document.documentElement.lang = locale;
    document.title = this.#words.link.pageTitle;
  }

  #goToTitle(): void {
    byId('title').focus();
  }

  #quiet(): void {
    this.#said.replaceChildren();
    this.#trouble.replaceChildren();
  }
}
