import type { SurveyModel } from '../../domain/survey-model.ts';
import { dayText } from '../../words/dates.ts';
import { type Words, words } from '../../words/words.ts';
import { dropBallot, keptAmong, type Owner, readBallot } from '../shared/kept-ballot.ts';
import {
  type ActButton,
  type Own,
  pressable,
  type Run,
  type Send,
  type Task,
  waitingPlace,
} from './act-row.ts';
import type { Anonymous } from './anonymous-ballot.ts';
import type { LinkPage, Outcome } from './ask.ts';
import { element, heading, paragraph } from './element.ts';
import { type SurveyForm, surveyForm } from './survey-form.ts';

/** Of a person who is in several pairs, where that is known. */
type Page = LinkPage & { pairs?: readonly { pair: string }[] };

/** A questionnaire: to be answered under one's name, or without it; or what became of it. */
export function surveyView(page: Page, model: SurveyModel, send: Send, own?: Own): Node[] {
  const survey = toldIn(page, own);
  const over = (title: string, text: string) => [heading(title), paragraph(text)];
  if (model.state === 'asked') return asked(page, model, send, own);
  const owner = ownerOf(page, model);
  const kept = readBallot(owner);
  const answered = () => over(survey.answeredTitle, survey.answered);
  if (model.state === 'signed') {
    if (kept === 'taken') return answered();
    return kept && own
      ? asked(page, model, send, own)
      : over(survey.elsewhereTitle, survey.elsewhere);
  }
  // Begun without a name, and over by another way: what was kept leads nowhere now.
  if (kept !== 'taken') dropBallot(owner);
  return model.state === 'closed' ? over(survey.closedTitle, survey.closed) : answered();
}

const ownerOf = ({ pair, pairs = [] }: Page, { wave, party }: SurveyModel): Owner => {
  const all = [pair, ...pairs.map((each) => each.pair)];
  return { wave, party, pair: keptAmong(all, { wave, party }) ?? pair };
};

function toldIn({ reader }: Page, own: Own | undefined): Words['survey'] {
  return { ...words(reader.locale).survey, ...own?.survey };
}

function asked(page: Page, model: SurveyModel, send: Send, own: Own | undefined): Node[] {
  const { reader } = page;
  const told = { ...words(reader.locale), survey: toldIn(page, own) };
  const { survey } = told;
  const count = model.topics.reduce((sum, { questions }) => sum + questions.length, 0);
  const { anonymous } = model;
  const way =
    anonymous && own ? new AnonymousWay(page, { ...model, anonymous }, told, own.run) : null;
  const form: SurveyForm = surveyForm(model, told, (place) => {
    if (way?.chosen) way.cast(form, place);
    else send(byName(form, model, told), place);
  });
  return [
    heading(survey.title(model.moment)),
    paragraph(survey.confidential, 'confidential'),
    paragraph(survey.intro(count, dayText(model.until, reader)), 'status'),
    form.view,
    ...(way ? [way.view] : []),
  ];
}

const byName = (form: SurveyForm, { wave }: SurveyModel, { survey }: Words): ActButton => ({
  title: survey.send,
  act: () => {
    const answers = form.read();
    return answers && { act: 'answer-survey', wave, answers };
  },
});

type Asked = SurveyModel & { anonymous: Anonymous };

/** Without one's name: chosen once, whatever was filled in before, and then the only way. */
class AnonymousWay {
  readonly view = element('section', { class: 'way' });
  chosen: boolean;
  readonly #page: Page;
  readonly #model: Asked;
  readonly #told: Words;
  readonly #run: Run;

  constructor(page: Page, model: Asked, told: Words, run: Run) {
    this.#page = page;
    this.#model = model;
    this.#told = told;
    this.#run = run;
    this.chosen = model.state === 'signed';
    if (this.chosen) this.#says();
    else this.#offers();
  }

  cast(form: SurveyForm, place: HTMLElement): void {
    const { survey, link } = this.#told;
    const { anonymous, topics } = this.#model;
    const owner = ownerOf(this.#page, this.#model);
    const keys = topics.flatMap(({ questions }) => questions.map(({ key }) => key));
    const begin: Task['begin'] = (sign) => {
      const answers = form.read();
      if (!answers) return null;
      const inOrder = keys.map((key) => answers[key] ?? '');
      return async () => {
        const ballots = await loaded();
        if (!ballots) return { kind: 'offline' };
        const done = await ballots.castBallot(sign, owner, anonymous, inOrder);
        if (done.kind === 'taken') return this.#taken();
        return done.kind === 'unable' ? this.#fails(survey.unableHere) : done;
      };
    };
    this.#run({ doing: link.sending, begin }, place);
  }

  #choose(place: HTMLElement): void {
    const { survey } = this.#told;
    const { anonymous } = this.#model;
    const owner = ownerOf(this.#page, this.#model);
    const begin: Task['begin'] = (sign) => async () => {
      const ballots = await loaded();
      if (!ballots) return { kind: 'offline' };
      const done = await ballots.prepareBallot(sign, owner, anonymous);
      if (done.kind === 'unable') return this.#fails(survey.unable);
      if (done.kind !== 'ready') return done;
      this.chosen = true;
      this.#says().focus();
      return { kind: 'done' };
    };
    this.#run({ doing: survey.preparing, begin }, place);
  }

  #offers(): void {
    const { survey } = this.#told;
    const place = waitingPlace();
    const promised = survey.promised[this.#model.anonymous.promise];
    const choose = pressable(promised.choose, 'plain', () => this.#choose(place));
    this.view.replaceChildren(
      paragraph(promised.why),
      ...this.#sameMachine(),
      paragraph(survey.anonymousHow, 'small'),
      this.#limits(),
      element('div', { class: 'acts' }, choose, place),
    );
  }

  #says(): HTMLElement {
    const now = element('p', { class: 'chosen', tabindex: '-1' }, this.#told.survey.anonymousNow);
    this.view.replaceChildren(now, ...this.#sameMachine(), this.#limits());
    return now;
  }

  /** In sight before and after the choice: who could still tell whose answer it is. */
  #sameMachine(): Node[] {
    const { anonymous } = this.#model;
    return anonymous.promise === 'confidential' ? [paragraph(this.#told.survey.sameMachine)] : [];
  }

  #limits(): HTMLElement {
    const { survey } = this.#told;
    const text = paragraph(survey.anonymousRemains, 'small');
    return element('details', {}, element('summary', {}, survey.anonymousLimits), text);
  }

  #fails(text: string): { kind: 'done' } {
    const error = element('p', { class: 'error', tabindex: '-1' }, text);
    this.view.querySelector('.error')?.remove();
    this.view.append(error);
    error.focus();
    return { kind: 'done' };
  }

  /** Nothing more is asked now: a question by the link, just after, would say whose ballot it was. */
  #taken(): Outcome {
    const model: SurveyModel = { ...this.#model, state: 'answered', topics: [], anonymous: null };
    const page = { ...this.#page, model };
    return { kind: 'page', page, said: 'survey-answered', refused: null };
  }
}

/** Null when it could not be fetched. Painted first, as blinding holds the page for up to a second. */
async function loaded() {
  const loading = import('./anonymous-ballot.ts').catch(() => null);
  await new Promise((done) => setTimeout(done, 50));
  return loading;
}
