import type { Reader } from '../../domain/card-model.ts';
import { capital, dayText, momentText, startDayText } from '../../words/dates.ts';
import { rhythmLines } from '../../words/rhythm-lines.ts';
import { type Words, words } from '../../words/words.ts';
import { actRow, type Button, type Send } from './act-row.ts';
import type { LinkPage } from './ask.ts';
import { element, heading, paragraph } from './element.ts';

type HomeModel = Extract<LinkPage['model'], { kind: 'home' }>;

/** Where the pair stands, what waits for an answer, and everything that can be done from here. */
export function homeView({ reader }: LinkPage, model: HomeModel, send: Send): Node[] {
  const told = words(reader.locale);
  return [
    heading(told.link.homeTitle(model.partner)),
    ...standing(model, reader),
    ...waiting(model, reader, told, send),
    ...next(model, reader, told, send),
    element('h2', {}, told.link.menu),
    actRow(menu(model, told), send, 'menu'),
  ];
}

/** In the words of the card; while paused, until when. */
function standing({ rhythm, next: standsNext, pause }: HomeModel, reader: Reader): Node[] {
  const { link } = words(reader.locale);
  if (pause?.state === 'agreed')
    return [paragraph(link.pausedUntil(dayText(pause.until, reader)), 'status')];
  const asked = pause?.state === 'proposed' ? [paragraph(link.pauseAsked)] : [];
  // A meeting that stands has its own place below.
  if (!rhythm || standsNext) return asked;
  const { said, note } = rhythmLines(rhythm, reader);
  return [
    paragraph(said.join(' ')),
    ...(note === null ? [] : [paragraph(note, 'small')]),
    ...asked,
  ];
}

function waiting(model: HomeModel, reader: Reader, told: Words, send: Send): Node[] {
  const { link, record, survey } = told;
  const meetings = model.waiting.map(({ meeting, ask, time }): [string, Button] => {
    const moment = momentText(time, reader);
    const what =
      ask === 'answer' ? link.toAnswer(moment) : record.heldTitle(startDayText(time, reader));
    const go = { kind: 'meeting', meeting } as const;
    return [what, { title: link.answer, label: link.answerThat(moment), primary: true, go }];
  });
  const surveys = model.surveys.map(({ wave, moment, until }): [string, Button] => [
    survey.toFill(moment, dayText(until, reader)),
    { title: survey.open, primary: true, go: { kind: 'survey', wave } },
  ]);
  const rows = [...meetings, ...surveys];
  if (rows.length === 0) return [];
  const items = rows.map(([what, button]) =>
    element('li', {}, paragraph(what), actRow([button], send)),
  );
  return [
    element('h2', {}, link.waiting),
    element('ul', { class: 'rows', role: 'list' }, ...items),
  ];
}

function next(model: HomeModel, reader: Reader, { link, meeting, record }: Words, send: Send) {
  const { next: found, waiting: rows } = model;
  // What waits for an answer stands above; that nothing stands is said by the rhythm.
  if (!found || rows.some((row) => row.meeting === found.meeting)) return [];
  const moment = momentText(found.time, reader);
  const open: Button = {
    title: meeting.openIt,
    label: link.openThat(moment),
    go: { kind: 'meeting', meeting: found.meeting },
  };
  return [
    element('h2', {}, link.next),
    paragraph(capital(moment), 'moment'),
    paragraph(found.agreed ? meeting.confirmed : capital(record.toConfirm), 'status'),
    actRow([open], send),
  ];
}

/** The likeliest first; what ends something comes last. */
function menu(model: HomeModel, { link, survey }: Words): Button[] {
  const { pair, may, pause, next: found, stopping } = model;
  // Once the pair is closed, both are offered the same, whoever asked.
  const waits = stopping && may.book;
  const buttons: (Button | false)[] = [
    may.book && { title: link.book, primary: !found && !pause, go: { kind: 'find', pair } },
    may.plan && { title: link.plan, act: () => ({ act: 'draft' }) },
    { title: link.meetings, go: { kind: 'meetings', pair } },
    may.record && { title: link.record, go: { kind: 'record', pair } },
    ...model.syntheses.map(({ wave, moment }) => ({
      title: survey.synthesisTitle(moment),
      go: { kind: 'synthesis' as const, wave },
    })),
    { title: link.referent, go: { kind: 'referent', pair, asked: false } },
    pause !== null && { title: link.seePause, go: { kind: 'pause', pair, pause: pause.pause } },
    may.pause && { title: link.pause, go: { kind: 'pause-form', pair } },
    waits && { title: link.seeStop, go: { kind: 'stopping', pair } },
    may.stop && { title: link.stop, go: { kind: 'stop-form', pair } },
  ];
  return buttons.filter((button) => button !== false);
}
