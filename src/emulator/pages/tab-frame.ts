import type { Person } from './control-api.ts';
import { element } from './element.ts';
import {
  type Asked,
  actOn,
  answerTo,
  type HostAct,
  type HostFacts,
  readAsked,
} from './host-protocol.ts';
import { Problem, problemNotice } from './problem.ts';
import { askToken, type Opening, type Tab } from './tab-api.ts';
import { teamsHead } from './teams-head.ts';
import { type Theme, themeNow } from './theme-switch.ts';

/** A tab that has not spoken by then is told to be silent; it may still speak. */
const patienceMs = 15_000;

/** What Teams lets a tab do. */
const sandbox = [
  ...['allow-scripts', 'allow-same-origin', 'allow-forms', 'allow-modals', 'allow-popups'],
  ...['allow-popups-to-escape-sandbox', 'allow-downloads'],
].join(' ');

/** The product's tab in a frame, and this page as the Teams around it. */
export class TabFrame {
  readonly root: HTMLElement;
  readonly #me: Person;
  readonly #origin: string;
  readonly #facts: Omit<HostFacts, 'theme'>;
  readonly #frame: HTMLIFrameElement;
  readonly #said = element('div', { class: 'trouble', role: 'status' });
  readonly #events = new Set<string>();

  constructor(me: Person, tab: Tab, context: Opening['context'], subEntityId?: string) {
    this.#me = me;
    this.#origin = new URL(tab.url).origin;
    const { entityId, name, url } = tab;
    this.#facts = { entityId, subEntityId, person: context, sessionId: crypto.randomUUID() };
    this.#frame = element('iframe', { class: 'tab', title: name, src: url, sandbox });
    this.root = element('section', { class: 'chat' }, teamsHead(), this.#said, this.#frame);
    const silence = setTimeout(() => this.#say(problemNotice(silent())), patienceMs);
    window.addEventListener('message', (event) => {
      const asked = this.#isTab(event) ? readAsked(event.data) : undefined;
      if (!asked) return;
      clearTimeout(silence);
      void this.#carryOut(asked, actOn(asked, { ...this.#facts, theme: themeNow() }));
    });
  }

  /** Tells the tab that wants to know of it. */
  wear(theme: Theme): void {
    if (this.#events.has('themeChange')) this.#post({ func: 'themeChange', args: [theme] });
  }

  #isTab(event: MessageEvent): boolean {
    return event.source === this.#frame.contentWindow && event.origin === this.#origin;
  }

  async #carryOut(asked: Asked, act: HostAct): Promise<void> {
    if (act.kind === 'answer') this.#post(answerTo(asked, act.args));
    if (act.kind === 'token') this.#post(answerTo(asked, await askToken(this.#me.mail)));
    if (act.kind === 'listen') this.#events.add(act.event);
    if (act.kind === 'loaded') this.#said.replaceChildren();
    if (act.kind === 'failed') this.#say(problemNotice(failure(act)));
    if (act.kind === 'open') {
      this.#open(act.url);
      this.#post(answerTo(asked, act.args));
    }
    if (act.kind === 'refuse') {
      console.error('The tab asked what this Teams does not know:', act.func, asked.args);
      this.#say(problemNotice(unknown(act.func)));
      this.#post(answerTo(asked, act.args));
    }
  }

  #post(message: object): void {
    this.#frame.contentWindow?.postMessage(message, this.#origin);
  }

  #say(notice: HTMLElement): void {
    this.#said.replaceChildren(notice);
  }

  /** What lies on this machine opens; nothing here goes further by itself. */
  #open(url: string): void {
    if (/^(localhost|127\.0\.0\.1)$/.test(new URL(url).hostname)) {
      window.open(url, '_blank', 'noopener');
      return;
    }
    const link = element('a', { href: url, target: '_blank', rel: 'noreferrer' }, url);
    this.#say(element('p', { class: 'notice' }, 'Teams ouvrirait cette adresse : ', link));
  }
}

const silent = (): Problem =>
  new Problem(
    'L’onglet ne répond pas.',
    'Vérifiez dans le terminal que le produit tourne (« npm run product »), puis rechargez la page.',
  );

const failure = ({ reason, message }: { reason: string; message: string }): Problem =>
  new Problem(`L’onglet dit n’avoir pas pu s’ouvrir (${reason}).`, message);

const unknown = (func: string): Problem =>
  new Problem(
    `L’onglet demande « ${func} », que ce Teams simulé ne connaît pas.`,
    'Une erreur lui a été répondue.',
  );
