import type { Reader } from '../../domain/card-model.ts';
import { levels } from '../../domain/survey.ts';
import type { SurveyModel } from '../../domain/survey-model.ts';
import { dayText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import {
  aside,
  bodyOf,
  type Drawing,
  type Element,
  each,
  heading,
  hole,
  line,
  primary,
  small,
  spoken,
  strong,
  type Toggle,
} from './pieces.ts';

const top = bodyOf([heading('title'), line('intro'), small('confidential')]);
const told = bodyOf([heading('title'), each('lines', line('$data'))]);
const topicTop = bodyOf([strong('title')]);

const question = bodyOf([
  {
    type: 'Input.ChoiceSet',
    id: hole('key'),
    label: hole('text'),
    style: 'compact',
    placeholder: hole('placeholder'),
    value: hole('value'),
    choices: [{ $data: hole('choices'), title: hole('title'), value: hole('value') }],
  },
]);

/**
 * One topic at a time, turned on the client; nothing leaves before the one press that sends all. A
 * press that lacks an answer brings the card back with what was chosen, at the first gap.
 */
export function drawSurvey(model: SurveyModel, reader: Reader): Drawing {
  const { survey } = words(reader.locale);
  if (model.state !== 'asked') return drawOver(model, reader);
  const count = model.topics.reduce((sum, { questions }) => sum + questions.length, 0);
  const title = survey.title(model.moment);
  const intro = survey.intro(count, dayText(model.until, reader));
  const first = firstGap(model);
  return {
    speak: spoken(title, intro, survey.confidential),
    body: [
      ...top({ title, intro, confidential: survey.confidential }),
      ...model.topics.map((_, at) => topicOf(model, at, at === first, reader)),
    ],
    actions: [
      // A gap may be on any topic: once it is filled, nobody turns to the last one again.
      ...(model.missing.length > 0 ? [sendAll(model, reader)] : []),
      aside('survey.by-mail', withoutName(model, reader), { wave: model.wave }),
    ],
  };
}

/** The page says the rest; where nothing lets a card promise more, it promises less. */
const withoutName = ({ anonymous }: SurveyModel, { locale }: Reader): string =>
  words(locale).survey.promised[anonymous?.promise ?? 'confidential'].choose;

const sendAll = ({ wave }: SurveyModel, { locale }: Reader) =>
  primary('survey.answer', words(locale).survey.send, { wave });

function drawOver({ state }: SurveyModel, { locale }: Reader): Drawing {
  const { survey } = words(locale);
  const title = state === 'closed' ? survey.closedTitle : survey.answeredTitle;
  const line = state === 'closed' ? survey.closed : survey.answered;
  return { speak: spoken(title, line), body: told({ title, lines: [line] }), actions: [] };
}

const firstGap = ({ topics, missing }: SurveyModel): number =>
  Math.max(
    0,
    topics.findIndex(({ questions }) => questions.some(({ key }) => missing.includes(key))),
  );

function topicOf(model: SurveyModel, at: number, shown: boolean, reader: Reader): Element {
  const { survey } = words(reader.locale);
  const { topics, missing, given } = model;
  const topic = topics[at];
  if (!topic) throw new Error('a topic that is not there');
  const title = survey.step(at + 1, topics.length, survey.topic(topic.topic));
  const choices = levels.map((level) => ({ title: survey.level(level), value: String(level) }));
  const items = topic.questions.flatMap(({ key, text }) => {
    const value = String(given[key] ?? '');
    const gap = missing.includes(key) ? [warning(survey.missing)] : [];
    return [...gap, ...question({ key, text, value, choices, placeholder: survey.choose })];
  });
  const turns = [
    ...(at > 0 ? [turn(survey.back, at, at - 1)] : []),
    ...(at < topics.length - 1 ? [turn(survey.next, at, at + 1)] : []),
    ...(at === topics.length - 1 && missing.length === 0 ? [sendAll(model, reader)] : []),
  ];
  return {
    type: 'Container',
    id: containerOf(at),
    isVisible: shown,
    separator: true,
    items: [...topicTop({ title }), ...items, { type: 'ActionSet', actions: turns }],
  };
}

const warning = (text: string): Element => ({
  type: 'TextBlock',
  color: 'Attention',
  weight: 'Bolder',
  spacing: 'Small',
  wrap: true,
  text,
});

const containerOf = (at: number) => `topic${at + 1}`;

const turn = (title: string, from: number, to: number): Toggle => ({
  type: 'Action.ToggleVisibility',
  title,
  targetElements: [
    { elementId: containerOf(from), isVisible: false },
    { elementId: containerOf(to), isVisible: true },
  ],
});
