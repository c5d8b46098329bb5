import type { CardModel, HeldModel, Reader } from '../../domain/card-model.ts';
import { dayOf } from '../../domain/time.ts';
import { dayText, startDayText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import {
  type Action,
  aside,
  bodyOf,
  choicesOf,
  type Drawing,
  each,
  heading,
  hole,
  line,
  primary,
  type ShowCard,
  small,
  spoken,
  themeChoices,
} from './pieces.ts';

type RecordModel = Extract<CardModel, { kind: 'record' }>;

/** Folded where the client can: twelve themes would push the buttons off a phone's screen. */
const themesInput = {
  type: 'Input.ChoiceSet',
  id: 'themes',
  label: hole('words.themes'),
  style: 'compact',
  isMultiSelect: true,
  wrap: true,
  isRequired: true,
  errorMessage: hole('words.themesError'),
  choices: choicesOf('themes'),
};

const dateInput = {
  type: 'Input.Date',
  id: 'date',
  label: hole('words.date'),
  isRequired: true,
  errorMessage: hole('words.dateError'),
  min: hole('earliest'),
  max: hole('today'),
  value: hole('date'),
};

const question = bodyOf([heading('title'), line('who'), themesInput, small('kept')]);

const answer = bodyOf([heading('title'), each('lines', line('$data')), small('kept')]);

const correction = bodyOf([dateInput, { ...themesInput, value: hole('chosen') }]);

const recording = bodyOf([heading('title'), line('why'), dateInput, themesInput, small('kept')]);

export function drawHeld(model: HeldModel, reader: Reader): Drawing {
  if (model.state === 'held') return drawRecorded(model, reader);
  if (model.state === 'not-held') return drawNotHeld(model, reader);
  const { record, common } = words(reader.locale);
  const day = dayTold(model, reader);
  const title = day ? record.heldTitle(day) : record.heldTitleNoDay;
  const who = record.with(model.partner);
  const data = { meeting: model.meeting };
  return {
    speak: spoken(title, who),
    body: question({
      title,
      who,
      words: record,
      themes: themeChoices(model.themes, reader),
      kept: common.kept(model.recording),
    }),
    actions: [
      primary('meeting.held', record.yes, data),
      aside('meeting.not-held', record.no, data),
    ],
  };
}

function drawRecorded(model: HeldModel, reader: Reader): Drawing {
  const { record, common, themes } = words(reader.locale);
  const { partner, recorded, iSaid, saidBy } = model;
  const day = dayTold(model, reader);
  const lines = [
    day ? record.heldOn(day, partner) : record.with(partner),
    recorded.map((theme) => themes[theme]).join(' · '),
    ...(!iSaid && saidBy ? [record.saidBy(saidBy)] : []),
  ];
  const agree = primary('meeting.held', record.exact, {
    meeting: model.meeting,
    themes: recorded.join(','),
  });
  const next = aside('menu.book', record.bookNext);
  return {
    speak: spoken(record.recorded, ...lines),
    body: answer({ title: record.recorded, lines, kept: common.kept(model.recording) }),
    actions: [iSaid ? next : { ...agree, associatedInputs: 'none' }, correct(model, reader)],
  };
}

function drawNotHeld(model: HeldModel, reader: Reader): Drawing {
  const { record, common } = words(reader.locale);
  const day = dayTold(model, reader);
  const lines = [
    day ? record.notHeldOn(day, model.partner) : record.with(model.partner),
    ...(!model.iSaid && model.saidBy ? [record.notHeldSaidBy(model.saidBy)] : []),
  ];
  return {
    speak: spoken(record.notHeldTitle, ...lines),
    body: answer({ title: record.notHeldTitle, lines, kept: common.kept(model.recording) }),
    actions: [aside('menu.book', record.bookNext), correct(model, reader)],
  };
}

/** The day it was held, or was to be held, as the reader says it. */
function dayTold({ heldOn, time }: HeldModel, reader: Reader): string | null {
  if (heldOn) return dayText(heldOn, reader);
  return time ? startDayText(time, reader) : null;
}

function correct(model: HeldModel, reader: Reader): ShowCard {
  const { record } = words(reader.locale);
  const { earliest, today, recorded, heldOn, time } = model;
  const data = { meeting: model.meeting };
  const planned = time ? dayOf(time.start, reader.zone) : today;
  const actions = [primary('meeting.correct', record.saveCorrection, data)];
  if (model.state === 'held') actions.push(aside('meeting.not-held', record.no, data));
  return {
    type: 'Action.ShowCard',
    title: record.correct,
    card: {
      type: 'AdaptiveCard',
      body: correction({
        words: record,
        earliest,
        today,
        date: heldOn ?? planned,
        chosen: recorded.join(','),
        themes: themeChoices(model.themes, reader),
      }),
      actions,
    },
  };
}

export function drawRecord(model: RecordModel, reader: Reader): Drawing {
  const { record, common } = words(reader.locale);
  const { pair, partner, earliest, today } = model;
  const title = record.recordTitle(partner);
  const save: Action = primary('meeting.record', record.save, { pair });
  return {
    speak: spoken(title, record.recordWhy),
    body: recording({
      title,
      why: record.recordWhy,
      words: record,
      earliest,
      today,
      date: today,
      themes: themeChoices(model.themes, reader),
      kept: common.kept(model.recording),
    }),
    actions: [save],
  };
}
