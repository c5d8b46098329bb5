import type { CardModel, Reader } from '../../domain/card-model.ts';
import type { Refusal } from '../../domain/refusal.ts';
import type { SaidKey } from '../../words/fr/said.ts';
import { type Locale, words } from '../../words/words.ts';
import { drawAlert, drawAlertMore } from './alert-card.ts';
import { drawFind, drawSlots } from './booking-cards.ts';
import { drawDigest } from './digest-card.ts';
import {
  drawHelp,
  drawLanguage,
  drawStranger,
  drawWelcome,
  drawWhichPair,
} from './greeting-cards.ts';
import { asMarkdown } from './markdown.ts';
import { drawMeeting, drawNewer } from './meeting-card.ts';
import { drawMeetings } from './meetings-card.ts';
import { drawPause, drawPauseForm } from './pause-card.ts';
import type { Action, Drawing, Element, Execute, Toggle } from './pieces.ts';
import { drawPlan } from './plan-card.ts';
import { drawReach } from './reach-card.ts';
import { drawHeld, drawRecord } from './record-cards.ts';
import { drawReferent } from './referent-cards.ts';
import { drawRhythm } from './rhythm-card.ts';
import { drawEnding, drawStopForm, drawStopping } from './stop-card.ts';
import { drawSurvey } from './survey-card.ts';
import { drawSynthesis } from './synthesis-card.ts';
import { drawYear } from './year-card.ts';

/** One line on top of a card: why the press was refused, or what it has just done. */
export type Notice = { refused: Refusal } | { said: SaidKey };

/** Which card of the chat this is, and how many times it has been drawn. */
export interface CardTag {
  card: string;
  rev: number;
}

export interface AdaptiveCard {
  type: 'AdaptiveCard';
  $schema: string;
  version: '1.5';
  lang: Locale;
  fallbackText: string;
  speak: string;
  body: Element[];
  actions: Action[];
}

type ModelOf = { [Model in CardModel as Model['kind']]: Model };
type Kind = keyof ModelOf;

const drawings: { [K in Kind]: (model: ModelOf[K], reader: Reader) => Drawing } = {
  welcome: drawWelcome,
  help: drawHelp,
  language: drawLanguage,
  'which-pair': drawWhichPair,
  find: drawFind,
  slots: drawSlots,
  plan: drawPlan,
  year: drawYear,
  meeting: drawMeeting,
  newer: drawNewer,
  held: drawHeld,
  record: drawRecord,
  meetings: drawMeetings,
  referent: drawReferent,
  alert: drawAlert,
  'alert-more': drawAlertMore,
  digest: drawDigest,
  rhythm: drawRhythm,
  'pause-form': drawPauseForm,
  pause: drawPause,
  'stop-form': drawStopForm,
  stopping: drawStopping,
  ending: drawEnding,
  reach: drawReach,
  survey: drawSurvey,
  synthesis: drawSynthesis,
  stranger: drawStranger,
};

const draw = <K extends Kind>(kind: K, model: ModelOf[K], reader: Reader): Drawing =>
  drawings[kind](model, reader);

/**
 * The card of a model as its reader sees it: version 1.5, at most 25 kB, at most three buttons.
 * Every press comes back with the card's own tag beside its data.
 */
export function renderCard(
  model: CardModel,
  reader: Reader,
  tag: CardTag,
  notice?: Notice,
): AdaptiveCard {
  const { speak, body, actions } = draw(model.kind, model, reader);
  const told = notice ? noticeText(notice, reader.locale) : null;
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: reader.locale,
    fallbackText: words(reader.locale).common.fallback,
    speak: told === null ? speak : `${told} ${speak}`,
    body: [...(told === null ? [] : [noticeBox(told, reader.locale)]), ...body].map((part) =>
      tagSet(asShown(part), tag),
    ),
    actions: actions.map((action) => tagged(action, tag)),
  };
}

/** All that a notification may show of a card. */
export const previewText = (locale: Locale): string => words(locale).common.preview;

function noticeText(notice: Notice, locale: Locale): string {
  const { refusals, said } = words(locale);
  return 'refused' in notice ? refusals[notice.refused] : said[notice.said];
}

const noticeBox = (text: string, locale: Locale): Element => ({
  type: 'Container',
  style: 'emphasis',
  items: [
    { type: 'TextBlock', weight: 'Bolder', wrap: true, text: words(locale).common.goodToKnow },
    { type: 'TextBlock', wrap: true, spacing: 'None', text },
  ],
});

/** Presses that stand in the body carry the tag as those under it do. */
function tagSet(element: Element, tag: CardTag): Element {
  const { items, actions } = element;
  if (items) return { ...element, items: items.map((item) => tagSet(item, tag)) };
  if (!actions) return element;
  const tagAct = (act: Execute | Toggle) =>
    act.type === 'Action.Execute' ? { ...act, data: { ...act.data, ...tag } } : act;
  return { ...element, actions: actions.map(tagAct) };
}

function tagged(action: Action, tag: CardTag): Action {
  if (action.type === 'Action.Execute') return { ...action, data: { ...action.data, ...tag } };
  if (action.type === 'Action.OpenUrl') return action;
  const { card } = action;
  return {
    ...action,
    card: {
      ...card,
      body: card.body.map(asShown),
      actions: card.actions.map((inner) => ({ ...inner, data: { ...inner.data, ...tag } })),
    },
  };
}

/** Folded lists are plain text in every client; the rest is read as Markdown. */
function asShown(element: Element): Element {
  const { type, text, choices, items, style } = element;
  if (items) return { ...element, items: items.map(asShown) };
  if (type === 'TextBlock' && text !== undefined) return { ...element, text: asMarkdown(text) };
  if (!choices || style === 'compact') return element;
  return {
    ...element,
    choices: choices.map((choice) => ({ ...choice, title: asMarkdown(choice.title) })),
  };
}
