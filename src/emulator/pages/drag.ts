import type { CalendarEvent } from './calendar-api.ts';
import { element } from './element.ts';
import { hour, instantOf } from './french-dates.ts';
import { firstMinute, lastMinute, type Placed } from './week-places.ts';

/** What moving an event does to the page that shows it. */
export interface Hands {
  /** Why the event cannot be moved; undefined when it can. */
  refusal: (event: CalendarEvent) => string | undefined;
  say: (words: string) => void;
  /** True from the moment something is dragged: nothing may be drawn anew meanwhile. */
  hold: (held: boolean) => void;
  /** Moves the event to that instant; tells a failure itself. */
  moveTo: (event: CalendarEvent, start: string) => Promise<void>;
  moveBy: (event: CalendarEvent, step: { days?: number; minutes?: number }) => void;
}

interface Target {
  slots: Element;
  day: string;
  minute: number;
}

const quarter = 15;
/** A hand trembles: below this many pixels a press is a press. */
const leastPixels = 5;

const steps: Record<string, { days?: number; minutes?: number }> = {
  ArrowLeft: { days: -1 },
  ArrowRight: { days: 1 },
  ArrowUp: { minutes: -quarter },
  ArrowDown: { minutes: quarter },
};

/** Alt and an arrow move the focused event by a day or a quarter of an hour. */
export function movableByKeys(button: HTMLElement, event: CalendarEvent, hands: Hands): void {
  button.addEventListener('keydown', (pressed) => {
    const step = pressed.altKey ? steps[pressed.key] : undefined;
    if (!step) return;
    pressed.preventDefault();
    const refusal = hands.refusal(event);
    if (refusal) hands.say(refusal);
    else hands.moveBy(event, step);
  });
}

/** The mouse or a pen takes the event to another place of the week; a finger scrolls. */
export function movableByHand(
  button: HTMLElement,
  placed: Placed,
  week: { zone: string; hands: Hands },
): void {
  button.addEventListener('pointerdown', (down) => {
    const isStacked = window.matchMedia('(max-width: 48rem)').matches;
    if (down.button !== 0 || down.pointerType === 'touch' || isStacked) return;
    new Drag(button, placed, week, down).begin();
  });
}

/** One press on an event, from the button going down to the event having its new place. */
class Drag {
  readonly #button: HTMLElement;
  readonly #placed: Placed;
  readonly #zone: string;
  readonly #hands: Hands;
  readonly #down: PointerEvent;
  readonly #ghost = element('div', { class: 'drop-target', 'aria-hidden': 'true' });
  readonly #over = new AbortController();
  #refusal: string | undefined;
  #isUnderWay = false;
  #target: Target | undefined;

  constructor(
    button: HTMLElement,
    placed: Placed,
    { zone, hands }: { zone: string; hands: Hands },
    down: PointerEvent,
  ) {
    this.#button = button;
    this.#placed = placed;
    this.#zone = zone;
    this.#hands = hands;
    this.#down = down;
  }

  begin(): void {
    const { signal } = this.#over;
    this.#button.setPointerCapture(this.#down.pointerId);
    this.#button.addEventListener('pointermove', (at) => this.#move(at), { signal });
    this.#button.addEventListener('pointerup', (at) => void this.#drop(at), { signal });
    this.#button.addEventListener('pointercancel', () => this.#giveUp(), { signal });
    const onKey = (pressed: KeyboardEvent) => {
      if (pressed.key !== 'Escape') return;
      if (this.#isUnderWay) window.addEventListener('pointerup', swallowClick, { once: true });
      this.#giveUp();
    };
    window.addEventListener('keydown', onKey, { signal });
  }

  #move(at: PointerEvent): void {
    const far = Math.hypot(at.pageX - this.#down.pageX, at.pageY - this.#down.pageY);
    if (!this.#isUnderWay && far < leastPixels) return;
    if (!this.#isUnderWay) this.#lift();
    if (this.#refusal !== undefined) return;
    this.#target = this.#targetUnder(at);
    if (this.#target) this.#show(this.#target);
    else this.#ghost.remove();
  }

  #lift(): void {
    this.#isUnderWay = true;
    this.#refusal = this.#hands.refusal(this.#placed.event);
    this.#hands.hold(true);
    this.#button.classList.add(this.#refusal ? 'refused' : 'lifted');
    if (this.#refusal) this.#hands.say(this.#refusal);
  }

  /** The quarter of an hour where the event would begin, at the column under the pointer. */
  #targetUnder(at: PointerEvent): Target | undefined {
    const column = [...document.querySelectorAll<HTMLElement>('[data-day]')].find((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return left <= at.clientX && at.clientX < right && top <= at.clientY && at.clientY <= bottom;
    });
    const slots = column?.querySelector('.slots');
    if (!column?.dataset.day || !slots) return undefined;
    const perPixel = (lastMinute - firstMinute) / slots.getBoundingClientRect().height;
    const wanted = this.#placed.from + (at.pageY - this.#down.pageY) * perPixel;
    const latest = Math.max(firstMinute, lastMinute - this.#minutes());
    const snapped = Math.round(wanted / quarter) * quarter;
    const minute = Math.min(Math.max(snapped, firstMinute), latest);
    return { slots, day: column.dataset.day, minute };
  }

  #minutes(): number {
    return (Date.parse(this.#placed.end) - Date.parse(this.#placed.start)) / 60_000;
  }

  #show({ slots, day, minute }: Target): void {
    const start = this.#instant(day, minute);
    const end = new Date(Date.parse(start) + this.#minutes() * 60_000).toISOString();
    const until = Math.min(minute + Math.max(this.#minutes(), quarter), lastMinute);
    this.#ghost.style.setProperty('--from', String((minute - firstMinute) / 60));
    this.#ghost.style.setProperty('--to', String((until - firstMinute) / 60));
    this.#ghost.textContent = `${hour(start, this.#zone)} – ${hour(end, this.#zone)}`;
    slots.append(this.#ghost);
  }

  #instant(day: string, minute: number): string {
    const two = (value: number) => String(value).padStart(2, '0');
    return instantOf(`${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`, this.#zone);
  }

  async #drop(at: PointerEvent): Promise<void> {
    this.#move(at);
    if (!this.#isUnderWay) return this.#over.abort();
    swallowClick();
    if (!this.#target || this.#refusal !== undefined) return this.#giveUp();
    const start = this.#instant(this.#target.day, this.#target.minute);
    if (Date.parse(start) === Date.parse(this.#placed.start)) return this.#giveUp();
    this.#over.abort();
    this.#ghost.classList.add('landing');
    await this.#hands.moveTo(this.#placed.event, start);
    this.#putBack();
  }

  #giveUp(): void {
    this.#over.abort();
    this.#putBack();
    if (this.#isUnderWay) this.#hands.hold(false);
  }

  #putBack(): void {
    this.#ghost.remove();
    this.#button.classList.remove('lifted', 'refused');
  }
}

/** The click that ends a drag opens nothing. */
function swallowClick(): void {
  const swallow = (click: MouseEvent) => {
    click.stopPropagation();
    click.preventDefault();
  };
  window.addEventListener('click', swallow, { capture: true, once: true });
  window.setTimeout(() => window.removeEventListener('click', swallow, { capture: true }));
}
