import type { HomeModel } from '../../domain/link-model.ts';
import type { TabPage } from '../../domain/tab-model.ts';
import { dayText, momentText, shortDayText, startDayText } from '../../words/dates.ts';
import { rhythmLines } from '../../words/rhythm-lines.ts';
import { type Words, words } from '../../words/words.ts';
import type { Button } from '../link/act-row.ts';
import { unsentFor } from '../shared/kept-ballot.ts';

/** What the pair needs most: one sentence, and the one act that answers it. */
export interface Needed {
  sentence: string;
  note: string | null;
  button: Button | null;
}

export type HomePage = TabPage & { model: HomeModel };

export const isHome = (page: TabPage): page is HomePage => page.model.kind === 'home';

/** Whoever waits for an answer comes first, then what stands, then what is still to be booked. */
export function neededOf(page: HomePage): Needed {
  const told = words(page.reader.locale);
  const [survey = null] = toFill(page);
  return (
    waited(page, told) ?? survey ?? paused(page, told) ?? standing(page, told) ?? toBook(page, told)
  );
}

const waited = (page: HomePage, told: Words): Needed | null =>
  asked(page, told) ?? pauseAsked(page, told);

interface ToFill extends Needed {
  wave: string;
}

/** Questionnaires to answer; and those begun without a name, which this browser alone can send. */
export function toFill({ model, pairs, reader }: HomePage): ToFill[] {
  const { survey, tab } = words(reader.locale);
  const open = model.surveys.map(({ wave, moment, until }): ToFill => {
    const sentence = survey.toFill(moment, dayText(until, reader));
    const button: Button = { title: survey.open, go: { kind: 'survey', wave } };
    return { wave, sentence, note: null, button };
  });
  const unsent = unsentFor(pairs.map(({ pair }) => pair))
    .filter((wave) => !model.surveys.some((each) => each.wave === wave))
    .map((wave): ToFill => {
      const { unsent: sentence, finish: title } = tab.need;
      return { wave, sentence, note: null, button: { title, go: { kind: 'survey', wave } } };
    });
  return [...open, ...unsent];
}

/** Those that do not stand under the year. */
export const alsoToFill = (page: HomePage): ToFill[] =>
  toFill(page).slice(waited(page, words(page.reader.locale)) ? 0 : 1);

function asked({ model, reader }: HomePage, { link, record, tab }: Words): Needed | null {
  const [first] = model.waiting;
  if (!first) return null;
  const go = { kind: 'meeting', meeting: first.meeting } as const;
  if (first.ask === 'answer')
    return {
      sentence: link.toAnswer(momentText(first.time, reader)),
      ...{ note: null, button: { title: link.answer, go } },
    };
  return {
    sentence: record.heldTitle(startDayText(first.time, reader)),
    ...{ note: null, button: { title: tab.need.sayHeld, go } },
  };
}

function pauseAsked({ model, reader }: HomePage, { pause, tab }: Words): Needed | null {
  const found = model.pause;
  if (!found?.may.agree) return null;
  const go = { kind: 'pause', pair: model.pair, pause: found.pause } as const;
  return {
    sentence: pause.askedTitle(found.partner),
    note: pause.until(dayText(found.until, reader)),
    button: { title: tab.need.answerPause, go },
  };
}

function paused({ model, reader }: HomePage, { link }: Words): Needed | null {
  const found = model.pause;
  if (found?.state !== 'agreed') return null;
  const go = { kind: 'pause', pair: model.pair, pause: found.pause } as const;
  const sentence = link.pausedUntil(dayText(found.until, reader));
  return { sentence, note: null, button: { title: link.seePause, go } };
}

function standing({ model, reader, year }: HomePage, { rhythm, tab }: Words): Needed | null {
  const { next, may } = model;
  if (!next) return null;
  const sentence = rhythm.next(momentText(next.time, reader));
  const [gap] = year.missing.filter(({ to }) => to > year.today);
  if (gap && may.plan) {
    const [from, to] = [shortDayText(gap.from, reader), shortDayText(gap.to, reader)];
    return {
      sentence: `${sentence} ${tab.need.gap(from, to)}`,
      ...{ note: null, button: { title: tab.need.plan, act: () => ({ act: 'draft' as const }) } },
    };
  }
  const go = { kind: 'meeting', meeting: next.meeting } as const;
  return { sentence, note: null, button: { title: tab.need.see, go } };
}

function toBook({ model, reader, year }: HomePage, { link, tab }: Words): Needed {
  const { rhythm, may, pair } = model;
  const { said, note } = rhythm ? rhythmLines(rhythm, reader) : { said: [], note: null };
  const over = year.today >= year.closing;
  const sentence = said.join(' ') || (over ? tab.need.over : tab.need.none);
  const empty = !year.meetings.some(({ state }) => state !== 'held');
  const button = ((): Button | null => {
    if (may.plan && empty && year.held === 0)
      return { title: tab.need.plan, act: () => ({ act: 'draft' }) };
    return may.book ? { title: link.book, go: { kind: 'find', pair } } : null;
  })();
  return { sentence, note, button };
}

/** Everything else that can be done from here, the likeliest first; what ends something comes last. */
export function otherActs({ model, reader }: HomePage, chosen: Button | null): Button[] {
  const { pair, may, pause, stopping } = model;
  const { link, survey } = words(reader.locale);
  const drafts = chosen !== null && 'act' in chosen;
  const finds = chosen !== null && 'go' in chosen && chosen.go.kind === 'find';
  const buttons: (Button | false)[] = [
    may.book && !finds && { title: link.book, go: { kind: 'find', pair } },
    may.plan && !drafts && { title: link.plan, act: () => ({ act: 'draft' }) },
    may.record && { title: link.record, go: { kind: 'record', pair } },
    ...model.syntheses.map(({ wave, moment }) => ({
      title: survey.synthesisTitle(moment),
      go: { kind: 'synthesis' as const, wave },
    })),
    pause !== null && { title: link.seePause, go: { kind: 'pause', pair, pause: pause.pause } },
    may.pause && { title: link.pause, go: { kind: 'pause-form', pair } },
    stopping && may.book && { title: link.seeStop, go: { kind: 'stopping', pair } },
    may.stop && { title: link.stop, go: { kind: 'stop-form', pair } },
  ];
  return buttons.filter((button) => button !== false);
}
