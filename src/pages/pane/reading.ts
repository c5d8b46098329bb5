import type { Interval } from '../../domain/time.ts';
import { whileWaiting } from '../link/waiting.ts';
import type { PaneAct, PaneApi, PaneModel, PaneSaid } from './api.ts';
import { readView } from './read-view.ts';
import type { Stage } from './stage.ts';

interface Around {
  stage: Stage;
  api: PaneApi;
  time: Interval;
  organiser: string;
}

/** The pane beside an appointment that is read: what it is, and whether it took place. */
export class Reading {
  readonly #around: Around;
  #pane: PaneModel;
  /** The id of each act that was sent and not answered: sent again, it is the same one. */
  readonly #sent = new Map<string, string>();

  constructor(around: Around, pane: PaneModel) {
    this.#around = around;
    this.#pane = pane;
  }

  open(): void {
    const { stage, time, organiser } = this.#around;
    stage.draw(
      ...readView({
        ...{ pane: this.#pane, time, organiser, told: stage.told },
        act: (read, place) => {
          const act = read();
          if (act) void this.#act(act, place);
        },
        next: () => stage.say(stage.told.pane.read.nextOne),
      }),
    );
  }

  async #act(act: PaneAct, place: HTMLElement): Promise<void> {
    const { stage, api } = this.#around;
    const { told } = stage;
    const key = JSON.stringify(act);
    const id = this.#sent.get(key) ?? crypto.randomUUID();
    this.#sent.set(key, id);
    const body = { pair: this.#pane.pair, id, act };
    const outcome = await whileWaiting(told.link.sending, place, () => api.act(body));
    stage.quiet();
    if ('missing' in outcome) {
      const { missing } = outcome;
      if (missing === 'offline' || missing === 'busy') stage.complain(told.link.notSent[missing]);
      else {
        const { title, text } = told.pane.problem[missing];
        stage.complain(`${title}. ${text}`);
      }
      return;
    }
    this.#sent.clear();
    const { reply } = outcome;
    if ('pane' in reply) {
      this.#pane = reply.pane;
      // What was chosen stays as long as it can still be sent.
      if (reply.refused === undefined) this.open();
    }
    if (reply.refused !== undefined) stage.refuse(reply.refused);
    else this.#thank(reply.said ?? null);
  }

  #thank(said: PaneSaid | null): void {
    const { stage } = this.#around;
    const { link, said: texts } = stage.told;
    if (said === 'already') stage.say(link.already);
    else if (said && said !== 'registered') stage.say(texts[said]);
    stage.goToTitle();
  }
}
