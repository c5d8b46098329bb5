import type { Reader } from '../../domain/card-model.ts';
import type { Interval } from '../../domain/time.ts';
import type { PaneRegisterBody } from '../../web/pane-contract.ts';
import { capital, listedMoment, zoneText } from '../../words/dates.ts';
import { type Choice, type ChoiceList, choiceList } from '../link/choice-list.ts';
import { element } from '../link/element.ts';
import type { PaneSlots } from './api.ts';
import type { Wish } from './making.ts';
import type { Told } from './told.ts';

type Mode = PaneRegisterBody['mode'];

/** What came of the search for free times. */
export type Found = { slots: PaneSlots } | { none: string };

interface Asked {
  told: Told;
  reader: Reader;
  partner: string;
  /** The appointment's own time. */
  own: Interval;
  mode: Mode;
  /** Times that suit both, in a mode. */
  search: (mode: Mode) => Promise<Found>;
}

export interface WhenForm {
  view: HTMLElement;
  read: () => Wish;
}

const modes = ['video', 'in-person'] as const satisfies readonly Mode[];
const own = 'own';

/** How and when the two meet: the appointment's own time, or one that suits both. */
export function whenForm(asked: Asked): WhenForm {
  const { told, mode: first } = asked;
  const mode = choiceList({
    legend: told.booking.mode,
    name: 'mode',
    kind: 'radio',
    choices: modes.map((value) => ({
      label: value === 'video' ? told.common.video : told.booking.inPerson,
      value,
    })),
    chosen: [first],
  });
  const chosenMode = (): Mode => modes.find((one) => one === mode.chosen()[0]) ?? 'video';
  const waiting = element('p', { class: 'small', role: 'status' });
  const place = element('div', { class: 'when' });
  let slots: readonly Interval[] = [];
  let list = timeList(asked, slots, own);
  place.replaceChildren(list.view);
  const search = async () => {
    const wanted = chosenMode();
    waiting.textContent = told.pane.compose.slotsWait;
    const found = await asked.search(wanted);
    if (wanted !== chosenMode()) return;
    slots = 'slots' in found ? found.slots.slots : [];
    const before = list;
    list = timeList(asked, slots, before.chosen()[0] ?? own);
    replaceKeepingFocus(place, before.view, list.view);
    waiting.textContent = 'slots' in found ? sayingOf(found.slots, asked) : found.none;
  };
  mode.view.addEventListener('change', () => void search());
  void search();
  const read = (): Wish => {
    const at = list.chosen()[0];
    return { mode: chosenMode(), time: slots.find((one) => keyOf(one) === at) ?? null };
  };
  return { view: element('div', { class: 'form' }, mode.view, place, waiting), read };
}

const keyOf = ({ start, end }: Interval): string => `${start}-${end}`;

function timeList(
  { told, reader, own: time }: Asked,
  slots: readonly Interval[],
  chosen: string,
): ChoiceList {
  const { compose } = told.pane;
  const choices: Choice[] = [
    { label: compose.ownTime(listedMoment(time, reader)), value: own },
    ...slots.map((slot) => ({ label: capital(listedMoment(slot, reader)), value: keyOf(slot) })),
  ];
  const known = choices.some(({ value }) => value === chosen) ? chosen : own;
  return choiceList({
    legend: `${compose.when}${zoneText(time.start, reader)}`,
    ...{ name: 'when', kind: 'radio', choices, chosen: [known] },
  });
}

function sayingOf(found: PaneSlots, { told, partner }: Asked): string {
  const { compose } = told.pane;
  return found.slots.length === 0 ? compose.slotsNone : compose.unread(found.unread, partner);
}

/** Whoever stands on a time while more of them arrive stays on it. */
function replaceKeepingFocus(place: HTMLElement, before: HTMLElement, after: HTMLElement): void {
  const held = before.contains(document.activeElement);
  place.replaceChildren(after);
  if (held) after.querySelector<HTMLInputElement>('input:checked')?.focus();
}
