import type { Reader } from '../../domain/card-model.ts';
import type { RecordedModel } from '../../domain/tab-model.ts';
import { capital, dayText } from '../../words/dates.ts';
import { words } from '../../words/words.ts';

interface Asked {
  rows: RecordedModel['rows'];
  reader: Reader;
}

/** What the committee's list says of a pair: the same rows to the pair and to its coaches. */
export function RecordedRows({ rows, reader }: Asked) {
  const { tab, themes } = words(reader.locale);
  if (rows.length === 0) return <p className="quiet">{tab.recorded.none}</p>;
  return (
    <table>
      <caption>{tab.recorded.table}</caption>
      <thead>
        <tr>
          <th scope="col">{tab.recorded.day}</th>
          <th scope="col">{tab.recorded.themes}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.day} ${row.themes.join()}`}>
            <th scope="row">{capital(dayText(row.day, reader))}</th>
            <td>{row.themes.map((theme) => themes[theme]).join(' · ')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
