import { useCallback, useEffect, useState } from 'react';
import type { ReportPage } from '../../../domain/report-model.ts';
import type { ReportReadBody } from '../../../web/report-contract.ts';
import { reportWords } from '../../../words/report.ts';
import { dayOfYearText } from '../../../words/report-text.ts';
import type { Missing } from '../../shared/missing.ts';
import { Loading } from '../loading.tsx';
import type { SectionAsked } from '../section.ts';
import { MeetingsPart } from './meetings-part.tsx';
import { missingIn } from './missing-in.ts';
import { NotShown } from './not-shown.tsx';
import './report.css';
import { TakeAway } from './take-away.tsx';
import { ThemesPart } from './themes-part.tsx';

type Read = { page: ReportPage } | { missing: Missing } | null;

/** A cohort as a whole, for its pilot and coaches: nothing here leads to a pair. */
export function ReportView({ api, head, locale }: SectionAsked) {
  const [read, setRead] = useState<Read>(null);
  const { cohort } = head;
  const look = useCallback(async () => {
    const body: ReportReadBody = { cohort };
    const outcome = await api.ask<{ page: ReportPage }>('/api/report/read', body);
    setRead(outcome.kind === 'reply' ? outcome.reply : { missing: missingIn(outcome) });
  }, [api, cohort]);
  useEffect(() => void look(), [look]);
  if (!read) return <Loading text={reportWords(locale).opening} />;
  if ('missing' in read) return <NotShown missing={read.missing} locale={locale} retry={look} />;
  return <Report page={read.page} api={api} />;
}

function Report({ page, api }: { page: ReportPage } & Pick<SectionAsked, 'api'>) {
  const { head, pairs, until, exports } = page;
  const told = reportWords(head.reader.locale);
  return (
    <div className="report">
      <header>
        <h2>{told.title}</h2>
        {until !== null && <p>{told.until(dayOfYearText(until, head.reader))}</p>}
        <p className="quiet">{told.rule}</p>
      </header>
      <div className="report-parts">
        <div>
          <MeetingsPart page={page} />
          <ThemesPart page={page} />
        </div>
        <div>
          <section className="panel">
            <p className="part-name">{told.pairs.title}</p>
            <h3>{told.pairs.of(pairs.active, pairs.all)}</h3>
          </section>
          <section className="panel">
            <h3>{told.responses.title}</h3>
            <p className="quiet">{told.responses.none}</p>
          </section>
          <TakeAway {...{ api, exports }} cohort={head.cohort} locale={head.reader.locale} />
        </div>
      </div>
    </div>
  );
}
