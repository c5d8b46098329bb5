import { momentText, startDayText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import { alsoToFill, type HomePage } from './needed.ts';
import { type Press, Pressable } from './press.tsx';

/** What waits for the reader's answer, but for the first, which stands under the year. */
export function Waiting({ page, press }: { page: HomePage; press: Press }) {
  const { model, reader } = page;
  const { link, record, tab } = words(reader.locale);
  const others = model.waiting.slice(1);
  const surveys = alsoToFill(page);
  if (others.length + surveys.length === 0) return null;
  return (
    <section aria-labelledby="waiting-title">
      <h2 id="waiting-title">{tab.alsoWaiting}</h2>
      <ul className="rows">
        {others.map(({ meeting, ask, time }) => {
          const moment = momentText(time, reader);
          const what =
            ask === 'answer' ? link.toAnswer(moment) : record.heldTitle(startDayText(time, reader));
          const label = link.answerThat(moment);
          return (
            <li key={meeting}>
              <span>{what}</span>
              <Pressable
                button={{ title: link.answer, label, go: { kind: 'meeting', meeting } }}
                press={press}
              />
            </li>
          );
        })}
        {surveys.map(({ wave, sentence, button }) => (
          <li key={wave}>
            <span>{sentence}</span>
            {button && <Pressable button={button} press={press} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
