import * as z from 'zod/mini';
import { type Addin, answerNested } from './addin-api.ts';
import { windowsZone } from './calendar-api.ts';
import { Refused } from './compose-calls.ts';
import type { Person } from './control-api.ts';
import { element } from './element.ts';
import type { Fault, ItemFacts, OfficeTheme, Opening, Reply, Told } from './office/messages.ts';
import { Problem, problemNotice } from './problem.ts';
import { type Theme, themeNow } from './theme-switch.ts';

/** The appointment that stands open beside the pane. */
export interface OpenItem {
  facts: ItemFacts;
  /** Answers one method of the item; throws `Refused` as Office.js would fail. */
  call: (func: string, args: unknown[]) => Promise<unknown>;
}

/** A pane that has not asked for anything by then is told to be silent; it may still speak. */
const patienceMs = 15_000;
const sandbox =
  'allow-scripts allow-same-origin allow-forms allow-modals allow-popups allow-popups-to-escape-sandbox allow-downloads';

const wish = z.object({
  office: z.literal('wish'),
  id: z.number(),
  func: z.string(),
  args: z.array(z.unknown()),
  item: z.number(),
});
type Wish = z.infer<typeof wish>;

/** Outlook's own papers and inks, for each look. */
const officeThemes: Record<Theme, [paper: string, ink: string, control: string]> = {
  default: ['#ffffff', '#242424', '#f5f5f5'],
  dark: ['#1f1f1f', '#ffffff', '#292929'],
  contrast: ['#000000', '#ffffff', '#000000'],
};

function officeTheme(theme: Theme): OfficeTheme {
  const [paper, ink, control] = officeThemes[theme];
  return {
    ...{ bodyBackgroundColor: paper, bodyForegroundColor: ink },
    ...{ controlBackgroundColor: control, controlForegroundColor: ink },
  };
}

const itemChanged = 'olkItemSelectedChanged';
/** Of the host, as Outlook on the web names itself in the address of a pane. */
const hostInfo = (language: string) => `Outlook$Web$16.01$${language}$$$$0`;

/** The product's pane in a frame, and this page as the Outlook around it. */
export class PaneFrame {
  readonly root: HTMLElement;
  readonly #me: Person;
  readonly #addin: Addin;
  readonly #origin: string;
  readonly #frame: HTMLIFrameElement;
  readonly #said = element('div', { class: 'trouble', role: 'status' });
  readonly #stop = new AbortController();
  #item: OpenItem | null;
  #isOpen = false;

  constructor(me: Person, addin: Addin, item: OpenItem | null, close: () => void) {
    this.#me = me;
    this.#addin = addin;
    this.#item = item;
    const url = new URL(addin.url);
    this.#origin = url.origin;
    url.searchParams.set('_host_Info', hostInfo(addin.displayLanguage));
    this.#frame = element('iframe', { class: 'pane', title: addin.name, src: url.href, sandbox });
    this.root = element('div', { class: 'pane-holder' }, this.#said, this.#frame);
    const silence = setTimeout(() => this.#say(silent()), patienceMs);
    const { signal } = this.#stop;
    signal.addEventListener('abort', () => clearTimeout(silence));
    const hear = (event: MessageEvent) => {
      const asked = this.#isPane(event) ? z.safeParse(wish, event.data) : undefined;
      if (!asked?.success) return;
      clearTimeout(silence);
      void this.#answer(asked.data, close);
    };
    window.addEventListener('message', hear, { signal });
  }

  /** Another appointment is open beside the pane, or none. */
  show(item: OpenItem | null): void {
    this.#item = item;
    this.tell(itemChanged, {}, item?.facts ?? null);
  }

  wear(theme: Theme): void {
    this.tell('officeThemeChanged', { officeTheme: officeTheme(theme) });
  }

  /** Tells the pane what happened, once it has opened Office.js: before that nobody hears it. */
  tell(event: string, args: Record<string, unknown>, item?: ItemFacts | null): void {
    if (!this.#isOpen) return;
    const told: Told = { office: 'told', event, args, ...(item === undefined ? {} : { item }) };
    this.#post(told);
  }

  /** The frame goes away, and is heard no more. */
  end(): void {
    this.#stop.abort();
    this.root.remove();
  }

  #isPane(event: MessageEvent): boolean {
    return event.source === this.#frame.contentWindow && event.origin === this.#origin;
  }

  async #answer(asked: Wish, close: () => void): Promise<void> {
    const { id } = asked;
    try {
      const value = await this.#carryOut(asked, close);
      this.#post({ office: 'reply', id, value });
    } catch (thrown) {
      this.#post({ office: 'reply', id, fault: this.#faultOf(thrown) });
    }
  }

  async #carryOut({ func, args, item }: Wish, close: () => void): Promise<unknown> {
    if (func.startsWith('item.')) return this.#onItem(item, func.slice('item.'.length), args);
    const [first] = args;
    if (func === 'open') return this.#opening();
    if (func === 'nestedAuth') return answerNested(String(first), this.#me.mail);
    if (func === 'closeContainer') return close();
    if (func === 'openBrowserWindow') return this.#open(String(first));
    if (func !== 'unknown') throw new Error(`no Office.js asks for ${func}`);
    return this.#say(unknown(String(first)));
  }

  #onItem(number: number, func: string, args: unknown[]): Promise<unknown> {
    if (this.#item?.facts.number === number) return this.#item.call(func, args);
    throw new Refused('ItemChanged', 'The selected item has been changed.');
  }

  #opening(): Opening {
    this.#isOpen = true;
    const { name, mail, timeZone } = this.#me;
    return {
      displayLanguage: this.#addin.displayLanguage,
      officeTheme: officeTheme(themeNow()),
      userProfile: {
        ...{ displayName: name, emailAddress: mail, accountType: 'office365' },
        timeZone: windowsZone(timeZone ?? 'UTC'),
      },
      item: this.#item?.facts ?? null,
    };
  }

  #faultOf(thrown: unknown): Fault {
    if (thrown instanceof Refused) return thrown.fault;
    this.#say(thrown);
    return { code: 5001, name: 'InternalError', message: String(thrown) };
  }

  #post(message: Reply | Told): void {
    this.#frame.contentWindow?.postMessage(message, this.#origin);
  }

  #say(what: unknown): void {
    this.#said.replaceChildren(problemNotice(what));
  }

  #open(url: string): void {
    const link = element('a', { href: url, target: '_blank', rel: 'noreferrer' }, url);
    this.#said.replaceChildren(
      element('p', { class: 'notice' }, 'Outlook ouvrirait cette adresse : ', link),
    );
  }
}

const silent = (): Problem =>
  new Problem(
    'Le volet ne répond pas.',
    'Vérifiez dans le terminal que le produit tourne (« npm run product »), puis rechargez la page.',
  );

const unknown = (what: string): Problem => {
  console.error('The pane uses what this Outlook does not know:', what);
  return new Problem(
    `Le volet utilise « ${what} », que cet Outlook simulé ne connaît pas.`,
    'Une erreur lui a été répondue.',
  );
};
