import { type ClockReading, moveClock, readClock } from './control-api.ts';
import { element } from './element.ts';
import { fieldValue, homeZone, instantOf, longMoment } from './french-dates.ts';
import { Problem, problemNotice } from './problem.ts';
import { repeatWhileVisible } from './repeat.ts';

const steps: [words: string, duration: string, ms: number][] = [
  ['+ 1 heure', 'PT1H', 3_600_000],
  ['+ 1 jour', 'P1D', 86_400_000],
  ['+ 1 semaine', 'P7D', 604_800_000],
];
const watchMs = 500;
const idleMs = 3000;

/** Reads and moves the one clock of this world; forward only. */
export class ClockPanel {
  readonly root: HTMLElement;
  readonly #onMoved: () => void;
  readonly #now = element('p', { class: 'big-clock' });
  readonly #next = element('p', { class: 'next-due' });
  readonly #news = element('div', { class: 'status', role: 'status' });
  readonly #target = element('input', { type: 'datetime-local' });
  readonly #buttons: HTMLButtonElement[] = [];
  #reading: ClockReading | undefined;
  #moving = false;
  readonly #toNext = this.#button('Jusqu’à la prochaine échéance', () => {
    const due = this.#reading?.nextDue;
    if (due) void this.#move({ now: due }, Date.parse(due));
  });

  constructor(onMoved: () => void) {
    this.#onMoved = onMoved;
    this.root = this.#build();
    repeatWhileVisible(idleMs, async () => {
      if (!this.#moving) await this.#read();
    });
  }

  #build(): HTMLElement {
    const stepButtons = steps.map(([words, advance, ms]) =>
      this.#button(words, (now) => this.#move({ advance }, Date.parse(now) + ms)),
    );
    const toDate = this.#button('Aller à cette date', () => this.#goToTarget());
    return element(
      'section',
      { class: 'panel clock-panel' },
      element('h2', {}, 'L’horloge de ce monde'),
      this.#now,
      this.#next,
      element('div', { class: 'buttons' }, ...stepButtons, this.#toNext),
      element(
        'div',
        { class: 'line' },
        element(
          'label',
          { class: 'field' },
          element('span', {}, 'Date et heure de Paris'),
          this.#target,
        ),
        toDate,
      ),
      element(
        'p',
        { class: 'quiet' },
        'Le temps ne va que vers l’avant ; tout ce qui devait arriver en chemin arrive.',
      ),
      this.#news,
    );
  }

  #button(words: string, act: (now: string) => unknown): HTMLButtonElement {
    const onclick = () => {
      if (this.#reading && !this.#moving) act(this.#reading.now);
    };
    const button = element('button', { type: 'button', onclick }, words);
    this.#buttons.push(button);
    return button;
  }

  async #read(): Promise<void> {
    try {
      this.#show(await readClock());
    } catch (thrown) {
      this.#next.replaceChildren(problemNotice(thrown));
    }
  }

  #show(reading: ClockReading): void {
    const known = [reading.nextDue, this.#reading?.nextDue].filter(
      (due) => due && due > reading.now,
    );
    const nextDue = known.sort()[0];
    this.#reading = { now: reading.now, nextDue };
    this.#now.textContent = longMoment(reading.now, homeZone);
    this.#next.textContent = nextDue
      ? `Prochaine échéance : ${longMoment(nextDue, homeZone)}.`
      : 'Aucune échéance connue pour l’instant.';
    this.#toNext.disabled = !nextDue;
    const least = fieldValue(reading.now, homeZone);
    // Never under the hands of someone choosing a date: a half-typed one reads as empty.
    const isFree = document.activeElement !== this.#target;
    if (isFree && this.#target.value < least) this.#target.value = least;
    this.#target.min = least;
  }

  #goToTarget(): void {
    if (this.#target.value === '') {
      const problem = new Problem('Il manque une date.', 'Choisissez un jour et une heure.');
      this.#news.replaceChildren(problemNotice(problem));
      return;
    }
    const now = instantOf(this.#target.value, homeZone);
    void this.#move({ now }, Date.parse(now));
  }

  /** Moves, showing on the way how far the time has come. */
  async #move(to: { now: string } | { advance: string }, target: number): Promise<void> {
    const start = Date.parse(this.#reading?.now ?? '');
    const bar = element('progress', { max: 1, value: 0, 'aria-label': 'Avancée du temps' });
    this.#news.replaceChildren('Le temps avance, et chacun fait ce qui était prévu… ', bar);
    this.#setMoving(true);
    const watch = window.setInterval(async () => {
      const reading = await readClock().catch(() => undefined);
      if (!reading || !this.#moving) return;
      this.#show(reading);
      bar.value = (Date.parse(reading.now) - start) / Math.max(1, target - start);
    }, watchMs);
    try {
      const moved = await moveClock(to);
      this.#reading = undefined;
      this.#show(moved);
      this.#target.value = '';
      this.#news.replaceChildren(arrival(moved.now, moved.settled));
      this.#onMoved();
    } catch (thrown) {
      this.#news.replaceChildren(problemNotice(thrown));
    }
    window.clearInterval(watch);
    this.#setMoving(false);
  }

  #setMoving(moving: boolean): void {
    this.#moving = moving;
    for (const button of this.#buttons) button.setAttribute('aria-disabled', String(moving));
  }
}

function arrival(now: string, settled: boolean): HTMLElement {
  const words = `Nous sommes le ${longMoment(now, homeZone)}.`;
  return settled
    ? element('p', { class: 'notice good' }, `${words} Tout ce qui était prévu est fait.`)
    : element(
        'p',
        { class: 'notice' },
        `${words} Télémaque n’a pas tout fini : il est peut-être arrêté, ou attend un service en panne.`,
      );
}
