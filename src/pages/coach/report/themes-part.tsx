import type { ReportPage } from '../../../domain/report-model.ts';
import { capital } from '../../../words/dates.ts';
import { reportWords } from '../../../words/report.ts';
import { type ThemeLine, themeLines } from '../../../words/report-text.ts';

/** Themes, most named first: each line is a bar and its number at once. */
export function ThemesPart({ page: { themes, pairs, head } }: { page: ReportPage }) {
  const { locale } = head.reader;
  const told = reportWords(locale).themes;
  if (!themes) {
    return (
      <section className="panel">
        <h3>{told.title}</h3>
        <p className="quiet">{told.none}</p>
      </section>
    );
  }
  const lines = themeLines(themes, pairs.all, locale);
  const [most] = themes.told;
  const leading = lines.slice(0, themes.told.filter(({ pairs: by }) => by === most?.pairs).length);
  return (
    <section className="panel">
      <p className="part-name">{told.title}</p>
      <h3>
        {leading.length > 0 ? told.finding(leading.map(({ title }) => title)) : told.findingRare}
      </h3>
      <table className="themes">
        <caption>{told.table}</caption>
        <thead>
          <tr>
            <th scope="col">{told.theme}</th>
            <th scope="col">{told.number}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={line.key} line={line} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Line({ line: { title, pairs, share } }: { line: ThemeLine }) {
  return (
    <tr>
      <th scope="row">{capital(title)}</th>
      <td>
        {pairs}
        <span
          aria-hidden="true"
          className={share === null ? 'bar merged' : 'bar'}
          style={share === null ? {} : { inlineSize: `${Math.round(share * 100)}%` }}
        />
      </td>
    </tr>
  );
}
