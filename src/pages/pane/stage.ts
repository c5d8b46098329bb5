import type { Refusal } from '../../domain/refusal.ts';
import type { Locale } from '../../words/words.ts';
import { byId, heading, paragraph } from '../link/element.ts';
import { whileWaiting } from '../link/waiting.ts';
import { buttonRow } from './buttons.ts';
import { type Told, toldIn } from './told.ts';

export type Problem = keyof Told['pane']['problem'];

/** Problems that only another place, another appointment or another Outlook ends. */
const lasting: readonly Problem[] = [
  ...(['no-outlook', 'no-appointment', 'series'] as const),
  ...(['not-pairs', 'other-mailbox', 'old-outlook'] as const),
];
/** Those in which Outlook asks the person something, which a press alone may open. */
const asking: readonly Problem[] = ['interaction', 'consent', 'cancelled', 'no-token'];

/** The places of the page: what is shown, what was just said, what went wrong. */
export class Stage {
  readonly #content = byId('content');
  readonly #said = byId('said');
  readonly #trouble = byId('trouble');
  #told: Told;

  constructor(locale: Locale) {
    this.#told = toldIn(locale);
    this.speak(locale);
  }

  get told(): Told {
    return this.#told;
  }

  speak(locale: Locale): void {
    this.#told = toldIn(locale);
    document.documentElement.lang = locale;
    document.title = this.#told.pane.pageTitle;
  }

  /** Whoever stands on something that goes away is led to the title of what comes. */
  draw(...nodes: Node[]): void {
    const held = this.#content.contains(document.activeElement);
    this.#content.replaceChildren(...nodes);
    if (held) this.goToTitle();
  }

  /** In place of everything: what happened, and what to do. `ask`: Outlook may ask its question. */
  problem(kind: Problem, retry?: (ask: boolean) => Promise<void>): void {
    const { pane } = this.#told;
    const { title, text } = pane.problem[kind];
    this.quiet();
    this.draw(heading(title), paragraph(text));
    if (!retry || lasting.includes(kind)) return;
    const asks = asking.includes(kind);
    const run = async (place: HTMLElement) => {
      await whileWaiting(pane.opening, place, () => retry(asks));
      this.goToTitle();
    };
    const word = asks ? pane.signIn : pane.retry;
    this.#content.append(
      buttonRow({ title: word, primary: true, run: (place) => void run(place) }),
    );
  }

  say(text: string): void {
    this.#said.replaceChildren(text);
  }

  /** Said above the page, and gone to. */
  complain(text: string): void {
    this.#trouble.replaceChildren(paragraph(text));
    this.#trouble.focus();
  }

  refuse(refusal: Refusal): void {
    const said: Partial<Record<Refusal, string>> = {
      ...this.#told.refusals,
      ...this.#told.link.refusals,
      ...this.#told.pane.refusals,
    };
    // A refusal younger than this page, which a pane may outlive.
    this.complain(said[refusal] ?? this.#told.refusals['try-again']);
  }

  quiet(): void {
    this.#said.replaceChildren();
    this.#trouble.replaceChildren();
  }

  goToTitle(): void {
    document.getElementById('title')?.focus();
  }
}
