import type { Refusal } from '../../domain/refusal.ts';
import { type Locale, type Words, words } from '../../words/words.ts';
import {
  type ActButton,
  actRow,
  type Button,
  pressable,
  type Run,
  type Task,
  waitingPlace,
} from './act-row.ts';
import {
  askPage,
  askRenewal,
  askSignature,
  type LinkAct,
  type LinkPage,
  type LinkView,
  type Outcome,
  sendAct,
} from './ask.ts';
import { mailLink } from './contact.ts';
import { byId, element, heading, paragraph } from './element.ts';
import { showBareFrame, showFrame } from './frame.ts';
import { viewOf } from './view-of.ts';
import { whileWaiting } from './waiting.ts';

type Problem = keyof Words['link']['problem'];
type Missing = Exclude<Outcome['kind'], 'page' | 'refused'>;

interface Asked {
  asked: () => Promise<Outcome | { kind: 'done' }>;
  doing: string;
  /** Milliseconds before it is told. */
  after?: number | undefined;
}

/** French unless the browser asks for English: before a link is read, its person is not known. */
const guessedLocale = (): Locale => (navigator.language.startsWith('en') ? 'en' : 'fr');

/** The page behind one personal link: what is true, and what its person does about it. */
export class PersonalPage {
  readonly #content = byId('content');
  readonly #said = byId('said');
  readonly #trouble = byId('trouble');
  #token = '';
  #shown: LinkPage | null = null;
  #locale: Locale = guessedLocale();
  /** The id of each act that was sent and not answered: sent again, it is the same one. */
  readonly #sent = new Map<string, string>();

  /** Reads what is behind a token and shows it; nothing is changed by it. */
  async open(token: string): Promise<void> {
    this.#token = token;
    this.#shown = null;
    this.#sent.clear();
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

  async #press(button: Button, place: HTMLElement): Promise<void> {
    const asked = 'go' in button ? this.#going(button.go) : this.#acting(button);
    const again = (at: HTMLElement) => void this.#press(button, at);
    if (asked) await this.#ask({ asked, doing: this.#words.link.sending }, place, again);
  }

  async #run(task: Task, place: HTMLElement): Promise<void> {
    const token = this.#token;
    const asked = task.begin((wave, blinded) => askSignature({ token, wave, blinded }));
    const again = (at: HTMLElement) => void this.#run(task, at);
    if (asked) await this.#ask({ asked, doing: task.doing, after: 0 }, place, again);
  }

  async #ask(
    { asked, doing, after }: Asked,
    place: HTMLElement,
    again: (place: HTMLElement) => void,
  ): Promise<void> {
    const token = this.#token;
    const outcome = await whileWaiting(doing, place, asked, after);
    if (token !== this.#token) return;
    this.#quiet();
    if (outcome.kind === 'done') return;
    if (outcome.kind === 'page' || outcome.kind === 'refused') this.#sent.clear();
    if (outcome.kind === 'page') this.#answered(outcome);
    else if (outcome.kind === 'refused') this.#refuse(outcome.refused);
    else this.#missed(outcome.kind, again);
  }

  #going(view: LinkView): () => Promise<Outcome> {
    const token = this.#token;
    return () => askPage(token, view);
  }

  #acting(button: ActButton): (() => Promise<Outcome>) | null {
    const act = button.act();
    if (!act) return null;
    const token = this.#token;
    const view = this.#shown ? { view: this.#shown.view } : {};
    const id = this.#idOf(act);
    return () => sendAct({ token, id, ...view, act });
  }

  #idOf(act: LinkAct): string {
    const key = JSON.stringify(act);
    const id = this.#sent.get(key) ?? crypto.randomUUID();
    this.#sent.set(key, id);
    return id;
  }

  #answered({ page, said, refused }: Extract<Outcome, { kind: 'page' }>): void {
    // What was chosen stays as long as it can still be sent.
    const same = JSON.stringify(page.model) === JSON.stringify(this.#shown?.model);
    if (refused === null || !same) this.#show(page);
    if (refused !== null) {
      this.#refuse(refused);
      return;
    }
    const { link, said: texts } = this.#words;
    if (said !== null) this.#said.replaceChildren(said === 'already' ? link.already : texts[said]);
    this.#goToTitle();
  }

  #missed(kind: Missing, again: (place: HTMLElement) => void): void {
    if (kind === 'busy' || kind === 'offline') {
      this.#offerRetry(kind, again);
      return;
    }
    // What is looked for is gone, while the link itself is good: said where the reader is.
    if (kind === 'unknown' && this.#shown) this.#refuse('not-found');
    else this.#showProblem(kind);
    if (kind === 'expired') this.#goToTitle();
  }

  #show(page: LinkPage): void {
    this.#shown = page;
    this.#speak(page.reader.locale);
    showFrame(page, this.#words);
    const send = (button: Button, place: HTMLElement) => void this.#press(button, place);
    const run: Run = (task, place) => void this.#run(task, place);
    this.#content.replaceChildren(...viewOf(page, send, { run }), ...this.#wayOn(page, send));
  }

  /** From wherever a mail has led to everything else; at home, to the other language. */
  #wayOn({ model, pair, reader }: LinkPage, send: (b: Button, p: HTMLElement) => void): Node[] {
    const { link } = this.#words;
    const other = reader.locale === 'fr' ? 'en' : 'fr';
    const button: Button =
      model.kind === 'home'
        ? { title: link.language, act: () => ({ act: 'language', locale: other }) }
        : { title: link.home, go: { kind: 'rhythm', pair } };
    const row = actRow([button], send, 'acts aside');
    if (model.kind === 'home') row.querySelector('button')?.setAttribute('lang', other);
    return [row];
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

  #offerRetry(kind: 'busy' | 'offline', again: (place: HTMLElement) => void): void {
    const { link } = this.#words;
    const place = waitingPlace();
    const retry = pressable(link.retry, 'plain', () => again(place));
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
    if (kind === 'unknown') return;
    const place = waitingPlace();
    const again =
      kind === 'expired'
        ? pressable(link.renew, 'primary', () => this.#renew(place))
        : pressable(link.retry, 'primary', () => this.#read(place));
    this.#content.append(element('div', { class: 'acts' }, again, place));
    if (kind === 'expired' && this.#shown)
      this.#content.append(element('p', {}, `${link.team} `, mailLink(this.#shown.replyTo)));
  }

  /** The same words whether a mail leaves or not: whoever found an old link learns nothing. */
  async #renew(place: HTMLElement): Promise<void> {
    const { link } = this.#words;
    const token = this.#token;
    const became = await whileWaiting(link.sending, place, () => askRenewal(token));
    if (token !== this.#token) return;
    this.#quiet();
    if (became === 'asked') {
      this.#content.replaceChildren(heading(link.problem.expired.title), paragraph(link.renewed));
      this.#goToTitle();
      return;
    }
    this.#trouble.replaceChildren(paragraph(link.problem[became].text));
    this.#trouble.focus();
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
