import type { Reader } from '../../domain/card-model.ts';
import { dayText, shortDayText } from '../../words/dates.ts';
import { type Words, words } from '../../words/words.ts';
import { type ActButton, actRow, type Button, type Send } from './act-row.ts';
import type { LinkPage } from './ask.ts';
import { choiceList } from './choice-list.ts';
import { element, heading, paragraph } from './element.ts';
import { dateField } from './fields.ts';

type FormModel = Extract<LinkPage['model'], { kind: 'pause-form' }>;
type PauseModel = Extract<LinkPage['model'], { kind: 'pause' }>;

const usualWeeks = 4;
const weeksTo = ({ today }: FormModel, until: string): number =>
  Math.round((Date.parse(until) - Date.parse(today)) / (7 * 86_400_000));

/** Until when: some weeks at once, or any other day. */
export function pauseFormView(page: LinkPage, model: FormModel, send: Send): Node[] {
  const { reader, pair } = page;
  const { pause, link } = words(reader.locale);
  const { partner, choices, earliest, latest } = model;
  const title = heading(pause.formTitle(partner));
  if (latest < earliest) {
    const whom = { title: link.referent, go: { kind: 'referent' as const, pair, asked: false } };
    return [title, paragraph(pause.noRoom), actRow([{ ...whom, primary: true }], send)];
  }
  const usual = choices.find((until) => weeksTo(model, until) === usualWeeks) ?? choices[0];
  const weeks = choiceList({
    legend: pause.pick,
    name: 'until',
    kind: 'radio',
    choices: choices.map((value) => ({
      label: pause.weeks(weeksTo(model, value), shortDayText(value, reader)),
      value,
    })),
    chosen: usual === undefined ? [] : [usual],
  });
  const told = { label: pause.otherDay, error: pause.otherDayError };
  const range = { min: earliest, max: latest, value: usual ?? latest };
  const other = dateField('other-day', told, range);
  const propose = (read: () => string | null): ActButton => ({
    title: pause.propose,
    primary: true,
    act: () => {
      const until = read();
      return until === null ? null : { act: 'pause', until };
    },
  });
  const lines = [pause.noReason, pause.formThen(partner)].map((line) => paragraph(line));
  const byDay = [other.view, actRow([propose(other.read)], send)];
  if (choices.length === 0) return [title, ...lines, ...byDay];
  return [
    title,
    ...lines,
    weeks.view,
    actRow([propose(() => weeks.chosen()[0] ?? null)], send),
    element('details', {}, element('summary', {}, pause.otherDay), ...byDay),
  ];
}

/** A pause that is proposed, that runs, or what became of it. */
export function pauseView(page: LinkPage, model: PauseModel, send: Send): Node[] {
  const told = words(page.reader.locale);
  const { title, days, lines, notes } = faceOf(model, page.reader);
  const buttons = actsOf(model, page.pair, told);
  return [
    heading(title),
    ...days.map((day) => paragraph(day, 'moment')),
    ...lines.map((line) => paragraph(line)),
    ...(buttons.length > 0 ? [actRow(buttons, send)] : []),
    ...notes.map((note) => paragraph(note, 'small')),
  ];
}

interface Face {
  title: string;
  days: string[];
  lines: string[];
  notes: string[];
}

function faceOf(model: PauseModel, reader: Reader): Face {
  const { pause } = words(reader.locale);
  const { partner, state, mine, byReferent } = model;
  const days = [pause.until(dayText(model.until, reader))];
  const calm = { days, notes: [pause.noReason] };
  const over = { days: [], notes: [] };
  switch (state) {
    case 'proposed':
      return mine
        ? { title: pause.mineTitle, days, lines: [pause.waiting(partner)], notes: [] }
        : { title: pause.askedTitle(partner), lines: [pause.question], ...calm };
    case 'agreed': {
      const lines = [...(byReferent ? [pause.byReferent] : []), pause.endsAlone];
      return { title: pause.runningTitle(partner), lines, ...calm };
    }
    case 'declined': {
      const told = mine ? pause.declinedByThem(partner) : pause.declinedByMe(partner);
      return { title: pause.declinedTitle, lines: [told], ...over };
    }
    case 'withdrawn':
      return { title: pause.withdrawnTitle, lines: [pause.withdrawn], ...over };
    case 'lapsed':
      return { title: pause.lapsedTitle, lines: [pause.lapsed], ...over };
    case 'ended':
      return { title: pause.endedTitle, lines: [pause.ended(partner)], ...over };
  }
}

function actsOf(model: PauseModel, pair: string, { pause: told, link }: Words): Button[] {
  const { pause, may, state } = model;
  const buttons: (Button | false)[] = [
    may.agree && { title: told.agree, primary: true, act: () => ({ act: 'agree-pause', pause }) },
    may.decline && { title: told.decline, act: () => ({ act: 'decline-pause', pause }) },
    may.withdraw && { title: told.withdraw, act: () => ({ act: 'withdraw-pause', pause }) },
    may.resume && { title: told.resume, act: () => ({ act: 'resume', pause }) },
    state === 'ended' && { title: link.book, primary: true, go: { kind: 'find', pair } },
    state === 'lapsed' && { title: link.pause, go: { kind: 'pause-form', pair } },
  ];
  return buttons.filter((button) => button !== false);
}
