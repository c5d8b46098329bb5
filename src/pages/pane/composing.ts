import type { Interval } from '../../domain/time.ts';
import type { PaneSlotsBody } from '../../web/pane-contract.ts';
import { whileWaiting } from '../link/waiting.ts';
import type { PaneApi, PaneModel } from './api.ts';
import { composeView } from './compose-view.ts';
import type { Draft } from './draft.ts';
import { type Looked, Making, type Snag, type Step } from './making.ts';
import type { Stage } from './stage.ts';
import { type Found, type WhenForm, whenForm } from './when-form.ts';

interface Around {
  stage: Stage;
  api: PaneApi;
  draft: Draft;
  mailbox: string;
}

type Mode = PaneSlotsBody['mode'];

/** Lengths the search knows, in minutes; an appointment's own is taken for the nearest. */
const lengths = [30, 45, 60, 90] as const satisfies readonly PaneSlotsBody['minutes'][];
const minute = 60_000;

/** The pane beside an appointment being written: one press, what it did, and each step back. */
export class Composing {
  readonly #stage: Stage;
  readonly #api: PaneApi;
  readonly #draft: Draft;
  readonly #making: Making;
  #form: WhenForm | null = null;
  #mode: Mode = 'video';
  /** One thing at a time: a change of time is looked at once a press is through. */
  #queue: Promise<void> = Promise.resolve();

  constructor({ stage, api, draft, mailbox }: Around, pane: PaneModel) {
    this.#stage = stage;
    this.#api = api;
    this.#draft = draft;
    this.#making = new Making(draft, api, mailbox, pane);
  }

  async open(): Promise<void> {
    this.#draft.onTime(() => this.#then(() => this.#timeChanged()));
    await this.#draw();
  }

  /** What stands now is drawn; the form keeps what was chosen in it. */
  async #draw(): Promise<void> {
    const looked = await this.#making.look();
    const steps = this.#making.steps(looked);
    const registered = steps.some(({ kind, state }) => kind === 'registered' && state === 'done');
    this.#form = registered ? null : this.#formFor(looked);
    this.#stage.draw(
      ...composeView({
        ...{ looked, steps, told: this.#stage.told, form: this.#form },
        make: (place) => this.#press(place, () => this.#make()),
        undo: (kind) => (place) => this.#press(place, () => this.#undo(kind)),
        undoAll: (place) => this.#press(place, () => this.#undo(null)),
      }),
    );
  }

  #formFor({ time, pane }: Looked): WhenForm {
    const { told } = this.#stage;
    this.#mode = this.#form?.read().mode ?? this.#mode;
    return whenForm({
      ...{ told, reader: pane.reader, partner: pane.partner.name, own: time, mode: this.#mode },
      search: (mode) => this.#search(mode, time),
    });
  }

  async #search(mode: Mode, time: Interval): Promise<Found> {
    const { told } = this.#stage;
    const wanted = (time.end - time.start) / minute;
    const minutes = [...lengths].sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0];
    const { pair } = this.#making.pane;
    const outcome = await this.#api.slots({ pair, mode, minutes: minutes ?? 60 });
    if ('missing' in outcome) return { none: told.pane.compose.slotsFailed };
    if ('slots' in outcome.reply) return { slots: outcome.reply.slots };
    const none = outcome.reply.refused === 'no-slot';
    return { none: none ? told.pane.compose.slotsNone : told.pane.compose.slotsFailed };
  }

  #press(place: HTMLElement, run: () => Promise<void>): void {
    const { working } = this.#stage.told.pane;
    this.#then(() => whileWaiting(working, place, run));
  }

  #then(run: () => Promise<void>): void {
    this.#queue = this.#queue.then(run);
  }

  async #make(): Promise<void> {
    const wish = this.#form?.read() ?? { time: null, mode: this.#mode };
    const snag = await this.#making.make(wish);
    await this.#shown(snag, this.#stage.told.pane.compose.made);
  }

  async #undo(kind: Step['kind'] | null): Promise<void> {
    const { undone, allUndone } = this.#stage.told.pane.compose;
    const snag = kind ? await this.#making.undo(kind) : await this.#making.undoAll();
    // The time that was put back is registered too, as part of the same press.
    const moved = kind === 'time' && !snag ? await this.#making.refresh() : null;
    await this.#shown(snag ?? moved, kind ? undone : allUndone);
  }

  async #timeChanged(): Promise<void> {
    const before = this.#making.registeredTime;
    const snag = before ? await this.#making.refresh() : null;
    const { start } = this.#making.registeredTime ?? {};
    await this.#draw();
    if (snag) this.#tell(snag);
    else if (before && start !== before.start) this.#stage.say(this.#stage.told.pane.compose.moved);
  }

  async #shown(snag: Snag | null, said: string): Promise<void> {
    this.#stage.quiet();
    await this.#draw();
    if (snag) {
      this.#tell(snag);
      return;
    }
    this.#stage.say(said);
    this.#stage.goToTitle();
  }

  #tell(snag: Snag): void {
    const { pane } = this.#stage.told;
    const { name } = this.#making.pane.partner;
    if ('refused' in snag) this.#stage.refuse(snag.refused);
    else if ('outlook' in snag)
      this.#stage.complain(pane.snag.outlook(pane.compose.step(snag.outlook, name)));
    else if (snag.missing === 'offline' || snag.missing === 'busy')
      this.#stage.complain(pane.snag[snag.missing]);
    else {
      const { title, text } = pane.problem[snag.missing];
      this.#stage.complain(`${title}. ${text}`);
    }
  }
}
