import type { CohortHead, PairList, PairSheet, Standing } from '../../domain/coach-model.ts';
import type {
  CoachAct,
  CoachActBody,
  CoachActed,
  CoachPairBody,
  CoachPairsBody,
} from '../../web/coach-contract.ts';
import type { Locale } from '../../words/words.ts';
import { isAgain, type Missing } from '../shared/missing.ts';
import { type Address, isList, type Section } from './address.ts';
import type { CoachApi, Outcome } from './ask.ts';
import { atFirst, type CoachState } from './state.ts';

/** Milliseconds without another letter after which what was typed is looked for. */
const typing = 250;

const calm = { said: null, undo: null, trouble: null };

/** The tab of one coach or pilot: where they are, what is true there, and what they do. */
export class CoachSession {
  #state: CoachState;
  readonly #watchers = new Set<() => void>();
  readonly #keep: (address: Address) => void;
  #api: CoachApi | null = null;
  /** Of the looks that are on their way, only the answer to the last one counts. */
  #look = 0;
  #typed: ReturnType<typeof setTimeout> | undefined;
  /** The id of each act that was sent and not answered: sent again, it is the same one. */
  readonly #sent = new Map<string, string>();

  /** `keep` is told of each place the reader goes to. */
  constructor(address: Address, keep: (address: Address) => void) {
    this.#state = atFirst(address);
    this.#keep = keep;
  }

  readonly state = (): CoachState => this.#state;

  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  get api(): CoachApi | null {
    return this.#api;
  }

  /** No host around the page: nobody says who is reading. */
  alone(locale: Locale): void {
    this.#change({ problem: 'alone', locale });
  }

  async open(api: CoachApi, locale: Locale, address: Address): Promise<void> {
    this.#api = api;
    this.#change({ locale, address });
    await this.reload();
  }

  /** Reads anew what the reader is looking at. */
  readonly reload = (): Promise<void> =>
    this.#state.address.pair === null ? this.#readList() : this.#readSheet();

  readonly goTo = async (section: Section): Promise<void> => {
    const { search, standing, ...place } = this.#state.address;
    const stays = section === place.section;
    const asked = stays ? { search, standing } : { search: '', standing: [] };
    this.#move({ ...place, ...asked, section, pair: null });
    this.#change({ ...calm, sheet: null, ...(stays ? {} : { list: null }) });
    if (isList(section) || !this.#state.head) await this.#readList();
  };

  readonly choose = async (cohort: string): Promise<void> => {
    this.#move({ ...this.#state.address, cohort, search: '', standing: [], pair: null });
    this.#change({ ...calm, sheet: null, list: null, head: null });
    await this.#readList();
  };

  readonly search = (search: string): void => {
    this.#move({ ...this.#state.address, search });
    clearTimeout(this.#typed);
    this.#typed = setTimeout(() => void this.#readList(), typing);
  };

  readonly filter = (standing: readonly Standing[]): Promise<void> => {
    this.#move({ ...this.#state.address, standing });
    return this.#readList();
  };

  readonly clear = (): Promise<void> => {
    this.#move({ ...this.#state.address, search: '', standing: [] });
    return this.#readList();
  };

  readonly openPair = (pair: string): Promise<void> => {
    this.#move({ ...this.#state.address, pair });
    this.#change({ ...calm, sheet: null });
    return this.#readSheet();
  };

  /** Back to the list, which tells what has changed meanwhile. */
  readonly closePair = (): Promise<void> => {
    this.#move({ ...this.#state.address, pair: null });
    this.#change({ ...calm, sheet: null });
    return this.#readList();
  };

  readonly more = async (): Promise<void> => {
    const { list } = this.#state;
    if (!list || list.next === null) return;
    const read = await this.#looked<{ page: PairList }>('/api/coach/pairs', {
      ...this.#asked(),
      after: list.next,
    });
    if (read?.kind === 'reply') {
      const { page } = read.reply;
      this.#change({ list: { ...page, pairs: [...list.pairs, ...page.pairs] } });
    } else if (read) this.#missed(missingIn(read), () => void this.more());
  };

