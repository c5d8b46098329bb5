import { capital, dayText } from '../../words/dates.ts';
import { listText } from '../../words/list.ts';
import { words } from '../../words/words.ts';
import type { HomePage } from './needed.ts';

/** What the committee's list says of the pair, as its readers see it, and who they are. */
export function Recorded({ page: { recorded, reader } }: { page: HomePage }) {
  const { common, tab, themes } = words(reader.locale);
  const { rows, coaches, recording } = recorded;
  const readers =
    coaches.length > 0
      ? tab.recorded.readBy(listText(coaches, reader.locale))
      : tab.recorded.readByNobody;
  return (
    <section aria-labelledby="recorded-title">
      <h2 id="recorded-title">{tab.recorded.title}</h2>
      <p>{common.kept(recording)}</p>
      <p>{readers}</p>
      {rows.length === 0 ? (
        <p className="quiet">{tab.recorded.none}</p>
      ) : (
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
      )}
    </section>
  );
}
