import type { HeldModel, Reader } from '../../domain/card-model.ts';
import { dayText, startDayText } from '../../words/dates.ts';
import { type Words, words } from '../../words/words.ts';
import { type ActButton, actRow, type Send } from './act-row.ts';
import type { LinkPage } from './ask.ts';
import { correction } from './correction.ts';
import { element, heading, paragraph } from './element.ts';
import { themeList } from './theme-list.ts';

/** Whether a meeting took place, or what was recorded of it. */
export function heldView({ reader }: LinkPage, model: HeldModel, send: Send): Node[] {
  const { common } = words(reader.locale);
  const kept = paragraph(common.kept(model.recording), 'small');
  if (model.state === 'held') return [...recorded(model, reader, send), kept];
  if (model.state === 'not-held') return [...notHeld(model, reader, send), kept];
  return [...question(model, reader, send), kept];
}

const saysNo = (title: string): ActButton => ({
  title,
  said: 'not-held',
  act: () => ({ act: 'not-held' }),
});

function question(model: HeldModel, reader: Reader, send: Send): Node[] {
  const told = words(reader.locale);
  const { record } = told;
  const day = dayTold(model, reader);
  const themes = themeList(model.themes, [], told);
  const yes: ActButton = {
    title: record.yes,
    said: 'held',
    primary: true,
    act: () => {
      const chosen = themes.read();
      return chosen && { act: 'held', themes: chosen };
    },
  };
  return [
    heading(day ? record.heldTitle(day) : record.heldTitleNoDay),
    paragraph(record.with(model.partner), 'status'),
    themes.view,
    actRow([yes, saysNo(record.no)], send),
  ];
}

function recorded(model: HeldModel, reader: Reader, send: Send): Node[] {
  const told = words(reader.locale);
  const { record, themes } = told;
  const { partner, iSaid, saidBy } = model;
  const day = dayTold(model, reader);
  const exact: ActButton = {
    title: record.exact,
    said: 'held',
    primary: true,
    act: () => ({ act: 'held', themes: [...model.recorded] }),
  };
  const asks = !iSaid && saidBy !== null;
  return [
    heading(record.recorded),
    paragraph(day ? record.heldOn(day, partner) : record.with(partner), 'moment'),
    element('ul', {}, ...model.recorded.map((theme) => element('li', {}, themes[theme]))),
    ...(asks ? [paragraph(record.saidBy(saidBy)), actRow([exact], send)] : []),
    corrected(model, reader, told, send, [saysNo(record.no)]),
  ];
}

function notHeld(model: HeldModel, reader: Reader, send: Send): Node[] {
  const told = words(reader.locale);
  const { record } = told;
  const { partner, iSaid, saidBy } = model;
  const day = dayTold(model, reader);
  return [
    heading(record.notHeldTitle),
    paragraph(day ? record.notHeldOn(day, partner) : record.with(partner), 'status'),
    ...(!iSaid && saidBy !== null ? [paragraph(record.notHeldSaidBy(saidBy))] : []),
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
    said: 'corrected',
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
