import { lazy, Suspense } from 'react';
import type { MeetingsTold, ReportPage } from '../../../domain/report-model.ts';
import { shortDayText } from '../../../words/dates.ts';
import { type ReportWords, reportWords } from '../../../words/report.ts';
import { findingText, periodText } from '../../../words/report-text.ts';
import type { Locale } from '../../../words/words.ts';

const MonthsChart = lazy(async () => ({
  default: (await import('./months-chart.tsx')).MonthsChart,
}));

/** What was held and what was expected; then month by month, as a picture and as a table. */
export function MeetingsPart({ page: { meetings, head } }: { page: ReportPage }) {
  const { reader, recording, midterm, today, least, most } = head;
  const told = reportWords(reader.locale);
  if (!meetings) {
    const waits = recording === 'at-checkpoints' && today < midterm;
    return (
      <section className="panel">
        <h3>{told.meetings.title}</h3>
        <p className="quiet">
          {waits ? told.meetings.noneYet(shortDayText(midterm, reader)) : told.meetings.none}
        </p>
      </section>
    );
  }
  return (
    <section className="panel">
      <p className="part-name">{told.meetings.title}</p>
      <h3>{findingText(meetings, told)}</h3>
      <p className="quiet">{told.meetings.basis(least, most)}</p>
      <Suspense fallback={<div className="months-chart" />}>
        <MonthsChart periods={meetings.periods} locale={reader.locale} />
      </Suspense>
      <MonthsTable {...{ meetings, told }} locale={reader.locale} />
      <p className="quiet">{told.meetings.merged}</p>
    </section>
  );
}

interface Tabled {
  meetings: MeetingsTold;
  told: ReportWords;
  locale: Locale;
}

function MonthsTable({ meetings, told, locale }: Tabled) {
  return (
    <details>
      <summary>{told.meetings.asTable}</summary>
      <table>
        <caption>{told.meetings.table}</caption>
        <thead>
          <tr>
            <th scope="col">{told.meetings.month}</th>
            <th scope="col">{told.meetings.number}</th>
          </tr>
        </thead>
        <tbody>
          {meetings.periods.map((period) => (
            <tr key={period.from}>
              <th scope="row">{periodText(period, locale)}</th>
              <td>{period.held}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