  readonly act = async (pair: string, act: CoachAct): Promise<void> => {
    const api = this.#api;
    if (!api || this.#state.acting) return;
    const key = JSON.stringify([pair, act]);
    const id = this.#sent.get(key) ?? crypto.randomUUID();
    this.#sent.set(key, id);
    this.#change({ acting: true });
    const body: CoachActBody = { pair, id, act };
    const done = await api
      .ask<CoachActed>('/api/coach/act', body)
      .finally(() => this.#change({ acting: false }));
    if (done.kind !== 'missing') this.#sent.clear();
    if (done.kind === 'reply') this.#acted(pair, done.reply);
    else if (done.kind === 'refused') this.#change({ ...calm, trouble: { refused: done.refused } });
    else this.#missed(done.missing, () => void this.act(pair, act));
  };

  #acted(pair: string, { page, said, undo, refused }: CoachActed): void {
    const open = this.#state.address.pair;
    // Whoever has gone on to another pair meanwhile would read it as said of that one.
    if (open !== null && open !== pair) return;
    this.#change({
      ...(open === null ? {} : { sheet: page, head: page.head }),
      said: refused === undefined ? (said ?? 'already') : null,
      undo: undo === undefined ? null : { pair, act: undo },
      trouble: refused === undefined ? null : { refused },
    });
  }

  #asked(): CoachPairsBody {
    const { cohort, section, search, standing } = this.#state.address;
    return {
      ...(cohort === null ? {} : { cohort }),
      shown: section === 'all' ? 'all' : 'mine',
      ...(search.trim() === '' ? {} : { search: search.trim() }),
      ...(standing.length === 0 ? {} : { standing: [...standing] }),
    };
  }

  async #readList(): Promise<void> {
    const read = await this.#looked<{ page: PairList }>('/api/coach/pairs', this.#asked());
    if (!read) return;
    if (read.kind === 'reply') this.#show({ list: read.reply.page, head: read.reply.page.head });
    else if (missingIn(read) === 'not-found') await this.#readAsPilot();
    else this.#missed(missingIn(read), () => void this.#readList());
  }

  /** Somebody without pairs to look after may still have the figures of a cohort. */
  async #readAsPilot(): Promise<void> {
    const { cohort } = this.#state.address;
    const body = cohort === null ? {} : { cohort };
    const read = await this.#looked<{ page: { head: CohortHead } }>('/api/report/read', body);
    if (!read) return;
    if (read.kind !== 'reply') {
      this.#change({ problem: missingIn(read) });
      return;
    }
    const section = this.#state.address.section === 'waves' ? 'waves' : 'report';
    this.#move({ ...this.#state.address, section, pair: null });
    this.#show({ head: read.reply.page.head, list: null, sheet: null });
  }

  async #readSheet(): Promise<void> {
    const { pair } = this.#state.address;
    if (pair === null) return;
    const body: CoachPairBody = { pair };
    const read = await this.#looked<{ page: PairSheet }>('/api/coach/pair', body);
    if (!read) return;
    if (read.kind === 'reply') this.#show({ sheet: read.reply.page, head: read.reply.page.head });
    else if (missingIn(read) !== 'not-found')
      this.#missed(missingIn(read), () => void this.#readSheet());
    else if (this.#state.head) this.#change({ sheet: 'gone' });
    else {
      // Whoever follows a link to a pair of somebody else's still has a list of their own, or none.
      await this.#readList();
      if (this.#state.list) this.#change({ sheet: 'gone' });
    }
  }

  async #looked<Reply extends object>(path: string, body: object): Promise<Outcome<Reply> | null> {
    if (!this.#api) return null;
    clearTimeout(this.#typed);
    this.#look += 1;
    const look = this.#look;
    this.#change({ reading: true });
    const read = await this.#api.ask<Reply>(path, body);
    if (look !== this.#look) return null;
    this.#change({ reading: false });
    return read;
  }

  #missed(missing: Missing, again: () => void): void {
    const shows = this.#state.list ?? this.#state.sheet;
    if (isAgain(missing) && shows) this.#change({ ...calm, trouble: { missing, again } });
    else if (missing === 'not-found' && shows)
      this.#change({ ...calm, trouble: { refused: 'not-found' } });
    else this.#change({ problem: missing });
  }

  #show(change: Partial<CoachState> & { head: CohortHead }): void {
    const { locale } = change.head.reader;
    this.#change({ problem: null, trouble: null, locale, ...change });
  }

  #move(address: Address): void {
    this.#change({ address });
    this.#keep(address);
  }

  #change(change: Partial<CoachState>): void {
    this.#state = { ...this.#state, ...change };
    for (const watcher of this.#watchers) watcher();
  }
}

/** Values of the page's own that the product could not read are a fault of ours. */
const missingIn = (outcome: Exclude<Outcome<unknown>, { kind: 'reply' }>): Missing =>
  outcome.kind === 'missing' ? outcome.missing : 'busy';
