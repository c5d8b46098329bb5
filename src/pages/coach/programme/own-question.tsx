import { useId } from 'react';
import type { OwnQuestion, QuestionFault } from '../../../domain/own-questions.ts';
import { parties } from '../../../domain/survey.ts';
import type { WavesWords } from '../../../words/waves.ts';
import type { Locale } from '../../../words/words.ts';

type Told = WavesWords['questions'];

interface Own {
  question: OwnQuestion;
  faults: readonly QuestionFault[];
  told: Told;
  locale: Locale;
  change: (next: OwnQuestion) => void;
}

/** One question: whether it is asked, and its four wordings. */
export function Question({ question, faults, told, locale, change }: Own) {
  const id = useId();
  const { key, asked, wording } = question;
  const write = (party: 'mentee' | 'mentor', language: 'fr' | 'en', text: string) =>
    change({
      ...question,
      wording: { ...wording, [party]: { ...wording[party], [language]: text } },
    });
  return (
    <li>
      <label htmlFor={id} className="ask-it">
        <input
          id={id}
          type="checkbox"
          checked={asked}
          onChange={({ target }) => change({ ...question, asked: target.checked })}
        />
        <span>
          <span className="unseen">{told.askIt} </span>
          {wording.mentee[locale]}
          <Once question={question} told={told} />
        </span>
      </label>
      {asked && (
        <details>
          <summary>
            {told.edit}
            <span className="unseen"> {wording.mentee[locale]}</span>
          </summary>
          {parties.map((party) =>
            (['fr', 'en'] as const).map((language) => (
              <Wording
                key={`${party}.${language}`}
                label={told.wording(party, language)}
                language={language}
                value={wording[party][language]}
                fault={faultAt(faults, `${key}.${party}.${language}`, told)}
                change={(text) => write(party, language, text)}
              />
            )),
          )}
        </details>
      )}
    </li>
  );
}

const faultAt = (faults: readonly QuestionFault[], field: string, told: Told): string | null => {
  const fault = faults.find((one) => one.field === field);
  return fault ? told.problems[fault.problem] : null;
};

/** At which of the two questionnaires it is asked; nothing for one that both ask. */
export function Once({ question, told }: Pick<Own, 'question' | 'told'>) {
  const [first, second] = question.moments;
  return first === undefined || second !== undefined ? null : (
    <span className="quiet"> ({told.when[first]})</span>
  );
}

interface Writing {
  label: string;
  language: 'fr' | 'en';
  value: string;
  fault: string | null;
  change: (text: string) => void;
}

function Wording({ label, language, value, fault, change }: Writing) {
  const id = useId();
  return (
    <p className="field">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        rows={2}
        lang={language}
        value={value}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        onChange={({ target }) => change(target.value)}
      />
      {fault !== null && (
        <span className="wrong" id={`${id}-fault`}>
          {fault}
        </span>
      )}
    </p>
  );
}
