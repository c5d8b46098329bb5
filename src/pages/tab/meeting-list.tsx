import { capital, dayText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';
import type { Button } from '../link/act-row.ts';
import type { HomePage } from './needed.ts';
import { type Press, Pressable } from './press.tsx';

type Row = HomePage['year']['meetings'][number];

/** The pair's meetings in the order of the year, each to be opened or put right. */
export function MeetingList({ page: { year, reader }, press }: { page: HomePage; press: Press }) {
  const { tab, record, link, meeting: told } = words(reader.locale);
  const buttonOf = ({ meeting, day, state }: Row): Button => {
    const on = dayText(day, reader);
    return state === 'held'
      ? { title: record.correct, label: link.correctThat(on), go: { kind: 'held', meeting } }
      : { title: told.openIt, label: link.openThat(on), go: { kind: 'meeting', meeting } };
  };
  return (
    <section aria-labelledby="meetings-title">
      <h2 id="meetings-title">{tab.meetings}</h2>
      {year.meetings.length === 0 && <p className="quiet">{tab.noMeeting}</p>}
      <ul className="rows">
        {year.meetings.map((row) => (
          <li key={row.meeting}>
            <span className="sign" aria-hidden="true">
              <span className={`dot ${row.state}`} />
            </span>
            <span>
              {capital(dayText(row.day, reader))}
              <span className="quiet"> · {tab.year.state(row.state)}</span>
            </span>
            <Pressable button={buttonOf(row)} press={press} />
          </li>
        ))}
      </ul>
    </section>
  );
}
