import type { Interval } from '../../domain/time.ts';
import type { PaneReadBody } from '../../web/pane-contract.ts';
import { choiceList } from '../link/choice-list.ts';
import { heading } from '../link/element.ts';
import { whileWaiting } from '../link/waiting.ts';
import type { PaneApi, PaneModel } from './api.ts';
import { buttonRow } from './buttons.ts';
import { Composing } from './composing.ts';
import type { Draft } from './draft.ts';
import type { Outlook } from './outlook.ts';
import { addressOf } from './people.ts';
import { Reading } from './reading.ts';
import type { Stage } from './stage.ts';

/** What is open: when it is, and who is in it. Null `draft`: it is only read. */
interface Facts {
  time: Interval;
  people: readonly string[];
  organiser: string;
  draft: Draft | null;
}

/** The pane beside whatever is open in Outlook: whose appointment it is, and what it is to them. */
export class Pane {
  readonly #outlook: Outlook;
  readonly #api: PaneApi;
  readonly #stage: Stage;
  /** Counts what was opened: an answer about the one before is no longer shown. */
  #turn = 0;

  constructor(outlook: Outlook, api: PaneApi, stage: Stage) {
    this.#outlook = outlook;
    this.#api = api;
    this.#stage = stage;
  }

  /** Shows what is open, and again whatever is opened next. */
  async open(): Promise<void> {
    this.#outlook.onItem(() => void this.show());
    await this.show();
  }

  async show(): Promise<void> {
    this.#turn += 1;
    this.#stage.quiet();
    const opened = this.#outlook.open();
    if (opened.kind === 'other') {
      this.#stage.problem('no-appointment');
      return;
    }
    if (opened.kind === 'kept') {
      const { time, organiser, attendees } = opened.kept;
      await this.#beside({ time, organiser, people: [organiser, ...attendees], draft: null });
      return;
    }
    await this.#besideDraft(opened.draft);
  }

  async #besideDraft(draft: Draft): Promise<void> {
    const { mailbox } = this.#outlook;
    const organiser = (await draft.organiser()) ?? mailbox;
    if (organiser !== mailbox) this.#stage.problem('other-mailbox');
    else if (await draft.repeats()) this.#stage.problem('series');
    else {
      const [time, people] = await Promise.all([draft.time(), draft.attendees()]);
      await this.#beside({ time, organiser, people, draft });
    }
  }

  /** Whose it is, is found here: its time is told only once it is known to be a pair's. */
  async #beside(facts: Facts): Promise<void> {
    const pane = await this.#read({});
    if (!pane) return;
    const isIn = ({ partner }: PaneModel['pairs'][number]): boolean =>
      facts.people.includes(addressOf(partner.mail));
    const found = pane.pairs.filter(isIn);
    if (found.length === 0 && !facts.draft) {
      this.#stage.problem('not-pairs');
      return;
    }
    const choices = found.length > 0 ? found : pane.pairs;
    const [only, other] = choices;
    if (only && !other) await this.#besidePair(only.pair, found.length > 0, facts);
    else this.#choose(choices, found.length > 0, facts);
  }

  /** A director may mentor two. */
  #choose(choices: PaneModel['pairs'], isIn: boolean, facts: Facts): void {
    const { pane } = this.#stage.told;
    const [first] = choices;
    const list = choiceList({
      legend: pane.withWhom,
      ...{ name: 'pair', kind: 'radio', chosen: first ? [first.pair] : [] },
      choices: choices.map(({ pair, partner }) => ({ label: partner.name, value: pair })),
    });
    const go = async (place: HTMLElement) => {
      const pair = list.chosen()[0];
      if (pair === undefined) return;
      await whileWaiting(pane.working, place, () => this.#besidePair(pair, isIn, facts));
      this.#stage.goToTitle();
    };
    this.#stage.draw(
      heading(pane.withWhom),
      list.view,
      buttonRow({ title: pane.go, primary: true, run: (place) => void go(place) }),
    );
  }

  async #besidePair(pair: string, isIn: boolean, facts: Facts): Promise<void> {
    const { time, organiser, draft } = facts;
    const pane = await this.#read(isIn ? { pair, time } : { pair });
    if (!pane) return;
    const past = pane.held !== null || (isIn && time.start <= pane.now);
    const around = { stage: this.#stage, api: this.#api };
    if (draft && !past)
      await new Composing({ ...around, draft, mailbox: this.#outlook.mailbox }, pane).open();
    else new Reading({ ...around, time, organiser }, pane).open();
  }

  /** Null when something else has been shown in its place. */
  async #read(body: PaneReadBody): Promise<PaneModel | null> {
    const turn = this.#turn;
    const outcome = await this.#api.read(body);
    if (turn !== this.#turn) return null;
    if ('reply' in outcome && 'pane' in outcome.reply) {
      this.#stage.speak(outcome.reply.pane.reader.locale);
      return outcome.reply.pane;
    }
    const why = 'missing' in outcome ? outcome.missing : 'not-found';
    this.#stage.problem(why, (ask) => {
      if (ask) this.#api.mayAsk();
      return this.show();
    });
    return null;
  }
}
