import { useId } from 'react';
import type { Reader } from '../../../domain/card-model.ts';
import type { AskedQuestion, WaveForCoaches, WaveShown } from '../../../domain/waves-model.ts';
import { dayOfYearText } from '../../../words/report-text.ts';
import type { WavesWords } from '../../../words/waves.ts';
import { words } from '../../../words/words.ts';
import type { SectionAsked } from '../section.ts';
import { SynthesisPart } from './synthesis-part.tsx';
import type { Waves } from './use-waves.ts';

interface Asked extends Pick<SectionAsked, 'api'> {
  wave: WaveShown;
  waves: Waves;
  told: WavesWords;
  reader: Reader;
}

/** One questionnaire: its days, how it stands, what it asks, and what it came to. */
export function WavePart({ wave, waves, api, told, reader }: Asked) {
  const id = useId();
  const { moment, days, coach, synthesis } = wave;
  const { survey } = words(reader.locale);
  const [from, until] = [dayOfYearText(days.from, reader), dayOfYearText(days.until, reader)];
  return (
    <section className="panel wave" aria-labelledby={id}>
      <div className="wave-head">
        <h3 id={id}>{synthesis ? survey.synthesisTitle(moment) : told.moment(moment)}</h3>
        <p className="quiet">{told.days(from, until)}</p>
      </div>
      {coach && <Standing {...{ coach, told, until }} />}
      {!coach && !synthesis && <p>{told.notYet}</p>}
      {synthesis && <SynthesisPart {...{ shown: synthesis, waves, api, told, reader }} />}
      {coach && <Questions {...{ coach, told, reader }} />}
    </section>
  );
}

interface Stands {
  coach: WaveForCoaches;
  told: WavesWords;
}

function Standing({ coach, told, until }: Stands & { until: string }) {
  const { state, refused } = coach;
  const words = told.state;
  const title = state === 'open' ? words.open(until) : words[state];
  return (
    <>
      <p className={`wave-state ${state}`}>{title}</p>
      {state === 'open' && <p className="quiet">{words.openNote}</p>}
      {state === 'closing' && <p className="quiet">{words.closingNote}</p>}
      {state === 'refused' && refused && (
        <div className="stopped">
          <p>{words.refusedWhy(refused)}</p>
          <p>{words.refusedNext}</p>
        </div>
      )}
    </>
  );
}

/** What is asked, by topic; where the two sides read the same, it is said once. */
function Questions({ coach, told, reader }: Stands & { reader: Reader }) {
  const { survey } = words(reader.locale);
  const { locale } = reader;
  const number = coach.topics.reduce((sum, { questions }) => sum + questions.length, 0);
  return (
    <details>
      <summary>{told.asked(number)}</summary>
      <p className="quiet">{told.partition(coach.partition)}</p>
      {coach.topics.map(({ topic, questions }) => (
        <div key={topic} className="asked">
          <h4>{survey.topic(topic)}</h4>
          <ul>
            {questions.map(({ key, wording }) => (
              <li key={key}>
                {sidesOf(wording, locale, told).map(([side, text]) => (
                  <p key={side}>
                    <span className="quiet">{survey.of(side, '')}</span> {text}
                  </p>
                ))}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </details>
  );
}

function sidesOf(
  { mentee, mentor }: AskedQuestion['wording'],
  locale: Reader['locale'],
  { sides }: WavesWords,
): [side: string, text: string][] {
  if (mentee[locale] === mentor[locale]) return [[sides.same, mentee[locale]]];
  return [
    [sides.mentee, mentee[locale]],
    [sides.mentor, mentor[locale]],
  ];
}
