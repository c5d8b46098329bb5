import type { LinkView } from '../../domain/link-model.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { TabPage } from '../../domain/tab-model.ts';
import type { TabReadBody } from '../../web/contract.ts';
import type { Locale } from '../../words/words.ts';
import type { Button, SignBlinded, Task } from '../link/act-row.ts';
import type { Missing, Outcome, TabAct, TabApi, TabSaid } from './ask.ts';
import { noteExplained, wasExplained } from './explained.ts';

type Again = 'too-many' | 'busy' | 'offline';

/** What stood in the way of the last press; with `again`, the same may be sent once more. */
export type Trouble = { refused: Refusal } | { missing: Again; again: () => void };

export interface TabState {
  /** In place of the page. */
  problem: Missing | 'alone' | null;
  locale: Locale;
  home: TabPage | null;
  /** What is open on top of it. */
  dialog: TabPage | null;
  said: TabSaid | null;
  trouble: Trouble | null;
  /** An answer is on its way. */
  working: boolean;
  /** What is under way, where that is told at once and in words of its own. */
  doing: string | null;
  /** The reader has put away what explains the tab. */
  explained: boolean;
}

const isAgain = (missing: Missing): missing is Again =>
  missing === 'too-many' || missing === 'busy' || missing === 'offline';

const missed = { kind: 'missing', missing: 'busy' } as const;

type CastOutcome = Pick<Extract<Outcome, { kind: 'page' }>, 'said'> & {
  page: Pick<TabPage, 'model'>;
};

/** The year behind a questionnaire that was just answered, which is not read anew. */
function withoutSurvey(home: TabPage, model: TabPage['model']): TabPage {
  if (home.model.kind !== 'home' || model.kind !== 'survey') return home;
  const surveys = home.model.surveys.filter(({ wave }) => wave !== model.wave);
  return { ...home, model: { ...home.model, surveys } };
}

