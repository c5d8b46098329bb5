import type { HeldModel, Reader } from '../../domain/card-model.ts';
import { dayText, startDayText } from '../../words/dates.ts';
import { type Words, words } from '../../words/words.ts';
import { type ActButton, actRow, type GoButton, type Send } from './act-row.ts';
import type { LinkPage } from './ask.ts';
import { correction } from './correction.ts';
import { element, heading, paragraph } from './element.ts';
import { themeList } from './theme-list.ts';

/** Whether a meeting took place, or what was recorded of it. */
export function heldView(page: LinkPage, model: HeldModel, send: Send): Node[] {
  const { reader } = page;
  const { common, record } = words(reader.locale);
  const next = { title: record.bookNext, go: { kind: 'find' as const, pair: page.pair } };
  const kept = paragraph(common.kept(model.recording), 'small');
  if (model.state === 'held') return [...recorded(model, reader, send, next), kept];
  if (model.state === 'not-held') return [...notHeld(model, reader, send, next), kept];
  return [...question(model, reader, send), kept];
}

const saysNo = (title: string, { meeting }: HeldModel): ActButton => ({
  title,
  act: () => ({ act: 'not-held', meeting }),
});

function question(model: HeldModel, reader: Reader, send: Send): Node[] {
  const told = words(reader.locale);
  const { record } = told;
  const day = dayTold(model, reader);
  const themes = themeList(model.themes, [], told);
  const yes: ActButton = {
    title: record.yes,
    primary: true,
    act: () => {
      const chosen = themes.read();
      return chosen && { act: 'held', meeting: model.meeting, themes: chosen };
    },
  };
  return [
    heading(day ? record.heldTitle(day) : record.heldTitleNoDay),
    paragraph(record.with(model.partner), 'status'),
    themes.view,
    actRow([yes, saysNo(record.no, model)], send),
  ];
}

function recorded(model: HeldModel, reader: Reader, send: Send, next: GoButton): Node[] {
  const told = words(reader.locale);
  const { record, themes } = told;
  const { partner, iSaid, saidBy } = model;
  const day = dayTold(model, reader);
  const exact: ActButton = {
    title: record.exact,
    primary: true,
    act: () => ({ act: 'held', meeting: model.meeting, themes: [...model.recorded] }),
  };
  const asks = !iSaid && saidBy !== null;
  return [
    heading(record.recorded),
    paragraph(day ? record.heldOn(day, partner) : record.with(partner), 'moment'),
    element('ul', {}, ...model.recorded.map((theme) => element('li', {}, themes[theme]))),
    ...(asks ? [paragraph(record.saidBy(saidBy))] : []),
    actRow([...(asks ? [exact] : []), next], send),
    corrected(model, reader, told, send, [saysNo(record.no, model)]),
  ];
}

function notHeld(model: HeldModel, reader: Reader, send: Send, next: GoButton): Node[] {
  const told = words(reader.locale);
  const { record } = told;
  const { partner, iSaid, saidBy } = model;
  const day = dayTold(model, reader);
  return [
    heading(record.notHeldTitle),
    paragraph(day ? record.notHeldOn(day, partner) : record.with(partner), 'status'),
    ...(!iSaid && saidBy !== null ? [paragraph(record.notHeldSaidBy(saidBy))] : []),
    actRow([next], send),
    corrected(model, reader, told, send, []),
  ];
}

function corrected(
  model: HeldModel,
  reader: Reader,
  told: Words,
  send: Send,
  more: ActButton[],
): HTMLElement {
  const form = correction(model, reader, told);
  const save: ActButton = {
    title: told.record.saveCorrection,
    primary: true,
    act: form.read,
  };
  return element(
    'details',
    {},
    element('summary', {}, told.record.correct),
    ...form.view,
    actRow([save, ...more], send),
  );
}

/** The day it was held, or was to be held, as the reader says it. */
function dayTold({ heldOn, time }: HeldModel, reader: Reader): string | null {
  if (heldOn) return dayText(heldOn, reader);
  return time ? startDayText(time, reader) : null;
}
