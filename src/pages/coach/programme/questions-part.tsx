import { Button } from '@fluentui/react-components';
import {
  type FormEvent,
  type ReactNode,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import type { OwnQuestion, QuestionFault } from '../../../domain/own-questions.ts';
import { type Moment, moments, topics } from '../../../domain/survey.ts';
import type { QuestionsPage } from '../../../domain/waves-model.ts';
import type {
  QuestionsRead,
  QuestionsReadBody,
  QuestionsSaveBody,
  QuestionsSaved,
} from '../../../web/wave-contract.ts';
import { dayOfYearText } from '../../../words/report-text.ts';
import { type WavesWords, wavesWords } from '../../../words/waves.ts';
import { words as allWords, type Locale } from '../../../words/words.ts';
import type { CoachApi } from '../ask.ts';
import { Once, Question } from './own-question.tsx';
import './questions.css';
import { useDraft } from './use-draft.ts';
import type { Programme } from './use-programme.ts';

interface Asked {
  api: CoachApi;
  locale: Locale;
  programme: Programme;
  /** Words of the button that saves. */
  save: string;
}

type Told = WavesWords['questions'];

/** What a cohort asks: its own words before its launch, and the reason why not afterwards. */
export function QuestionsPart({ api, locale, programme, save }: Asked) {
  const id = useId();
  const told = wavesWords(locale).questions;
  const [page, setPage] = useState<QuestionsPage | 'failed' | null>(null);
  const { cohort } = programme;
  const read = useCallback(async () => {
    const body: QuestionsReadBody = { cohort };
    const outcome = await api.ask<QuestionsRead>('/api/waves/questions', body);
    setPage(outcome.kind === 'reply' ? outcome.reply.page : 'failed');
  }, [api, cohort]);
  // A launch day that was moved may open or shut it.
  const launch = programme.page?.days.launch;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the day is what makes it old
  useEffect(() => void read(), [read, launch]);
  return (
    <section className="panel questions" aria-labelledby={id}>
      <h3 id={id}>{told.title}</h3>
      {page === null && <p className="quiet">{told.loading}</p>}
      {page === 'failed' && <p className="trouble">{told.failed}</p>}
      {page !== null && page !== 'failed' && (
        <Questions {...{ page, told, locale, programme, save, setPage }} />
      )}
    </section>
  );
}

interface Shows extends Omit<Asked, 'api'> {
  page: QuestionsPage;
  told: Told;
  setPage: (page: QuestionsPage) => void;
}

function Questions(shows: Shows) {
  const { page, told, locale } = shows;
  const day = dayOfYearText(page.launch, { locale, zone: 'UTC', nameZone: false });
  if (!page.begun) return <Changing {...shows} day={day} />;
  return (
    <>
      <p>{told.begun(day)}</p>
      <ReadOnly {...{ questions: page.questions, told, locale }} />
    </>
  );
}

function Changing({ page, told, locale, programme, save, setPage, day }: Shows & { day: string }) {
  const [draft, setDraft] = useDraft(page.questions);
  const [faults, setFaults] = useState<readonly QuestionFault[]>([]);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    // Whoever saved something wrong is led to the first of it.
    const wrong = form.current?.querySelector<HTMLElement>('[aria-invalid=true]');
    if (faults.length > 0 && wrong) showIn(wrong);
  }, [faults]);
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!event.nativeEvent.isTrusted || programme.working) return;
    const saved = await sent(programme, page.version, draft);
    if (!saved) return;
    setFaults(saved.faults ?? []);
    if (!saved.faults) setPage(saved.page);
  };
  const change = (next: OwnQuestion) =>
    setDraft(draft.map((one) => (one.key === next.key ? next : one)));
  return (
    <form ref={form} onSubmit={(event) => void send(event)} noValidate>
      <p className="quiet">{told.note(day)}</p>
      <p className="quiet">{told.noText}</p>
      <Counts {...{ draft, faults, told }} />
      <ByTopic questions={draft} locale={locale}>
        {(question) => (
          <Question key={question.key} {...{ question, faults, told, locale, change }} />
        )}
      </ByTopic>
      <Button type="submit" disabledFocusable={programme.working}>
        {save}
        <span className="unseen"> {told.title}</span>
      </Button>
    </form>
  );
}

/** What came of saving them, which is told; null when there was no answer. */
async function sent(
  programme: Programme,
  version: string,
  draft: readonly OwnQuestion[],
): Promise<QuestionsSaved | null> {
  const asked = draft.filter((one) => one.asked);
  const questions = asked.map(({ key, wording }) => ({ key, wording }));
  const body: QuestionsSaveBody = { version, questions };
  const saved = await programme.ask<QuestionsSaved>('/api/waves/save', body);
  if (saved?.refused) programme.refuse(saved.refused);
  else if (saved) programme.tell(saved.faults ? 'notSaved' : saved.saved ? 'saved' : 'unchanged');
  return saved;
}

/** Whatever is folded around it is opened. */
function showIn(field: HTMLElement): void {
  const folded = field.closest('details');
  if (folded) folded.open = true;
  field.focus();
}

interface Counting {
  draft: readonly OwnQuestion[];
  faults: readonly QuestionFault[];
  told: Told;
}

function Counts({ draft, faults, told }: Counting) {
  const asked = draft.filter((one) => one.asked);
  return (
    <ul className="counts">
      {moments.map((moment) => {
        const fault = faults.find(({ field }) => field === moment);
        return (
          <li key={moment}>
            {told.count(moment, countOf(asked, moment))}
            {fault && <span className="wrong"> {told.problems[fault.problem]}</span>}
          </li>
        );
      })}
    </ul>
  );
}

interface Listing {
  questions: readonly OwnQuestion[];
  locale: Locale;
  children: (question: OwnQuestion) => ReactNode;
}

function ByTopic({ questions, locale, children }: Listing) {
  const { survey } = allWords(locale);
  return topics.map((topic) => (
    <fieldset key={topic} className="topic">
      <legend>{survey.topic(topic)}</legend>
      <ul className="own">
        {questions.filter((one) => one.topic === topic).map((question) => children(question))}
      </ul>
    </fieldset>
  ));
}

/** As they stand, once the programme has begun. */
function ReadOnly({
  questions,
  told,
  locale,
}: Pick<Counting, 'told'> & Pick<Listing, 'questions' | 'locale'>) {
  const { survey } = allWords(locale);
  const asked = questions.filter((one) => one.asked);
  const counts = moments.map((moment) => told.counted(moment, countOf(asked, moment)));
  return (
    <details>
      <summary>{counts.join(' · ')}</summary>
      <ByTopic questions={asked} locale={locale}>
        {(question) => {
          const { key, wording } = question;
          const [mentee, mentor] = [wording.mentee[locale], wording.mentor[locale]];
          return (
            <li key={key}>
              <p>
                {mentee === mentor ? mentee : survey.of(survey.cell('mentee'), mentee)}
                <Once question={question} told={told} />
              </p>
              {mentee !== mentor && <p>{survey.of(survey.cell('mentor'), mentor)}</p>}
            </li>
          );
        }}
      </ByTopic>
    </details>
  );
}

const countOf = (questions: readonly OwnQuestion[], moment: Moment): number =>
  questions.filter((one) => one.moments.includes(moment)).length;