/** The tab of one reader: what is true, what is open on top of it, and what they do. */
export class TabSession {
  #state: TabState = {
    ...{ problem: null, locale: 'fr', home: null, dialog: null },
    ...{ said: null, trouble: null, working: false, doing: null, explained: wasExplained() },
  };
  readonly #watchers = new Set<() => void>();
  #api: TabApi | null = null;
  #pair: string | undefined;
  /** The id of each act that was sent and not answered: sent again, it is the same one. */
  readonly #sent = new Map<string, string>();
  #acted = false;

  readonly state = (): TabState => this.#state;

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** No host around the page: nobody says who is reading. */
  alone(locale: Locale): void {
    this.#change({ problem: 'alone', locale });
  }

  async open(api: TabApi): Promise<void> {
    this.#api = api;
    await this.reload();
  }

  /** The host's language, until the reader's own is known. */
  speak(locale: Locale): void {
    if (!this.#state.home) this.#change({ locale });
  }

  readonly explained = (): void => {
    noteExplained();
    this.#change({ explained: true });
  };

  /** Another of the reader's own pairs. */
  readonly choose = async (pair: string): Promise<void> => {
    if (this.#state.working || pair === this.#pair) return;
    this.#pair = pair;
    this.#change({ said: null, trouble: null });
    await this.reload();
  };

  /** Reads the whole anew, in place of whatever stood there. */
  readonly reload = async (): Promise<void> => {
    const outcome = await this.#asked((api) => api.read(this.#ofPair()));
    if (outcome?.kind === 'page') this.#show(outcome.page);
    else if (outcome) this.#change({ problem: problemOf(outcome), home: null, dialog: null });
  };

  readonly press = async (button: Button): Promise<void> => {
    const { home, dialog, working } = this.#state;
    const shown = dialog ?? home;
    if (!shown || working) return;
    const act = 'go' in button ? null : button.act();
    if (!('go' in button) && !act) return;
    const outcome = await this.#asked((api) =>
      'go' in button ? api.read(this.#ofPair(button.go)) : api.act(this.#body(shown, act)),
    );
    if (!outcome) return;
    if (act) this.#acted = true;
    if (outcome.kind !== 'missing') this.#sent.clear();
    if (outcome.kind === 'page') this.#answered(outcome, shown);
    else if (outcome.kind === 'refused') this.#change({ trouble: { refused: outcome.refused } });
    else this.#missed(outcome.missing, () => void this.press(button));
  };

  /** Work of the dialog's own, in which the product is asked as well. */
  readonly run = async (task: Task): Promise<void> => {
    const { dialog, working } = this.#state;
    if (!dialog || working) return;
    const why: { missing: Missing } = { missing: 'busy' };
    const work = task.begin(this.#signer(why));
    if (!work) return;
    // Whoever has a token signed has answered, as far as the product knows.
    this.#acted = true;
    this.#change({ doing: task.doing, trouble: null });
    const outcome = await this.#asked(work);
    const again = () => void this.run(task);
    if (outcome?.kind === 'page') this.#cast(outcome, dialog);
    else if (outcome?.kind === 'refused') this.#change({ trouble: { refused: outcome.refused } });
    else if (outcome?.kind === 'unknown') this.#missed('not-found', again);
    else if (outcome?.kind === 'offline') this.#missed('offline', again);
    else if (outcome && outcome.kind !== 'done') this.#missed(why.missing, again);
  };

  /** Back to the year, which tells what has changed meanwhile. */
  readonly close = async (): Promise<void> => {
    this.#change({ dialog: null, trouble: null });
    if (!this.#acted) return;
    this.#acted = false;
    const outcome = await this.#asked((api) => api.read(this.#ofPair()));
    if (outcome?.kind === 'page') this.#change({ home: outcome.page });
    else if (outcome?.kind === 'missing') this.#missed(outcome.missing, this.#again);
  };

  readonly #again = (): void =>
    void this.press({ title: '', go: { kind: 'rhythm', pair: this.#pair ?? '' } });

  /** `why` takes what the work's own answers have no word for. */
  #signer(why: { missing: Missing }): SignBlinded {
    return async (wave, blinded) => {
      const signed = (await this.#api?.sign({ wave, blinded })) ?? missed;
      if (signed.kind === 'signed') return { signature: signed.signature };
      if (signed.kind === 'refused') return signed;
      why.missing = signed.missing;
      if (signed.missing === 'not-found') return { kind: 'unknown' };
      return { kind: signed.missing === 'offline' ? 'offline' : 'busy' };
    };
  }

  /** Nothing more is asked now: a question just after a ballot would say whose it was. */
  #cast({ page: { model }, said }: CastOutcome, dialog: TabPage): void {
    const { home } = this.#state;
    this.#acted = false;
    this.#change({ dialog: { ...dialog, model }, said, home: home && withoutSurvey(home, model) });
  }

  #ofPair(view?: LinkView): TabReadBody {
    return {
      ...(this.#pair === undefined ? {} : { pair: this.#pair }),
      ...(view === undefined ? {} : { view }),
    };
  }

  #body({ pair, view }: TabPage, act: TabAct | null) {
    if (!act) throw new Error('an act was made before it is sent');
    const key = JSON.stringify(act);
    const id = this.#sent.get(key) ?? crypto.randomUUID();
    this.#sent.set(key, id);
    return { pair, id, view, act };
  }

  async #asked<Answer>(ask: (api: TabApi) => Promise<Answer>): Promise<Answer | null> {
    if (!this.#api || this.#state.working) return null;
    this.#change({ working: true });
    try {
      return await ask(this.#api);
    } finally {
      this.#change({ working: false, doing: null });
    }
  }

  #answered({ page, said, refused }: Extract<Outcome, { kind: 'page' }>, shown: TabPage): void {
    // What was chosen stays as long as it can still be sent.
    const same = JSON.stringify(page.model) === JSON.stringify(shown.model);
    if (refused === null || !same) this.#show(page);
    this.#change({ said: refused === null ? said : null, trouble: refused && { refused } });
  }

  #missed(missing: Missing, again: () => void): void {
    if (isAgain(missing)) this.#change({ trouble: { missing, again } });
    // What is looked for is gone, while the reader is known: said where they are.
    else if (missing === 'not-found') this.#change({ trouble: { refused: 'not-found' } });
    else this.#change({ problem: missing, dialog: null });
  }

  #show(page: TabPage): void {
    this.#pair = page.pair;
    const calm = { problem: null, said: null, trouble: null, locale: page.reader.locale };
    if (page.model.kind === 'home') {
      this.#acted = false;
      this.#change({ ...calm, home: page, dialog: null });
    } else this.#change({ ...calm, dialog: page });
  }

  #change(change: Partial<TabState>): void {
    this.#state = { ...this.#state, ...change };
    for (const watcher of this.#watchers) watcher();
  }
}

/** Values of the page's own that the product could not read are a fault of ours. */
const problemOf = (outcome: Exclude<Outcome, { kind: 'page' }>): Missing =>
  outcome.kind === 'missing' ? outcome.missing : 'busy';
