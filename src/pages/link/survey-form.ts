import { levels } from '../../domain/survey.ts';
import type { SurveyModel } from '../../domain/survey-model.ts';
import type { Words } from '../../words/words.ts';
import { pressable, waitingPlace } from './act-row.ts';
import { type ChoiceList, choiceList } from './choice-list.ts';
import { element } from './element.ts';

export interface SurveyForm {
  view: HTMLElement;
  /** The texts `1` to `5` by question key; null at the first gap, which it then shows and says. */
  read: () => Record<string, string> | null;
}

interface Step {
  view: HTMLElement;
  title: HTMLElement;
  questions: { key: string; list: ChoiceList }[];
}

/**
 * One topic at a time, so that a phone holds what is asked; turning back loses nothing. `submit` is
 * called with where a wait may be told, beside the button.
 */
export function surveyForm(
  model: Pick<SurveyModel, 'topics' | 'given'>,
  words: Words,
  submit: (place: HTMLElement) => void,
): SurveyForm {
  const steps = model.topics.map((_, at) => stepOf(model, at, words));
  const show = (at: number) => {
    for (const [each, { view }] of steps.entries()) view.hidden = each !== at;
  };
  const turn = (at: number) => {
    show(at);
    steps[at]?.title.focus();
  };
  const isWhole = (at: number): boolean => {
    const gap = steps[at]?.questions.find(({ list }) => list.chosen().length === 0);
    if (!gap) return true;
    show(at);
    gap.list.complain(words.survey.missing);
    return false;
  };
  for (const [at, { view }] of steps.entries()) {
    view.append(turns({ at, last: steps.length - 1, turn, isWhole, submit }, words));
  }
  show(0);
  return {
    view: element('div', { class: 'survey' }, ...steps.map(({ view }) => view)),
    read: () => (steps.every((_, at) => isWhole(at)) ? answersOf(steps) : null),
  };
}

const answersOf = (steps: readonly Step[]): Record<string, string> =>
  Object.fromEntries(
    steps.flatMap(({ questions }) =>
      questions.map(({ key, list }) => [key, list.chosen()[0] ?? ''] as const),
    ),
  );

function stepOf({ topics, given }: Pick<SurveyModel, 'topics' | 'given'>, at: number, told: Words) {
  const { survey } = told;
  const topic = topics[at];
  if (!topic) throw new Error('a topic that is not there');
  const words = survey.progress(at + 1, topics.length, survey.topic(topic.topic));
  const title = element('h2', { id: `step-${at}`, tabindex: '-1' }, words);
  const questions = topic.questions.map(({ key, text }, nth) => ({
    key,
    list: choiceList({
      legend: text,
      name: `q${at}-${nth}`,
      kind: 'radio',
      choices: levels.map((level) => ({ label: survey.level(level), value: String(level) })),
      chosen: [String(given[key] ?? '')],
    }),
  }));
  const view = element(
    'section',
    { class: 'step', 'aria-labelledby': title.id },
    title,
    ...questions.map(({ list }) => list.view),
  );
  return { view, title, questions };
}

interface Turning {
  at: number;
  last: number;
  turn: (at: number) => void;
  isWhole: (at: number) => boolean;
  submit: (place: HTMLElement) => void;
}

function turns({ at, last, turn, isWhole, submit }: Turning, { survey }: Words): HTMLElement {
  const place = waitingPlace();
  const on =
    at === last
      ? pressable(survey.send, 'primary', () => submit(place))
      : pressable(survey.next, 'primary', () => {
          if (isWhole(at)) turn(at + 1);
        });
  const back = at === 0 ? [] : [pressable(survey.back, 'plain', () => turn(at - 1))];
  return element('div', { class: 'acts' }, on, ...back, place);
}
