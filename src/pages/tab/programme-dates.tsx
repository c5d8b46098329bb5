import type { Reader } from '../../domain/card-model.ts';
import type { YearLine } from '../../domain/tab-model.ts';
import { capital, dayText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';

/** The collective days of the programme. */
export function ProgrammeDates({ line, reader }: { line: YearLine; reader: Reader }) {
  const { tab, year } = words(reader.locale);
  return (
    <section aria-labelledby="dates-title">
      <h2 id="dates-title">{tab.dates}</h2>
      <ul className="dates">
        {(['launch', 'midterm', 'closing'] as const).map((kind) => (
          <li key={kind}>
            {capital(dayText(line[kind], reader))} · {year.mark(kind)}
            {line[kind] < line.today && <span className="quiet"> ({tab.past})</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}
